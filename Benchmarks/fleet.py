"""A real fleet for measuring: private servers of `presswork up --servers`, and the shipped processes beside them."""
import dataclasses
import json
import os
import pathlib
import re
import shlex
import subprocess
import tempfile
import time

from machine import RELEASE, cpu_seconds, descendants, resident_mib


@dataclasses.dataclass
class Result:
    """How a run went: jobs settled, seconds from the first claim to the last settle, CPU by kind of process."""
    jobs: int
    seconds: float
    worker_rss_mib: float
    cpu: dict


class SQL:
    """One psql that answers one query after the other; starting one each time would be measured, too."""

    def __init__(self, conninfo):
        self.process = subprocess.Popen(
            ["psql", "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", conninfo], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, bufsize=1)

    def row(self, query):
        """The only row of a query, as texts."""
        self.process.stdin.write(query.strip().rstrip(";") + ";\n\\echo END\n")
        self.process.stdin.flush()
        rows = []
        for line in self.process.stdout:
            if line == "END\n":
                return rows[0] if rows else []
            rows.append(line.rstrip("\n").split("\t"))
        raise RuntimeError(f"psql ended at: {query}")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Fleet:
    """Servers, one scheduler and some workers, from `with` to its end."""

    def __init__(self, workers=2, concurrency=512, stages=("scrape",), flags=()):
        self.workers, self.concurrency, self.stages, self.flags = workers, concurrency, stages, flags
        self.processes = {}

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="presswork-bench-")
        self.logs = open(f"{self.home.name}/log", "w")
        self.servers = subprocess.Popen(
            [RELEASE / "presswork", "up", "--servers", "--folder", f"{self.home.name}/servers"],
            stdout=subprocess.PIPE, stderr=self.logs, text=True)
        self.environment = dict(os.environ)
        for line in self.servers.stdout:
            name, value = re.match(r"export (\w+)=(.*)", line).groups()
            self.environment[name] = shlex.split(value)[0]
            if name == "PRESSWORK_OBJECTS_URL":
                break
        self.sql = SQL(self.environment["PRESSWORK_FLEET_DATABASE_URL"])
        self.start("scheduler", [RELEASE / "presswork-scheduler", "--listen", "127.0.0.1:0"])
        return self

    def __exit__(self, *_):
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait(60)
        self.sql.close()
        self.servers.terminate()
        self.servers.wait(60)
        self.logs.close()
        self.home.cleanup()

    def start(self, name, command):
        self.processes[name] = subprocess.Popen(
            [str(part) for part in command], env=self.environment, cwd=self.home.name, stdout=self.logs,
            stderr=self.logs)

    def start_workers(self):
        for number in range(self.workers):
            self.start(f"worker-{number}", [
                RELEASE / "presswork-worker", "--stages", ",".join(self.stages), "--concurrency", self.concurrency,
                "--drill", self.environment["PRESSWORK_REDIS_URL"], "--listen", "127.0.0.1:0", *self.flags])

    def enqueue(self, items, stages=("scrape",), flags=()):
        """Commits a run; returns its id, the seconds that it took and when the commit had returned (since 1970)."""
        begin = time.monotonic()
        answer = subprocess.run(
            [RELEASE / "presswork", "drill", "--json", "--items", str(items), "--stages", ",".join(stages), *flags],
            env=self.environment, cwd=self.home.name, capture_output=True, text=True)
        if answer.returncode != 0:
            raise RuntimeError(f"the drill was not enqueued: {answer.stderr}")
        order = json.loads(answer.stdout)
        return order["run"], time.monotonic() - begin, order["committed"]

    def finish(self, run, stages, expected, timeout=600):
        """Starts the workers, waits for the run's end and checks what was done against the oracle."""
        before = self.cpu()
        self.start_workers()
        deadline = time.monotonic() + timeout
        while self.sql.row(f"SELECT state FROM presswork.run WHERE id = '{run}'")[0] == "running":
            for name, process in self.processes.items():
                if process.poll() is not None:
                    raise RuntimeError(f"the {name} has ended; log: {self.log()}")
            if time.monotonic() > deadline:
                raise RuntimeError(f"the run did not end in {timeout} s; log: {self.log()}")
            time.sleep(0.05)
        after = self.cpu()
        state, seconds = self.sql.row(f"""
            SELECT run.state, extract(epoch FROM run.finished_at - (
                SELECT min(claimed_at) FROM presswork.job WHERE run_id = run.id)) FROM presswork.run
            WHERE run.id = '{run}'""")
        settled = int(self.sql.row(
            f"SELECT count(*) FROM presswork.job WHERE run_id = '{run}' AND state = 'completed'")[0])
        counted = sum(self.oracle(f"drill:{run}:{stage}") for stage in stages)
        if state != "completed" or settled != expected * len(stages) or counted != settled:
            raise RuntimeError(f"{state}: {settled} settled, {counted} counted, {expected} items; log: {self.log()}")
        rss = max(resident_mib(p.pid) for name, p in self.processes.items() if name.startswith("worker"))
        return Result(settled, float(seconds), rss, {name: after[name] - before.get(name, 0) for name in after})

    def settings(self):
        """What the server says of the settings that durability hangs on."""
        return {name: self.sql.row(f"SHOW {name}")[0] for name in ("fsync", "synchronous_commit", "full_page_writes")}

    @property
    def redis_socket(self):
        return self.environment["PRESSWORK_REDIS_URL"].removeprefix("redis+unix://")

    def oracle(self, key):
        answer = subprocess.run(["redis-cli", "-s", self.redis_socket, "GET", key], capture_output=True, text=True)
        return int(answer.stdout.strip() or 0)

    def redis_benchmark(self, command):
        """Calls a second that redis-benchmark reaches with pipelines of 64 on four connections."""
        answer = subprocess.run(
            ["redis-benchmark", "-s", self.redis_socket, "-c", "4", "-P", "64", "-n", "1000000", "-t", command, "--csv"],
            capture_output=True, text=True, check=True)
        return float(answer.stdout.splitlines()[-1].split(",")[1].strip('"'))

    def pgbench(self, script, clients, rounds):
        """Seconds that some connections take for a script, so many times each, statements prepared."""
        with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
            file.write(script)
            file.flush()
            begin = time.monotonic()
            subprocess.run(
                ["pgbench", "-n", "-M", "prepared", "-D", "begun=0", "-c", str(clients), "-j", "1", "-t", str(rounds),
                 "-f", file.name, self.environment["PRESSWORK_FLEET_DATABASE_URL"]], check=True, capture_output=True)
            return time.monotonic() - begin

    def stop(self, name):
        """Ends one of the processes."""
        process = self.processes.pop(name)
        process.terminate()
        process.wait(60)

    def cpu(self):
        """Seconds so far of each kind of process."""
        totals = {}
        for pid in descendants(self.servers.pid)[1:]:
            try:
                name = pathlib.Path(f"/proc/{pid}/comm").read_text().strip()
                seconds = cpu_seconds(pid)
            except OSError:
                continue  # a server process that has ended meanwhile: its parent counts it
            kind = "redis" if name.startswith("redis") else "postgres"
            totals[kind] = totals.get(kind, 0) + seconds
        for name, process in self.processes.items():
            kind = name.split("-")[0]
            totals[kind] = totals.get(kind, 0) + cpu_seconds(process.pid)
        return totals

    def log(self):
        self.logs.flush()
        return pathlib.Path(f"{self.home.name}/log").read_text()[-3000:]
