"""What every benchmark shares: where things are, and how a report is written."""
import json
import os
import pathlib
import platform

ROOT = pathlib.Path(__file__).resolve().parent.parent
RELEASE = ROOT / ".build/release"
BENCH = ROOT / ".bench"


def describe():
    """The machine in words, for whoever compares reports."""
    model = "unknown"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return {"cpu": model, "cores": os.cpu_count(), "kernel": platform.release(), "load": os.getloadavg()[0]}


def write_report(name, figures, ratios, notes=None):
    """Prints a table and writes .bench/NAME.json."""
    for entry in figures:
        print(f"{entry['name']:40} {entry['value']:>12} {entry['unit']}")
    for entry in ratios:
        print(f"{entry['name']:40} {entry['value']:>12} x {entry['peer']} {entry['peer_version']}")
    BENCH.mkdir(exist_ok=True)
    report = {"figures": figures, "ratios": ratios, "machine": describe(), "notes": notes or {}}
    (BENCH / f"{name}.json").write_text(json.dumps(report, indent=2) + "\n")


def cpu_seconds(pid):
    """User and system time of a process and of its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = sum(int(fields[index]) for index in (11, 12, 13, 14))
    return ticks / os.sysconf("SC_CLK_TCK")


def resident_mib(pid):
    """Resident memory of a process at its highest."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def descendants(pid):
    """A process and all that it started, by the kernel's table."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        process = todo.pop()
        found.append(process)
        todo += parents.get(process, [])
    return found
