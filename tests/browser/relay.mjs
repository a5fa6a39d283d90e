// The relay page in a browser, beside a device on another origin: every rule that it keeps, and
// every attack that concerns it, by the names that docs/security.md has for them.
import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { PAGE, STATES, of, stateOf } from './page_script.mjs';
import { PATIENCE, examine, phone, start } from './phone.mjs';
import { serve } from './web.mjs';

const CODE = 'the-code-of-this-login';
const FAR = 4102444800;
// A real phone gets the page by https. The browser is given it without a server, on this origin.
const HTTPS = 'https://relay.example';

let browser;
let host;
let device;
let contexts = [];
// Whether the phone is in another network: then no answer comes at all.
let isAway = false;
// Whether the device answers that there is nothing to see, so that the browser stays where it is.
let isMute = false;

before(async () => {
  host = await serve(({ url }) => (new URL(url, 'http://x').pathname === '/relay/'
    ? { body: PAGE } : { body: '<!DOCTYPE html><title>another</title>' }));
  device = await serve(() => {
    if (isAway) return null;
    return isMute ? { status: 204 } : { body: '<!DOCTYPE html><html lang="en"><title>device</title><h1>The device</h1></html>' };
  });
  // What the states of the tests name is this one device.
  const maps = ['192.168.1.20', 'fd12:3456:789a::1', 'kitchen.local', 'evil.example', '100.100.1.2']
    .map((name) => `MAP ${name} 127.0.0.1:${device.port}`);
  browser = await start([...maps, `MAP relay.example 127.0.0.1:${host.port}`]);
});

after(async () => {
  await browser.close();
  await host.close();
  await device.close();
});

afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  host.asked.length = 0;
  device.asked.length = 0;
  isAway = false;
  isMute = false;
});

// A phone that keeps count of what a page asks for and complains about.
async function open(url, options = {}) {
  const context = await phone(browser, options);
  contexts.push(context);
  await context.route(`${HTTPS}/**`, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: PAGE }));
  const page = await context.newPage();
  page.requested = [];
  page.faults = [];
  page.on('request', (request) => page.requested.push(request.url()));
  page.on('pageerror', (error) => page.faults.push(String(error)));
  if (options.clock) await page.clock.install();
  if (options.script) await page.addInitScript(options.script);
  await page.goto(url);
  await page.locator('h1').waitFor();
  // From here on its time stands still unless a test turns it.
  if (options.clock) await page.clock.pauseAt(Date.now() + 60_000);
  return page;
}

// The answer of a provider to this state.
const query = (more = {}) => new URLSearchParams({ code: CODE, state: state(), ...more }).toString();
// On loopback the device has its own port.
const state = (parts = {}) => stateOf({ target: [127, 0, 0, 1], port: device.port, ...parts });
const relay = (answer) => `${host.origin}/relay/${answer}`;
const text = (name, language = 'en') => of('TEXTS')[language].split('\n')[of('NAMES').indexOf(name)];
const goOn = (page, language) => page.getByRole('button', { name: text('go', language) });
const heading = (page) => page.locator('h1').innerText();

async function arrive(page) {
  await page.waitForURL((url) => url.pathname.startsWith('/auth/callback/'));
  await page.getByText('The device').waitFor();
}

// One after the other on one phone.
async function assertRefused(url, title = 'This login cannot continue') {
  const [page] = contexts[0]?.pages() ?? [await open(url)];
  await page.goto('about:blank');
  await page.goto(url);
  await page.locator('h1').waitFor();
  assert.equal(await heading(page), title, url);
  assert.equal(await page.getByRole('button').count(), 0, url);
  assert.ok(!(await page.content()).includes(CODE), url);
  return page;
}

