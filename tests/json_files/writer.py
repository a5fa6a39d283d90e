"""A program that keeps its token in the old JSON file, by the real libraries: writer.py ID URL ROUNDS.

A round is a refresh by ovos_utils, or a token of its own written as plugins do. Before each one it looks
whether the token that it wrote last is still there, and now and then it waits for it for a while. Each round
is printed as one JSON line.
"""

import json
import random
import sys
import time

from ovos_utils.log import LOG
from ovos_utils.oauth import OAuthApplicationDatabase, OAuthTokenDatabase, refresh_oauth_token

LOG.set_level("CRITICAL")
ID, URL, ROUNDS = sys.argv[1], sys.argv[2], int(sys.argv[3])
RANDOM = random.Random(ID)
# How often, in rounds, and how long, in seconds, a program waits for its token.
PAUSE, PATIENCE = 25, 4


def own_token(number):
    """A token as the Python plugin stores it."""
    return {
        "access_token": f"{ID}-{number}",
        "refresh_token": f"{ID}-rt",
        "token_type": "Bearer",
        "expires_in": 3600,
        "expires_at": time.time() + 3600,
        "number": 1.50,
    }


def write(number):
    """Reads all, thinks for a while, writes all."""
    with OAuthTokenDatabase() as db:
        found = db.get_token(ID)
        time.sleep(RANDOM.random() / 100)
        token = own_token(number)
        db.add_token(ID, token)
    return found, token


def refresh(number):
    """Has ovos_utils do it, if there is still a row to do it with."""
    found = OAuthTokenDatabase().get_token(ID)
    token = refresh_oauth_token(ID)
    return (found, token) if token else write(number)


def stays(token):
    """Whether the token is in the file, or comes back into it."""
    end = time.monotonic() + PATIENCE
    time.sleep(0.1)
    while (OAuthTokenDatabase().get_token(ID) or {}).get("access_token") != token["access_token"]:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def main():
    print(json.dumps({"ready": ID}), flush=True)
    sys.stdin.readline()
    last = None
    for number in range(ROUNDS):
        found, token = (refresh if number % 4 == 3 else write)(number)
        missed = last is not None and (found or {}).get("access_token") != last["access_token"]
        last = dict(token)
        lost = number % PAUSE == 0 and not stays(last)
        print(json.dumps({"missed": missed, "lost": lost, "token": last}), flush=True)


if ROUNDS:
    main()
else:
    with OAuthApplicationDatabase() as apps:
        apps.add_application(
            oauth_service=ID,
            client_id="cid",
            client_secret="sec",
            auth_endpoint=f"{URL}/authorize",
            token_endpoint=f"{URL}/token",
            callback_endpoint=f"http://0.0.0.0:36536/auth/callback/{ID}",
            scope="a",
        )
    with OAuthTokenDatabase() as tokens:
        tokens.add_token(ID, own_token("first"))
