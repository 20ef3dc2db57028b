#!/usr/bin/env python3
"""Measures `presswork extract` on marked pages beside other extractors: quality and CPU in one run.

Prints a table and writes .bench/extract.json. `--pages FOLDER` (default .bench/pages; docs/extraction.md tells its form)
chooses the pages, `--peers NAMES` the others, each installed into an environment of its own at first use.
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

from extraction_truth import read_truth, score
from machine import BENCH, RELEASE, write_report

PEERS = {
    "trafilatura": ["trafilatura", "lxml_html_clean"], "readability": ["readability-lxml", "lxml_html_clean"],
    "resiliparse": ["resiliparse"], "newspaper4k": ["newspaper4k", "lxml_html_clean"],
}


def run(command):
    """Lines, CPU seconds, wall seconds and peak MiB of a command."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    result = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Not splitlines(), which also breaks at U+2028 inside a text.
    return result.stdout.decode().rstrip("\n").split("\n"), cpu, time.monotonic() - begin, after.ru_maxrss / 1024


def presswork(html):
    """On one core for its CPU a page, then on all for pages a second."""
    program = [RELEASE / "presswork", "extract", "--json"]
    with tempfile.TemporaryDirectory() as one:
        first = sorted(pathlib.Path(html).iterdir())[0]
        (pathlib.Path(one) / first.name).write_bytes(first.read_bytes())
        start = run([*program, one])[1]
    lines, cpu, _, memory = run(["taskset", "-c", "0", *program, html])
    wall = run([*program, html])[2]
    return [json.loads(line) for line in lines], {
        "cpu_ms": (cpu - start) / len(lines) * 1000, "pages_per_second": len(lines) / wall, "rss_mib": memory}


def peer(name, html):
    folder = BENCH / "extract-peers" / name
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        for package in PEERS[name]:
            subprocess.run([folder / "bin/pip", "install", "--quiet", package], check=True)
        (folder / "ready").touch()
    script = pathlib.Path(__file__).resolve().parent / "peers/extract_peer.py"
    lines, _, _, _ = run([folder / "bin/python", script, name, html])
    found = [json.loads(line) for line in lines]
    seconds = found.pop()["seconds"]
    package = PEERS[name][0]
    version = subprocess.run(
        [folder / "bin/python", "-c", f"import importlib.metadata as m; print(m.version('{package}'))"],
        capture_output=True, text=True).stdout.strip()
    return found, {"cpu_ms": seconds / len(found) * 1000}, version


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default=os.environ.get("PAGES") or BENCH / "pages")
    parser.add_argument("--peers", default=",".join(PEERS))
    options = parser.parse_args()
    truth, html = read_truth(options.pages), pathlib.Path(options.pages) / "html"
    found, cost = presswork(html)
    figures, ratios = [], []

    def add(name, values):
        for key, value in values.items():
            unit = {"cpu_ms": "ms/page", "pages_per_second": "pages/s", "rss_mib": "MiB"}.get(key, "")
            figures.append({"name": f"{name}_{key}", "value": round(value, 4), "unit": unit})

    add("presswork", {**score(found, truth), **cost})
    for name in filter(None, options.peers.split(",")):
        found, theirs, version = peer(name, html)
        add(name, {**score(found, truth), **theirs})
        ratios.append({
            "name": "extract_cpu", "value": round(theirs["cpu_ms"] / cost["cpu_ms"], 1), "peer": name,
            "peer_version": version})
    write_report("extract", figures, ratios, {"pages": len(truth)})


if __name__ == "__main__":
    main()
