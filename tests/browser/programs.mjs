// Programs are let in on a phone, and taken back: by digits, by the link on the device's screen, by a typed code.
// usage: node programs.mjs '{"home": ORIGIN, "api": ORIGIN, "digits": "123456", "dashboard": URL, "screen": FOLDER,
//   "camera": PROGRAM}'
// `digits` and `dashboard` open the dashboard, `screen` is where QR codes are put, `camera` reads one. The programs
// "nodered" and "spotifyd" may ask.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import test, { after, afterEach, before } from 'node:test';

import { PATIENCE, examine, phone, start } from './phone.mjs';

const { home, api, digits, dashboard, screen, camera } = JSON.parse(process.argv[2]);
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const LIMIT = { timeout: 180_000 };
let browser;
let contexts = [];

before(async () => {
  browser = await start([`MAP ${new URL(home).hostname} 127.0.0.1`]);
});

after(() => browser.close());

afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
});

async function newPhone(language) {
  const context = await phone(browser, { language });
  contexts.push(context);
  return context.newPage();
}

// A page on a phone of its own.
async function visit(url) {
  const page = await newPhone('en');
  await page.goto(url);
  return page;
}

// Looks at the page in both languages, light and dark.
async function look(page, name) {
  await examine(page, `${name}-en`);
  const other = await newPhone('de');
  await other.context().addCookies(await page.context().cookies());
  await other.goto(page.url());
  assert.equal(await other.locator('html').getAttribute('lang'), 'de', name);
  await examine(other, `${name}-de`);
}

async function post(path, fields) {
  const answer = await fetch(`${api}/oauth/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  return answer.json();
}

const asking = (client_id, scope) => post('device_authorization', { client_id, scope });
const poll = (client_id, { device_code }) => post('token', { client_id, grant_type: DEVICE_GRANT, device_code });
const status = async (token) => (await fetch(`${api}/api/v1/status`, { headers: { authorization: `Bearer ${token}` } })).status;

const at = (page, path) => page.waitForURL(`${home}${path}`, { timeout: PATIENCE });
const text = (page) => page.innerText('main');
const images = () => readdirSync(screen).filter((name) => name.endsWith('.png'));

async function approve(page) {
  await page.getByRole('button', { name: 'Yes, let it in' }).tap();
  await at(page, '/activate/approved');
}

test('digits let a program in, and the dashboard takes that back', LIMIT, async () => {
  const program = await asking('nodered', 'token:walks_lan status');
  assert.ok(program.verification_uri_complete.startsWith(`${program.verification_uri}?`));
  assert.equal(program.verification_uri, `${home}/activate`);
  const page = await visit(program.verification_uri_complete);
  await look(page, 'programs-door');
  assert.ok((await text(page)).includes(`phal-oauth approve ${program.user_code}`));
  assert.ok(!(await text(page)).includes('Node-RED'));
  const field = page.getByLabel('Six digits');
  await field.fill(digits === '000000' ? '000001' : '000000');
  await field.press('Enter');
  await page.getByRole('alert').waitFor();
  await examine(page, 'programs-door-wrong-en');

  await field.fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await field.press('Enter');
  await page.getByRole('heading', { name: 'Let Node-RED in?' }).waitFor();
  assert.equal(page.url(), program.verification_uri_complete);
  await look(page, 'programs-ask');
  for (const said of [program.user_code, 'Use your connection to My Music', 'status', 'Your device itself']) {
    assert.ok((await text(page)).includes(said), said);
  }
  assert.equal((await poll('nodered', program)).error, 'authorization_pending');
  await approve(page);
  await look(page, 'programs-approved');
  const { access_token: token } = await poll('nodered', program);
  assert.equal(await status(token), 200);

  await page.getByRole('link', { name: 'Your connections' }).tap();
  await at(page, '/dashboard');
  const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Node-RED' }) });
  assert.match(await row.innerText(), /Use your connection to My Music[^]*Last used within the last 24 hours/);
  await look(page, 'programs-dashboard');
  await row.getByRole('button', { name: 'Take back: Node-RED' }).tap();
  await row.waitFor({ state: 'detached' });
  assert.equal(await status(token), 401);
  await page.getByRole('link', { name: 'Let a program in' }).tap();
  await at(page, '/activate');
  await page.getByLabel('Code').waitFor();
});

test('a link on the device’s screen lets in who scans it', LIMIT, async () => {
  const program = await asking('spotifyd', 'token:*');
  const page = await visit(program.verification_uri_complete);
  assert.deepEqual(images(), []);
  await page.getByRole('button', { name: 'Show a QR code' }).tap();
  await page.getByRole('status').waitFor();
  await look(page, 'programs-door-shown');
  const [image, ...more] = images();
  assert.deepEqual(more, []);
  const link = execFileSync(camera, ['-q', '--raw', join(screen, image)], { encoding: 'utf8' }).trim();
  assert.ok(link.startsWith(`${home}/activate/open/`), link);

  // Whoever looks at it before spends nothing.
  await visit(link);
  const scanned = await visit(link);
  await look(scanned, 'programs-link');
  await scanned.getByRole('button', { name: 'Go on' }).tap();
  await scanned.getByRole('heading', { name: 'Let spotifyd in?' }).waitFor();
  // The screen shows it no more.
  while (images().length) await setTimeout(20);
  assert.match(await text(scanned), /Use all your connections[^]*everything that your device is logged in to/);
  await look(scanned, 'programs-ask-all');
  await approve(scanned);
  assert.equal(await status((await poll('spotifyd', program)).access_token), 200);
  const late = await visit(link);
  assert.match(await late.innerText('h1'), /no longer valid/);
  await look(late, 'programs-link-over');
  // The page that had it shown is on another phone, which has shown nothing.
  await page.goto(program.verification_uri_complete);
  assert.match(await page.innerText('h1'), /Are you at your device/);
});

test('a typed code leads to the question, and no ends it', LIMIT, async () => {
  const page = await visit(`${home}/activate`);
  await look(page, 'programs-door-bare');
  await page.goto(dashboard);
  await page.locator('.primary').tap();
  await at(page, '/dashboard');
  await page.getByRole('link', { name: 'Let a program in' }).tap();
  await at(page, '/activate');
  await look(page, 'programs-code');
  const field = page.getByLabel('Code');
  await field.fill('bbbb bbbb');
  await field.press('Enter');
  await page.getByRole('alert').waitFor();
  await examine(page, 'programs-code-wrong-en');

  const program = await asking('nodered', 'status');
  await field.fill(program.user_code.toLowerCase().replace('-', ' '));
  await field.press('Enter');
  await page.getByRole('button', { name: 'Refuse' }).tap();
  await at(page, '/activate/refused');
  await look(page, 'programs-refused');
  assert.equal((await poll('nodered', program)).error, 'access_denied');
});
