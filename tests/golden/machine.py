"""A device for one run: the real message bus, the daemon and a client, in folders of its own."""

import asyncio
import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time

from tornado.websocket import websocket_connect

PATIENCE = 30
ADVERTISED = "192.0.2.2"
ASKER = "asker"


def free_port():
    """A port below the range from which Linux gives out ports by itself."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as listener:
            try:
                listener.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port


def scan(path):
    """The text of the QR code in an image, as a phone reads it."""
    done = subprocess.run(["zbarimg", "-q", "--raw", path], capture_output=True, text=True)
    return done.stdout.rstrip("\n")


async def until(what, look):
    """Waits for something that does not report itself."""
    end = time.monotonic() + PATIENCE
    while not (seen := look()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited in vain: {what}")
        await asyncio.sleep(0.01)
    return seen


class Machine:
    """The folders, the bus and the daemon; without a `host`, the daemon finds its address itself."""

    def __init__(self, program, host=ADVERTISED):
        self.program = program
        self.folder = tempfile.TemporaryDirectory(prefix="golden-")
        self.home = os.path.join(self.folder.name, "home")
        self.tmp = os.path.join(self.folder.name, "tmp")
        self.port, self.bus_port = free_port(), free_port()
        self.log = []
        self.bus = self.daemon = self.reader = None
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.home,
            "TMPDIR": self.tmp,
            "XDG_RUNTIME_DIR": self.tmp,
        }
        config = os.path.join(self.home, ".config", "mycroft")
        os.makedirs(config)
        os.makedirs(self.tmp)
        with open(os.path.join(config, "mycroft.conf"), "w") as file:
            # The Python plugin speaks to nobody.
            settings = {"port": self.port, "voice": "off"}
            if host:
                settings["advertise_host"] = host
            websocket = {"host": "127.0.0.1", "port": self.bus_port, "route": "/core"}
            json.dump(
                {"websocket": websocket, "PHAL": {"ovos-PHAL-plugin-oauth": settings}}, file
            )

    async def start_bus(self):
        """Starts the bus and returns a client on it."""
        self.bus = subprocess.Popen(
            [sys.executable, "-m", "ovos_messagebus"],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

        def listens():
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.bus_port)) == 0

        await until("the bus listens", listens)
        return await Ear.attach(self.bus_port)

    async def start_daemon(self):
        """Starts the daemon as a service would, with nothing but its configuration."""
        # A file that may not grow is an error to be told, not a signal that ends the process.
        self.daemon = await asyncio.create_subprocess_exec(
            self.program,
            "run",
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            restore_signals=False,
            umask=0o022,
        )
        self.reader = asyncio.create_task(self.read_log(self.daemon.stderr))

    async def read_log(self, stream):
        """Keeps what the daemon logs."""
        async for line in stream:
            self.log.append(line.decode("utf8", "replace").rstrip())

    async def ended(self):
        """The exit code of a daemon that ends by itself."""
        code = await asyncio.wait_for(self.daemon.wait(), PATIENCE)
        await self.reader
        return code

    async def stop_daemon(self):
        """Asks the daemon to end; its exit code."""
        self.daemon.send_signal(signal.SIGTERM)
        return await self.ended()

    def fill_disk(self, full):
        """Lets no file of the daemon grow, or lets them grow again."""
        _, hard = resource.prlimit(self.daemon.pid, resource.RLIMIT_FSIZE)
        soft = 0 if full else hard
        resource.prlimit(self.daemon.pid, resource.RLIMIT_FSIZE, (soft, hard))

    async def close(self):
        """Ends what still runs and removes the folders."""
        if self.daemon and self.daemon.returncode is None:
            self.daemon.kill()
            await self.ended()
        if self.bus:
            self.bus.kill()
            self.bus.wait()
        self.folder.cleanup()


class Ear:
    """A client on the bus that keeps what others say."""

    def __init__(self, socket_):
        self.socket = socket_
        self.own, self.heard = [], []
        self.news = asyncio.Event()

    @classmethod
    async def attach(cls, port):
        """Connects, and waits for the greeting of the bus."""
        ear = cls(await websocket_connect(f"ws://127.0.0.1:{port}/core", max_message_size=2**26))
        ear.listening = asyncio.create_task(ear.listen())
        await ear.hear("connected")
        return ear

    async def listen(self):
        """Reads the bus, without the echo of what was said here."""
        line = self.socket.protocol.stream.socket
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (text := await self.socket.read_message()) is not None:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            if text in self.own:
                self.own.remove(text)
                continue
            self.heard.append((time.time(), json.loads(text)))
            self.news.set()

    async def say(self, text):
        """Says something on the bus."""
        self.own.append(text)
        await self.socket.write_message(text)

    def take(self, fits):
        """Takes the first message that fits out of what was heard."""
        for entry in self.heard:
            if fits(entry[1]):
                self.heard.remove(entry)
                return entry[1]
        return None

    async def hear(self, kind):
        """Waits for a message of this type."""
        if message := await self.until(lambda: self.take(lambda said: said["type"] == kind)):
            return message
        raise TimeoutError(f"{kind} was not said")

    def take_all(self):
        """Takes all that was heard, each with its time."""
        heard, self.heard = self.heard, []
        return heard

    async def until(self, look, patience=PATIENCE):
        """Waits until what was heard has something, or returns nothing."""
        end = time.monotonic() + patience
        while not (seen := look()):
            self.news.clear()
            try:
                await asyncio.wait_for(self.news.wait(), end - time.monotonic())
            except asyncio.TimeoutError:
                return look()
        return seen

    async def ask(self, kind, data, reply, patience=PATIENCE):
        """Asks something; the whole answer, which counts as heard by nobody else."""
        context = {"session": {"session_id": ASKER}}
        await self.say(json.dumps({"type": kind, "data": data, "context": context}))
        answer = await self.until(
            lambda: self.take(
                lambda message: message["type"] == reply
                and message["context"].get("session") == context["session"]
            ),
            patience,
        )
        if answer is None:
            raise TimeoutError(f"{kind} was not answered: {data}")
        return answer

    async def pause(self):
        """Waits until the daemon has done what it was told before, as far as one can see."""
        await self.ask("oauth.get.app.host.info", {}, "oauth.app.host.info.response")
