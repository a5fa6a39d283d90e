// A device's code at the practice server, typed and scanned on a phone, and what a stranger's page cannot do.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import test, { after, afterEach, before } from 'node:test';

import { examine, phone, start } from './phone.mjs';
import { serve } from './web.mjs';

const { program } = JSON.parse(process.argv[2]);
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

let browser;
let server;
let issuer;
let contexts = [];

before(async () => {
  browser = await start();
  server = spawn(program, ['practice', '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) {
    [, issuer] = line.match(/runs at (\S+)/) ?? [];
    if (issuer) break;
  }
});

after(async () => {
  await browser.close();
  server.kill();
  await once(server, 'exit');
});

afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
});

async function open(url) {
  const context = await phone(browser);
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function post(path, fields) {
  const answer = await fetch(`${issuer}/oauth/${path}`, { method: 'POST', body: new URLSearchParams(fields) });
  return answer.json();
}

const device = () => post('device_authorization', { client_id: 'practice', scope: 'hello calendar.read' });
const poll = ({ device_code }) => post('token', { client_id: 'practice', grant_type: DEVICE_GRANT, device_code });

test('a typed code leads to the question, and yes to a token', async () => {
  const waiting = await device();
  const page = await open(waiting.verification_uri);
  await examine(page, 'activate-code');
  await page.fill('input[name=user_code]', 'bbbb bbbb');
  await page.click('button');
  assert.match(await page.innerText('[role=alert]'), /No program is waiting/);
  await examine(page, 'activate-wrong');

  await page.fill('input[name=user_code]', waiting.user_code.toLowerCase().replace('-', ' '));
  await page.click('button');
  const asked = await page.innerText('main');
  for (const text of ['Practice app', waiting.user_code, 'hello', 'calendar.read', '127.0.0.1']) assert.ok(asked.includes(text), `${text}: ${asked}`);
  await examine(page, 'activate');
  assert.equal((await poll(waiting)).error, 'authorization_pending');
  await page.click('button[value=approve]');
  assert.equal(page.url(), `${issuer}/activate/approved`);
  await examine(page, 'activate-approved');
  assert.equal((await poll(waiting)).scope, 'hello calendar.read');
});

test('a scanned link needs one tap, and no ends it', async () => {
  const waiting = await device();
  const page = await open(waiting.verification_uri_complete);
  assert.ok((await page.innerText('main')).includes(waiting.user_code));
  await page.reload();
  await page.click('button[value=deny]');
  assert.equal(page.url(), `${issuer}/activate/refused`);
  assert.equal((await poll(waiting)).error, 'access_denied');
  // No browser keeps the page: it is asked for again, and nothing waits any more.
  await page.goBack();
  assert.match(await page.innerText('[role=alert]'), /No program is waiting/);
});

test('a page of somebody else can neither frame nor send the form', async () => {
  const waiting = await device();
  const form = `<form method="post" action="${issuer}/activate"><input name="user_code" value="${waiting.user_code}">
    <input name="decision" value="approve"><button>Win</button></form>`;
  const stranger = await serve(() => ({ body: `<!DOCTYPE html>${form}<iframe src="${waiting.verification_uri_complete.replaceAll('&', '&amp;')}"></iframe>` }));
  try {
    const page = await open(`http://localhost:${stranger.port}/`);
    const [, frame] = page.frames();
    assert.equal(await frame.locator('button[value=approve]').count(), 0);
    const [answer] = await Promise.all([page.waitForResponse(`${issuer}/activate`), page.click('button')]);
    assert.equal(answer.status(), 403);
    assert.equal((await poll(waiting)).error, 'authorization_pending');
  } finally {
    await stranger.close();
  }
});
