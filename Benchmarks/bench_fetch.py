#!/usr/bin/env python3
"""Measures fetching and feeds: the shipped `presswork crawl` and `presswork feed` on this machine, server included.

Prints a table and writes .bench/fetch.json. `--pages N` and `--hosts N` change the size; `--peers` also runs Scrapy and
feedparser from PyPI on the same input.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

from machine import BENCH, RELEASE, resident_mib, write_report

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = RELEASE / "presswork"
CONNECTIONS = 256


class PageServer:
    def __init__(self, size):
        self.size = size

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, HERE / "page_server.py", str(self.size)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(20)


def run(command, **options):
    """Seconds, CPU seconds and MiB of a command, and what it printed."""
    with tempfile.TemporaryFile() as output:
        begin = time.monotonic()
        process = subprocess.Popen(list(map(str, command)), stdout=output, **options)
        memory = 0.0
        while not os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG):
            memory = max(memory, resident_mib(process.pid))
            time.sleep(0.02)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
        if status != 0:
            sys.exit(f"{command[0]} ended with {status}")
        output.seek(0)
        return seconds, usage.ru_utime + usage.ru_stime, memory, output.read()


def crawl(listing, *options):
    return run([PROGRAM, "crawl", "--list", listing, "--anywhere", "--json", "--concurrency", CONNECTIONS, *options])


def fetching(options, folder):
    """Pages of one host with as many connections as may be, then many hosts with a pause at each."""
    figures, ratios = [], []
    with PageServer(16 << 10) as server:
        listing = folder / "pages.txt"
        listing.write_text("".join(f"http://127.0.0.1:{server.port}/{n}\n" for n in range(options.pages)))
        seconds, cpu, memory, output = crawl(listing, "--per-site", CONNECTIONS)
        fetched = count(output)
        if fetched != options.pages:
            sys.exit(f"{fetched} of {options.pages} pages were fetched")
        rate = fetched / seconds
        figures += [
            figure("fetched_pages_per_second", rate, "pages/s"), figure("fetch_cpu_us_per_page", cpu / fetched * 1e6, "us"),
            figure("fetch_rss_mib", memory, "MiB"),
        ]
        if options.peers:
            few = folder / "few.txt"
            few.write_text("\n".join(listing.read_text().split()[: options.pages // 10]))
            seconds, _, peer_memory, output = run([python("scrapy"), HERE / "peers/scrapy_peer.py", few, 0])
            peer = int(output.split()[-1]) / seconds
            figures += [figure("scrapy_pages_per_second", peer, "pages/s"), figure("scrapy_rss_mib", peer_memory, "MiB")]
            ratios.append(ratio("fetching_vs_scrapy", rate / peer, "scrapy"))
        many = folder / "hosts.txt"
        with many.open("w") as file:
            for page in range(options.pages_per_host):
                for host in range(options.hosts):
                    address = f"127.{1 + host // 62500}.{host // 250 % 250}.{1 + host % 250}"
                    file.write(f"http://{address}:{server.port}/{page}\n")
        seconds, cpu, memory, output = crawl(many, "--delay", 1)
        if count(output) != options.hosts * options.pages_per_host:
            sys.exit(f"{count(output)} of {options.hosts * options.pages_per_host} pages of many hosts were fetched")
        figures += [
            figure("polite_hosts", options.hosts, "hosts"), figure("polite_hosts_seconds", seconds, "s"),
            figure("polite_hosts_rss_mib", memory, "MiB"),
        ]
    return figures, ratios


def count(output):
    return sum(json.loads(line)["outcome"] == "page" for line in output.splitlines())


def item(number):
    return f"""<item><title>Entry {number} &amp; more</title><link>https://example.org/posts/{number}?a=1&amp;b=2</link>
<guid isPermaLink="false">tag:example.org,2026:{number}</guid><pubDate>Thu, 01 Jan 2026 {number % 24:02}:48:21 GMT</pubDate>
<dc:creator>Ana Example</dc:creator><category>water</category><category domain="x">plants</category>
<description>&lt;p&gt;Water moves &lt;b&gt;slowly&lt;/b&gt; past the stones.&lt;/p&gt;</description>
<content:encoded><![CDATA[{'<p>Water moves slowly past <a href="/stones">the stones</a> &amp; the moss.</p>' * 20}]]></content:encoded>
</item>
"""


def feeds(options, folder):
    """One large feed through `presswork feed --json`, from the start of the process to its end."""
    head = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>A feed</title><link>https://example.org/</link>
"""
    def write(path, entries):
        path.write_text(head + "".join(map(item, range(entries))) + "</channel></rss>")
        return path.stat().st_size / 1e6

    large, small = folder / "large.xml", folder / "small.xml"
    size = write(large, 20_000)
    best = min((run([PROGRAM, "feed", large, "--url", "https://example.org/feed", "--json"]) for _ in range(3)),
               key=lambda result: result[1])
    if len(json.loads(best[3])["entries"]) != 20_000:
        sys.exit("not every entry of the feed was read")
    rate = size / best[1]
    figures = [figure("feed_mb_per_cpu_second", rate, "MB/s"), figure("feed_rss_mib", best[2], "MiB")]
    ratios = []
    if options.peers:
        size = write(small, 1_000)
        _, cpu, _, _ = run([python("feedparser"), "-c", f"import feedparser; feedparser.parse({str(small)!r})"])
        figures.append(figure("feedparser_mb_per_cpu_second", size / cpu, "MB/s"))
        ratios.append(ratio("feeds_vs_feedparser", rate / (size / cpu), "feedparser"))
    return figures, ratios


def python(package):
    """The interpreter of an environment with one package, made at first use."""
    folder = BENCH / "fetch-peers" / package
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", package], check=True)
        (folder / "ready").touch()
    return folder / "bin/python"


def figure(name, value, unit):
    return {"name": name, "value": round(value, 2), "unit": unit}


def ratio(name, value, package):
    answer = subprocess.run(
        [python(package), "-c", f"import importlib.metadata as m; print(m.version('{package}'))"],
        capture_output=True, text=True)
    return {"name": name, "value": round(value, 2), "peer": package, "peer_version": answer.stdout.strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--hosts", type=int, default=10_000)
    parser.add_argument("--pages-per-host", type=int, default=3)
    parser.add_argument("--only", default="fetching,feeds")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]),) * 2)
    figures, ratios = [], []
    with tempfile.TemporaryDirectory() as folder:
        for name, measure in (("feeds", feeds), ("fetching", fetching)):
            if name in options.only.split(","):
                more = measure(options, pathlib.Path(folder))
                figures += more[0]
                ratios += more[1]
    write_report("fetch", figures, ratios, {"connections": CONNECTIONS, "page_bytes": 16 << 10})


if __name__ == "__main__":
    main()
