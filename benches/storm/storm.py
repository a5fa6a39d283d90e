#!/usr/bin/env python3
"""Ten thousand tokens in one daemon: idle, all due in one moment, and what a durable write costs.

    cargo build --release && python3 benches/storm/storm.py

Needs Linux and Python 3.10 or later, and nothing else. It starts the daemon with a message bus and
folders of its own, and token servers on addresses of the loopback network, one for each host; each
takes its time to answer, rotates every refresh token and refuses one that comes again. The figures
are printed as JSON.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

LIFETIME = 30 * 86_400
WORKERS = 48


def note(text):
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class TokenServers:
    """One on each host, all on one port."""

    def __init__(self, hosts, delay):
        self.hosts = [f"127.0.1.{i + 1}" for i in range(hosts)]
        self.port, self.delay = free_port(), delay
        self.turns, self.refused = {}, 0
        self.open = dict.fromkeys(self.hosts, 0)
        self.forget()

    def forget(self):
        self.refreshes, self.most, self.most_per_host = [], 0, 0

    async def start(self):
        for host in self.hosts:
            await asyncio.start_server(lambda r, w, h=host: self.serve(h, r, w), host, self.port)

    def endpoint(self, i):
        return f"http://{self.hosts[i % len(self.hosts)]}:{self.port}/token"

    async def serve(self, host, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                length = int(re.search(r"content-length: (\d+)", head).group(1))
                form = parse_qs((await reader.readexactly(length)).decode())
                status, body = await self.answer(host, {k: v[0] for k, v in form.items()})
                body = json.dumps(body)
                writer.write(
                    f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n"
                    f"content-length: {len(body)}\r\n\r\n{body}".encode()
                )
        except (asyncio.CancelledError, asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def answer(self, host, form):
        if form["grant_type"] == "authorization_code":
            login, turn = form["code"], 0
        else:
            self.open[host] += 1
            self.most = max(self.most, sum(self.open.values()))
            self.most_per_host = max(self.most_per_host, self.open[host])
            await asyncio.sleep(self.delay)
            self.open[host] -= 1
            self.refreshes.append(time.monotonic())
            login, turn = form["refresh_token"].split("-")[1:]
            turn = int(turn)
            if turn != self.turns[login]:
                self.refused += 1
                return 400, {"error": "invalid_grant"}
            turn += 1
        self.turns[login] = turn
        tokens = {"access_token": f"at-{login}-{turn}", "refresh_token": f"rt-{login}-{turn}"}
        return 200, tokens | {"token_type": "Bearer", "expires_in": LIFETIME}


class Daemon:
    def __init__(self, program, home):
        self.program, self.home = program, home
        self.port, self.bus_port = free_port(), free_port()

    def start(self):
        folders = [f"--{name}-dir={self.home / name}" for name in ("data", "state", "runtime", "qr")]
        command = [self.program, "run", "--bus", f"embedded:{self.bus_port}", *folders]
        command += ["--port", str(self.port), "--advertise-host", "127.0.0.1", "--log", "warn"]
        env = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.home)}
        self.child = subprocess.Popen(command, env=env)
        self.socket = self.home / "runtime/control.sock"
        begun = time.monotonic()
        while not self.socket.exists():
            assert time.monotonic() - begun < 30 and self.child.poll() is None, "it does not start"
            time.sleep(0.005)

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        assert self.child.wait(30) == 0

    def proc(self, name):
        return Path(f"/proc/{self.child.pid}/{name}").read_text()

    def memory_mib(self):
        return round(int(re.search(r"Anonymous:\s+(\d+)", self.proc("smaps_rollup")).group(1)) / 1024, 1)

    def cpu_s(self):
        return time.clock_gettime((~self.child.pid << 3) | 2)

    def wakeups(self):
        """How often a thread has begun to wait; each wait ends with waking up."""
        tasks = os.listdir(f"/proc/{self.child.pid}/task")
        texts = (self.proc(f"task/{task}/status") for task in tasks)
        return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", t, re.M).group(1)) for t in texts)

    def change(self, sql, *values):
        """Works on the database, which nobody has open."""
        with sqlite3.connect(self.home / "data/oauth.db") as database:
            return database.execute(sql, values).fetchone()


class Caller:
    """A caller on the control socket, one question at a time."""

    @classmethod
    async def join(cls, daemon):
        self = cls()
        self.reader, self.writer = await asyncio.open_unix_connection(daemon.socket, limit=1 << 24)
        return self

    async def ask(self, kind, data, reply=None):
        reply = reply or f"{kind}.response"
        self.writer.write(json.dumps({"type": kind, "data": data}).encode() + b"\n")
        while True:
            said = json.loads(await self.reader.readline())
            if said["type"] == reply:
                return said["data"]


def ids(i):
    return {"skill_id": "storm", "app_id": f"app{i}"}


async def log_in(daemon, servers, caller, i):
    registration = ids(i) | {
        "client_id": "storm",
        "client_secret": "quiet",
        "auth_endpoint": "https://provider.example/authorize",
        "token_endpoint": servers.endpoint(i),
        "scope": "read",
    }
    assert "error" not in await caller.ask("oauth.register", registration)
    url = (await caller.ask("oauth.get", ids(i), "oauth.url"))["url"]
    state = parse_qs(urlsplit(url).query)["state"][0]
    reader, writer = await asyncio.open_connection("127.0.0.1", daemon.port)
    path = f"/auth/callback/storm_app{i}?code={i}&state={state}"
    writer.write(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 303"), answer


async def fill(daemon, servers, count):
    left = iter(range(count))

    async def work():
        caller = await Caller.join(daemon)
        for i in left:
            await log_in(daemon, servers, caller, i)
        caller.writer.close()

    await asyncio.gather(*(work() for _ in range(WORKERS)))


async def idle(daemon, seconds):
    await asyncio.sleep(20)
    wakeups, cpu = daemon.wakeups(), daemon.cpu_s()
    await asyncio.sleep(seconds)
    return {
        "seconds": seconds,
        "wakeups_per_s": round((daemon.wakeups() - wakeups) / seconds, 3),
        "cpu_ms_per_s": round((daemon.cpu_s() - cpu) * 1e3 / seconds, 3),
        "memory_mib": daemon.memory_mib(),
    }


def percentiles(times):
    ordered = sorted(times)
    part = lambda p: round(ordered[int(p * (len(ordered) - 1))] * 1e3, 2)
    return {"median_ms": part(0.5), "p99_ms": part(0.99), "most_ms": part(1)}


async def storm(daemon, servers, count, begins_at):
    """Watches until every token is renewed; a skill asks for one of them all the time."""
    await asyncio.sleep(max(0, begins_at - time.time()))
    begun, cpu, memory, asked = time.monotonic(), daemon.cpu_s(), [], []
    caller = await Caller.join(daemon)
    while len(servers.refreshes) < count:
        assert time.monotonic() - begun < 1200, f"{len(servers.refreshes)} of {count} renewed"
        ask = time.monotonic()
        answer = await caller.ask("oauth.token.get", ids(len(asked) * 7919 % count))
        assert "access_token" in answer, answer
        asked.append(time.monotonic() - ask)
        memory.append(daemon.memory_mib())
        await asyncio.sleep(0.05)
    caller.writer.close()
    took = servers.refreshes[-1] - begun
    return {
        "seconds": round(took, 1),
        "per_s": round(count / took, 1),
        "cpu_ms_per_refresh": round((daemon.cpu_s() - cpu) * 1e3 / count, 2),
        "memory_mib": {"first": memory[0], "most": max(memory)},
        "requests": len(servers.refreshes),
        "in_flight_at_most": servers.most,
        "in_flight_at_one_host_at_most": servers.most_per_host,
        "refused": servers.refused,
        "token_get_meanwhile": percentiles(asked),
    }


async def durable_write(daemon, home):
    """A 4 KiB write with fdatasync, and settings that are read or changed one after the other."""
    bare, read, changed = [], [], []
    with open(home / "probe", "wb", buffering=0) as file:
        for _ in range(300):
            begun = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            bare.append(time.perf_counter() - begun)
    caller = await Caller.join(daemon)
    for i in range(300):
        begun = time.perf_counter()
        await caller.ask("oauth.settings.get", ids(i))
        read.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        change = ids(i) | {"settings": {"name": f"Name {begun}"}}
        assert "error" not in await caller.ask("oauth.settings.update", change)
        changed.append(time.perf_counter() - begun)
    caller.writer.close()
    cost = statistics.median(changed) - statistics.median(read)
    return {
        "fdatasync_4k": percentiles(bare),
        "settings_get": percentiles(read),
        "settings_update": percentiles(changed),
        "difference_ms": round(cost * 1e3, 2),
    }


async def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    target = os.environ.get("CARGO_TARGET_DIR", Path(__file__).parents[2] / "target")
    parser.add_argument("--program", default=str(Path(target) / "release/phal-oauth"))
    parser.add_argument("--tokens", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=20)
    parser.add_argument("--delay-ms", type=float, default=20)
    parser.add_argument("--idle-s", type=int, default=120)
    parser.add_argument("--folder", help="where the data folder is made, for the disk to measure")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=told.folder) as folder:
        daemon = Daemon(told.program, Path(folder))
        servers = TokenServers(told.hosts, told.delay_ms / 1e3)
        await servers.start()
        daemon.start()
        try:
            figures = vars(told) | await measure(daemon, servers, told)
        finally:
            daemon.child.kill()
    print(json.dumps(figures, indent=2))


async def measure(daemon, servers, told):
    count, figures = told.tokens, {}
    begun = time.monotonic()
    await fill(daemon, servers, count)
    figures["logins_per_s"] = round(count / (time.monotonic() - begun), 1)
    note(f"{count} logins")
    figures["durable_write"] = await durable_write(daemon, daemon.home)
    note("durable writes")

    daemon.stop()
    # What ended logins leave is forgotten after an hour.
    daemon.change("DELETE FROM pending")
    daemon.start()
    figures["idle"] = await idle(daemon, told.idle_s)
    note("idle")

    for name, after in (("due_in_one_moment", 5), ("overdue_at_start", -3600)):
        daemon.stop()
        servers.forget()
        begins_at = max(time.time() + after, time.time())
        daemon.change("UPDATE tokens SET due_at = ?", time.time() + after)
        daemon.start()
        figures[name] = await storm(daemon, servers, count, begins_at)
        await asyncio.sleep(1)
        daemon.stop()
        behind = "SELECT count(*) FROM tokens WHERE due_at <= ? OR asked_at IS NOT NULL"
        left = daemon.change(behind, time.time())
        assert left == (0,), f"{left} tokens were not renewed"
        daemon.start()
        note(name)
    daemon.stop()
    return figures


if __name__ == "__main__":
    asyncio.run(main())
