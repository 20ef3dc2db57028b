#!/usr/bin/env python3
"""Measures the fleet engine: the shipped scheduler and worker binaries on no-op jobs, private servers, this machine.

Prints a table and writes .bench/queue.json. `--items N`, `--workers W`, `--concurrency C` change the size;
`--only durable,stages,...` chooses figures; `--peers N` also runs Celery, dramatiq, arq, streaq and Sidekiq. `scale` is
not among the defaults: it takes a million jobs.
"""
import argparse
import json
import sys
import time

from fleet import Fleet
from machine import write_report
from peers import all_peers


def durable(options):
    """One run of one no-op stage, all items committed beforehand: from the first claim to the last settle."""
    with Fleet(options.workers, options.concurrency) as fleet:
        run, enqueue_seconds, _ = fleet.enqueue(options.items)
        result = fleet.finish(run, stages=["scrape"], expected=options.items)
        NOTES.update(fleet.settings())
        return [
            figure("durable_jobs_per_second", result.jobs / result.seconds, "jobs/s"),
            figure("enqueue_items_per_second", options.items / enqueue_seconds, "items/s"),
            figure("worker_rss_mib", result.worker_rss_mib, "MiB"),
        ] + [figure(f"cpu_us_per_job_{name}", seconds / result.jobs * 1e6, "us") for name, seconds in result.cpu.items()]


