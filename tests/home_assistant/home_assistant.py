"""As much of Home Assistant as a login needs; each thing that happens is printed as one JSON line.

Its rules are those of the real one: a redirect URI must have the host and port of the client id, an
access token lives for 1,800 s, and a refresh brings no new refresh token.
"""

import asyncio
import html
import itertools
import json
from urllib.parse import urlencode, urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler
from tornado.websocket import WebSocketHandler

LIFETIME = 1800
NUMBERS = itertools.count(1)
CODES, REFRESH_TOKENS, ACCESS_TOKENS = {}, {}, set()
EMPTY_LISTS = (
    "config/area_registry/list",
    "config/device_registry/list",
    "config/entity_registry/list",
    "get_states",
)


def tell(event, **about):
    """Prints what happened."""
    print(json.dumps({"event": event, **about}), flush=True)


def fresh(kind):
    """A text that nobody was given before."""
    return f"{kind}-{next(NUMBERS)}"


def origin(url):
    """Scheme, host and port of an address."""
    return urlsplit(url)[:2]


class Authorize(RequestHandler):
    """The page on which a person approves."""

    def get(self):
        client_id, redirect_uri = map(self.get_argument, ("client_id", "redirect_uri"))
        if origin(client_id) != origin(redirect_uri):
            raise HTTPError(400, reason="Invalid redirect URI")
        link = html.escape(f"/auth/approve?{self.request.query}")
        self.finish(f'<h1>Allow {html.escape(client_id)}?</h1><a href="{link}">Allow</a>')


class Approve(RequestHandler):
    """What follows when the person has approved."""

    def get(self):
        client_id, redirect_uri = map(self.get_argument, ("client_id", "redirect_uri"))
        code = fresh("code")
        CODES[code] = client_id
        back = {"code": code}
        if state := self.get_argument("state", None):
            back["state"] = state
        tell("approved", client_id=client_id)
        self.redirect(f"{redirect_uri}?{urlencode(back)}", status=302)


class Token(RequestHandler):
    """The token endpoint, for clients without a secret."""

    def post(self):
        grant, client_id = map(self.get_body_argument, ("grant_type", "client_id"))
        answer = {"access_token": fresh("access"), "token_type": "Bearer", "expires_in": LIFETIME}
        if grant == "authorization_code":
            owner = CODES.pop(self.get_body_argument("code"), None)
            answer["refresh_token"] = fresh("refresh")
            answer["ha_auth_provider"] = "homeassistant"
            REFRESH_TOKENS[answer["refresh_token"]] = client_id
        else:
            owner = REFRESH_TOKENS.get(self.get_body_argument("refresh_token"))
        if owner != client_id:
            tell("refused", grant=grant)
            self.set_status(400)
            self.finish({"error": "invalid_request"})
            return
        ACCESS_TOKENS.add(answer["access_token"])
        tell("granted", grant=grant, access_token=answer["access_token"])
        self.finish(answer)


class Api(WebSocketHandler):
    """The WebSocket API; what a client says before it has introduced itself waits until it has."""

    def open(self):
        self.waiting, self.known = [], False
        self.write_message({"type": "auth_required", "ha_version": "2026.11.0"})

    def on_message(self, message):
        message = json.loads(message)
        if message["type"] == "auth":
            self.introduce(message["access_token"])
        elif self.known:
            self.answer(message)
        else:
            self.waiting.append(message)

    def introduce(self, token):
        """Lets the bearer of a token in."""
        self.known = token in ACCESS_TOKENS
        tell("introduced", access_token=token, known=self.known)
        if not self.known:
            self.write_message({"type": "auth_invalid", "message": "Invalid access token"})
            self.close()
            return
        self.write_message({"type": "auth_ok", "ha_version": "2026.11.0"})
        for message in self.waiting:
            self.answer(message)

    def answer(self, message):
        """Does what is asked."""
        kind, result = message["type"], None
        if kind == "auth/long_lived_access_token":
            result = fresh("long-lived")
            ACCESS_TOKENS.add(result)
            tell("long-lived", access_token=result, lifespan=message["lifespan"])
        elif kind in EMPTY_LISTS:
            result = []
        self.write_message(
            {"id": message["id"], "type": "result", "success": True, "result": result}
        )


async def main():
    pages = [
        ("/auth/authorize", Authorize),
        ("/auth/approve", Approve),
        ("/auth/token", Token),
        ("/api/websocket", Api),
    ]
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(Application(pages, log_function=lambda _: None)).add_sockets(sockets)
    tell("listening", host=f"127.0.0.1:{sockets[0].getsockname()[1]}")
    await asyncio.Event().wait()


asyncio.run(main())
