"""Two token endpoints: /token takes any refresh token, /api/token each one once (a Spotify that rotates).

Prints its address, and each refresh token that was refused, as one JSON line.
"""

import asyncio
import itertools
import json

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

NUMBERS = itertools.count(1)
LIVE = {"rt-0"}


def tell(**about):
    """Prints what happened."""
    print(json.dumps(about), flush=True)


class Steady(RequestHandler):
    """Gives a new access token for any refresh token, and no new refresh token."""

    def post(self):
        self.get_body_argument("refresh_token")
        name = f"at-{next(NUMBERS)}"
        self.finish({"access_token": name, "token_type": "Bearer", "expires_in": 3600})


class Rotating(RequestHandler):
    """Spends each refresh token."""

    def post(self):
        spent = self.get_body_argument("refresh_token")
        if spent not in LIVE:
            tell(refused=spent)
            self.set_status(400)
            self.finish({"error": "invalid_grant", "error_description": "Refresh token revoked"})
            return
        LIVE.remove(spent)
        number = next(NUMBERS)
        LIVE.add(f"rt-{number}")
        self.finish(
            {
                "access_token": f"at-{number}",
                "token_type": "Bearer",
                # The first one is over at once.
                "expires_in": 3600 if number > 2 else 0,
                "refresh_token": f"rt-{number}",
                "scope": "streaming",
            }
        )


async def main():
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application([("/token", Steady), ("/api/token", Rotating)])).add_sockets(sockets)
    tell(listening="http://%s:%d" % sockets[0].getsockname())
    await asyncio.Event().wait()


asyncio.run(main())