def stages(options):
    """Five stages: each settle inserts the successor; the run ends by fan-in over its chunks."""
    items = max(1, options.items // 5)
    with Fleet(options.workers, options.concurrency, stages=STAGES) as fleet:
        run, _, _ = fleet.enqueue(items, stages=STAGES)
        result = fleet.finish(run, stages=STAGES, expected=items)
        return [figure("five_stage_jobs_per_second", result.jobs / result.seconds, "jobs/s")]


def scale(options):
    """What a job costs in a run of a million against one of ten thousand, and how fast the million is committed."""
    figures, costs = [], []
    for items in (10_000, 1_000_000):
        with Fleet(options.workers, options.concurrency) as fleet:
            run, enqueue_seconds, _ = fleet.enqueue(items)
            result = fleet.finish(run, stages=["scrape"], expected=items)
            costs.append(sum(result.cpu.values()) / items * 1e6)
            figures.append(figure(f"cpu_us_per_job_of_{items}", costs[-1], "us"))
    return figures + [
        figure("enqueue_seconds_of_1000000", enqueue_seconds, "s"),
        figure("jobs_per_second_of_1000000", result.jobs / result.seconds, "jobs/s"),
        figure("worker_rss_mib_after_1000000", result.worker_rss_mib, "MiB"),
        figure("cost_at_1000000_over_10000", costs[1] / costs[0], "x"),
    ]


def latency(options):
    """An idle fleet: from the commit of a run of one item to its first claim, and to the end of five no-op stages.

    Claims and ends are the server's time at the beginning of their transactions, on the clock of the same machine.
    """
    with Fleet(1, 32, stages=STAGES) as fleet:
        fleet.start_workers()
        starts, ends = [], []
        for _ in range(options.samples):
            run, _, committed = fleet.enqueue(1, stages=STAGES)
            while fleet.sql.row(f"SELECT state FROM presswork.run WHERE id = '{run}'")[0] == "running":
                time.sleep(0.02)
            start, end = fleet.sql.row(f"""
                SELECT 1000 * (extract(epoch FROM min(job.claimed_at)) - {committed!r}),
                    1000 * (extract(epoch FROM run.finished_at) - {committed!r})
                FROM presswork.run JOIN presswork.job ON job.run_id = run.id WHERE run.id = '{run}' GROUP BY run.id""")
            starts.append(float(start))
            ends.append(float(end))
        return [
            figure("enqueue_to_start_p50", percentile(starts, 50), "ms"),
            figure("enqueue_to_start_p99", percentile(starts, 99), "ms"),
            figure("five_stages_p50", percentile(ends, 50), "ms"),
            figure("five_stages_p99", percentile(ends, 99), "ms"),
        ]


def idle(options):
    """The share of one core that each kind of process uses while there is nothing to do."""
    with Fleet(1, 32, stages=STAGES) as fleet:
        fleet.start_workers()
        time.sleep(5)
        before, begin = fleet.cpu(), time.monotonic()
        time.sleep(20)
        after, seconds = fleet.cpu(), time.monotonic() - begin
        return [figure(f"idle_cpu_{name}", 100 * (after[name] - before[name]) / seconds, "%") for name in after]


def limits(options):
    """How far Redis and Postgres go alone on this machine: INCRs in pipelines, and a claim and a settlement stripped to
    what moves a row and its place, in batches of 256 jobs by four connections of pgbench."""
    batch, clients = 256, 4
    rounds = max(1, options.items // batch // clients)
    with Fleet(0, 0) as fleet:
        fleet.stop("scheduler")
        run, _, _ = fleet.enqueue(rounds * batch * clients)
        shares = ", ".join([f"'{NOBODY}'"] + [
            f"""(SELECT job_id::text FROM presswork.ready WHERE run_id = '{run}' AND stage = 'scrape'
                ORDER BY priority, job_id OFFSET {share * rounds * batch - 1} LIMIT 1)"""
            for share in range(1, clients)])
        seconds = fleet.pgbench(BARE.format(run=run, batch=batch, shares=shares), clients, rounds)
        done = int(fleet.sql.row(
            f"SELECT count(*) FROM presswork.job WHERE run_id = '{run}' AND state = 'completed'")[0])
        return [
            figure("redis_incr_per_second", fleet.redis_benchmark("incr"), "/s"),
            figure("postgres_bare_jobs_per_second", done / seconds, "jobs/s"),
        ]


NOBODY = "00000000-0000-0000-0000-000000000000"
# Each connection goes through a share of its own, from where it last was: it would step over all dead rows otherwise.
BARE = """
\\if :begun = 0
SELECT (ARRAY[{shares}])[:client_id + 1] AS last \\gset
\\set begun 1
\\endif
    WITH batch AS MATERIALIZED (
        SELECT priority, job_id FROM presswork.ready
        WHERE run_id = '{run}' AND stage = 'scrape' AND priority = 1 AND job_id > :last::uuid
        ORDER BY job_id LIMIT {batch}),
    taken AS (
        DELETE FROM presswork.ready USING batch
        WHERE run_id = '{run}' AND stage = 'scrape' AND ready.priority = batch.priority
            AND ready.job_id = batch.job_id),
    running AS (
        UPDATE presswork.job SET state = 'running', attempt = attempt + 1, claimed_at = now(),
            worker_id = lpad(:client_id::text, 32, '0')::uuid
        WHERE id = ANY (ARRAY(SELECT job_id FROM batch))),
    claim AS (
        INSERT INTO presswork.claim (id, worker_id, jobs)
        SELECT gen_random_uuid(), lpad(:client_id::text, 32, '0')::uuid, array_agg(job_id) FROM batch)
    SELECT max(job_id::text) AS last FROM batch \\gset
    WITH done AS (
        DELETE FROM presswork.claim WHERE worker_id = lpad(:client_id::text, 32, '0')::uuid RETURNING jobs)
    UPDATE presswork.job SET state = 'completed', finished_at = now(), output = '{{}}'
    WHERE id = ANY (ARRAY(SELECT unnest(jobs) FROM done)) AND state::text = 'running';
"""


def percentile(values, share):
    """The value that `share` percent do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def figure(name, value, unit):
    return {"name": name, "value": round(value, 2), "unit": unit}


STAGES = ["scrape", "generate", "cover", "assemble", "distribute"]
MEASURES = {"durable": durable, "stages": stages, "latency": latency, "idle": idle, "limits": limits, "scale": scale}
DEFAULTS = ["durable", "stages", "latency", "idle", "limits"]
NOTES = {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--concurrency", type=int, default=512)
    parser.add_argument("--only", default=",".join(DEFAULTS))
    parser.add_argument("--samples", type=int, default=200, help="runs whose latency is measured")
    parser.add_argument("--peers", type=int, default=0, help="jobs for each peer; 0 leaves them out")
    options = parser.parse_args()
    names = options.only.split(",")
    if options.peers and "durable" not in names:
        sys.exit("--peers are compared with the measure durable: add it to --only")
    figures, ratios = [], []
    for name in names:
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
    write_report("queue", figures, ratios, NOTES)


if __name__ == "__main__":
    main()
