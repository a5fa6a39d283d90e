// The relay page's functions, outside a browser: whatever comes in, nothing leads out of a home.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import net from 'node:net';
import test from 'node:test';

import { PAGE, STATES, of, payload, stateOf, toState } from './page_script.mjs';

const ROUNDS = 30_000;
const NOW = 1_800_000_000;
const read = of('readState');
const judge = of('judge');
const forward = of('forward');

// Independent of the page's own reading: the standard library says what a private place is.
const PRIVATE = new net.BlockList();
for (const [address, bits, kind] of [
  ['10.0.0.0', 8, 'ipv4'], ['172.16.0.0', 12, 'ipv4'], ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'], ['127.0.0.0', 8, 'ipv4'], ['fc00::', 7, 'ipv6'], ['::1', 128, 'ipv6'],
]) PRIVATE.addSubnet(address, bits, kind);

function assertPrivate(url, input) {
  const { protocol, hostname, username, password, port, pathname, hash } = new URL(url);
  const why = `${url} from ${input}`;
  assert.equal(protocol, 'http:', why);
  assert.equal(username + password + hash, '', why);
  assert.ok(Number(port) >= 1024, why);
  assert.match(pathname, /^\/auth\/callback\/[A-Za-z0-9._:-]+$/, why);
  const address = hostname.replace(/^\[|\]$/g, '');
  const kind = { 4: 'ipv4', 6: 'ipv6' }[net.isIP(address)];
  if (kind) assert.ok(PRIVATE.check(address, kind), why);
  else assert.match(hostname, /^[a-z0-9-]{1,63}\.(local|lan|internal|home\.arpa)$/, why);
}

const place = (query, more = {}) => ({ protocol: 'https:', hostname: 'relay.example', search: `?${query}`, hash: '', ...more });
const verdict = (query, more) => judge(place(query, more), false, NOW);
const faultOf = (query, more) => verdict(query, more).fault;

test('the states of the program are read as they were meant', async () => {
  for (const { random, expires_at, host, port, skill_id, app_id, state, phrase } of STATES) {
    const said = read(state);
    const origin = new URL(said.origin);
    assert.equal(origin.host, new URL(`http://${host}:${port}`).host);
    assert.equal(said.id, `${skill_id}_${app_id}`);
    assert.equal(said.expires, Math.trunc(expires_at));
    assert.deepEqual([...said.random], random);
    assert.equal(await of('phrase')(said.random), phrase);
    assert.equal(said.isShared, host.startsWith('100.'));
    assert.equal(said.isLoopback, host === '127.0.0.1' || host === '[::1]');
  }
});

test('no public host gets out of the target parser: every first two bytes of IPv4', () => {
  let private_ = 0;
  for (let a = 0; a < 256; a += 1) {
    for (let b = 0; b < 256; b += 1) {
      const said = read(stateOf({ target: [a, b, 1, 1] }));
      const expected = PRIVATE.check(`${a}.${b}.1.1`, 'ipv4');
      assert.equal(said !== null, expected, `${a}.${b}.1.1`);
      private_ += said !== null;
    }
  }
  assert.equal(private_, 256 + 16 + 1 + 64 + 256);
});

test('no public host gets out of the target parser: every first two bytes of IPv6', () => {
  for (let both = 0; both < 65536; both += 1) {
    const target = [both >> 8, both & 255, ...Array(13).fill(0), 1];
    const address = Array.from({ length: 8 }, (_, at) => (target[2 * at] * 256 + target[2 * at + 1]).toString(16)).join(':');
    assert.equal(read(stateOf({ kind: 6, target })) !== null, PRIVATE.check(address, 'ipv6'), address);
  }
  const mapped = [...Array(10).fill(0), 255, 255, 192, 168, 1, 20];
  assert.equal(read(stateOf({ kind: 6, target: mapped })), null, 'IPv4 in IPv6');
});

