#!/usr/bin/env python3
"""Times `presswork demo` from a cold folder and again with nothing changed; prints a table and writes .bench/demo.json."""
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/release/presswork"
ROUNDS = 3


def demo(folder):
    """One demo; returns its whole seconds, the servers' start and end included."""
    begin = time.monotonic()
    done = subprocess.run([PROGRAM, "demo", "--out", f"{folder}/out"], cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"the demo failed:\n{done.stdout}{done.stderr}")
    return time.monotonic() - begin


cold, warm = [], []
for _ in range(ROUNDS):
    with tempfile.TemporaryDirectory() as folder:
        cold.append(demo(folder))
        warm.append(demo(folder))

figures = [
    {"name": "demo_cold_seconds", "value": round(statistics.median(cold), 2), "unit": "s"},
    {"name": "demo_unchanged_seconds", "value": round(statistics.median(warm), 2), "unit": "s"},
]
for figure in figures:
    print(f"{figure['name']:28} {figure['value']:8} {figure['unit']}")
target = ROOT / ".bench/demo.json"
target.parent.mkdir(exist_ok=True)
target.write_text(json.dumps({"figures": figures, "ratios": []}, indent=2) + "\n")
