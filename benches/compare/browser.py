"""Browsers that come back from the provider, each by a connection of its own."""

import asyncio
import time

from load import percentile

PATIENCE = 20


class Visit(asyncio.Protocol):
    """One GET, until the server closes."""

    def __init__(self, request):
        self.request, self.answer = request, b""
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        transport.write(self.request)

    def data_received(self, received):
        self.answer += received

    def connection_lost(self, error):
        if not self.over.done():
            self.over.set_result(self.answer[9:12].decode() or "cut")


async def visit(port, path):
    """The HTTP status, or how it failed."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: bench\r\n"
        "Accept: text/html\r\nConnection: close\r\n\r\n"
    ).encode()
    loop = asyncio.get_running_loop()
    try:
        transport, browser = await loop.create_connection(
            lambda: Visit(request), "127.0.0.1", port
        )
    except OSError as error:
        return type(error).__name__
    try:
        return await asyncio.wait_for(browser.over, PATIENCE)
    except asyncio.TimeoutError:
        return "no answer"
    finally:
        transport.abort()


async def visits(port, paths, at_once):
    """Visits all; only 2xx and 3xx count."""
    waiting, statuses, took = iter(paths), {}, []

    async def browser():
        for path in waiting:
            begin = time.perf_counter()
            status = await visit(port, path)
            statuses[status] = statuses.get(status, 0) + 1
            if status[0] in "23":
                took.append((time.perf_counter() - begin) * 1e3)

    begin = time.perf_counter()
    await asyncio.gather(*(browser() for _ in range(at_once)))
    wall = time.perf_counter() - begin
    figures = {"status": statuses, "wall_s": round(wall, 4), "succeeded": len(took)}
    figures["rate_per_s"] = round(len(took) / wall, 1)
    if took:
        figures["p50_ms"] = round(percentile(took, 0.5), 3)
        figures["p99_ms"] = round(percentile(took, 0.99), 3)
    return figures