test('names are one label under an ending of the home, and nothing else', () => {
  for (const good of ['a.local', 'kitchen-2.lan', '0.internal', 'x.home.arpa', `${'x'.repeat(63)}.local`]) {
    assert.equal(read(stateOf({ kind: 0, target: good }))?.origin, `http://${good}:36536`, good);
  }
  for (const bad of [
    'local', '.local', 'a.b.local', 'a.local.', 'A.local', '-a.local', 'a-.local', 'a.local.evil.example', 'evil.example',
    'evil.example/.local', 'evil.example#.local', 'evil.example?.local', 'user@evil.local', 'a%2elocal', 'a\u00adb.local', 'a\0.local',
    'a.local\n', 'a.local:80', 'a.locale', 'home.arpa', 'a.arpa', 'localhost', '', 'x', `${'x'.repeat(64)}.local`, 'a\\b.local', 'a_b.local', '10.0.0.1',
  ]) assert.equal(read(stateOf({ kind: 0, target: bad })), null, JSON.stringify(bad));
});

test('ports below 1024 and ids that are no path segment are refused', () => {
  for (const port of [0, 22, 80, 443, 631, 1023]) assert.equal(read(stateOf({ port })), null, String(port));
  assert.ok(read(stateOf({ port: 1024 })) && read(stateOf({ port: 65535 })));
  for (const id of ['', 'a', 'a/b_c', '../x_y', 'a..b_c', 'a?b_c', 'a#b_c', 'a%2f_c', 'a b_c', 'a\\b_c', 'ä_b', `${'x'.repeat(258)}`]) {
    assert.equal(read(stateOf({ id })), null, JSON.stringify(id));
  }
});

test('a state has one form: other versions, flags, lengths and spellings are none', () => {
  const good = stateOf({});
  assert.ok(read(good));
  for (const bad of [
    '', 'v1', 'v1.', 'v2.' + good.slice(3), good.slice(3), good.toUpperCase(), `${good}=`, ` ${good}`, `${good}\n`,
    good.replace('v1.', 'v1_'), `${good.slice(0, 9)}+${good.slice(10)}`, `${good.slice(0, 9)}/${good.slice(10)}`,
    `v1.${'A'.repeat(510)}`, stateOf({ flags: 1 }), stateOf({ kind: 1 }), stateOf({ kind: 255 }),
  ]) assert.equal(read(bad), null, JSON.stringify(bad));
  const bytes = payload();
  for (let length = 0; length < bytes.length - 6; length += 1) assert.equal(read(toState(bytes.subarray(0, length))), null, String(length));
  // The last character of a text whose bits do not fill a byte.
  const odd = stateOf({ id: 'skill_appl' });
  const spelt = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('')
    .filter((last) => read(odd.slice(0, -1) + last)?.id === 'skill_appl');
  assert.equal(spelt.length, 1);
});

test('whatever a state holds, an answer goes to a private place or nowhere', () => {
  const one = (...choices) => choices[randomBytes(1)[0] % choices.length];
  const label = () => Array.from(randomBytes(1 + randomBytes(1)[0] % 8), (byte) => 'abz019-.%@/#?:A\0'[byte % 16]).join('');
  // Near to what is good, since noise alone is refused at its first byte.
  const targets = [
    () => ({ kind: 4, target: [one(10, 100, 127, 172, 192, 8), ...randomBytes(3)] }),
    () => ({ kind: 4, target: [192, 168, ...randomBytes(2)] }),
    () => ({ kind: 6, target: [one(0xfc, 0xfd, 0xfe, 0), ...randomBytes(15)] }),
    () => ({ kind: 0, target: label() + one('.local', '.lan', '.home.arpa', '.internal', '.example', '') }),
    () => ({ kind: randomBytes(1)[0], target: [...randomBytes(randomBytes(1)[0] % 24)] }),
  ];
  let gone = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bytes = payload({ ...one(...targets)(), port: randomBytes(2).readUInt16BE() });
    for (let breaks = round % 3; breaks > 0; breaks -= 1) bytes[21 + randomBytes(1)[0] % (bytes.length - 21)] = randomBytes(1)[0];
    const text = toState(round % 11 === 0 ? bytes.subarray(0, randomBytes(1)[0] % bytes.length) : bytes);
    const { state, fields } = verdict(new URLSearchParams({ code: 'c', state: text }).toString());
    if (!state) continue;
    gone += 1;
    assertPrivate(forward(state, fields), text);
  }
  assert.ok(gone > ROUNDS / 10, `only ${gone} of ${ROUNDS} came through: that tests too little`);
});

