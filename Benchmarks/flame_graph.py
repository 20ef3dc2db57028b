#!/usr/bin/env python3
"""Draws where the processors' time goes while a fleet of shipped processes works: docs/queue-flame.svg.

Needs `perf` (Debian's linux-perf) and `swift demangle`. Widths are samples; each process is a tower of its own, and
frames below a two-hundredth of all are left out.
"""
import argparse
import collections
import html
import re
import subprocess
import sys
import tempfile
import threading
import time

from fleet import Fleet
from machine import ROOT, descendants

SMALLEST = 1 / 200
WIDTH, LINE, DEEPEST = 1200, 16, 42
COLOURS = {"postgres": "#6d8fb3", "worker": "#d08770", "redis": "#bf616a", "scheduler": "#a3be8c"}
FRAME = re.compile(r"^\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \((.*)\)$")


def record(fleet, run, items, folder):
    """Samples every process of a fleet while it works; returns the file of each kind."""
    files = {}

    def sample():
        time.sleep(2)
        recorders = []
        for kind, pids in processes(fleet).items():
            files[kind] = f"{folder}/{kind}"
            recorders.append(subprocess.Popen(
                ["perf", "record", "-q", "-F", "1999", "-g", "-o", files[kind], "-p", ",".join(map(str, pids)), "--",
                 "sleep", "5"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        for recorder in recorders:
            recorder.wait()

    sampler = threading.Thread(target=sample)
    sampler.start()
    fleet.finish(run, stages=["scrape"], expected=items)
    sampler.join()
    return files


def processes(fleet):
    """Process ids by kind."""
    kinds = collections.defaultdict(list)
    for pid in descendants(fleet.servers.pid)[1:]:
        with open(f"/proc/{pid}/comm") as name:
            kinds["redis" if name.read().startswith("redis") else "postgres"].append(pid)
    for name, process in fleet.processes.items():
        kinds[name.split("-")[0]].append(process.pid)
    return kinds


def stacks(file, kind):
    """Each sample as its frames, outermost first."""
    text = subprocess.run(
        ["perf", "script", "-i", file, "--fields", "comm,ip,sym,dso"], capture_output=True, text=True).stdout
    text = subprocess.run(
        ["swift", "demangle", "--simplified"], input=text, capture_output=True, text=True, check=True).stdout
    for sample in text.split("\n\n"):
        frames = [name(match) for match in map(FRAME.match, sample.splitlines()) if match]
        if frames:
            yield [kind] + without_repeats(reversed(frames))[:DEEPEST]


def name(match):
    """A frame's name: what has no symbol is named by its library."""
    symbol, library = match.groups()
    if symbol == "[unknown]":
        return f"[{library.rsplit('/', 1)[-1].strip('[]')}]"
    return symbol.split("(", 1)[0].strip() or symbol


def without_repeats(frames):
    """Frames of one name on top of each other are one."""
    kept = []
    for frame in frames:
        if not kept or kept[-1] != frame:
            kept.append(frame)
    return kept


class Node:
    """A frame and what was called from it."""

    def __init__(self):
        self.samples, self.calls = 0, collections.defaultdict(Node)

    def add(self, frames):
        self.samples += 1
        if frames:
            self.calls[frames[0]].add(frames[1:])


def rectangles(node, x, depth, scale, least, colour, out):
    """The frames called from `node`, the widest first."""
    for frame, call in sorted(node.calls.items(), key=lambda pair: -pair[1].samples):
        if call.samples < least:
            continue
        fill, width = COLOURS.get(frame, colour) if depth == 0 else colour, call.samples * scale
        out.append((x, depth, width, frame, call.samples, fill))
        rectangles(call, x, depth + 1, scale, least, fill, out)
        x += width


def drawing(root):
    """The whole as SVG."""
    boxes = []
    rectangles(root, 0, 0, WIDTH / root.samples, root.samples * SMALLEST, "#888", boxes)
    height = (max(depth for _, depth, *_ in boxes) + 1) * LINE
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
             'font-family="monospace" font-size="10">', '<rect width="100%" height="100%" fill="#fff"/>']
    for x, depth, width, frame, samples, fill in boxes:
        y = height - (depth + 1) * LINE
        share = f"{100 * samples / root.samples:.1f} %"
        lines.append(
            f'<g><title>{html.escape(frame)}: {share}</title><rect x="{x:.1f}" y="{y}" width="{max(width - .5, .5):.1f}" '
            f'height="{LINE - 1}" fill="{fill}" rx="1"/>')
        if (room := int(width / 6.2)) > 3:
            label = f"{frame} {share}" if depth == 0 else frame
            lines.append(f'<text x="{x + 2:.1f}" y="{y + 11}">{html.escape(label[:room])}</text>')
        lines.append("</g>")
    return "\n".join(lines + ["</svg>", ""])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=120_000)
    options = parser.parse_args()
    root = Node()
    with tempfile.TemporaryDirectory() as folder, Fleet(2, 512) as fleet:
        run, _, _ = fleet.enqueue(options.items)
        for kind, file in record(fleet, run, options.items, folder).items():
            for stack in stacks(file, kind):
                root.add(stack)
    if not root.samples:
        sys.exit("perf recorded nothing: is it allowed to (kernel.perf_event_paranoid)?")
    (ROOT / "docs/queue-flame.svg").write_text(drawing(root))
    print(f"docs/queue-flame.svg: {root.samples} samples")


if __name__ == "__main__":
    main()
