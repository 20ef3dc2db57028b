"""Private servers for one chaos run: Postgres (its clock can be turned), the fleet's Redis, and the oracle's."""
import glob
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

FAKETIME = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)


class Clock:
    """The wall clock that Postgres and our processes see; everybody's monotonic clock is left alone."""

    def __init__(self, folder):
        if FAKETIME is None:
            raise SystemExit("chaos: faketime is not installed; ops/setup.sh test")
        self.file = folder / "clock"
        self.offset = 0
        self.set(0)

    def set(self, offset):
        self.offset = offset
        draft = self.file.with_suffix(".new")
        draft.write_text(f"{offset:+d}\n")
        draft.rename(self.file)

    @property
    def environment(self):
        return {
            "LD_PRELOAD": FAKETIME,
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_CACHE_DURATION": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


class Child:
    """A child process that is gone when we are."""

    def __init__(self, command, log, environment=None, cwd=None):
        self.command, self.log, self.environment, self.cwd = command, log, environment or {}, cwd
        self.process = None

    def start(self):
        with open(self.log, "ab") as output:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", "--", *map(str, self.command)], stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, cwd=self.cwd,
                env={"PATH": "/usr/bin:/bin:/usr/sbin", "LC_ALL": "C.UTF-8", **self.environment})

    def send(self, number):
        if self.process.poll() is None:
            self.process.send_signal(number)

    def end(self, number=signal.SIGKILL, patience=30):
        self.send(number)
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    @property
    def exit(self):
        return self.process.poll()


class Redis(Child):
    def __init__(self, folder, name):
        self.socket = str(folder / f"{name}.sock")
        self.url = f"redis+unix://{self.socket}"
        super().__init__(
            ["redis-server", "--port", "0", "--unixsocket", self.socket, "--save", "", "--appendonly", "no",
             "--maxmemory-policy", "noeviction", "--dir", folder], folder / f"{name}.log")

    def start(self):
        pathlib.Path(self.socket).unlink(missing_ok=True)
        super().start()
        wait_until(lambda: self.call("PING") == b"PONG", 10, f"Redis answers at {self.socket}")

    def call(self, *arguments):
        """One command on a connection of its own; the reply as bytes, numbers and lists."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.socket)
            parts = [str(part).encode() for part in arguments]
            connection.sendall(
                b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(part), part) for part in parts))
            with connection.makefile("rb") as reader:
                return read_reply(reader)


def read_reply(reader):
    line = reader.readline().rstrip(b"\r\n")
    kind, rest = line[:1], line[1:]
    if kind == b"-":
        raise RuntimeError(rest.decode())
    if kind == b":":
        return int(rest)
    if kind == b"$":
        return None if rest == b"-1" else reader.read(int(rest) + 2)[:-2]
    if kind == b"*":
        return [read_reply(reader) for _ in range(int(rest))]
    return rest


class Postgres(Child):
    def __init__(self, folder, clock):
        self.folder = folder
        programs = pathlib.Path(max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4])))
        self.programs, self.identity = programs, identity(folder)
        cluster = folder / "cluster"
        subprocess.run(
            [*self.identity, programs / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync"], check=True, stdout=subprocess.DEVNULL)
        settings = {
            "listen_addresses": "", "unix_socket_directories": folder, "fsync": "on", "synchronous_commit": "on",
            "full_page_writes": "on", "shared_buffers": "128MB", "max_wal_size": "4GB", "max_connections": "300",
            "timezone": "UTC", "log_timezone": "UTC",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        super().__init__(
            [*self.identity, programs / "postgres", "-D", cluster, *options], folder / "postgres.log",
            clock.environment)

    socket = property(lambda self: str(self.folder / ".s.PGSQL.5432"))

    def start(self):
        super().start()
        wait_until(self.answers, 60, "Postgres answers")

    def restart(self, how):
        """`fast` rolls transactions back; `immediate` is a crash, and it recovers from its log."""
        self.end({"fast": signal.SIGINT, "immediate": signal.SIGQUIT}[how])
        self.start()

    def answers(self):
        return subprocess.run(
            ["pg_isready", "-q", "-h", self.folder, "-U", "postgres"], check=False).returncode == 0

    def conninfo(self, user, host=None, port=5432):
        return (f"host='{host or self.folder}' port={port} user='{user}' dbname='postgres' sslmode=disable "
                "gssencmode=disable")

    def run(self, sql):
        """Runs statements as the superuser, beside all proxies; returns what they print."""
        done = subprocess.run(
            [self.programs / "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", self.conninfo("postgres"), "-f", "-"],
            input=sql, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{done.stderr.strip()} in: {sql[:200]}")
        return done.stdout.strip()

    def rows(self, query):
        return json.loads(self.run(f"SELECT coalesce(json_agg(r), '[]') FROM ({query}) AS r;") or "[]")


def identity(folder):
    """As whom Postgres, which refuses to be root, is run."""
    if os.geteuid() != 0:
        return []
    namespace = ["unshare", "--user", "--map-user=1000", "--map-group=1000", "--"]
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
        return namespace
    subprocess.run(["chown", "postgres", folder], check=True)
    folder.chmod(0o755)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


def wait_until(condition, seconds, what):
    deadline = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {seconds} s still not: {what}")
        time.sleep(0.02)
