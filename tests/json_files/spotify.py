"""The real Spotify player's way to its token: spotify.py URL, then one word a line on standard input.

setup: writes app and token as its login script does. token: what it plays with. refresh: its own refresh.
Each is answered by one JSON line.
"""

import json
import sys
import time

from ovos_utils.log import LOG
from ovos_utils.oauth import OAuthApplicationDatabase, OAuthTokenDatabase
from spotipy import SpotifyOAuth
from spotipy.exceptions import SpotifyOauthError

from ovos_media_plugin_spotify.spotify_client import OAUTH_TOKEN_ID, OVOSSpotifyCredentials

LOG.set_level("CRITICAL")
URL = f"{sys.argv[1]}/api/token"
# The only thing that differs from the real one: where Spotify is.
SpotifyOAuth.OAUTH_TOKEN_URL = URL


def setup():
    """As ovos_media_plugin_spotify/auth.py, without the person."""
    with OAuthApplicationDatabase() as db:
        db.add_application(
            oauth_service=OAUTH_TOKEN_ID,
            client_id="cid",
            client_secret="sec",
            auth_endpoint="https://accounts.spotify.com/authorize?",
            token_endpoint=URL,
            callback_endpoint=f"http://0.0.0.0:36536/auth/callback/{OAUTH_TOKEN_ID}",
            scope="user-library-read streaming",
        )
    with OAuthTokenDatabase() as db:
        token = {
            "access_token": "at-0",
            "token_type": "Bearer",
            "expires_in": 3600,
            "scope": "streaming",
            "expires_at": int(time.time()) + 3600,
            "refresh_token": "rt-0",
        }
        db.add_token(OAUTH_TOKEN_ID, token)
    return "at-0"


STEPS = {
    "setup": setup,
    "token": OVOSSpotifyCredentials.get_access_token,
    "refresh": lambda: OVOSSpotifyCredentials.refresh_oauth()["access_token"],
}

print(json.dumps({"ready": OAUTH_TOKEN_ID}), flush=True)
for line in sys.stdin:
    try:
        answer = {"token": STEPS[line.strip()]()}
    except SpotifyOauthError as error:
        answer = {"refused": str(error)}
    print(json.dumps(answer), flush=True)
