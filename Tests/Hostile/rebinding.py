#!/usr/bin/env python3
"""Names that change their address between two look-ups, tried on the program in a network of its own: a namespace in which
this process answers for the name server, for a machine of the public internet, and for an inner one that must not be asked.

    unshare --user --map-root-user --net --mount python3 Tests/Hostile/rebinding.py PROGRAM FOLDER

Prints a JSON document a line: name, result, output, reached.
"""
import fcntl
import http.server
import json
import pathlib
import socket
import struct
import subprocess
import sys
import threading
import time

import hostile

PUBLIC, SILENT, INNER = "8.8.8.8", "8.8.4.4", "127.0.0.1"
# The program keeps an address for two seconds.
LONGER_THAN_KEPT = 2.5


def network():
    """Gives the loopback device the public addresses too, and this process's name server to the resolver."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for number, address in enumerate([INNER, PUBLIC, SILENT]):
            name = (f"lo:{number}" if number else "lo").encode().ljust(16, b"\0")
            place = struct.pack("=HH4s8x", socket.AF_INET, 0, socket.inet_aton(address))
            set_address, get_flags, set_flags = 0x8916, 0x8913, 0x8914
            fcntl.ioctl(control, set_address, name + place + bytes(8))
            flags = struct.unpack_from("=H", fcntl.ioctl(control, get_flags, name + bytes(24)), 16)[0]
            fcntl.ioctl(control, set_flags, name + struct.pack("=H22x", flags | 1))


class NameServer(threading.Thread):
    """Answers A queries from a table: for each name the answers, one after the other; the last stays."""

    def __init__(self, table):
        super().__init__(daemon=True)
        self.table, self.asked = table, {}
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((INNER, 53))

    def run(self):
        while True:
            query, client = self.socket.recvfrom(4096)
            self.socket.sendto(self.answer(query), client)

    def answer(self, query):
        labels, place = [], 12
        while query[place]:
            labels.append(query[place + 1:place + 1 + query[place]].decode())
            place += 1 + query[place]
        name, kind = ".".join(labels).lower(), struct.unpack_from("!H", query, place + 1)[0]
        question = query[12:place + 5]
        addresses = []
        if kind == 1 and name in self.table:
            turn = self.asked.get(name, 0)
            self.asked[name] = turn + 1
            addresses = self.table[name][min(turn, len(self.table[name]) - 1)]
        # A pointer to the question's name, A, IN, no time to live.
        records = b"".join(
            struct.pack("!HHHIH4s", 0xC00C, 1, 1, 0, 4, socket.inet_aton(address)) for address in addresses)
        code = 0 if name in self.table else 3
        return query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, len(addresses), 0, 0) + question + records


class Site(http.server.BaseHTTPRequestHandler):
    """A page that leads nowhere good, and a robots.txt that takes its time."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        inner = self.server.server_address[0] == INNER
        self.server.asked.append(self.path)
        if self.path == "/robots.txt" and not inner and self.headers["Host"].startswith("slow."):
            time.sleep(LONGER_THAN_KEPT)
        status, body = (200, b"") if self.path == "/robots.txt" else (200, hostile.SECRET if inner else b"<p>public")
        headers = {"Content-Type": "text/html"}
        if self.path == "/leads-to-slow":
            status, headers["Location"] = 302, "http://slow.example/secret"
        self.send_response(status)
        for field, value in headers.items():
            self.send_header(field, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(address):
    server = http.server.ThreadingHTTPServer((address, 80), Site)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main():
    program, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    resolver = folder / "resolv.conf"
    resolver.write_text(f"nameserver {INNER}\noptions timeout:2 attempts:1\n")
    subprocess.run(["mount", "--bind", resolver, "/etc/resolv.conf"], check=True)
    network()
    names = {
        # Public for robots.txt, inner for the page.
        "slow.example": [[PUBLIC], [INNER]],
        # Both at once, and nobody answers at the public one.
        "both.example": [[SILENT, INNER]],
        "first.example": [[PUBLIC]],
    }
    cases = [
        ("a name that changes its address", "http://slow.example/secret"),
        ("a redirect to a name that changes its address", "http://first.example/leads-to-slow"),
        ("a name with a public and an inner address", "http://both.example/secret"),
    ]
    inner, public = serve(INNER), serve(PUBLIC)
    name_server = NameServer(names)
    name_server.start()
    for title, address in cases:
        results = []
        listed = folder / "list.txt"
        listed.write_text(address + "\n")
        for _ in range(3):
            name_server.asked.clear()
            public.asked.clear()
            with open(folder / "output", "w+b") as output:
                # Named in a list, hosts may not be inner ones, as those of links may not.
                command = [program, "crawl", "--list", listed, "--depth", "0", "--json", "--text"]
                results.append(hostile.measure(command, output))
                output.seek(0)
                text = output.read(1 << 20).decode(errors="replace")
            if results[-1][0] <= hostile.CPU_SECONDS:
                break
        cpu, memory = min(r[0] for r in results), max(r[1] for r in results)
        print(json.dumps({
            "name": title, "result": [cpu, memory, *results[-1][2:]], "output": text, "reached": inner.asked,
            "looked_up": name_server.asked, "public": public.asked}), flush=True)


if __name__ == "__main__":
    main()
