"""A small proxy between the fleet and a server: it can delay, freeze, refuse, cut, and lose replies."""
import asyncio
import threading


class Proxy:
    """Listens on loopback and passes everything on to a Unix socket, in a thread of its own."""

    def __init__(self, socket):
        self.socket = socket
        self.delay = 0.0
        self.refusing = False
        self.links = set()
        self.loop = asyncio.new_event_loop()
        self.flowing = asyncio.Event()
        self.flowing.set()
        started = threading.Event()
        threading.Thread(target=self._serve, args=[started], daemon=True).start()
        started.wait()

    def _serve(self, started):
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(asyncio.start_server(self._link, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self.loop.run_forever()

    def _soon(self, function, *arguments):
        self.loop.call_soon_threadsafe(function, *arguments)

    def cut(self):
        """Ends every connection, with whatever was on its way."""
        self._soon(lambda: [link.cut() for link in list(self.links)])

    def lose_replies(self):
        """What the server says next on each connection is lost, and the connection with it: the work was done."""
        self._soon(lambda: [setattr(link, "deaf", True) for link in list(self.links)])

    def mute(self):
        """Each connection stays open and carries nothing any more, as behind a firewall that forgot it."""
        self._soon(lambda: [setattr(link, "mute", True) for link in list(self.links)])

    def freeze(self):
        """Nothing passes until `flow`; nobody is told."""
        self._soon(self.flowing.clear)

    def flow(self):
        self._soon(self.flowing.set)

    def heal(self):
        self.delay, self.refusing = 0.0, False
        self.flow()

    async def _link(self, reader, writer):
        if self.refusing:
            writer.transport.abort()
            return
        try:
            server_reader, server_writer = await asyncio.open_unix_connection(self.socket)
        except OSError:
            writer.transport.abort()
            return
        link = Link(self, writer, server_writer)
        self.links.add(link)
        try:
            await asyncio.gather(
                link.pass_on(reader, server_writer, is_reply=False), link.pass_on(server_reader, writer, is_reply=True))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.links.discard(link)
            link.cut()


class Link:
    """One connection through a proxy."""

    def __init__(self, proxy, *writers):
        self.proxy, self.writers, self.deaf, self.mute = proxy, writers, False, False

    def cut(self):
        for writer in self.writers:
            writer.transport.abort()

    async def pass_on(self, reader, writer, is_reply):
        while data := await reader.read(1 << 16):
            if self.proxy.delay:
                await asyncio.sleep(self.proxy.delay)
            await self.proxy.flowing.wait()
            if is_reply and self.deaf:
                return self.cut()
            if self.mute:
                continue
            writer.write(data)
            await writer.drain()
        self.cut()
