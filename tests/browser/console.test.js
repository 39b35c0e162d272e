// The console in a real browser: one support morning, one marketing afternoon, three common tasks with the keyboard alone, and
// every page looked at. Pictures of all pages are left in tests/output/pages, for people to look at.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch } from './support/browser.js';
import { Operator, lookAt } from './support/console.js';
import { furnishDesk } from './support/desk.js';
import { pause, startService } from './support/service.js';

const SHOTS = fileURLToPath(new URL('../output/pages/', import.meta.url));

let service;
let browser;
const ada = new Operator('ada@desk.example', 'Ada Admin');
const robin = new Operator('robin@desk.example', 'Robin Reed');
const mara = new Operator('mara@desk.example', 'Mara Marks');

before(async () => {
  await mkdir(SHOTS, { recursive: true });
  service = await startService();
  browser = await launch();
  const at = await open();
  await ada.begin(at.page, service.console);
  await ada.signIn(at.page, service.origin);
  for (const [operator, role] of [[robin, 'support'], [mara, 'marketing']]) {
    await operator.begin(await at.other(), await invite(at.page, operator, role));
  }
  await at.close();
  await furnishDesk(service);
});

after(async () => {
  await Promise.all([browser?.close(), service?.stop()]);
});

/** A fresh browser, in which nothing goes wrong unnoticed: no fault of a script, nothing that the policy refused. */
async function open(options = {}) {
  const context = await browser.newContext({ locale: 'en', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(20_000);
  const faults = [];
  const watch = (page) => {
    page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== service.origin) faults.push(`another origin: ${request.url()}`);
    });
    return page;
  };
  const page = watch(await context.newPage());
  const other = async () => {
    const more = await browser.newContext({ locale: 'en' });
    more.setDefaultTimeout(20_000);
    return watch(await more.newPage());
  };
  // A form with a fault is answered 422: the browser says so, and it is meant.
  const close = async () => {
    await context.close();
    assert.deepEqual(faults.filter((fault) => !/status of (401|404|409|422)/.test(fault)), []);
  };
  return { page, other, close };
}

/** Invites a colleague; the link that the page shows once. */
async function invite(page, { address, name }, role) {
  await page.goto(`${service.origin}/console/operators`);
  await page.fill('#address', address);
  await page.fill('#name', name);
  await page.check(`input[name=role][value=${role}]`);
  await page.click('button[value=invite]');
  return (await page.locator('code.secret').innerText()).trim();
}

const heading = (page) => page.locator('h1').innerText();

/** Waits for the page that comes next: boosted links change it without loading it. */
async function arrive(page, action, path) {
  const there = page.waitForURL((url) => url.pathname.startsWith(path));
  await action();
  await there;
  await page.waitForFunction(() => !document.querySelector('.htmx-request'));
}

/** The path of the page. */
const at = (page) => new URL(page.url()).pathname;