test('every bit of a state counts: one that is flipped is refused or is another text', () => {
  const { state } = STATES[0];
  const bytes = Buffer.from(state.slice(3), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] ^= 1 << (bit & 7);
    const said = read(toState(flipped));
    assert.notEqual(toState(flipped), state);
    if (said) assertPrivate(`${said.origin}/auth/callback/${said.id}`, `bit ${bit}`);
  }
});

test('duplicates of code, state, error and iss are refused, in the query, in the fragment and across', () => {
  const answer = new URLSearchParams({ code: 'c', state: stateOf({}), iss: 'https://p.example' }).toString();
  assert.equal(faultOf(answer), undefined);
  for (const [name, value] of [['code', 'c'], ['code', 'd'], ['state', 'x'], ['iss', 'https://p.example']]) {
    assert.equal(faultOf(`${answer}&${name}=${value}`), 'broken', name);
    assert.equal(faultOf(answer, { hash: `#${name}=${value}` }), 'broken', `${name} in the fragment`);
  }
  assert.equal(faultOf(`error=a&error=b&state=${stateOf({})}`), 'broken');
  assert.equal(faultOf(`${answer}&c%6Fde=d`), 'broken', 'a name that is spelt otherwise');
  assert.equal(faultOf('', { hash: `#${answer}` }), undefined, 'all in the fragment');
  assert.equal(faultOf(answer, { hash: '#_=_' }), undefined, 'what some providers append');
});

test('an answer is a state with a code or an error, not both and not neither', () => {
  const state = stateOf({});
  assert.equal(faultOf(`code=c&state=${state}`), undefined);
  assert.equal(faultOf(`error=access_denied&state=${state}`), undefined);
  assert.equal(faultOf(''), 'idle');
  assert.equal(faultOf('utm_source=x'), 'idle');
  for (const query of ['code=c', 'error=e', `state=${state}`, `code=&state=${state}`, `code=c&error=e&state=${state}`, 'code=c&state=']) {
    assert.equal(faultOf(query), 'broken', query);
  }
});

test('only known parameters go on, each as long as it may be, and encoded anew', () => {
  const odd = 'a b&state=x#%00<script>\u{1F600}\r\nX: y';
  const { state, fields } = verdict(new URLSearchParams({
    code: odd, state: stateOf({}), iss: 'https://p.example/?a=b&c', scope: 'a b', error_description: odd,
    realmId: '42', session_state: 'no', redirect_uri: 'https://evil.example', client_id: 'no', __proto__: 'no', constructor: 'no', toString: 'no',
  }).toString());
  const url = forward(state, fields);
  assert.match(url, /^http:\/\/192\.168\.1\.20:36536\/auth\/callback\/skill_app\?[\x21-\x7e]+$/);
  const gone = new URL(url).searchParams;
  assert.deepEqual([...gone.keys()].sort(), ['code', 'error_description', 'iss', 'realmId', 'scope', 'state']);
  assert.equal(gone.get('code'), odd);
  assert.equal(gone.get('iss'), 'https://p.example/?a=b&c');

  const limits = { ...of('LIMITS') };
  for (const name of ['code', 'iss']) {
    const long = (length) => faultOf(new URLSearchParams({ code: 'c', state: stateOf({}), [name]: 'x'.repeat(length) }).toString());
    assert.equal(long(limits[name]), undefined, name);
    assert.equal(long(limits[name] + 1), 'broken', name);
  }
  const extras = new URLSearchParams({ code: 'c', state: stateOf({}), scope: 'x'.repeat(of('EXTRAS').scope + 1) });
  assert.deepEqual([...verdict(extras.toString()).fields.keys()], ['code', 'state']);
});

