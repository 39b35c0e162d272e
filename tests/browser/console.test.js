// The console in a real browser: one support morning, one marketing afternoon, three common tasks with the keyboard alone, and
// every page looked at. Pictures of all pages are left in tests/output/pages, for people to look at.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { launch } from './support/browser.js';
import { Operator, lookAt } from './support/console.js';
import { furnishDesk, letter } from './support/desk.js';
import { startService } from './support/service.js';

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
    assert.deepEqual(faults.filter((fault) => !/status of (404|409|422)/.test(fault)), []);
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
    for (const box of await page.locator('input[name=wish]:checked').all()) await box.uncheck();
    await page.locator('input[name=wish][value=question]').check();
    const left = page.waitForURL((url) => url.pathname !== fourth);
    await page.locator('main').press('d');
    await left;
    await page.getByRole('status').waitFor();
    await morning.close();
  });

  test('every_page_is_right_in_every_look', async () => {
    const look = await open();
    await ada.signIn(look.page, service.origin);
    const faults = [];
    for (const [name, path] of await pages(look.page)) {
      await look.page.goto(service.origin + path);
      faults.push(...(await lookAt(look.page, name, SHOTS)));
    }
    assert.deepEqual(faults, []);
    await look.close();
  });
});

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
