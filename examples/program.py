#!/usr/bin/env python3
"""Prints the access token of an app: what a program does that is not on the bus.

Once, on the device:

    phal-oauth clients add "My program" --public --token MUNGED_ID

Then, as often as you like:

    ./program.py MUNGED_ID

The first time it shows a code to approve. It needs nothing but Python.
"""

import json
import os
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

API = os.environ.get("PHAL_OAUTH_API", "http://127.0.0.1:36537")
CLIENT_ID = "my-program"
KEPT = Path.home() / ".local/state/my-program/refresh_token"
DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code"


def ask(request):
    """The answer, be it good or an error: both are JSON."""
    try:
        with urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except HTTPError as error:
        return json.load(error)


def post(path, **fields):
    return ask(Request(API + path, urlencode({"client_id": CLIENT_ID, **fields}).encode()))


def give_up(answer):
    sys.exit(f"{answer['error']}: {answer.get('error_description', '')}")


def log_in():
    """Asks for a code, and again and again whether somebody has approved it."""
    asked = post("/oauth/device_authorization")
    if "error" in asked:
        give_up(asked)
    print(f"Open {asked['verification_uri_complete']}", file=sys.stderr)
    print(f"or run: phal-oauth approve {asked['user_code']}", file=sys.stderr, flush=True)
    interval = asked["interval"]
    while True:
        time.sleep(interval)
        answer = post("/oauth/token", grant_type=DEVICE_GRANT, device_code=asked["device_code"])
        if "access_token" in answer:
            return keep(answer)
        if answer["error"] == "slow_down":
            interval += 5
        elif answer["error"] != "authorization_pending":
            give_up(answer)


def keep(answer):
    """Keeps the new refresh token before anything else: the old one is worth nothing any more."""
    KEPT.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = KEPT.with_suffix(".new")
    with open(new, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(answer["refresh_token"])
    new.replace(KEPT)
    return answer["access_token"]


def access_token():
    """A token for the API. One refresh at a time: an old refresh token ends the login."""
    if not KEPT.exists():
        return log_in()
    answer = post("/oauth/token", grant_type="refresh_token", refresh_token=KEPT.read_text())
    if "access_token" in answer:
        return keep(answer)
    if answer["error"] == "invalid_grant":
        return log_in()
    give_up(answer)


def main(munged_id):
    headers = {"Authorization": f"Bearer {access_token()}"}
    answer = ask(Request(f"{API}/api/v1/tokens/{quote(munged_id)}", headers=headers))
    if "error" in answer:
        sys.exit(f"{answer['error_code']}: {answer['error']}")
    print(answer["access_token"])


if __name__ == "__main__":
    main(*sys.argv[1:])