test('an answer that is late is refused, with an hour for a wrong clock', () => {
  const at = (expires) => faultOf(`code=c&state=${stateOf({ expires })}`);
  assert.equal(at(NOW), undefined);
  assert.equal(at(NOW - 3600), undefined);
  assert.equal(at(NOW - 3601), 'late');
  assert.equal(at(0), 'late');
});

test('the page works over https alone, in no frame, and leads to loopback from loopback alone', () => {
  const query = `code=c&state=${stateOf({})}`;
  for (const [protocol, hostname, isFine] of [
    ['https:', 'relay.example', true], ['http:', '127.0.0.1', true], ['http:', 'localhost', true], ['http:', '[::1]', true],
    ['http:', 'relay.example', false], ['http:', '192.168.1.20', false], ['http:', '127.0.0.1.evil.example', false],
    ['http:', 'localhost.evil.example', false], ['file:', '', false], ['data:', '', false], ['about:', '', false],
  ]) assert.equal(faultOf(query, { protocol, hostname }), isFine ? undefined : 'place', `${protocol}//${hostname}`);
  assert.equal(judge(place(query), true, NOW).fault, 'place');
  for (const parts of [{ target: [127, 0, 0, 1] }, { kind: 6, target: [...Array(15).fill(0), 1] }]) {
    const loopback = `code=c&state=${stateOf(parts)}`;
    assert.equal(faultOf(loopback), 'broken');
    assert.equal(faultOf(loopback, { protocol: 'http:', hostname: '127.0.0.1' }), undefined);
  }
});

test('the words of a phrase are the first two bytes of a hash of the random bytes', async () => {
  const words = of('WORDS');
  for (let round = 0; round < 50; round += 1) {
    const random = randomBytes(16);
    const [one, two] = createHash('sha256').update(random).digest();
    assert.equal(await of('phrase')(random), `${words[one]} ${words[two]}`);
  }
});

test('every language has every text, and the first that a phone wants is taken', () => {
  const texts = of('TEXTS');
  const names = of('NAMES');
  assert.deepEqual(Object.keys(texts), ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ca', 'da', 'pl', 'sv', 'gl', 'eu', 'ru', 'uk']);
  for (const [language, text] of Object.entries(texts)) {
    const lines = text.split('\n');
    assert.equal(lines.length, names.length, language);
    for (const [at, line] of lines.entries()) {
      assert.ok(line.length > 1 && line === line.trim(), `${language} ${names[at]}: "${line}"`);
      if (language !== 'en') assert.notEqual(line, texts.en.split('\n')[at], `${language} ${names[at]}`);
    }
  }
  const choose = of('choose');
  assert.equal(choose(['de-AT', 'en']), 'de');
  assert.equal(choose(['zh-CN', 'pt-BR', 'en']), 'pt');
  assert.equal(choose(['UK']), 'uk');
  assert.equal(choose(['zh', 'constructor', '__proto__']), 'en');
  assert.equal(choose([]), 'en');
});

test('what the page must never use stands nowhere in it', () => {
  for (const word of [
    'innerHTML', 'outerHTML', 'insertAdjacent', 'document.write', 'eval(', 'fetch(', 'XMLHttpRequest', 'sendBeacon', 'WebSocket', 'localStorage',
    'sessionStorage', 'indexedDB', 'cookie', 'serviceWorker', 'postMessage', 'iframe', '<form', '<img', '<link', 'src=', 'href=', 'onclick=', 'style=',
  ]) assert.ok(!PAGE.includes(word), word);
});