test('rule 1: one file that asks for nothing and may run nothing else', async () => {
  const page = await open(relay(`?${query()}`));
  assert.deepEqual(page.requested, [relay(`?${query()}`)]);
  const tried = await page.evaluate(async (other) => {
    const failed = [];
    const attempt = async (name, act) => { try { await act(); } catch { failed.push(name); } };
    await attempt('fetch', () => fetch(`${other}/fetched`));
    await attempt('script', () => { const it = document.createElement('script'); it.textContent = 'globalThis.owned = 1'; document.head.append(it); });
    await attempt('markup', () => { document.body.innerHTML = '<b>x</b>'; });
    const image = new Image();
    await attempt('image', () => new Promise((done, fail) => { image.onload = done; image.onerror = fail; image.src = `${other}/image.png`; }));
    const form = document.createElement('form');
    Object.assign(form, { action: `${other}/posted`, method: 'post' });
    document.body.append(form);
    form.submit();
    return { failed, owned: globalThis.owned };
  }, device.origin);
  assert.deepEqual(tried, { failed: ['fetch', 'script', 'markup', 'image'], owned: undefined });
  assert.deepEqual(device.visits(), []);
  assert.match(page.url(), /\/relay\/$/, 'the form was not sent');
});

test('rule 2: no referrer, not found by search engines, nothing secret in it', async () => {
  const page = await open(relay(`?${query()}`));
  assert.equal(await page.locator('meta[name=referrer]').getAttribute('content'), 'no-referrer');
  assert.equal(await page.locator('meta[name=robots]').getAttribute('content'), 'noindex');
  await goOn(page).tap();
  await arrive(page);
  assert.equal(device.asked[0].headers.referer, undefined);
  assert.equal(device.asked[0].headers.origin, undefined);
});

test('rule 3: the address is emptied before anything else', async () => {
  const script = () => {
    const { replaceState } = history;
    history.replaceState = function first(...all) {
      globalThis.emptied = { before: document.body === null, to: all[2] };
      return replaceState.apply(this, all);
    };
  };
  const page = await open(relay(`?${query()}#more=1`), { script });
  assert.equal(page.url(), relay(''));
  assert.deepEqual(await page.evaluate(() => globalThis.emptied), { before: true, to: relay('') });
  assert.equal(await page.evaluate(() => history.length), 2, 'about:blank and the page');
  const refused = await assertRefused(relay('?code=x&code=y'));
  assert.equal(refused.url(), relay(''), 'also when it is refused');
});

test('rule 4: what comes twice is refused, what is unknown stays', async () => {
  for (const again of ['code=x', `state=${STATES[0].state}`, 'iss=a&iss=b']) await assertRefused(relay(`?${query()}&${again}`));
  await assertRefused(relay(`?${query()}#code=x`));
  await assertRefused(relay(`?${query({ error: 'access_denied' })}`));
  const page = await open(relay(`?${query({ iss: 'https://p.example', session_state: 'x', redirect_uri: 'https://evil.example', realmId: '4' })}`));
  await goOn(page).tap();
  await arrive(page);
  const gone = Object.fromEntries(new URL(page.url()).searchParams);
  assert.deepEqual(gone, { code: CODE, state: state(), iss: 'https://p.example', realmId: '4' });
});

test('rule 5: a state is known, whole and not an hour late', async () => {
  const now = Math.floor(Date.now() / 1000);
  for (const bad of ['x', state().slice(0, 30), `${state()}=`, state({ flags: 1 }), state({ expires: now - 3700 })]) {
    await assertRefused(relay(`?${query({ state: bad })}`));
  }
  assert.equal(await heading(await open(relay(`?${query({ state: state({ expires: now - 3500 }) })}`))), 'Continue to your device?');
});

test('rule 6: the way leads to a private place, by a path that is always the same', async () => {
  for (const said of STATES.filter(({ host: name }) => ['192.168.1.20', '[fd12:3456:789a::1]', 'kitchen.local', '100.100.1.2'].includes(name))) {
    const page = await open(`${HTTPS}/?${query({ state: fresh(said) })}`);
    assert.match(await page.locator('dl').innerText(), new RegExp(`${said.host.replace(/[[\]]/g, '\\$&')}:${said.port}`));
    await goOn(page).tap();
    await arrive(page);
    assert.ok(page.url().startsWith(`http://${said.host}:${said.port}/auth/callback/${said.skill_id}_${said.app_id}?code=`), page.url());
  }
  for (const target of [[8, 8, 8, 8], [169, 254, 1, 1], [172, 32, 0, 1], [0, 0, 0, 0]]) await assertRefused(relay(`?${query({ state: state({ target }) })}`));
  await assertRefused(`${HTTPS}/?${query()}`);
});

