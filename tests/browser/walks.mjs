// Every way to its end: from the scanned link to the page that says it is done, on a phone, with the
// real daemon. The providers each enforce one rule; the first two are a real oidc-provider.
// usage: node walks.mjs '{"links": {APP: LINK}, "home": ORIGIN, "port": N, "relay": URL, "relay_port": N,
// "providers": ORIGIN, "dashboards": [{"url": LINK, "front": URL, "digits": DIGITS}, …]}'
import assert from 'node:assert/strict';
import test, { after, before, describe } from 'node:test';

import { Person } from './person.mjs';
import { start } from './phone.mjs';

const { links, home, port, relay, relay_port: relayPort, providers, dashboards } = JSON.parse(process.argv[2]);
const TOKEN = 'a-long-lived-token-1234567890';
// What is scanned or typed without an app.
const appless = { dashboard: dashboards[0].url, front: dashboards[1].front };
const rows = [];
let browser;

async function open() {
  const { hostname } = new URL(home);
  browser = await start([
    `MAP ${hostname} 127.0.0.1`, `MAP ${new URL(relay).hostname} 127.0.0.1:${relayPort}`,
    // Nothing listens on the phone itself.
    `MAP 127.0.0.1:${port} 127.0.0.1:9`,
  ]);
}

// One walk, by one person with a phone of their own.
const walks = [];
function walk(app, what, go, end = 'All done') {
  const place = walks.length;
  walks.push(() => test(`${app}: ${what}`, { timeout: 180_000 }, async () => {
    const link = links[app] ?? appless[app];
    assert.ok(link, `nothing to scan for ${app}`);
    assert.ok(link.length < 120, link);
    const person = await Person.on(browser, { name: app, home, port, relay });
    try {
      await person.scan(link);
      await go(person);
      if (link.startsWith(home) && end) await person.ends(end);
      rows[place] = { app, what, person };
    } finally {
      await person.end();
    }
  }));
}

// The forms of oidc-provider.
async function logInAtTheIdp(person) {
  await person.page.locator('input[name=login]').fill('alice');
  await person.page.locator('input[name=password]').fill('secret');
  await person.tap(person.button('Sign-in'));
  await person.tap(person.button('Continue'));
}

async function confirmAtTheIdp(person) {
  await person.tap(person.button('Continue'));
  await logInAtTheIdp(person);
  await person.page.getByText('Sign-in Success').waitFor();
}

test('the providers refuse what their rules forbid', async () => {
  const uris = {
    'https-only': relay, 'loopback-only': 'http://127.0.0.1:36536/auth/callback/a_b', 'out-of-band': 'urn:ietf:wg:oauth:2.0:oob',
    'form-answers': `${home}/auth/callback/a_b`,
  };
  for (const [name, right] of Object.entries(uris)) {
    for (const uri of Object.values(uris)) {
      const query = new URLSearchParams({ redirect_uri: uri, response_type: 'code', code_challenge: 'x', code_challenge_method: 'S256' });
      const { status } = await fetch(`${providers}/${name}/authorize?${query}`);
      assert.equal(status, uri === right ? 200 : 400, `${name}: ${uri}`);
    }
  }
});

walk('lan', 'nothing to ask, straight to the provider', logInAtTheIdp);

// The link and the digits are good for minutes only.
walk('dashboard', 'all connections, and a service that no skill has', async (person) => {
  await person.look('link');
  await person.tap(person.primary());
  await person.page.waitForURL((url) => url.pathname === '/dashboard');
  await person.look('apps');
  await person.tap(person.page.locator('a[href="/dashboard/services"]'));
  await person.page.waitForURL((url) => url.pathname === '/dashboard/services');
  await person.look('services');
  await person.tap(person.page.locator('button[value=form-answers]'));
  await person.type(person.page.locator('#client_id'), 'walker');
  await person.tap(person.primary());
  await person.approve();
});

walk('front', 'the six digits, on a device that shows nothing', async (person) => {
  await person.look('front');
  await person.type(person.page.locator('#digits'), '000 000');
  await person.tap(person.primary());
  await person.page.locator('.error').waitFor();
  await person.lookHere('wrong');
  await person.type(person.page.locator('#digits'), dashboards[1].digits);
  await person.tap(person.primary());
  await person.page.waitForURL((url) => url.pathname === '/dashboard');
}, null);

walk('credentials', 'the skill has no client id: it is typed', async (person) => {
  await person.look('form');
  const redirect = await person.page.locator('#redirect').inputValue();
  assert.equal(redirect, `${home}/auth/callback/walks_credentials`);
  await person.type(person.page.locator('#client_id'), 'public');
  await person.tap(person.primary());
  await logInAtTheIdp(person);
});

walk('device', 'a code at the real provider', async (person) => {
  await person.look('code');
  await person.inNewTab(person.primary(), () => confirmAtTheIdp(person));
});

walk('device-only', 'the skill wants it so: the provider’s own link is scanned', async (person) => {
  assert.match(links['device-only'], /user_code=/);
  await confirmAtTheIdp(person);
});

