"""The device grant and a refresh by requests-oauth2client: argv is a scope, the issuer, and what a token opens."""
import sys

import requests
from requests_oauth2client import DeviceAuthorizationPollingJob, OAuth2Client

scope, issuer, resource = sys.argv[1:]
client = OAuth2Client.from_discovery_endpoint(
    issuer=issuer,
    client_id="practice",
    # Plain http, which it takes on loopback only when told so; and it reads no such endpoint from metadata.
    testing=True,
    device_authorization_endpoint=f"{issuer}/oauth/device_authorization",
)
device = client.authorize_device(scope=scope)
print(device.verification_uri_complete, flush=True)
job = DeviceAuthorizationPollingJob(client, device)
tokens = None
while tokens is None:
    tokens = job()
assert tokens.scope == scope, tokens.scope
newer = client.refresh_token(tokens)
assert newer.refresh_token != tokens.refresh_token
assert client.revoke_access_token(tokens.access_token)
print(requests.get(resource, auth=newer, timeout=10).text)