// A state that the program made, at a time that does not come.
function fresh({ state: made }) {
  const bytes = [...Buffer.from(made.slice(3), 'base64url')];
  const kind = bytes[21];
  const length = { 4: 4, 6: 16, 0: bytes[22] + 1 }[kind];
  const rest = bytes.slice(22 + length);
  return stateOf({
    expires: FAR, random: bytes.slice(1, 17), kind, target: bytes.slice(22, 22 + length),
    port: rest[0] * 256 + rest[1], id: String.fromCharCode(...rest.slice(2)),
  });
}

test('rule 7: the target, the device’s two words, and two buttons', async () => {
  const { random, phrase } = STATES[0];
  const page = await open(relay(`?${query({ iss: 'https://p.example', state: state({ random }) })}`));
  const [words, address] = await page.locator('dd').allInnerTexts();
  assert.equal(words, phrase);
  assert.equal(address, `127.0.0.1:${device.port}`);
  assert.deepEqual(await page.getByRole('button').allInnerTexts(), ['Continue', 'Cancel']);
  await page.getByRole('button', { name: 'Cancel' }).tap();
  await arrive(page);
  const gone = Object.fromEntries(new URL(page.url()).searchParams);
  assert.deepEqual(gone, { error: 'access_denied', state: state({ random }), iss: 'https://p.example' });
});

test('rule 7: what the provider refused is told to the device by one tap', async () => {
  const page = await open(relay(`?${new URLSearchParams({ error: 'access_denied', error_description: 'No <b>way</b>', state: state() })}`));
  assert.equal(await heading(page), 'Nothing was connected');
  await page.getByRole('button', { name: 'Back to my device' }).tap();
  await arrive(page);
  assert.equal(new URL(page.url()).searchParams.get('error'), 'access_denied');
});

test('rule 8: the page leaves without a trace, and helps after 8 seconds', async () => {
  isMute = true;
  const page = await open(relay(`?${query()}`), { clock: true, permissions: ['clipboard-read', 'clipboard-write'] });
  await goOn(page).tap();
  await page.getByText('Opening your device').waitFor();
  await page.clock.fastForward(7999);
  assert.equal(await page.locator('textarea').count(), 0);
  await page.clock.fastForward(1);
  const pasted = await page.locator('textarea').inputValue();
  assert.equal(pasted, `${device.origin}/auth/callback/skill_app?${query()}`);
  await page.getByRole('button', { name: 'Copy text' }).tap();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), pasted);
  isMute = false;
  await page.getByRole('button', { name: 'Try again' }).tap();
  await arrive(page);
  await page.goBack();
  assert.equal(page.url(), 'about:blank', 'the page is not in the history');
});

test('rule 9: nothing is stored, and nothing goes on by itself', async () => {
  const page = await open(relay(`?${query()}`), { clock: true });
  await page.clock.fastForward(600_000);
  const kept = await page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length, state: history.state,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, cookie: '', databases: 0, caches: 0, workers: 0, state: null });
  assert.equal(await heading(page), 'Continue to your device?');
  assert.deepEqual(device.visits(), []);
});

test('rule 10: the page runs in no frame and not over plain http', async () => {
  const page = await open(`http://relay.example:${host.port}/relay/?${query()}`);
  assert.equal(await heading(page), 'This login cannot continue');
  assert.match(await page.locator('p').innerText(), /https/);
  assert.equal(await page.getByRole('button').count(), 0);
});

