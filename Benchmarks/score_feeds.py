#!/usr/bin/env python3
"""Scores `presswork feed --json` against cases of feeds with expected members.

    score_feeds.py CASES.json.gz [--binary .build/release/presswork] [--class core] [--show]

CASES is `{"cases": [{file, cls, xml | xml_base64, headers, doc_url, expect: [{path, equals}]}]}`, where a path walks
feedparser's names: ["entries", 0, "title_detail", "value"]; a last "len()" counts. A date may be given in any form.
Prints a line a class and exits 1 where a class that has to be whole is not.
"""
import argparse
import base64
import collections
import email.utils
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

WHOLE = {"core", "base-resolution", "lang-inheritance", "amp", "encoding"}

# Of several names for one member, feedparser keeps one.
ALIASES = {"url": "href"}


def walk(document, path):
    for step in path:
        if step == "len()":
            document = len(document)
        elif isinstance(document, dict) and step not in document:
            document = document[ALIASES[step]]
        else:
            document = document[step]
    return document


def instant(text):
    try:
        return email.utils.parsedate_to_datetime(text).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return text


def is_met(document, expectation):
    wanted = expectation["equals"]
    try:
        found = walk(document, expectation["path"])
    except (KeyError, IndexError, TypeError):
        found = None
    if isinstance(wanted, bool) or isinstance(found, bool):
        return bool(wanted) == bool(found), found
    if isinstance(wanted, str) and isinstance(found, str):
        return found == wanted or instant(wanted) == found, found
    return found == wanted, found


def read(binary, folder, case):
    path = pathlib.Path(folder) / "feed.xml"
    content = base64.b64decode(case["xml_base64"]) if "xml_base64" in case else case["xml"].encode()
    path.write_bytes(content)
    command = [binary, "feed", str(path), "--json"]
    for name, value in (case["headers"] or {}).items():
        command += ["--header", f"{name}: {value}"]
    if case["doc_url"]:
        command += ["--url", case["doc_url"]]
    run = subprocess.run(command, capture_output=True, timeout=60)
    return json.loads(run.stdout) if run.returncode == 0 else {}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases")
    parser.add_argument("--binary", default=".build/release/presswork")
    parser.add_argument("--class", dest="cls")
    parser.add_argument("--show", action="store_true", help="print what was expected and what came")
    options = parser.parse_args()
    cases = json.loads(gzip.open(options.cases).read())["cases"]
    right, total = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for case in cases:
            if options.cls not in (None, case["cls"]):
                continue
            document = read(options.binary, folder, case)
            misses = [
                (e["path"], e["equals"], found)
                for e in case["expect"]
                for met, found in [is_met(document, e)]
                if not met
            ]
            total[case["cls"]] += 1
            right[case["cls"]] += not misses
            if misses and options.show:
                print(case["file"])
                for path, wanted, found in misses:
                    print(f"    {'.'.join(map(str, path))}: wanted {wanted!r}, got {found!r}")
    failed = False
    for name in sorted(total):
        share = right[name] / total[name]
        is_enough = share == 1 if name in WHOLE else share >= 0.95
        failed = failed or not is_enough
        print(f"{name:22} {right[name]:4} of {total[name]:4}  {share:7.1%}{'' if is_enough else '  too few'}")
    rest = [name for name in total if name not in WHOLE]
    if rest:
        print(f"{'the rest together':22} {sum(right[n] for n in rest):4} of {sum(total[n] for n in rest):4}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
