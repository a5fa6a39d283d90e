// A person with a phone, who does what the pages say, and someone beside them who counts and looks.
import assert from 'node:assert/strict';
import http from 'node:http';

import { PATIENCE, examine, phone } from './phone.mjs';

const MOST_BYTES = 30 * 1024;
// Far above what it takes: the machine may be busy, and the program is built for debugging.
const MOST_MS = 100;
const VISITS = 3;

export class Person {
  taps = 0;
  typed = 0;
  elsewhere = 0;
  pages = [];

  // `home` is the address of the device's pages, `port` where they are in truth.
  static async on(browser, { name, home, port, relay }) {
    const it = new Person();
    Object.assign(it, { name, home, port, relay });
    it.contexts = [];
    it.phone = await it.context(browser, 'en');
    it.page = await it.phone.newPage();
    it.lookers = { en: await it.looker(browser, 'en'), de: await it.looker(browser, 'de') };
    return it;
  }

  async context(browser, language) {
    // The relay's certificate is one that the tests have made.
    const context = await phone(browser, { language, ignoreHTTPSErrors: true });
    this.contexts.push(context);
    return context;
  }

  // A page that stays as it is first seen, though pages that wait reload themselves.
  async looker(browser, language) {
    const page = await (await this.context(browser, language)).newPage();
    let isLoaded = false;
    await page.route('**', (route) => (route.request().isNavigationRequest() && isLoaded ? route.abort('aborted') : route.continue()));
    return {
      async look(url, name, cookies) {
        isLoaded = false;
        await page.context().addCookies(cookies);
        await page.goto(url);
        isLoaded = true;
        assert.equal(await page.locator('html').getAttribute('lang'), language, `${name}: its language`);
        await examine(page, `${name}-${language}`);
        // What is blank does not reload itself into the next look.
        await page.goto('about:blank');
      },
    };
  }

  async end() {
    for (const context of this.contexts) await context.close();
  }

  get isAtHome() {
    return new URL(this.page.url()).origin === this.home;
  }

  async scan(link) {
    await this.page.goto(link);
  }

  // Looks at the page of the device that the person is on: in both languages, light and dark.
  async look(what) {
    assert.ok(this.isAtHome, `${this.name}, ${what}: this is ${this.page.url()}`);
    const url = this.page.url();
    const name = `${this.name}-${what}`;
    const cookies = await this.phone.cookies(url);
    const { bytes, ms, best } = await weigh(url, this.port, cookies);
    this.pages.push({ name, bytes, ms });
    assert.ok(bytes < MOST_BYTES, `${name} weighs ${bytes} bytes`);
    assert.ok(best < MOST_MS, `${name} takes ${best} ms at its best`);
    for (const looker of Object.values(this.lookers)) await looker.look(url, name, cookies);
  }

  // The same for a page that answers a form, and has no address of its own.
  async lookHere(what) {
    await examine(this.page, `${this.name}-${what}-en`);
  }

  // Taps on the device's pages and the relay's count; those at the provider are its own business.
  async tap(locator) {
    await locator.waitFor();
    if (this.isAtHome || this.page.url().startsWith(this.relay)) this.taps += 1;
    else this.elsewhere += 1;
    await locator.tap();
  }

  async type(locator, text) {
    if (this.isAtHome) this.typed += 1;
    await locator.fill(text);
  }

  button(name) {
    return this.page.getByRole('button', { name });
  }

  primary() {
    return this.page.locator('.primary');
  }

  // Taps a link that opens a tab, does something there, and comes back. Gives what was found.
  async inNewTab(locator, act) {
    const home = this.page;
    const opened = this.phone.waitForEvent('page', { timeout: PATIENCE });
    await this.tap(locator);
    this.page = await opened;
    await this.page.waitForLoadState();
    const found = await act();
    await this.page.close();
    this.page = home;
    return found;
  }

  async approve() {
    await this.tap(this.button('Approve'));
  }

  // The result page comes and says this.
  async ends(words = 'All done') {
    await this.page.waitForURL((url) => url.pathname.startsWith('/done/')).catch(async (error) => {
      throw new Error(`${this.page.url()} says: ${await this.page.innerText('body')}`, { cause: error });
    });
    await this.page.getByText(words).waitFor();
    await this.look('done');
  }
}

// The bytes of a page with its style, and how long the page alone takes, as the median of some visits.
async function weigh(url, port, cookies) {
  const { pathname, search, host } = new URL(url);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const get = (path) => ask({ port, path, headers: { host, cookie, 'accept-language': 'en', accept: 'text/html' } });
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) visits.push(await get(pathname + search));
  const style = await get('/style.css');
  visits.sort((one, other) => one.ms - other.ms);
  return { bytes: visits[0].bytes + style.bytes, ms: visits[VISITS >> 1].ms, best: visits[0].ms };
}

const agent = new http.Agent({ keepAlive: true });

function ask(request) {
  return new Promise((done, fail) => {
    const start = performance.now();
    http.get({ agent, host: '127.0.0.1', ...request }, (response) => {
      let bytes = 0;
      response.on('data', (part) => { bytes += part.length; });
      response.on('end', () => done({ bytes, ms: performance.now() - start, status: response.statusCode }));
    }).on('error', fail);
  });
}
