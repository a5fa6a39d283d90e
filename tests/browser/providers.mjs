#!/usr/bin/env node
// Providers that each enforce one rule, strictly, with a page where a person approves; and a server
// with the relay page. Prints a line of JSON with their addresses, runs until its standard input ends.
// usage: node providers.mjs RELAY_URL CERTIFICATE KEY
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { PAGE } from './page_script.mjs';
import { serve } from './web.mjs';

const [relay, certificate, key] = process.argv.slice(2);
const random = () => randomBytes(12).toString('base64url');
const html = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

// Which redirect URIs a provider takes. Each is registered with the skill's app of the same name.
const REDIRECTS = {
  'https-only': (uri) => uri === relay,
  'loopback-only': (uri) => /^http:\/\/127\.0\.0\.1:\d+\//.test(uri),
  'out-of-band': (uri) => uri === 'urn:ietf:wg:oauth:2.0:oob',
  'form-answers': (uri) => /^http:\/\/kitchen\.local:\d+\//.test(uri),
};

// Authorization requests by id, codes, and device logins by device code.
const requests = new Map();
const codes = new Map();
const devices = new Map();

const page = (title, content, status = 200) => ({
  status,
  body: `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(title)}</title></head><body><main><h1>${html(title)}</h1>${content}</main></body></html>`,
});
const json = (value, status = 200) => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const refuse = (error, status = 400) => json({ error }, status);
const ask = (action, fields, text = '') => page('Let this device in?', `${text}<form method="post" action="${html(action)}">${
  Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${name}" value="${html(value)}">`).join('')
}<button>Approve</button></form>`);
const typeCode = (action) => page('Enter your code', `<form method="post" action="${action}"><label>Code <input name="user_code"></label>
<button>Approve</button><button name="refuse" value="1">Refuse</button></form>`);
const token = () => ({ access_token: `at-${random()}`, token_type: 'bearer', expires_in: 3600, refresh_token: `rt-${random()}` });

// The authorization endpoint and the token endpoint of the code grant.
function authorize(name, query) {
  const uri = query.get('redirect_uri') ?? '';
  if (!REDIRECTS[name](uri)) return page('Redirect URI mismatch', `<p>${html(uri)} is not allowed.</p>`, 400);
  if (query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256') return page('Bad request', '', 400);
  const id = random();
  requests.set(id, { uri, state: query.get('state'), challenge: query.get('code_challenge') });
  return ask(`/${name}/decide`, { id });
}

function decide(name, form) {
  const request = requests.get(form.get('id'));
  if (!request || !requests.delete(form.get('id'))) return page('Too late', '', 400);
  const code = random();
  codes.set(code, { ...request, name });
  if (name === 'out-of-band') return page('Your code', `<p>Copy this code to your device:</p><p><code id="code">${code}</code></p>`);
  const query = new URLSearchParams({ code, state: request.state });
  return { status: 302, headers: { location: `${request.uri}?${query}` } };
}

function exchange(name, form) {
  const code = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
  const isRight = form.get('grant_type') === 'authorization_code' && code?.name === name
    && code.uri === form.get('redirect_uri') && code.challenge === challenge;
  if (!isRight) return refuse('invalid_grant');
  if (name !== 'form-answers') return json(token());
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(token()).toString() };
}

// A login on another device, found by what a person types or by its link.
function begin(kind, told) {
  const login = { kind, id: random(), userCode: randomBytes(4).toString('hex').toUpperCase(), polls: [], ...told };
  devices.set(login.id, login);
  return login;
}

function approve(kind, form) {
  const typed = (form.get('user_code') ?? '').trim().toUpperCase();
  const login = [...devices.values()].find((it) => it.kind === kind && (it.userCode === typed || it.id === form.get('id')));
  if (!login) return page('Unknown code', '', 400);
  if (form.get('refuse')) {
    login.isRefused = true;
    return page('Refused', '');
  }
  login.isApproved = true;
  return page('Approved', '<p>You can go back to your device.</p>');
}

const ROUTES = {
  // RFC 8628 with a server in no mood for hurry: its first answer is slow_down, and whoever does not
  // wait five seconds longer from then on is refused for good.
  'POST /slow-down/device': (_, __, origin) => {
    const { id, userCode } = begin('slow-down', { interval: 1 });
    return json({ device_code: id, user_code: userCode, verification_uri: `${origin}/slow-down/link`, interval: 1, expires_in: 600 });
  },
  'POST /slow-down/token': (_, form) => {
    const login = devices.get(form.get('device_code'));
    if (!login || form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:device_code') return refuse('invalid_grant');
    const now = performance.now();
    const since = (now - (login.polls.at(-1) ?? -Infinity)) / 1000;
    login.polls.push(now);
    if (since < login.interval - 0.05) return refuse('access_denied');
    if (login.polls.length === 1) {
      login.interval += 5;
      return refuse('slow_down');
    }
    return login.isApproved ? json(token()) : refuse('authorization_pending');
  },
  'GET /slow-down/link': () => typeCode('/slow-down/link'),
  'POST /slow-down/link': (_, form) => approve('slow-down', form),

  // RFC 8628 without a hurdle.
  'POST /second-try/device': (_, __, origin) => {
    const { id, userCode } = begin('second-try', {});
    return json({ device_code: id, user_code: userCode, verification_uri: `${origin}/second-try/link`, interval: 1, expires_in: 600 });
  },
  'POST /second-try/token': (_, form) => {
    const login = devices.get(form.get('device_code'));
    if (!login || login.isRefused) return refuse('access_denied');
    return login.isApproved ? json(token()) : refuse('authorization_pending');
  },
  'GET /second-try/link': () => typeCode('/second-try/link'),
  'POST /second-try/link': (_, form) => approve('second-try', form),

  'POST /plex/api/v2/pins': (_, __, ___, headers) => {
    if (!headers['x-plex-client-identifier']) return refuse('bad request');
    const { id, userCode } = begin('plex', {});
    return json({ id, code: userCode, expiresIn: 900, authToken: null }, 201);
  },
  'GET /plex/api/v2/pins/*': (_, __, ___, headers, id) => {
    const login = devices.get(id);
    if (!login || !headers['x-plex-client-identifier']) return refuse('not found', 404);
    return json({ id, code: login.userCode, expiresIn: 900, authToken: login.isApproved ? `plex-${random()}` : null });
  },
  'GET /plex/link': () => typeCode('/plex/link'),
  'POST /plex/link': (_, form) => approve('plex', form),

  'GET /ecobee/authorize': (query) => {
    if (query.get('response_type') !== 'ecobeePin' || !query.get('client_id')) return refuse('invalid_request');
    const { id, userCode } = begin('ecobee', {});
    return json({ ecobeePin: userCode, code: id, interval: 1, expires_in: 9 });
  },
  'POST /ecobee/token': (query, form) => {
    const login = devices.get(form.get('code') ?? query.get('code'));
    if (!login || (form.get('grant_type') ?? query.get('grant_type')) !== 'ecobeePin') return refuse('invalid_grant');
    return login.isApproved ? json(token()) : refuse('authorization_pending', 401);
  },
  'GET /ecobee/apps': () => typeCode('/ecobee/apps'),
  'POST /ecobee/apps': (_, form) => approve('ecobee', form),

  'POST /nextcloud/index.php/login/v2': (_, __, origin) => {
    const { id } = begin('nextcloud', { secret: random() });
    const { secret } = devices.get(id);
    return json({ poll: { token: secret, endpoint: `${origin}/nextcloud/index.php/login/v2/poll` }, login: `${origin}/nextcloud/login/${id}` });
  },
  'GET /nextcloud/login/*': (_, __, ___, ____, id) => ask('/nextcloud/grant', { id }, '<p>Grant access to your Nextcloud account?</p>'),
  'POST /nextcloud/grant': (_, form) => approve('nextcloud', form),
  'POST /nextcloud/index.php/login/v2/poll': (_, form, origin) => {
    const login = [...devices.values()].find((it) => it.secret && it.secret === form.get('token'));
    if (!login?.isApproved) return json([], 404);
    devices.delete(login.id);
    return json({ server: `${origin}/nextcloud`, loginName: 'alice', appPassword: `app-${random()}` });
  },

  'GET /long-lived/tokens': () => page('Your tokens', '<p><code id="code">a-long-lived-token-1234567890</code></p>'),
};

for (const name of Object.keys(REDIRECTS)) {
  ROUTES[`GET /${name}/authorize`] = (query) => authorize(name, query);
  ROUTES[`POST /${name}/decide`] = (_, form) => decide(name, form);
  ROUTES[`POST /${name}/token`] = (_, form) => exchange(name, form);
}

const server = await serve(({ method, url, headers, body }) => {
  const { pathname, searchParams, origin } = new URL(url, `http://${headers.host}`);
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  const route = ROUTES[`${method} ${pathname}`] ?? ROUTES[`${method} ${pathname.slice(0, -last.length)}*`];
  return route ? route(searchParams, new URLSearchParams(body), origin, headers, last) : page('Not found', '', 404);
});
const host = await serve(() => ({ body: PAGE }), { cert: readFileSync(certificate), key: readFileSync(key) });
console.log(JSON.stringify({ origin: server.origin, relay_port: host.port }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
