"""The fleet under test: real worker and scheduler processes, restarted when they end, as a supervisor does."""
import collections
import json
import signal
import subprocess

from servers import Child


class Member(Child):
    """A worker or scheduler."""

    def __init__(self, name, *arguments, **options):
        super().__init__(*arguments, **options)
        self.name = name
        self.is_stopped = False
        self.is_told = False

    def start(self):
        self.is_stopped = self.is_told = False
        super().start()

    def kill(self):
        self.is_told = True
        self.end()

    def stop(self):
        self.is_stopped = True
        self.send(signal.SIGSTOP)

    def go_on(self):
        self.is_stopped = False
        self.send(signal.SIGCONT)

    def drain(self):
        self.is_told = True
        self.send(signal.SIGTERM)


class Fleet:
    """`programs` is where the executables are; servers are reached through proxies."""

    def __init__(self, programs, folder, postgres, postgres_proxy, redis_proxy, oracle, clock, lease):
        self.programs, self.folder, self.direct = programs, folder, postgres
        address = ("127.0.0.1", postgres_proxy.port)
        self.environment = {
            "PRESSWORK_REDIS_URL": f"redis://127.0.0.1:{redis_proxy.port}",
            "PRESSWORK_DATABASE_URL": postgres.conninfo("presswork_app", *address),
            "PRESSWORK_FLEET_DATABASE_URL": postgres.conninfo("presswork_fleet", *address),
            "PRESSWORK_OBJECTS_URL": f"file://{folder}/objects",
            "PRESSWORK_LEASE": str(lease),
            # Budgets are not what is tried here: a job must not be given up because its fleet is shaken.
            "PRESSWORK_ERROR_LIMIT": "100", "PRESSWORK_CRASH_LIMIT": "100",
        }
        self.clock, self.oracle = clock, oracle
        self.workers = [self._member(f"worker-{n}", "presswork-worker", "--drill", oracle.url, "--concurrency", "16")
                        for n in range(3)]
        self.schedulers = [self._member(f"scheduler-{n}", "presswork-scheduler") for n in range(2)]
        # An outage ends nobody.
        self.ends = collections.Counter()

    def _member(self, name, program, *arguments):
        return Member(
            name, [self.programs / program, *arguments, "--listen", "127.0.0.1:0"], self.folder / f"{name}.log",
            environment={**self.environment, **self.clock.environment}, cwd=self.folder)

    @property
    def members(self):
        return self.workers + self.schedulers

    def start(self):
        for member in self.members:
            member.start()

    def supervise(self):
        """Starts again what has ended; notes what ended by itself with an error."""
        for member in self.members:
            if member.exit is None:
                continue
            if not member.is_told:
                self.ends[f"{member.name.split('-')[0]} ended with {member.exit}"] += 1
            member.start()

    def end(self):
        for member in self.members:
            member.go_on()
            member.kill()

    def command(self, *arguments):
        """`presswork …` on the servers themselves; returns its JSON."""
        environment = {
            "PATH": "/usr/bin:/bin", **self.environment,
            "PRESSWORK_DATABASE_URL": self.direct.conninfo("presswork_app"),
            "PRESSWORK_FLEET_DATABASE_URL": self.direct.conninfo("presswork_fleet"),
            "PRESSWORK_OWNER_DATABASE_URL": self.direct.conninfo("postgres"),
        }
        done = subprocess.run(
            [self.programs / "presswork", *arguments, "--json"], env=environment, cwd=self.folder, capture_output=True,
            text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"presswork {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout)