test('A1: the page is no open redirector', async () => {
  const texts = [
    ...['evil.example', 'evil.example/.local', 'x@evil.local', 'a.local.evil.example', 'javascript:alert(1)//.local', 'a.local#', 'A.LOCAL']
      .map((target) => state({ kind: 0, target })),
    state({ id: '..' }), state({ id: '//evil.example/_' }), state({ id: '@evil.example_' }), state({ port: 80 }),
    'https://evil.example', 'javascript:alert(1)', '//evil.example',
  ];
  for (const bad of texts) {
    await assertRefused(relay(`?${query({ state: bad })}`));
    await assertRefused(`${HTTPS}/?${query({ state: bad })}`);
  }
  await assertRefused(relay('?url=https://evil.example&redirect=https://evil.example'), 'Nothing to do here');
  assert.deepEqual(device.visits(), []);
});

test('A2: a code in the fragment never reaches the host of the page', async () => {
  const page = await open(relay(`#${query()}`));
  assert.deepEqual(host.visits(), ['/relay/']);
  await goOn(page).tap();
  await arrive(page);
  assert.equal(new URL(page.url()).searchParams.get('code'), CODE);
});

test('A3: neither the history nor the next page learns the code', async () => {
  const page = await open(relay(`?${query()}`));
  await page.evaluate((url) => location.assign(url), relay('other'));
  await page.waitForURL(relay('other'));
  assert.equal(host.asked.at(-1).headers.referer, undefined);
  await page.goBack();
  assert.equal(page.url(), relay(''));
  assert.ok(!(await page.evaluate(() => JSON.stringify([document.referrer, location.href]))).includes(CODE));
});

test('A5, A8: a login of someone else shows other words', async () => {
  const seen = new Set();
  for (const random of [Array(16).fill(1), Array(16).fill(2), [...Array(15).fill(1), 2]]) {
    const page = await open(relay(`?${query({ state: state({ random }) })}`));
    seen.add(await page.locator('dd').first().innerText());
    assert.match(await page.locator('main').innerText(), /only if you have just started this/);
  }
  assert.equal(seen.size, 3);
});

test('A6: without a state nothing goes anywhere', async () => {
  await assertRefused(relay(`?code=${CODE}`));
  await assertRefused(relay('?error=access_denied'));
  await assertRefused(relay(''), 'Nothing to do here');
});

test('A7: the issuer goes along, and so does the app that the state was made for', async () => {
  const page = await open(relay(`?${query({ iss: 'https://a.example', state: state({ id: 'my.skill_app-2' }) })}`));
  await goOn(page).tap();
  await arrive(page);
  const { pathname, searchParams } = new URL(page.url());
  assert.equal(pathname, '/auth/callback/my.skill_app-2');
  assert.equal(searchParams.get('iss'), 'https://a.example');
});

test('A11: what comes in is never markup', async () => {
  const evil = '"><img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>';
  for (const more of [{ error_description: evil }, { state: evil }, { code: evil }, { iss: evil, scope: evil }]) {
    const page = await open(relay(`?${query(more)}`));
    assert.equal(await page.evaluate(() => globalThis.owned), undefined);
    assert.equal(await page.locator('img, main script').count(), 0);
    assert.deepEqual(page.faults, []);
  }
  isMute = true;
  const page = await open(relay(`?${query({ code: evil })}`), { clock: true });
  await goOn(page).tap();
  await page.getByText('Opening your device').waitFor();
  await page.clock.fastForward(8000);
  await page.locator('textarea').waitFor();
  assert.equal(await page.evaluate(() => globalThis.owned), undefined);
  assert.equal(await page.locator('img').count(), 0);
});

test('A12: in a frame there is nothing to click', async () => {
  const framer = await serve(() => ({ body: `<!DOCTYPE html><title>x</title><h1>framer</h1><iframe src="${relay(`?${query()}`).replaceAll('&', '&amp;')}"></iframe>` }));
  try {
    const page = await open(framer.origin);
    const frame = page.frameLocator('iframe');
    assert.equal(await frame.locator('h1').innerText(), 'This login cannot continue');
    assert.equal(await frame.getByRole('button').count(), 0);
    assert.deepEqual(device.visits(), []);
  } finally {
    await framer.close();
  }
});

