"""The device grant and a refresh by oauthlib and requests-oauthlib: argv is the issuer, and what a token opens."""
import os
import sys
import time

import requests
from oauthlib.oauth2 import DeviceClient
from oauthlib.oauth2.rfc6749.errors import CustomOAuth2Error
from requests_oauthlib import OAuth2Session

# It refuses plain http otherwise, on loopback too.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
issuer, resource = sys.argv[1:]
token_endpoint = f"{issuer}/oauth/token"
client = DeviceClient("practice")
# It builds the request as an address, and leaves sending and polling to others.
address = client.prepare_request_uri(f"{issuer}/oauth/device_authorization", scope=["hello", "mail"])
endpoint, form = address.split("?")
headers = {"Content-Type": "application/x-www-form-urlencoded"}
device = requests.post(endpoint, data=form, headers=headers, timeout=10).json()
session = OAuth2Session(client=client)


def poll():
    return session.fetch_token(token_endpoint, device_code=device["device_code"], include_client_id=True)


try:
    poll()
    raise SystemExit("a token before anyone has approved")
except CustomOAuth2Error as error:
    assert error.error == "authorization_pending", error.error
print(device["verification_uri_complete"], flush=True)
tokens = None
while tokens is None:
    time.sleep(device["interval"])
    try:
        tokens = poll()
    except CustomOAuth2Error as error:
        assert error.error == "authorization_pending", error.error
newer = session.refresh_token(token_endpoint, client_id="practice")
assert newer["refresh_token"] != tokens["refresh_token"]
print(session.get(resource).text)
