"""A token endpoint that answers as its path says, and keeps what it was asked."""

import asyncio
import json

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

JSON, FORM, HTML = "application/json", "application/x-www-form-urlencoded", "text/html"
FAILED = {"error": "invalid_grant", "error_description": "code is invalid"}


def token(number):
    """A whole token answer."""
    return {
        "access_token": f"at-{number}",
        "refresh_token": f"rt-{number}",
        "expires_in": 3600,
        "token_type": "Bearer",
        "scope": "read",
    }


def without(answer, *names):
    """An answer that lacks some fields."""
    return {name: value for name, value in answer.items() if name not in names}


ANSWERS = {
    "/token": lambda n: (200, JSON, json.dumps(token(n))),
    "/token-slow": lambda n: (200, JSON, json.dumps(token(n))),
    "/token-noexp": lambda n: (200, JSON, json.dumps(without(token(n), "expires_in"))),
    "/token-norefresh": lambda n: (200, JSON, json.dumps(without(token(n), "refresh_token"))),
    "/token-short": lambda n: (200, JSON, json.dumps({**token(n), "expires_in": 60})),
    "/token-error": lambda _: (400, JSON, json.dumps(FAILED)),
    "/token-html": lambda _: (502, HTML, "<html><body>bad gateway</body></html>"),
    "/token-form": lambda n: (200, FORM, f"access_token=at-{n}&scope=read&token_type=bearer"),
}


class TokenEndpoint:
    """The endpoint; `requests` is what it was asked."""

    def __init__(self):
        self.requests = []
        endpoint = self

        class Token(RequestHandler):
            async def post(self):
                request = self.request
                endpoint.requests.append(
                    {
                        "path": request.path,
                        "headers": {k.lower(): v for k, v in request.headers.items()},
                        "body": request.body.decode(),
                    }
                )
                plays = endpoint.everywhere or request.path == "/refresh"
                path = endpoint.role if plays else request.path
                status, kind, body = ANSWERS[path](len(endpoint.requests))
                if request.path == "/token-slow":
                    await asyncio.sleep(2)
                self.set_status(status)
                self.set_header("Content-Type", kind)
                self.finish(body)

        self.application = Application([("/.*", Token)], log_function=lambda _: None)
        self.server = None
        self.port = 0
        self.role, self.everywhere = "/token", False
        self.listen()
        self.url = f"http://127.0.0.1:{self.port}"

    def listen(self):
        """Takes connections, always on the same port."""
        sockets = bind_sockets(self.port, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        self.server = HTTPServer(self.application)
        self.server.add_sockets(sockets)

    async def act_as(self, path, everywhere=False):
        """Lets `/refresh`, or every path, answer as this one does, or takes no connections."""
        if path is None:
            self.server.stop()
            await self.server.close_all_connections()
            self.server = None
        elif self.server is None:
            self.listen()
        self.role, self.everywhere = path, everywhere