test('A14: after a reload there is nothing left to repeat', async () => {
  const page = await open(relay(`?${query()}`));
  await page.reload();
  assert.equal(await heading(page), 'Nothing to do here');
  assert.deepEqual(device.visits(), []);
});

test('A15: a phone in another network keeps the answer on its screen', async () => {
  isAway = true;
  // Nothing can be asked of a page while a navigation has no end, but the page goes on and can tell.
  const script = () => {
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (run, after) => setTimeout(run, after / 40);
    const tell = () => console.log([location.href, ...[...document.querySelectorAll('h1, p, textarea')].map((it) => it.value ?? it.textContent)].join('\n'));
    addEventListener('DOMContentLoaded', () => new MutationObserver(tell).observe(document.querySelector('main'), { childList: true }));
  };
  const page = await open(relay(`?${query()}`), { script });
  const views = [];
  const helped = new Promise((seen) => page.on('console', (message) => {
    if (views.push(message.text().split('\n')) === 2) seen();
  }));
  await goOn(page).tap({ noWaitAfter: true });
  await helped;
  assert.deepEqual(views[0], [relay(''), 'Opening your device…', 'Phone and device must be in the same Wi-Fi.']);
  assert.deepEqual(views[1].slice(0, 2), [relay(''), 'Does it not open?']);
  assert.match(views[1][2], /Turn on Wi-Fi/);
  assert.equal(views[1][3], `${device.origin}/auth/callback/skill_app?${query()}`);
  // On a busy machine the request is on its way for longer than the shortened wait.
  for (const begun = Date.now(); !device.visits().length && Date.now() - begun < PATIENCE;) await sleep(20);
  assert.equal(device.visits().length, 1, 'the browser still waits for the device');
});

test('A16: from https to the home by a tap: the browser neither blocks nor asks', async () => {
  const page = await open(`${HTTPS}/?${query({ state: stateOf({ expires: FAR }) })}`);
  assert.equal(await page.evaluate(() => isSecureContext), true);
  await goOn(page).tap();
  await arrive(page);
  assert.ok(page.url().startsWith('http://192.168.1.20:36536/auth/callback/skill_app?'), page.url());
});

test('every view is one that anyone can read and use, light and dark, in English and German', async () => {
  for (const language of ['en', 'de']) {
    const look = async (name, url, act) => {
      const page = await open(url, { language, clock: Boolean(act) });
      await act?.(page);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      await examine(page, `relay-${name}-${language}`);
    };
    await look('continue', `${HTTPS}/?${query({ state: fresh(STATES[0]) })}`);
    await look('vpn', `${HTTPS}/?${query({ state: fresh(STATES[3]) })}`);
    await look('refused', relay(`?${new URLSearchParams({ error: 'access_denied', state: state() })}`));
    await look('broken', relay('?code=x'));
    await look('idle', relay(''));
    isMute = true;
    await look('help', relay(`?${query()}`), async (page) => {
      await page.getByRole('button').first().tap();
      await page.locator('button').first().waitFor({ state: 'detached' });
      await page.clock.fastForward(8000);
      await page.locator('textarea').waitFor();
      // axe-core waits at times.
      await page.clock.resume();
    });
    isMute = false;
  }
});

test('all fifteen languages fit on a phone', async () => {
  const languages = Object.keys(of('TEXTS'));
  assert.equal(languages.length, 15);
  const page = await open(relay(''));
  for (const language of languages) {
    await page.addInitScript((wanted) => {
      Object.defineProperty(navigator, 'languages', { configurable: true, get: () => [wanted] });
    }, `${language}-XX`);
    await page.goto(relay(`?${query()}`));
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    await goOn(page, language).waitFor();
    const { overflows, bottom } = await page.evaluate(() => ({
      overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      bottom: Math.max(...[...document.querySelectorAll('button')].map((button) => button.getBoundingClientRect().bottom)),
    }));
    assert.equal(overflows, false, language);
    assert.ok(bottom <= 844, `${language}: a button is below the screen`);
  }
});