describe('the console', () => {
  test('one_support_morning', async () => {
    const morning = await open();
    const { page } = morning;
    await robin.signIn(page, service.origin);
    await page.getByRole('link', { name: /mails? to decide/ }).click();
    await page.waitForURL('**/console/inbox');

    // Three proposals are accepted by one key each; the next comes by itself.
    await arrive(page, () => page.locator('[data-row] a').first().click(), '/console/inbox/');
    const accepted = [];
    for (let turn = 0; turn < 3; turn += 1) {
      accepted.push(at(page));
      assert.ok(await page.locator('mark').count(), 'the words that led to the proposal are marked in the mail');
      const left = page.waitForURL((url) => url.pathname !== accepted[turn]);
      await page.locator('main').press('a');
      await left;
      await page.getByRole('status').waitFor();
    }
    assert.equal(new Set(accepted).size, 3);

    // The fourth was understood wrongly: it is corrected.
    const fourth = at(page);
    await page.locator('main').press('c');
    await page.locator('input[name=wish]:checked').first().waitFor({ state: 'visible' });
    while (await page.locator('input[name=wish]:checked').count()) await page.locator('input[name=wish]:checked').first().uncheck();
    await page.locator('input[name=wish][value=question]').check();
    const left = page.waitForURL((url) => url.pathname !== fourth);
    await page.locator('main').press('d');
    await left;
    await page.getByRole('status').waitFor();

    // Somebody calls and wants to be deleted. Robin knows them and vouches; the systems are told by themselves.
    await page.goto(`${service.origin}/console/cases/new`);
    await page.fill('input[name=address]', 'gus@mail.example');
    await page.selectOption('select[name=kind]', 'deletion');
    await page.selectOption('select[name=way]', { index: 1 });
    await page.fill('textarea[name=text]', 'Please delete all that you have about me.');
    await page.getByText('I vouch for the person').click();
    await page.fill('textarea[name=evidence]', 'Called back at the number on record.');
    await arrive(page, () => page.getByRole('button', { name: /Open the case/ }).click(), '/console/cases/');
    const kase = page.url().split('?')[0];
    await reload(page, kase, () => page.getByText('They did it, or cannot').first().isVisible());
    await page.getByText('They did it, or cannot').first().click();
    await page.locator('button[name=state][value=done]').first().click();
    await reload(page, kase, async () => (await page.getByText('They did it, or cannot').count()) === 0);

    // The answer: written, looked at as it goes out, sent. With it everything held of the person is destroyed.
    await arrive(page, () => page.getByRole('button', { name: /^Answer/ }).first().click(), '/console/cases/');
    await page.getByLabel(/Your words/).fill('We have deleted everything we held about you.');
    await page.getByRole('button', { name: /Preview/ }).click();
    await page.getByRole('heading', { name: 'As it goes out' }).waitFor();
    assert.match(await page.locator('section .mail').first().innerText(), /We have deleted everything/);
    await page.getByRole('button', { name: /Send and finish/ }).click();
    await page.getByRole('status').waitFor();
    assert.equal((await service.verdict('gus@mail.example')).reason, 'erased', 'the block stays (L8)');
    await morning.close();

    // The auditor's part: the record is taken out of the house, named after the head it is true for.
    const audit = await open({ acceptDownloads: true });
    await ada.signIn(audit.page, service.origin);
    await audit.page.goto(`${service.origin}/console/report`);
    const coming = audit.page.waitForEvent('download');
    await audit.page.locator('button[name=format][value=csv]').click();
    const file = await coming;
    assert.match(file.suggestedFilename(), /\.csv$/);
    await audit.close();
  });

  test('one_marketing_afternoon', async () => {
    const afternoon = await open();
    const { page } = afternoon;
    await mara.signIn(page, service.origin);
    await page.goto(`${service.origin}/console/topics`);
    await page.getByText('Add a topic').click();
    await page.fill('#name', 'Summer <b>sale</b>');
    await page.fill('#key', 'summer-sale');
    await page.getByRole('button', { name: 'Add the topic' }).click();
    await page.getByRole('status').waitFor();

    await page.goto(`${service.origin}/console/links`);
    await page.fill('#address', 'nina@mail.example');
    await page.selectOption('#topic', 'summer-sale');
    await page.fill('#campaign', 'july');
    await page.getByRole('button', { name: 'Mint' }).click();
    await page.getByRole('heading', { name: 'A test link' }).waitFor();
    assert.match(await page.locator('section.card pre').innerText(), /^List-Unsubscribe: <http/m);

    await page.goto(`${service.origin}/console/figures?campaign=spring`);
    assert.equal(await heading(page), 'Figures');
    assert.match(await page.locator('main').innerText(), /spring/);
    assert.ok(await page.locator('svg').count(), 'the figures are drawn');

    await page.goto(`${service.origin}/console/recipients`);
    await page.fill('#address', 'ana2@mail.example');
    await arrive(page, () => page.getByRole('button', { name: 'Find' }).click(), '/console/recipients/');
    assert.match(await page.locator('main').innerText(), /not sent/);
    assert.ok(!page.url().includes('ana2'), 'no address stands in a URL (L6)');
    await afternoon.close();
  });

  test('a11y_02_three_common_tasks_need_only_the_keyboard', async () => {
    const keys = await open();
    const { page } = keys;
    // To sign in: the focus waits in the first field.
    await page.goto(`${service.origin}/console`);
    await page.keyboard.type(robin.address);
    await page.keyboard.press('Tab');
    await page.keyboard.type('correct horse battery staple');
    await page.keyboard.press('Tab');
    await page.keyboard.type(await robin.code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'What waits' }).waitFor();

    // To hand a mail on: to the inbox and into the first mail by keys, then the form.
    await page.goto(`${service.origin}/console/inbox`);
    await arrive(page, () => page.keyboard.press('o'), '/console/inbox/');
    await page.keyboard.press('h');
    await page.locator('#to').waitFor({ state: 'visible' });
    await page.locator('#to').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Please look at this one.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();

    // To stop mail for somebody on the telephone.
    await page.goto(`${service.origin}/console/recipients`);
    await page.keyboard.type('ana4@mail.example');
    await arrive(page, () => page.keyboard.press('Enter'), '/console/recipients/');
    await page.locator('main').press('s');
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.value === 'stop')) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    await keys.close();
  });

  test('everything_works_without_script_and_a_session_that_ended_loses_nothing_typed', async () => {
    const plain = await open({ javaScriptEnabled: false });
    const { page } = plain;
    await mara.signIn(page, service.origin);
    await page.goto(`${service.origin}/console/topics`);
    await page.getByText('Add a topic').click();
    await page.fill('#name', 'Winter');
    await page.fill('#key', 'winter');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Add the topic' }).click();
    await page.getByText('What you typed is kept').waitFor();
    await mara.fillIn(page);
    await page.getByRole('heading', { name: 'What you typed is still here' }).waitFor();
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByRole('status').waitFor();
    assert.match(await page.locator('main').innerText(), /Winter/);
    await plain.close();
  });

  test('every_page_is_right_in_every_look', async () => {
    const look = await open();
    await ada.signIn(look.page, service.origin);
    const faults = [];
    for (const [name, path] of await pages(look.page)) {
      await look.page.goto(service.origin + path);
      faults.push(...(await lookAt(look.page, name, SHOTS)));
    }
    // Four of them, as the README shows them (tests/browser/pictures).
    const { page } = look;
    await page.goto(`${service.origin}/console/recipients`);
    await page.fill('#address', 'ana2@mail.example');
    await arrive(page, () => page.getByRole('button', { name: 'Find' }).click(), '/console/recipients/');
    faults.push(...(await lookAt(page, 'recipient', SHOTS)));
    await page.screenshot({ path: `${SHOTS}readme.recipient.png` });
    for (const path of ['figures', 'report']) {
      await page.goto(`${service.origin}/console/${path}`);
      await page.screenshot({ path: `${SHOTS}readme.${path}.png` });
    }
    await page.goto(`${service.origin}/console/inbox`);
    await page.goto(service.origin + (await page.locator('[data-row] a').last().getAttribute('href')));
    await page.screenshot({ path: `${SHOTS}readme.inbox.png` });
    // The same fault in many rows is one.
    const kinds = [...new Map(faults.map((fault) => [fault.replace(/\d+/g, 'N').slice(0, 90), fault])).values()];
    assert.deepEqual(kinds, []);
    await look.close();
  });
});

/** Loads a page anew until it is as wanted: what happens beside it takes a few seconds. */
async function reload(page, url, isSo) {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(500)) {
    await page.goto(url);
    if (await isSo()) return;
  }
  throw new Error(`${url} did not become as it should`);
}

/** Each page of the console with its name; of lists also the first item. */
async function pages(page) {
  const found = [];
  await page.goto(`${service.origin}/console`);
  for (const link of await page.locator('.rooms a').all()) {
    const path = await link.getAttribute('href');
    found.push([path === '/console' ? 'home' : path.replace('/console/', ''), path]);
  }
  for (const [name, path] of [...found]) {
    await page.goto(service.origin + path);
    const item = page.locator('[data-row] a').first();
    if (await item.count()) found.push([`${name}-one`, await item.getAttribute('href')]);
  }
  const more = ['account', 'account/credentials', 'labels', 'cases/new', 'answers'];
  return [...found, ...more.map((path) => [path.replaceAll('/', '-'), `/console/${path}`])];
}
