#!/usr/bin/env node
// Looks at pages as a phone shows them, light and dark, and says what is wrong with them.
// usage: node pages.mjs CHROMIUM FOLDER '[{"name": "…", "says": "…", "url": "…"}, …]'
// Writes FOLDER/<name>-<light|dark>.png; prints one line per fault; exit 1 when there is one.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [executablePath, folder, list] = process.argv.slice(2);
const MAX_BYTES = 30 * 1024;
const faults = [];

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const { name, says, url } of JSON.parse(list)) {
    await look(name, says, url);
  }
} finally {
  await browser.close();
}
for (const fault of faults) console.log(fault);
process.exit(faults.length ? 1 : 0);

async function look(name, says, url) {
  let colorScheme = 'light';
  const blame = (text) => faults.push(`${name} (${colorScheme}): ${text}`);
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, colorScheme,
  });
  const page = await context.newPage();
  const { origin } = new URL(url);
  let bytes = 0;
  const weighed = [];
  page.on('request', (request) => {
    const to = new URL(request.url());
    if (to.protocol !== 'data:' && to.origin !== origin) blame(`asks ${to.origin}`);
  });
  page.on('response', (response) => weighed.push(response.body().then((body) => { bytes += body.length; }, () => {})));
  page.on('pageerror', (error) => blame(`script error: ${error.message}`));
  page.on('console', (message) => {
    // Chromium also reports here the error status of the page itself, which is meant, and that of the
    // icon which it asks for by itself.
    const { url: at } = message.location();
    const meant = message.text().startsWith('Failed to load resource: the server responded')
      && (at === page.url() || new URL(at).pathname === '/favicon.ico');
    if (message.type() === 'error' && !meant) blame(`console: ${message.text()} (${at})`);
  });
  await page.goto(url, { timeout: 20000 });
  if (new URL(page.url()).origin !== origin) blame(`leads away to ${page.url()}`);
  if (!(await page.innerText('body')).includes(says)) blame(`does not say "${says}"`);
  for (colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`), fullPage: true });
    for (const text of await page.evaluate(examine, colorScheme)) blame(text);
  }
  await Promise.all(weighed);
  if (bytes > MAX_BYTES) blame(`weighs ${bytes} bytes`);
  await context.close();
}

// Runs in the page.
function examine(colorScheme) {
  const found = [];
  const root = document.documentElement;
  if (!root.lang) found.push('has no lang');
  if (!document.title) found.push('has no title');
  if (!document.querySelector('meta[name=viewport]')) found.push('has no viewport');
  if (!document.body.innerText.trim()) found.push('is empty');
  if (root.scrollWidth > root.clientWidth) found.push(`is ${root.scrollWidth} px wide on ${root.clientWidth}`);

  const pixel = Object.assign(document.createElement('canvas'), { width: 1, height: 1 })
    .getContext('2d', { willReadFrequently: true });
  const rgba = (color) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dim, bright] = [luminance(one), luminance(other)].sort((x, y) => x - y);
    return (bright + 0.05) / (dim + 0.05);
  };
  const probe = document.body.appendChild(document.createElement('span'));
  probe.style.backgroundColor = 'Canvas';
  const canvas = rgba(getComputedStyle(probe).backgroundColor);
  probe.remove();
  const lineage = (element) => (element ? [...lineage(element.parentElement), element] : []);
  const background = (element) => lineage(element)
    .reduce((below, each) => over(rgba(getComputedStyle(each).backgroundColor), below), canvas);

  if ((luminance(background(document.body)) < 0.2) !== (colorScheme === 'dark')) found.push(`is not ${colorScheme}`);

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    if (!text || !element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const behind = background(element);
    const color = rgba(style.color);
    color[3] *= lineage(element).reduce((product, each) => product * getComputedStyle(each).opacity, 1);
    const ratio = contrast(over(color, behind), behind);
    if (ratio < (large ? 3 : 4.5)) found.push(`contrast ${ratio.toFixed(2)} at "${text.slice(0, 40)}"`);
  }
  return found;
}
