// Every page, in three languages, light and dark, on a phone and on a desk; those with the longest words in the other
// nine languages too, on a phone. Screenshots of all of them are left in tests/output/pages, for people to look at.

import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { axeViolations, launch, layoutFaults, openPage, structureFaults, tabThrough } from './support/browser.js';
import { LIVED_IN, startLivedIn } from './support/lived_in.js';
import { REFERENCE, SCENES } from './support/scenes.js';
import { startService } from './support/service.js';

const LANGUAGES = ['en', 'de', 'ar'];
/** What differs from the first three is how long the words are and where a line breaks. */
const OTHER_LANGUAGES = ['es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'tr', 'zh'];
const WIDTHS = [390, 1200];
/** WCAG 1.4.10: what a 1280 px window zoomed to 400 % has left. */
const NARROWEST = 320;
const HEIGHT = 844;
/** All of axe's rules see the first look. In the others the document is the same; these rules see more than that. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
const RULES = { light: ['target-size', 'scrollable-region-focusable', ...OF_COLOUR], dark: OF_COLOUR };
/** What the browser says of an answer that is meant to be one. */
const MEANT = /status of (404|422)/;
// The API's reference is a page of many screens: its picture takes a slow machine longer than other things may take.
const PICTURE = { fullPage: true, timeout: 120_000 };
const SHOTS = fileURLToPath(new URL('../output/pages/', import.meta.url));

let fresh;
let livedIn;
let browser;

before(async () => {
  await rm(SHOTS, { recursive: true, force: true });
  await mkdir(SHOTS, { recursive: true });
  // One by one, so that what runs already is ended when the next does not start.
  fresh = await startService();
  livedIn = await startLivedIn();
  browser = await launch();
});

after(async () => {
  await Promise.all([browser?.close(), fresh?.stop(), livedIn?.stop()]);
});

/** English in every look; the other languages in two, which show all that differs. */
function isShown(lang, width, colorScheme) {
  return lang === LANGUAGES[0] || (width === WIDTHS[0]) === (colorScheme === 'light');
}

/** Looks at a scene in every way; answers all that is wrong with it. */
async function faultsOf(name, scene, service, lang) {
  const at = await openPage(browser, service, lang, { viewport: { width: NARROWEST, height: HEIGHT } });
  try {
    await scene(at);
    const faults = await structureFaults(at.page);
    const note = (where, found) => faults.push(...found.map((fault) => `${where}: ${fault}`));
    note(NARROWEST, await layoutFaults(at.page));
    for (const [turn, width] of WIDTHS.entries()) {
      await at.page.setViewportSize({ width, height: HEIGHT });
      note(width, await layoutFaults(at.page));
      for (const colorScheme of ['light', 'dark']) {
        await at.page.emulateMedia({ colorScheme });
        const isFirst = turn === 0 && colorScheme === 'light';
        note(`${width} ${colorScheme}`, await axeViolations(at.page, isFirst ? undefined : RULES[colorScheme]));
        const path = `${SHOTS}${[name, lang, colorScheme, width].join('.')}.png`;
        if (isShown(lang, width, colorScheme)) await at.page.screenshot({ path, ...PICTURE });
      }
    }
    return [...faults, ...at.faults.filter((fault) => !MEANT.test(fault))];
  } finally {
    await at.close();
  }
}

/** Looks at a scene on small windows, for words that do not fit; answers all that is wrong with it. */
async function wordFaultsOf(name, scene, service, lang) {
  const at = await openPage(browser, service, lang, { viewport: { width: NARROWEST, height: HEIGHT } });
  try {
    await scene(at);
    const faults = await structureFaults(at.page);
    const spoken = await at.page.evaluate('document.documentElement.lang');
    if (spoken !== lang) faults.push(`it is in ${spoken}`);
    for (const width of [NARROWEST, WIDTHS[0]]) {
      await at.page.setViewportSize({ width, height: HEIGHT });
      faults.push(...(await layoutFaults(at.page)).map((fault) => `${width}: ${fault}`));
    }
    await at.page.screenshot({ path: `${SHOTS}${[name, lang, 'light', WIDTHS[0]].join('.')}.png`, ...PICTURE });
    return [...faults, ...at.faults.filter((fault) => !MEANT.test(fault))];
  } finally {
    await at.close();
  }
}

describe('pages', { concurrency: 3 }, () => {
  // The longest goes first, beside the others.
  for (const [name, scene] of Object.entries(REFERENCE)) {
    test(`a11y_01_03_05_nothing_is_wrong_with ${name}`, async () => {
      assert.deepEqual(await faultsOf(name, scene, fresh, 'en'), []);
    });
  }

  for (const lang of LANGUAGES) {
    for (const [name, scene] of Object.entries(SCENES)) {
      test(`a11y_01_03_04_05_web_07_nothing_is_wrong_with ${name} in ${lang}`, async () => {
        assert.deepEqual(await faultsOf(name, scene, fresh, lang), []);
      });
    }
    for (const name of LIVED_IN) {
      test(`a11y_05_10_nothing_is_wrong_with ${name} in ${lang} where much is filled in`, async () => {
        assert.deepEqual(await faultsOf(`lived-in-${name}`, SCENES[name], livedIn, lang), []);
      });
    }
  }

  for (const lang of OTHER_LANGUAGES) {
    for (const name of LIVED_IN) {
      test(`a11y_05_the_words_fit_on ${name} in ${lang}`, async () => {
        assert.deepEqual(await wordFaultsOf(`lived-in-${name}`, SCENES[name], livedIn, lang), []);
      });
    }
    for (const name of ['preferences', 'confirm-ask', 'preferences-own-faulty', 'case']) {
      test(`a11y_05_the_words_fit_on ${name} in ${lang} of a new installation`, async () => {
        assert.deepEqual(await wordFaultsOf(name, SCENES[name], fresh, lang), []);
      });
    }
  }

  for (const [name, scene] of Object.entries(SCENES)) {
    test(`a11y_02_everything_on ${name} is reached by Tab and shows it`, async () => {
      const at = await openPage(browser, fresh, 'en', { viewport: { width: 390, height: HEIGHT } });
      await scene(at);
      const { stops, faults } = await tabThrough(at.page);
      const targets = await at.page.locator(':is(a, button, summary, input, select, textarea):visible').count();
      await at.close();
      assert.deepEqual(faults, []);
      assert.equal(stops.length, targets);
    });
  }
});
