#!/usr/bin/env python3
"""Measures the fleet engine: the shipped scheduler and worker binaries on no-op jobs, private servers, this machine.

Prints a table and writes .bench/queue.json. `--items N`, `--workers W`, `--concurrency C` change the size;
`--only durable,stages,...` chooses figures; `--peers N` also runs Celery, dramatiq, arq, streaq and Sidekiq.
"""
import argparse
import json
import sys

from fleet import Fleet
from machine import write_report
from peers import all_peers


def durable(options):
    """One run of one no-op stage, all items committed beforehand: from the first claim to the last settle."""
    with Fleet(options.workers, options.concurrency) as fleet:
        run, enqueue_seconds = fleet.enqueue(options.items)
        result = fleet.finish(run, stages=["scrape"], expected=options.items)
        return [
            figure("durable_jobs_per_second", result.jobs / result.seconds, "jobs/s"),
            figure("enqueue_items_per_second", options.items / enqueue_seconds, "items/s"),
            figure("worker_rss_mib", result.worker_rss_mib, "MiB"),
        ] + [figure(f"cpu_us_per_job_{name}", seconds / result.jobs * 1e6, "us") for name, seconds in result.cpu.items()]


def stages(options):
    """Five stages: each settle inserts the successor; the run ends by fan-in over its chunks."""
    names = ["scrape", "generate", "cover", "assemble", "distribute"]
    items = max(1, options.items // 5)
    with Fleet(options.workers, options.concurrency, stages=names) as fleet:
        run, _ = fleet.enqueue(items, stages=names)
        result = fleet.finish(run, stages=names, expected=items)
        return [figure("five_stage_jobs_per_second", result.jobs / result.seconds, "jobs/s")]


def figure(name, value, unit):
    return {"name": name, "value": round(value, 2), "unit": unit}


MEASURES = {"durable": durable, "stages": stages}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--concurrency", type=int, default=512)
    parser.add_argument("--only", default=",".join(MEASURES))
    parser.add_argument("--peers", type=int, default=0, help="jobs for each peer; 0 leaves them out")
    options = parser.parse_args()
    figures, ratios = [], []
    for name in options.only.split(","):
        if name not in MEASURES:
            sys.exit(f"no measure is called {name}; there are: {', '.join(MEASURES)}")
        figures += MEASURES[name](options)
    if options.peers:
        ours = next(entry["value"] for entry in figures if entry["name"] == "durable_jobs_per_second")
        for peer, (rate, version) in all_peers(options.peers).items():
            figures.append(figure(f"{peer}_jobs_per_second", rate, "jobs/s"))
            ratios.append({
                "name": "durable_jobs_per_second", "value": round(ours / rate, 1), "peer": peer,
                "peer_version": version})
    write_report("queue", figures, ratios)


if __name__ == "__main__":
    main()
