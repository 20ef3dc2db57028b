"""A web server for benchmarks: one process, every path answers with the same page, on all of 127.0.0.0/8.

    page_server.py BYTES     prints its port, serves until its standard input ends
"""
import asyncio
import sys

WORDS = b"Water moves slowly past the stones and the moss of the old tank. "


def page(size):
    body = b"<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><p>"
    body += WORDS * max(1, (size - len(body)) // len(WORDS))
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body


class Page(asyncio.Protocol):
    answer = b""
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"

    def connection_made(self, transport):
        self.transport = transport
        self.rest = b""

    def data_received(self, data):
        self.rest += data
        while (end := self.rest.find(b"\r\n\r\n")) >= 0:
            is_robots = self.rest.startswith(b"GET /robots.txt ")
            self.rest = self.rest[end + 4:]
            self.transport.write(self.missing if is_robots else self.answer)


async def main():
    Page.answer = page(int(sys.argv[1]))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Page, "0.0.0.0", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
