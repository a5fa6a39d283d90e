// The device grant, a refresh and a revocation by openid-client: argv is the issuer, and what a token opens.
import assert from 'node:assert/strict';
import * as oauth from 'openid-client';

const [, , issuer, resource] = process.argv;
const config = await oauth.discovery(new URL(issuer), 'practice', undefined, oauth.None(), {
  // Plain http, which it takes on loopback only when told so.
  execute: [oauth.allowInsecureRequests],
});
const device = await oauth.initiateDeviceAuthorization(config, { scope: 'hello mail' });
console.log(device.verification_uri_complete);
const tokens = await oauth.pollDeviceAuthorizationGrant(config, device);
const newer = await oauth.refreshTokenGrant(config, tokens.refresh_token);
assert.notEqual(newer.refresh_token, tokens.refresh_token);
const answer = await oauth.fetchProtectedResource(config, newer.access_token, new URL(resource), 'GET');
const opened = await answer.text();
await oauth.tokenRevocation(config, newer.refresh_token);
await assert.rejects(oauth.refreshTokenGrant(config, newer.refresh_token), { error: 'invalid_grant' });
console.log(opened);
