"""One peer over a folder of pages: a JSON line a page, the last line its CPU seconds without start-up."""
import gzip
import json
import pathlib
import sys
import time


def trafilatura(page):
    import trafilatura
    found = trafilatura.bare_extraction(page, with_metadata=True)
    found = found.as_dict() if hasattr(found, "as_dict") else found or {}
    return {name: found.get(name) for name in ("text", "title", "author", "date")}


def readability(page):
    import lxml.html
    import readability
    document = readability.Document(page.decode("utf-8", "replace"))
    text = lxml.html.fromstring(document.summary()).text_content()
    return {"text": text, "title": document.short_title()}


def resiliparse(page):
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    return {"text": extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True)}


def newspaper4k(page):
    import newspaper
    article = newspaper.Article("https://peer.example/", fetch_images=False)
    article.download(input_html=page.decode("utf-8", "replace"))
    article.parse()
    date = article.publish_date
    return {
        "text": article.text, "title": article.title, "author": ", ".join(article.authors),
        "date": date.strftime("%Y-%m-%d") if date else None}


def main(name, folder):
    extract = globals()[name]
    files = sorted(path for path in pathlib.Path(folder).iterdir() if ".html" in path.name)
    pages = [gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes() for path in files]
    extract(b"<html><body><p>Warm.</p></body></html>")
    seconds = 0.0
    for path, page in zip(files, pages):
        begin = time.process_time()
        try:
            found = extract(page)
        except Exception as error:  # A peer that fails on a page has found nothing there.
            found = {"error": str(error)}
        seconds += time.process_time() - begin
        print(json.dumps({**found, "id": path.name.split(".html")[0]}))
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
