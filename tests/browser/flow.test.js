// What people do with the pages: without a mouse, without scripts, without doing anything at all.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { launch, openPage, pressByKeyboard, structureFaults } from './support/browser.js';
import { SCENES } from './support/scenes.js';
import { pause, startService } from './support/service.js';

/** How long a page is left open. Nothing in it can act (see the structure test), so longer would show no more. */
const LEFT_OPEN_MS = 3000;

let service;
let browser;

before(async () => {
  service = await startService();
  browser = await launch();
});

after(async () => {
  await Promise.all([browser?.close(), service?.stop()]);
});

/** Runs the steps on a fresh page; nothing may go wrong in it unnoticed. */
async function visit(options, steps) {
  const at = await openPage(browser, service, 'en', options);
  try {
    await steps(at);
    assert.deepEqual(at.faults, []);
  } finally {
    await at.close();
  }
}

const button = (action) => `button[name=action][value=${action}]`;
const heading = (at) => at.page.textContent('h1');

describe('what people do', { concurrency: 2 }, () => {
  test('a11y_02_scan_03_a_stop_and_its_undo_need_only_the_keyboard', async () => {
    await visit({}, async (at) => {
      const ana = await service.someone();
      await at.go(ana.unsubscribe);
      await pressByKeyboard(at.page, button('unsubscribe'));
      assert.equal(await heading(at), 'Done');
      assert.deepEqual(await service.verdict(ana.address), { allowed: false, reason: 'opted_out_topic' });
      assert.equal((await service.verdict(ana.address, 'invoices')).allowed, true);
      await pressByKeyboard(at.page, button('undo'));
      assert.equal(await heading(at), 'Undone');
      assert.equal((await service.verdict(ana.address)).allowed, true);
    });
  });

  test('a11y_02_a_pause_in_the_preferences_needs_only_the_keyboard', async () => {
    await visit({}, async (at) => {
      const ana = await service.someone();
      await at.go(ana.unsubscribe);
      await pressByKeyboard(at.page, '.onward a');
      await pressByKeyboard(at.page, 'button[name=days][value="60"]');
      assert.match(await at.page.textContent('[role=status]'), /pauses until/);
      assert.deepEqual(await service.verdict(ana.address), { allowed: false, reason: 'paused' });
    });
  });

  test('a11y_02_06_a_mistyped_address_gets_the_focus_back_and_a_reason', async () => {
    await visit({}, async (at) => {
      await at.go(`${service.origin}/preferences`);
      await pressTyped(at.page, 'ana at example');
      const focused = await at.page.evaluate(() => document.activeElement.getAttribute('aria-describedby'));
      assert.match(await at.page.textContent(`#${focused}`), /not a whole mail address/);
      assert.match(await at.page.title(), /^Error/);
      assert.equal(await at.page.inputValue('#address'), 'ana at example', '3.3.7: nothing is asked for again');
      await pressTyped(at.page, 'typed@mail.example');
      assert.equal(await heading(at), 'Stopped');
      assert.deepEqual(await service.verdict('typed@mail.example'), { allowed: false, reason: 'opted_out_all' });
      at.faults.splice(0, at.faults.length, ...at.faults.filter((fault) => !/status of 422/.test(fault)));
    });
  });

  test('scan_03_10_everything_works_without_scripts_and_cookies', async () => {
    await visit({ javaScriptEnabled: false }, async (at) => {
      const ana = await service.someone();
      await at.go(ana.unsubscribe);
      await at.act('unsubscribe');
      assert.equal((await service.verdict(ana.address)).reason, 'opted_out_topic');
      await at.act('undo');
      assert.equal((await service.verdict(ana.address)).allowed, true);
      await at.page.click('.onward a');
      await at.page.click('button[name=days][value="30"]');
      assert.equal((await service.verdict(ana.address)).reason, 'paused');
      await at.act('link');
      await at.go(await service.mailedLink(ana.address, '/p/'));
      await at.act('resume');
      assert.equal((await service.verdict(ana.address)).allowed, true);
      assert.deepEqual(await at.page.context().cookies(), []);
    });
  });

  for (const name of ['unsubscribe', 'unsubscribe-done', 'preferences', 'confirm-ask']) {
    test(`scan_02_08_${name}_left_open_under_a_restless_mouse_changes_nothing`, async () => {
      await visit({ viewport: { width: 1200, height: 500 } }, async (at) => {
        await SCENES[name](at);
        const posts = at.posts.length;
        const before = await at.page.content();
        for (const end = Date.now() + LEFT_OPEN_MS; Date.now() < end; await pause(50)) {
          await at.page.mouse.move(Math.random() * 1200, Math.random() * 500);
          await at.page.mouse.wheel(0, Math.random() < 0.5 ? 200 : -200);
        }
        assert.equal(at.posts.length, posts);
        assert.equal(await at.page.content(), before);
        assert.deepEqual(await structureFaults(at.page), []);
      });
    });
  }
});

test('l2_scan_02_opening_and_reloading_a_page_leaves_the_ledger_as_it_is', async () => {
  await visit({}, async (at) => {
    const ana = await service.someone();
    const size = await service.ledgerSize();
    const ours = ['/preferences', '/tracking'].map((path) => service.origin + path);
    for (const url of [ana.unsubscribe, ana.preferences, ...ours]) {
      await at.go(url);
      await at.page.reload();
      await at.page.mouse.wheel(0, 500);
    }
    assert.deepEqual(at.posts, []);
    assert.equal(await service.ledgerSize(), size);
  });
});

/** Types an address and presses the first button, as anybody would. */
async function pressTyped(page, address) {
  await page.focus('#address');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(address);
  await pressByKeyboard(page, button('unsubscribe_all'));
}
