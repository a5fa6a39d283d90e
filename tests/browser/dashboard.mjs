// What only a browser can tell of the dashboard and the front page: cookies, buttons, and where a form may
// lead. How the pages look is told by walks.mjs.
// usage: node dashboard.mjs '{"home": ORIGIN, "dashboard": URL, "front": URL, "digits": "123456"}'
// `digits` open the login of the app "lan", whose provider is elsewhere.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { PATIENCE, examine, phone, start } from './phone.mjs';

const { home, dashboard, front, digits } = JSON.parse(process.argv[2]);
const LIMIT = { timeout: 180_000 };
let browser;

before(async () => {
  browser = await start([`MAP ${new URL(home).hostname} 127.0.0.1`]);
});

after(() => browser.close());

// A page on a phone of its own.
async function visit(url) {
  const context = await phone(browser);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

const at = (page, path) => page.waitForURL(`${home}${path}`, { timeout: PATIENCE });
const row = (page, whose) => page.getByRole('listitem').filter({ hasText: whose });

test('the link works once, and the session is this browser’s alone', LIMIT, async () => {
  const page = await visit(dashboard);
  // Whoever looks at the link before spends nothing.
  await visit(dashboard);
  await page.locator('.primary').tap();
  await at(page, '/dashboard');
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.path], [true, 'Strict', '/']);
  assert.equal(await page.evaluate(() => document.cookie), '');
  const other = await visit(dashboard);
  assert.match(await other.innerText('h1'), /no longer valid/);
  await other.goto(`${home}/dashboard`);
  await examine(other, 'dashboard-closed-en');

  await use(page);
});

// Everything that can be done there.
async function use(page) {
  await page.getByRole('link', { name: 'Connect another service' }).tap();
  await at(page, '/dashboard/services');
  await page.getByRole('button', { name: 'Nextcloud' }).tap();
  await page.getByLabel('Address of your server').waitFor();

  await page.goto(`${home}/dashboard`);
  const nextcloud = row(page, 'Nextcloud').filter({ hasText: 'Any program on the device' });
  await nextcloud.locator('summary').tap();
  await examine(page, 'dashboard-remove-en');
  await nextcloud.getByRole('button', { name: 'Remove' }).tap();
  await nextcloud.waitFor({ state: 'detached' });

  // A form leads to this device alone, and what follows it to the provider all the same.
  await row(page, 'walks · lan').getByRole('button', { name: 'Connect' }).tap();
  await page.waitForURL((url) => url.origin !== home, { timeout: PATIENCE });

  await page.goto(`${home}/dashboard`);
  await page.getByRole('button', { name: 'Close' }).tap();
  await at(page, '/');
  assert.deepEqual((await page.context().cookies()).filter(({ name }) => name.includes('session')), []);
}

test('digits lead to the login that they were made for', LIMIT, async () => {
  assert.equal(front, `${home}/`);
  const page = await visit(front);
  const field = page.getByLabel('Six digits');
  const wrong = digits === '000000' ? '000001' : '000000';
  await field.fill(wrong);
  await field.press('Enter');
  await page.getByRole('alert').waitFor();
  await field.fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await field.press('Enter');
  await page.waitForURL((url) => url.origin !== home, { timeout: PATIENCE });
  const again = await visit(front);
  await again.getByLabel('Six digits').fill(digits);
  await again.locator('.primary').tap();
  await again.getByRole('alert').waitFor();
});
