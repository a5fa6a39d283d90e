#!/usr/bin/env python3
"""The API for programs: tokens handed out over HTTP, and memory after many device requests.

    cargo build --release && python3 benches/api/api.py

Needs Linux, Python 3.10 or later and wrk (Debian package wrk). It starts the daemon with a message bus
and folders of its own, logs an app in at a token server of its own, lets a program in by the device
grant, which it approves as the owner, and has wrk ask for the token on loopback. Then programs begin
logins that nobody approves. The figures are printed as JSON.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "storm"))
from storm import Caller, Daemon, TokenServers, free_port, log_in, note

APP = "storm_app0"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"

# wrk's own report as JSON; what is refused counts as an error.
SCRIPT = """
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("JSON {\\"requests\\": %d, \\"us\\": %d, \\"errors\\": %d, "
    .. "\\"p50_us\\": %d, \\"p99_us\\": %d, \\"max_us\\": %d}\\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.timeout + e.status,
    latency:percentile(50), latency:percentile(99), latency.max))
end
"""


class Api:
    """The API as a program sees it."""

    def __init__(self, port):
        self.origin = f"http://127.0.0.1:{port}"

    def post(self, path, **form):
        body = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"{self.origin}{path}", body) as answer:
            return json.load(answer)

    def let_in(self, daemon, scope):
        """A token of our own, by the device grant."""
        codes = self.post("/oauth/device_authorization", client_id="bench", scope=scope)
        daemon.run("approve", codes["user_code"], "--yes")
        time.sleep(codes["interval"])
        form = {"grant_type": DEVICE_GRANT, "device_code": codes["device_code"]}
        return self.post("/oauth/token", client_id="bench", **form)["access_token"]


def wrk(url, token, connections, seconds):
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT)
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}", "-s", script.name]
        command += ["-H", f"Authorization: Bearer {token}", url]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(re.search(r"JSON (.*)", said).group(1))
    # It tries the address by a connection of its own first: with 64, which are all that one address may
    # have, one is turned away while that is still open.
    assert told["errors"] <= (connections == 64), said
    return {
        "per_s": round(told["requests"] / told["us"] * 1e6),
        "p50_ms": told["p50_us"] / 1e3,
        "p99_ms": told["p99_us"] / 1e3,
        "most_ms": told["max_us"] / 1e3,
    }


def busy_cpus(daemon, work):
    """What the daemon and all others use of the processors meanwhile."""
    def look():
        jiffies = list(map(int, Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]))
        idle = jiffies[3] + jiffies[4]
        return time.monotonic(), daemon.cpu_s(), (sum(jiffies) - idle) / os.sysconf("SC_CLK_TCK")

    before = look()
    figures = work()
    took, own, every = (after - then for after, then in zip(look(), before))
    each = own / took / figures["per_s"] * 1e6
    cpus = {"cpus": round(own / took, 2), "all_cpus": round(every / took, 2)}
    return figures | cpus | {"cpu_us_each": round(each, 1)}


def throughput(daemon, api, told):
    token = api.let_in(daemon, f"token:{APP}")
    url = f"{api.origin}/api/v1/tokens/{APP}"
    figures = {}
    wrk(url, token, 1, 1)
    for _ in range(told.rounds):
        for connections in (1, 16, 64):
            once = busy_cpus(daemon, lambda: wrk(url, token, connections, told.seconds))
            figures.setdefault(str(connections), []).append(once)
    return figures


async def ask_often(api, count):
    """Device requests whose codes nobody ever uses, on a few connections; what they are answered."""
    host, port = api.origin.removeprefix("http://").split(":")
    body = b"client_id=bench&scope=token:storm_app0"
    request = (
        f"POST /oauth/device_authorization HTTP/1.1\r\nhost: {host}:{port}\r\n"
        "content-type: application/x-www-form-urlencoded\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    ).encode() + body
    left, statuses = iter(range(count)), {}

    async def work():
        reader, writer = await asyncio.open_connection(host, port)
        for _ in left:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            await reader.readexactly(int(re.search(r"content-length: (\d+)", head).group(1)))
            status = head.split(" ", 2)[1]
            statuses[status] = statuses.get(status, 0) + 1
        writer.close()

    await asyncio.gather(*(work() for _ in range(16)))
    return statuses


async def flood(daemon, api, told):
    resident = lambda: int(re.search(r"VmRSS:\s+(\d+)", daemon.proc("status")).group(1)) / 1024
    look = lambda: {"anonymous": daemon.memory_mib(), "resident": round(resident(), 1)}
    memory, statuses = [look()], {}
    begun = time.monotonic()
    for _ in range(10):
        for status, count in (await ask_often(api, told.requests // 10)).items():
            statuses[status] = statuses.get(status, 0) + count
        memory.append(look())
    took = time.monotonic() - begun
    database = sum(path.stat().st_size for path in (daemon.home / "data").iterdir())
    return {
        "requests": told.requests,
        "per_s": round(told.requests / took),
        "answers": statuses,
        "memory_mib": memory,
        "data_folder_mib": round(database / (1 << 20), 1),
    }


class ApiDaemon(Daemon):
    """The daemon with its API switched on."""

    def start(self):
        self.api_port = free_port()
        section = {"api": {"enabled": True, "port": self.api_port, "interval": 1}}
        folder = self.home / ".config/mycroft"
        folder.mkdir(parents=True, exist_ok=True)
        config = {"PHAL": {"ovos-PHAL-plugin-oauth": section}}
        (folder / "mycroft.conf").write_text(json.dumps(config))
        super().start()

    def run(self, *words):
        """A command of the owner."""
        env = {"PATH": os.environ["PATH"], "HOME": str(self.home)}
        env |= {"PHAL_OAUTH_RUNTIME_DIR": str(self.home / "runtime")}
        subprocess.run([self.program, *words], check=True, env=env, stdout=subprocess.DEVNULL)


async def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    target = os.environ.get("CARGO_TARGET_DIR", Path(__file__).parents[2] / "target")
    parser.add_argument("--program", default=str(Path(target) / "release/phal-oauth"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--requests", type=int, default=100_000)
    told = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed: as root, apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        daemon, servers = ApiDaemon(told.program, Path(folder)), TokenServers(1, 0.02)
        await servers.start()
        daemon.start()
        try:
            await log_in(daemon, servers, await Caller.join(daemon), 0)
            daemon.run("clients", "add", "Bench", "--public", "--token", APP)
            api = Api(daemon.api_port)
            # wrk and the owner's commands hold this thread up, and the token server with it, which is
            # asked no more.
            figures = vars(told) | {"tokens": throughput(daemon, api, told)}
            note("tokens")
            figures["device_requests"] = await flood(daemon, api, told)
            note("device requests")
            daemon.stop()
        finally:
            daemon.child.kill()
    print(json.dumps(figures, indent=2))


asyncio.run(main())
