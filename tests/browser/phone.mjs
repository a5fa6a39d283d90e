// A phone with Debian's Chromium, and what every page on it must be.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const { CHROMIUM, PICTURES } = process.env;
assert.ok(CHROMIUM, 'CHROMIUM must name the browser: run this by `cargo test --test browser`');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// How long a browser may take on a busy machine.
export const PATIENCE = 15_000;

// A browser. `hosts` says which names and addresses are this machine in truth: ['MAP from to', …].
export async function start(hosts = []) {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...(hosts.length ? [`--host-resolver-rules=${hosts.join(',')}`] : [])],
  });
}

// A phone in someone's hand.
export async function phone(browser, { language = 'en', ...more } = {}) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: language, ...more,
  });
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  return context;
}

// Takes pictures of the page, light and dark, and asserts that anyone can read and use it.
export async function examine(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `${name}-${colorScheme}`);
    assert.deepEqual(await axe(page), [], `${name}, ${colorScheme}: axe-core`);
  }
  await page.emulateMedia({ colorScheme: null });
  const { width, clientWidth, small, language, title } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
    language: document.documentElement.lang,
    title: document.title,
    // Links within a sentence may be as high as their line (WCAG 2.5.8).
    small: [...document.querySelectorAll('button, a.button, input:not([type=hidden]), select, textarea, summary')]
      .map((element) => [element.textContent.trim() || element.name, element.getBoundingClientRect()])
      .filter(([, { width, height }]) => width && Math.min(width, height) < 44)
      .map(([text, { width, height }]) => `${text}: ${Math.round(width)}x${Math.round(height)}`),
  }));
  assert.ok(width <= clientWidth, `${name} is ${width} px wide on ${clientWidth}`);
  assert.deepEqual(small, [], `${name}: too small for a finger`);
  assert.ok(language && title, `${name} has no language or no title`);
}

async function picture(page, name) {
  if (!PICTURES) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

// What axe-core finds, of any weight; the pages are few enough to have none.
async function axe(page) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}
