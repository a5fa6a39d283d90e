"""A skill on the client library of the alpha line: asks, and prints each answer as one JSON line.

Takes host, port and whether the bus has TLS. Ends with 1 at the first answer that does not come.
"""

import json
import sys
import threading

from ovos_bus_client import Message, MessageBusClient
from ovos_utils.log import LOG

LOG.set_level("CRITICAL")
HOST, PORT, SSL = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "tls"
IDS = {"skill_id": "alpha", "app_id": "app"}
APP = {
    **IDS,
    "client_id": "id",
    "auth_endpoint": "https://provider.example/authorize",
    "token_endpoint": "https://provider.example/token",
}
ASKED = (
    ("oauth.register", APP, "oauth.register.response"),
    ("oauth.get", IDS, "oauth.url"),
    ("oauth.status", {}, "oauth.status.response"),
    ("oauth.start", IDS, "ovos.shell.oauth.start.authentication"),
    ("oauth.generate.qr.request", IDS, "oauth.generate.qr.response"),
    ("oauth.refresh", IDS, "oauth.refresh.response"),
    ("oauth.get.app.host.info", {}, "oauth.app.host.info.response"),
)


def main():
    bus = MessageBusClient(host=HOST, port=PORT, route="/core", ssl=SSL)
    rejected, is_rejected = [], threading.Event()
    heard, unfit = set(), []

    def on_rejected(message):
        rejected.append(message.data)
        is_rejected.set()

    def on_any(text):
        try:
            # The alpha line writes no message that its specification forbids.
            message = Message.deserialize(text)
            message.serialize()
            heard.add(message.msg_type)
        except Exception as error:
            unfit.append(f"{error!r}: {text}")

    bus.on("ovos.session.rejected", on_rejected)
    bus.on("message", on_any)
    bus.run_in_thread()
    if not bus.connected_event.wait(20):
        sys.exit("no bus")
    # What the alpha bus does not let through: nobody may answer it.
    bus.client.send(json.dumps({"type": "oauth.get", "data": IDS, "context": {"session": "x"}}))
    if not is_rejected.wait(20):
        sys.exit("not rejected")
    for kind, data, reply in ASKED:
        answer = bus.wait_for_response(Message(kind, data), reply, timeout=20)
        if answer is None:
            sys.exit(f"no answer to {kind}")
        print(json.dumps({"asked": kind, "data": answer.data, "context": answer.context}))
    end = {"heard": sorted(heard), "rejected": rejected, "unfit": unfit}
    print(json.dumps({"asked": "the bus", **end}), flush=True)
    bus.close()


main()
