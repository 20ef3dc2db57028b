"""Other job queues on the same no-op job: a Redis of their own, two worker processes, this machine, now."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from machine import BENCH

HERE = pathlib.Path(__file__).resolve().parent / "peers"
# arq wants an older client of Redis than Celery: each has an environment of its own.
PACKAGES = {
    "celery": ["celery[redis]"], "dramatiq": ["dramatiq[redis]"], "arq": ["arq"], "streaq": ["streaq"],
}


def binaries(peer):
    """The programs of a Python peer, installed into an environment of its own at first use."""
    folder = BENCH / "queue-peers" / peer
    if not (folder / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin/pip", "install", "--quiet", "hiredis", *PACKAGES[peer]], check=True)
        (folder / "ready").touch()
    return folder / "bin"


def version(peer):
    answer = subprocess.run(
        [binaries(peer) / "python", "-c", f"import importlib.metadata as m; print(m.version('{peer}'))"],
        capture_output=True, text=True)
    return answer.stdout.strip() or "unknown"


def sidekiq_version():
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", "ruby-sidekiq"], capture_output=True, text=True)
    return answer.stdout.split("-")[0].split("+")[0] or None


class Redis:
    """A private redis-server on a socket and a free loopback port."""

    def __enter__(self):
        import socket
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = tempfile.TemporaryDirectory(prefix="presswork-peer-")
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--dir", self.folder.name], stdout=subprocess.DEVNULL)
        while self.command("PING") != "PONG":
            time.sleep(0.05)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)
        self.folder.cleanup()

    def command(self, *words):
        return subprocess.run(
            ["redis-cli", "-p", str(self.port), *words], capture_output=True, text=True).stdout.strip()


def measure(jobs, enqueue, workers):
    """Jobs a second from the first that was counted to the last."""
    with Redis() as redis:
        environment = dict(os.environ, PEER_REDIS_URL=f"redis://127.0.0.1:{redis.port}", PYTHONPATH=str(HERE))
        subprocess.run([*map(str, enqueue), str(jobs)], env=environment, cwd=HERE, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with tempfile.TemporaryFile() as log:
            running = [
                subprocess.Popen(list(map(str, command)), env=environment, cwd=HERE, stdout=log, stderr=log)
                for command in workers]
            try:
                begin, first = None, 0
                deadline = time.monotonic() + 300
                while True:
                    done = int(redis.command("GET", "done") or 0)
                    now = time.monotonic()
                    if begin is None and done > 0:
                        begin, first = now, done
                    if done >= jobs:
                        return (jobs - first) / (now - begin)
                    if now > deadline:
                        raise RuntimeError(f"{done} of {jobs} jobs in 300 s")
                    time.sleep(0.05)
            finally:
                for process in running:
                    process.terminate()
                for process in running:
                    process.wait(30)


def commands(peer):
    """How a peer enqueues, and its worker processes."""
    if peer == "sidekiq":
        worker = ["sidekiq", "-r", "./sidekiq_peer.rb", "-c", "10"]
        return ["ruby", "sidekiq_peer.rb", "enqueue"], [worker, worker]
    folder = binaries(peer)
    enqueue = [folder / "python", f"{peer}_peer.py"]
    if peer == "celery":
        return enqueue, [[
            folder / "celery", "-A", "celery_peer", "worker", "--concurrency", "2", "--loglevel", "ERROR",
            "--without-gossip", "--without-mingle", "--without-heartbeat"]]
    if peer == "dramatiq":
        return enqueue, [[folder / "dramatiq", "dramatiq_peer", "--processes", "2", "--threads", "8"]]
    worker = {
        "arq": [folder / "arq", "arq_peer.WorkerSettings"],
        "streaq": [folder / "streaq", "run", "streaq_peer:worker"],
    }[peer]
    return enqueue, [worker, worker]


def all_peers(jobs):
    """Name → (jobs a second, version). Slow ones get fewer jobs: their rate does not depend on how many."""
    results = {}
    for peer, share in {"sidekiq": 2, "dramatiq": 1, "streaq": 1, "celery": 0.5, "arq": 0.25}.items():
        if peer == "sidekiq" and not shutil.which("sidekiq"):
            print("sidekiq is not measured: install Debian's ruby-sidekiq", file=sys.stderr)
            continue
        rate = measure(int(jobs * share), *commands(peer))
        results[peer] = (rate, sidekiq_version() if peer == "sidekiq" else version(peer))
    return results
