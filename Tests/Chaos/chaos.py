#!/usr/bin/env python3
"""Shakes a fleet of real processes by a seeded plan of faults and asks an oracle outside of it what became of the work.

usage: chaos.py [--seed N] [--minutes M | --seconds S] [--jobs N] [--programs .build/debug] [--keep]

Nothing may be lost, nothing doubled, every fan-in exact, no job stuck, no change of state that docs/job-states.md does
not list. Prints what was done and found, writes .bench/chaos.json, and ends with 1 when something does not hold; then
the folder with the logs stays. The same seed gives the same faults.
"""
import argparse
import collections
import json
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from faults import Faults
from fleet import Fleet
from oracle import Oracle
from proxy import Proxy
from servers import Clock, Postgres, Redis

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
STAGES = ["cover", "distribute", "generate", "scrape"]
# So many seconds without an end of a job, and without faults, mean that work is stuck. A statement on a connection that
# went silent takes 60 until it is given up.
PATIENCE = 90
Run = collections.namedtuple("Run", "id items stages is_cancelled")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 31))
    parser.add_argument("--minutes", type=float, default=0, help="how long faults are made")
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--jobs", type=int, default=50_000, help="of the first run")
    parser.add_argument("--lease", type=float, default=5)
    parser.add_argument("--programs", type=pathlib.Path, default=ROOT / ".build/debug")
    parser.add_argument("--keep", action="store_true", help="leave the logs")
    return parser.parse_args()


class Chaos:
    def __init__(self, options, folder):
        self.options = options
        self.seconds = 60 * options.minutes + options.seconds or 60
        self.clock = Clock(folder)
        self.redis, self.oracle_redis = Redis(folder, "redis"), Redis(folder, "oracle")
        self.postgres = Postgres(folder, self.clock)
        for server in (self.redis, self.oracle_redis, self.postgres):
            server.start()
        self.proxies = Proxy(self.postgres.socket), Proxy(self.redis.socket)
        self.fleet = Fleet(
            options.programs, folder, self.postgres, *self.proxies, self.oracle_redis, self.clock, options.lease)
        self.oracle = Oracle(self.postgres, self.oracle_redis, ROOT / "docs/job-states.md")
        self.faults = Faults(options.seed, self.seconds, self.fleet, self.redis, *self.proxies)
        self.runs = []
        self.has_cancelled = False

    def enqueue(self, items, *flags, stages=STAGES, is_cancelled=False):
        answer = self.fleet.command(
            "drill", "--items", str(items), "--stages", ",".join(stages), "--effects", "--expand", *flags)
        self.runs.append(Run(answer["run"], items, stages, is_cancelled))

    def run(self):
        self.fleet.command("migrate")
        self.oracle.prepare()
        self.fleet.start()
        self.enqueue(self.options.jobs // len(STAGES), "--errors", "0.02")
        self.enqueue(min(self.options.jobs // 100, 50), "--pause", "1500")
        self.enqueue(min(self.options.jobs, 2_000), "--pause", "200", is_cancelled=True)
        begin = time.monotonic()
        look_at = 1
        while (now := time.monotonic() - begin) < self.seconds:
            self.faults.tick(now)
            self.fleet.supervise()
            if now > look_at:
                look_at = now + 1
                self.keep_busy(now)
            time.sleep(0.05)
        self.faults.stop()
        self.cancel()
        return self.settle()

    def keep_busy(self, now):
        """There is always work while there are faults, and one run is cancelled in the middle of it."""
        if len(self.oracle.open_runs()) < 2:
            self.enqueue(self.options.jobs // len(STAGES), "--errors", "0.02")
        if not self.has_cancelled and (self.ended_jobs(self.cancelled) > 10 or now > self.seconds - 3):
            self.cancel()

    @property
    def cancelled(self):
        return next(run for run in self.runs if run.is_cancelled)

    def cancel(self):
        if not self.has_cancelled:
            self.has_cancelled = True
            self.fleet.command("runs", "cancel", self.cancelled.id)

    def settle(self):
        """Everything is mended: whatever is left must come to its end, without anybody's help, however slow the machine
        is. The clock is turned on, so that nobody waits for a retry or a look-up of an hour from now."""
        begin = time.monotonic()
        seen, since = None, begin
        while self.oracle.open_runs():
            now, ended = time.monotonic(), self.ended_jobs()
            if ended != seen:
                seen, since = ended, now
            if now - since > PATIENCE:
                self.oracle.wrong.append(f"no job ended for {PATIENCE} s: {self.oracle.open_runs()}")
                break
            self.fleet.supervise()
            self.clock.set(self.clock.offset + 60)
            time.sleep(1)
        return time.monotonic() - begin

    def ended_jobs(self, run=None):
        of_run = f" AND run_id = '{run.id}'" if run else ""
        return int(self.postgres.run(
            f"SELECT count(*) FROM presswork.job WHERE state IN ('completed', 'cancelled', 'dead'){of_run}"))

    def report(self, settled_in):
        executions = effects = lost = doubled = 0
        for run in self.runs:
            if run.is_cancelled:
                self.oracle.look_at_cancelled(run)
            else:
                executions += self.oracle.look_at(run)
            if run.id not in [row["id"] for row in self.oracle.open_runs()]:
                made, missing, twice = self.oracle.look_at_effects(run)
                effects, doubled = effects + made, doubled + twice
                lost += 0 if run.is_cancelled else missing
        self.oracle.look_at_counters()
        self.oracle.wrong += [f"{end}, by itself" for end in self.fleet.ends]
        return {
            "seed": self.options.seed, "seconds": self.seconds, "faults": self.faults.counts,
            "runs": len(self.runs),
            "jobs_settled": self.ended_jobs(),
            "executions": executions, "effects": effects, "lost": lost, "doubled": doubled,
            "settled_in_seconds": round(settled_in, 1), "transitions": self.oracle.look_at_states(),
            "ended_by_themselves": dict(self.fleet.ends), "wrong": self.oracle.wrong,
        }

    def end(self):
        self.fleet.end()
        self.postgres.end(signal.SIGQUIT)
        self.redis.end()
        self.oracle_redis.end()


def main():
    options = arguments()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="pw-chaos-"))
    print(f"chaos: seed {options.seed}", flush=True)
    chaos = Chaos(options, folder)
    try:
        report = chaos.report(chaos.run())
    finally:
        chaos.end()
    for name, value in report.items():
        print(f"{name:20} {value}")
    target = ROOT / ".bench/chaos.json"
    target.parent.mkdir(exist_ok=True)
    figures = [{"name": f"chaos_{name}", "value": report[name], "unit": "1"}
               for name in ("jobs_settled", "executions", "effects", "lost", "doubled")]
    target.write_text(json.dumps({"figures": figures, "ratios": [], "report": report}, indent=2) + "\n")
    if report["wrong"] or options.keep:
        print(f"logs: {folder}; the same faults again: SEED={options.seed}")
    else:
        shutil.rmtree(folder)
    sys.exit(1 if report["wrong"] else 0)


if __name__ == "__main__":
    main()
