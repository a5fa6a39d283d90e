"""A skill as skills are written: the real bus client, no knowledge of the daemon but its bus messages.

Takes its parameters as one JSON argument and prints each step as one JSON line. Ends with 0 when
all it was asked for has happened, with 1 at the first answer that did not come or was an error.
"""

import json
import sys
import threading

from ovos_bus_client import Message, MessageBusClient
from ovos_utils.log import LOG

LOG.set_level("CRITICAL")
WANT = json.loads(sys.argv[1])
IDS = {"skill_id": WANT["skill_id"], "app_id": WANT["app_id"]}
MUNGED_ID = f"{IDS['skill_id']}_{IDS['app_id']}"
REPLIES = {"oauth.get": "oauth.url", "oauth.generate.qr.request": "oauth.generate.qr.response"}
OUT = threading.Lock()


def step(name, message):
    """Prints a step, and ends the skill when no answer came in time."""
    with OUT:
        print(json.dumps({"step": name, "data": message.data if message else None}), flush=True)
    if message is None:
        sys.exit(1)
    return message.data


def main():
    bus = MessageBusClient(host=WANT["host"], port=WANT["port"], route="/core", ssl=False)
    bus.run_in_thread()
    if not bus.connected_event.wait(WANT["patience"]):
        step("connected", None)
    pinged, registered, token = threading.Event(), threading.Event(), []
    arrived = threading.Event()

    def register(_=None):
        answer = bus.wait_for_response(
            Message("oauth.register", {**IDS, **WANT["register"]}), timeout=3
        )
        if answer is not None:
            step("registered", answer)
            registered.set()
        return answer

    def on_ping(_):
        pinged.set()
        threading.Thread(target=register, daemon=True).start()

    def on_token(message):
        token.append(message)
        arrived.set()

    bus.on("oauth.ping", on_ping)
    bus.on(f"oauth.token.response.{MUNGED_ID}", on_token)
    if register() is None and not registered.wait(WANT["patience"]):
        step("registered", None)
    if ask := WANT.get("ask"):
        step("asked", bus.wait_for_response(Message(ask, IDS), REPLIES[ask], timeout=3))
        arrived.wait(WANT["patience"])
        step("token", token[0] if token else None)
    if WANT.get("refresh"):
        step("refreshed", bus.wait_for_response(Message("oauth.refresh", IDS), timeout=3))
    if WANT.get("stay"):
        sys.stdin.read()
    bus.close()


main()
