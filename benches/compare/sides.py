"""Who is measured: the Python plugin, phal-oauth, and the echo that is the floor."""

import asyncio
import glob
import json
import os
import time

from bus import topic
from processes import Process

# For redirect URIs and QR codes: an address of usual length, where nobody is asked.
ADVERTISED = "192.168.178.20"
START_WITHIN = 60
POLL = 0.003
HOST_INFO = ("oauth.get.app.host.info", {})


class Side:
    """A program on the bus, started afresh for every turn."""

    name = ""

    def __init__(self, stage):
        self.stage, self.folders, self.bus = stage, stage.folders, stage.bus
        self.process = None

    async def start(self):
        """Starts it and waits for its first answer; the seconds that took."""
        answered = asyncio.Event()
        ping, answer = topic("oauth.ping"), topic("oauth.app.host.info.response")
        took = None

        def ask():
            self.bus.send(self.bus.packet(*HOST_INFO)[1])

        def hear(text):
            nonlocal took
            if ping.search(text):
                ask()
            elif answer.search(text) and not answered.is_set():
                took = time.perf_counter() - begin
                answered.set()

        self.stage.configure()
        self.bus.hear = hear
        begin = time.perf_counter()
        self.process = self.stage.own(Process(self.command(), self.folders))
        while not answered.is_set():
            if not self.process.runs() or time.perf_counter() - begin > START_WITHIN:
                raise RuntimeError(f"{self.name} does not answer:\n{self.stage.log_tail()}")
            ask()
            try:
                await asyncio.wait_for(answered.wait(), POLL)
            except asyncio.TimeoutError:
                pass
        # The last of those questions are not to be answered into the first measure.
        await asyncio.sleep(0.05)
        self.bus.hear = lambda text: None
        await self.pages_open()
        return took

    async def pages_open(self):
        """Waits until the callback's port is open."""
        end = time.monotonic() + START_WITHIN
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.stage.port)
            except OSError:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(POLL)
                continue
            writer.close()
            return

    def end(self):
        if self.process:
            self.process.end()


class Floor(Side):
    """A Rust program that answers every question by its own content."""

    name = "floor"

    async def start(self):
        command = [self.stage.kit("echo"), str(self.stage.bus_port)]
        if self.stage.is_prompt:
            command.append("quickack")
        begin = time.perf_counter()
        self.process = self.stage.own(Process(command, self.folders))
        question = [("bench.echo", {})]
        while await self.bus.ask_all(question, "bench.echo.response", patience=0.1) == [None]:
            if not self.process.runs() or time.perf_counter() - begin > START_WITHIN:
                raise RuntimeError(f"the echo does not answer:\n{self.stage.log_tail()}")
        return time.perf_counter() - begin


class PythonPlugin(Side):
    """`ovos-PHAL-plugin-oauth` in the service that loads it."""

    name = "python"

    def command(self):
        return [self.stage.python("ovos_PHAL")]

    async def fill(self, questions):
        """Stores registrations by its file: over the bus each would rewrite the whole of it."""
        rows = {}
        for _, data in questions:
            munged_id = f"{data['skill_id']}_{data['app_id']}"
            callback = f"http://0.0.0.0:{self.stage.port}/auth/callback/{munged_id}"
            kept = {k: v for k, v in data.items() if k not in ("skill_id", "app_id")}
            rows[munged_id] = {"oauth_service": munged_id, "callback_endpoint": callback} | kept
        folder = self.folders.path("home/.cache/mycroft/json_database")
        os.makedirs(folder)
        with open(os.path.join(folder, "ovos_oauth_apps.json"), "w") as file:
            json.dump(rows, file, indent=4, ensure_ascii=False)
        return await self.start()

    async def stored(self, munged_ids):
        """How many of the apps have a token in its file after kill -9."""
        self.process.kill()
        found = glob.glob(self.folders.path("home/.cache/**/ovos_oauth.json"), recursive=True)
        try:
            with open(found[0]) as file:
                tokens = json.load(file)
        except (IndexError, ValueError):
            # No file, or one that was cut off: nothing can be read from it.
            return 0
        return len(tokens.keys() & munged_ids)


class PhalOauth(Side):
    """This project's daemon."""

    name = "phal-oauth"

    def command(self):
        return [self.stage.daemon, "run"]

    async def fill(self, questions):
        """Stores registrations over the bus."""
        took = await self.start()
        answers = await self.bus.ask_all(questions, "oauth.register.response")
        if not all(answer and "error" not in answer for answer in answers):
            raise RuntimeError("a registration was not answered or refused")
        return took

    async def stored(self, munged_ids):
        """How many of the apps are connected after kill -9 and a new start."""
        self.process.kill()
        await self.start()
        (answer,) = await self.bus.ask_all([("oauth.status", {})], "oauth.status.response")
        connected = {app["munged_id"] for app in answer["apps"] if app["state"] == "connected"}
        return len(connected & munged_ids)


PLUGINS = (PhalOauth, PythonPlugin)
EVERYONE = (Floor, *PLUGINS)
