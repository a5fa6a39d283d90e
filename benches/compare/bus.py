"""A client on the message bus that costs little: the least of RFC 6455, text frames and pings."""

import asyncio
import json
import os
import re
import socket
import time
from base64 import b64encode

PATIENCE = 30
NUMBER = re.compile(rb'"bench"\s*:\s*(\d+)')

# A whole default session, as every client of OVOS sends it: it is most of a message.
SESSION = {
    "active_skills": [],
    "utterance_states": {},
    "session_id": "default",
    "persona_id": None,
    "lang": "en-US",
    "context": {"timeout": 120, "frame_stack": []},
    "site_id": "unknown",
    "pipeline": [
        "stop_high",
        "converse",
        "ocp_high",
        "padatious_high",
        "adapt_high",
        "ocp_medium",
        "fallback_high",
        "stop_medium",
        "adapt_medium",
        "adapt_low",
        "common_qa",
        "fallback_medium",
        "fallback_low",
    ],
    "location": {
        "city": {
            "code": "Lawrence",
            "name": "Lawrence",
            "state": {
                "code": "KS",
                "name": "Kansas",
                "country": {"code": "US", "name": "United States"},
            },
        },
        "coordinate": {"latitude": 38.971669, "longitude": -95.23525},
        "timezone": {
            "code": "America/Chicago",
            "name": "Central Standard Time",
            "dstOffset": 3600000,
            "offset": -21600000,
        },
    },
    "system_unit": "metric",
    "time_format": "half",
    "date_format": "MDY",
    "is_speaking": False,
    "is_recording": False,
    "blacklisted_skills": ["skill-ovos-stop.openvoiceos"],
    "blacklisted_intents": [],
}


class Socket(asyncio.Protocol):
    """The frames of one connection; each text goes to `hear`."""

    def __init__(self, hear, prompt):
        self.hear = hear
        self.prompt = prompt
        self.waiting = bytearray()
        self.joined = asyncio.get_running_loop().create_future()
        self.is_open = False

    def connection_made(self, transport):
        self.transport = transport
        self.line = transport.get_extra_info("socket")
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = b64encode(os.urandom(16)).decode()
        transport.write(
            "GET /core HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )

    def connection_lost(self, error):
        if not self.joined.done():
            self.joined.set_exception(error or ConnectionError("the bus closed the connection"))

    def data_received(self, received):
        if self.prompt:
            # Acknowledges at once; holds for one read only.
            self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        self.waiting += received
        if not self.is_open and not self.open():
            return
        taken = 0
        while frame := self.frame_at(taken):
            code, start, end = frame
            self.take(code, bytes(self.waiting[start:end]))
            taken = end
        del self.waiting[:taken]

    def open(self):
        """Takes the answer to the handshake."""
        end = self.waiting.find(b"\r\n\r\n")
        if end < 0:
            return False
        if b" 101 " not in self.waiting[:end]:
            raise ConnectionError(f"the bus refused: {bytes(self.waiting[:200])}")
        del self.waiting[: end + 4]
        self.is_open = True
        self.joined.set_result(None)
        return True

    def frame_at(self, at):
        """The next whole frame: its first byte, where its content starts and ends."""
        waiting, there = self.waiting, len(self.waiting) - at
        if there < 2:
            return None
        length, head = waiting[at + 1] & 127, 2
        if length > 125:
            head = 4 if length == 126 else 10
            if there < head:
                return None
            length = int.from_bytes(waiting[at + 2 : at + head], "big")
        if there < head + length:
            return None
        return waiting[at], at + head, at + head + length

    def take(self, code, content):
        if code == 0x81:
            self.hear(content)
        elif code == 0x89:
            self.send(content, 0x8A)
        elif code & 0x0F in (0, 1):
            raise ConnectionError("the bus sent a message in parts: this client cannot read it")

    def send(self, content, code=0x81):
        length = len(content)
        if length < 126:
            head = bytes((code, 0x80 | length))
        elif length < 65536:
            head = bytes((code, 0xFE)) + length.to_bytes(2, "big")
        else:
            head = bytes((code, 0xFF)) + length.to_bytes(8, "big")
        # A masking key of zeros needs no work.
        self.transport.write(head + bytes(4) + content)


class Bus:
    """A place on the bus: `send` what `packet` made; what others say goes to `hear`."""

    def __init__(self):
        self.last = 0
        self.session = json.dumps(SESSION)
        self.hear = lambda text: None

    @classmethod
    async def join(cls, port, prompt=True):
        """Joins as soon as the bus is there."""
        bus = cls()
        loop = asyncio.get_running_loop()
        end = time.monotonic() + PATIENCE
        while True:
            try:
                _, bus.socket = await loop.create_connection(
                    lambda: Socket(lambda text: bus.hear(text), prompt), "127.0.0.1", port
                )
                await bus.socket.joined
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                await asyncio.sleep(0.02)
        bus.send = bus.socket.send
        return bus

    def packet(self, kind, data):
        """A message with its number, by which its answer is known."""
        self.last += 1
        context = (
            f'{{"source": "bench", "destination": "PHAL", "bench": {self.last}, '
            f'"session": {self.session}}}'
        )
        text = f'{{"type": "{kind}", "data": {json.dumps(data)}, "context": {context}}}'
        return self.last, text.encode()

    async def ask_all(self, questions, reply, at_once=64, patience=5):
        """Asks each (kind, data); the data of the answers, None for what was not answered."""
        waiting, places = {}, asyncio.Semaphore(at_once)
        pattern = topic(reply)

        def hear(text):
            number = NUMBER.search(text)
            if number and pattern.search(text):
                if answer := waiting.pop(int(number.group(1)), None):
                    answer.set_result(json.loads(text)["data"])

        async def ask(kind, data):
            async with places:
                number, text = self.packet(kind, data)
                answer = waiting[number] = asyncio.get_running_loop().create_future()
                self.send(text)
                try:
                    return await asyncio.wait_for(answer, patience)
                except asyncio.TimeoutError:
                    waiting.pop(number, None)
                    return None

        self.hear = hear
        try:
            return await asyncio.gather(*(ask(kind, data) for kind, data in questions))
        finally:
            self.hear = lambda text: None

    def leave(self):
        self.socket.transport.close()


def topic(name):
    """Finds messages of this type in their text."""
    return re.compile(rb'"type"\s*:\s*"' + re.escape(name).encode() + b'"')