walk('slow-down', 'a code that is typed, at a server that wants to be asked rarely', async (person) => {
  await person.look('code');
  const code = (await person.page.locator('.code [aria-hidden]').innerText()).trim();
  await person.inNewTab(person.primary(), async () => {
    await person.page.locator('input[name=user_code]').fill(code);
    await person.approve();
    await person.page.getByText('Approved').waitFor();
  });
});

walk('https-only', 'https alone, by the relay page', async (person) => {
  await person.look('words');
  const words = (await person.page.locator('.code').innerText()).trim();
  await person.tap(person.primary().first());
  await person.approve();
  await person.page.waitForURL((url) => url.href.startsWith(relay));
  assert.equal(await person.page.locator('dd.words').innerText(), words, 'the words of device and relay');
  await person.tap(person.button('Continue'));
});

walk('relay-cancelled', 'a tap on the relay’s other button ends the login', async (person) => {
  await person.tap(person.primary().first());
  await person.approve();
  await person.page.waitForURL((url) => url.href.startsWith(relay));
  await person.tap(person.button('Cancel'));
}, 'Access was refused');

walk('second-try', 'a code that is refused at first, and a new one', async (person) => {
  const answer = async (name) => {
    const code = (await person.page.locator('.code [aria-hidden]').innerText()).trim();
    await person.inNewTab(person.primary(), async () => {
      await person.page.locator('input[name=user_code]').fill(code);
      await person.tap(person.button(name));
      await person.page.getByText(/^(Approved|Refused)$/).waitFor();
    });
    return code;
  };
  const first = await answer('Refuse');
  await person.button('Get a new code').waitFor();
  await person.look('over');
  await person.tap(person.primary());
  const second = await answer('Approve');
  assert.notEqual(first, second);
});

walk('loopback-only', 'loopback alone, the failed address is pasted', async (person) => {
  await person.look('steps');
  const failed = await person.inNewTab(person.primary().first(), async () => {
    const [request] = await Promise.all([
      person.page.waitForEvent('request', (request) => request.url().startsWith('http://127.0.0.1:') && request.url().includes('/auth/callback/')),
      person.approve(),
    ]);
    return request.url();
  });
  await person.page.locator('textarea#text').fill('I do not know');
  await person.primary().last().tap();
  await person.page.locator('.error').waitFor();
  await person.lookHere('wrong');
  await person.type(person.page.locator('textarea#text'), failed);
  await person.tap(person.primary().last());
});

walk('out-of-band', 'the provider shows a code, which is pasted', async (person) => {
  await person.look('steps');
  const code = await person.inNewTab(person.primary().first(), async () => {
    await person.approve();
    return person.page.locator('#code').innerText();
  });
  await person.type(person.page.locator('textarea#text'), code);
  await person.tap(person.primary().last());
});

walk('long-lived', 'a token that is made at the provider and typed', async (person) => {
  await person.look('form');
  await person.inNewTab(person.page.locator(`a.button[href^="${providers}"]`), async () => {
    assert.equal(await person.page.locator('#code').innerText(), TOKEN);
  });
  await person.type(person.page.locator('#key'), TOKEN);
  await person.tap(person.primary());
});

walk('form-answers', 'a provider whose tokens come as a form', (person) => person.approve());

for (const [app, what, link] of [
  ['plex', 'Plex’ PIN', 'plex/link'], ['ecobee', 'Ecobee’s PIN', 'ecobee/apps'],
]) {
  walk(app, what, async (person) => {
    await person.look('code');
    const code = (await person.page.locator('.code [aria-hidden]').innerText()).trim();
    await person.inNewTab(person.primary(), async () => {
      assert.ok(person.page.url().startsWith(`${providers}/${link}`), person.page.url());
      await person.page.locator('input[name=user_code]').fill(code);
      await person.approve();
      await person.page.getByText('Approved').waitFor();
    });
  });
}

walk('nextcloud', 'Nextcloud’s login flow, after its address is told', async (person) => {
  await person.look('address');
  await person.type(person.page.locator('input[name="v.base"]'), `${providers}/nextcloud`);
  await person.tap(person.primary());
  await person.page.locator('a.primary').waitFor();
  await person.look('link');
  await person.inNewTab(person.primary(), async () => {
    await person.approve();
    await person.page.getByText('Approved').waitFor();
  });
});

// Two people at once: each waits for a device at times.
describe('walks', { concurrency: 2 }, () => {
  before(open);
  after(async () => {
    await browser.close();
    print();
  });
  for (const begin of walks) begin();
});

function print() {
  const line = (cells) => console.log(cells.map((cell, at) => String(cell)[at ? 'padStart' : 'padEnd'](at ? 10 : 72)).join(''));
  console.log('\nWhat a person does, from the scanned code on:');
  line(['way', 'taps', 'fields', 'elsewhere', 'pages']);
  const all = rows.filter(Boolean);
  for (const { app, what, person } of all) line([`${app}: ${what}`.slice(0, 71), person.taps, person.typed, person.elsewhere, person.pages.length]);
  console.log('\nThe device’s pages:');
  line(['page', 'bytes', 'ms']);
  for (const { name, bytes, ms } of all.flatMap(({ person }) => person.pages)) line([name, bytes, ms.toFixed(2)]);
}
