"""Where a turn is played: a bus, a token endpoint, fresh folders, and nothing else."""

import asyncio
import json
import os

from bus import Bus
from processes import Folders, Process, free_port
from sides import ADVERTISED


class Stage:
    """One bus in one sitting. `async with` it: whatever it has started is ended."""

    def __init__(self, bus_name, programs, scale):
        self.bus_name, self.programs, self.scale = bus_name, programs, scale
        self.port, self.bus_port, self.token_port = free_port(), free_port(), free_port()
        self.owned = []
        self.folders = self.own_folders = self.bus = None

    async def __aenter__(self):
        self.folders, self.own_folders = Folders(), Folders()
        try:
            self.configure()
            self.configure(self.own_folders)
            command = (
                [self.kit("fastbus"), str(self.bus_port)]
                if self.bus_name == "fast"
                else [self.python("ovos-messagebus")]
            )
            self.owned = [
                Process(command, self.own_folders),
                Process([self.kit("tokens"), str(self.token_port)], self.own_folders),
            ]
            self.bus = await Bus.join(self.bus_port)
            # The bus of Python announces that it is ready a moment later.
            await asyncio.sleep(0.5)
        except BaseException:
            self.close()
            raise
        return self

    async def __aexit__(self, *_):
        self.bus.leave()
        self.close()

    def close(self):
        for process in reversed(self.owned):
            process.end()
        for folders in (self.folders, self.own_folders):
            folders.remove()

    def own(self, process):
        """Remembers a process, to be ended with the stage at the latest."""
        self.owned = [other for other in self.owned if other.runs()] + [process]
        return process

    @property
    def is_prompt(self):
        """Whether the floor acknowledges at once: on the fast bus it makes no difference."""
        return self.bus_name == "ovos"

    def kit(self, program):
        return os.path.join(self.programs["kit"], program)

    def python(self, program):
        return os.path.join(self.programs["venv"], "bin", program)

    @property
    def daemon(self):
        return self.programs["daemon"]

    def count(self, count):
        """How many questions, less in a quick run."""
        return max(5, round(count * self.scale))

    def configure(self, folders=None):
        """Writes the configuration that both plugins and the bus of Python read."""
        plugin = {"enabled": True, "port": self.port, "listen": "127.0.0.1"}
        settings = {
            "websocket": {"host": "127.0.0.1", "port": self.bus_port, "route": "/core"},
            "PHAL": {
                "ovos-PHAL-plugin-oauth": plugin | {"advertise_host": ADVERTISED},
                "ovos-PHAL-plugin-homeassistant": {"enabled": False},
            },
        }
        folder = (folders or self.folders).path("home/.config/mycroft")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "mycroft.conf"), "w") as file:
            json.dump(settings, file)

    def log_tail(self):
        with open(self.folders.log, errors="replace") as file:
            return file.read()[-2000:]
