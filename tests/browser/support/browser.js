// The browser, and what is measured in it.

import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';

import { chromium } from 'playwright-core';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** WCAG 2.2, 2.5.8: CSS pixels in both directions. */
const SMALLEST_TARGET = 24;

/** Starts the browser, without anything that would call home. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_BIN ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid() !== 0,
    args: ['--disable-sync', '--no-pings', '--disable-domain-reliability', '--disable-quic', '--no-proxy-server'],
  });
}

/** Opens a page in a fresh context; `faults` gathers what went wrong in it without anybody noticing. */
export async function openPage(browser, service, lang, options = {}) {
  const context = await browser.newContext({ locale: lang, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults = [];
  const posts = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== service.origin) faults.push(`another origin: ${request.url()}`);
    if (request.method() !== 'GET') posts.push(request.method());
  });
  // What a scene needs (see scenes.js). A result stays in the language because a form posts to its page's address.
  const go = async (url, status = 200) => {
    const response = await page.goto(`${url}?lang=${lang}`);
    if (response.status() !== status) throw new Error(`${response.status()} instead of ${status}`);
  };
  // A click returns when the answer begins; what is looked at is the whole page.
  const act = async (action) => {
    const loaded = page.waitForEvent('load');
    await page.locator(`button[name=action][value=${action}]`).first().click();
    await loaded;
  };
  return { page, service, lang, go, act, faults, posts, close: () => context.close() };
}

/** What axe finds, one line for each violation; with `rules` only by these, else by all of the levels we promise. */
export async function axeViolations(page, rules) {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(AXE);
  const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: AXE_TAGS };
  // axe leaves target-size out unless it is asked for.
  const options = { runOnly, resultTypes: ['violations'], rules: rules ? {} : { 'target-size': { enabled: true } } };
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** What every page must be, however large the window: its structure, and nothing that acts by itself (SCAN-02). */
export function structureFaults(page) {
  return page.evaluate(() => {
    const faults = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    const expect = (holds, fault) => holds || faults.push(fault);
    expect(count('h1') === 1, `${count('h1')} h1`);
    expect(count('main') === 1 && count('header') === 1, 'landmarks are missing');
    expect(document.title.trim() !== '', 'no title');
    expect(document.documentElement.lang !== '', 'no language');
    expect(count('script, iframe, object, embed') === 0, 'something that runs');
    expect(count('meta[http-equiv]') === 0, 'a meta that acts by itself');
    expect(count('style, [style]') === 0, 'a style that our policy forbids (WEB-04)');
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
    expect(!attributes.some((name) => name.startsWith('on')), 'an event handler');
    return faults;
  });
}

/** What depends on the window: nothing scrolls sideways, no target is too small. */
export function layoutFaults(page) {
  return page.evaluate((smallest) => {
    const faults = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) faults.push(`scrolls ${wide} px sideways`);
    for (const target of document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')) {
      const { width, height } = target.getBoundingClientRect();
      const small = target.checkVisibility() && (width < smallest || height < smallest);
      // 2.5.8 leaves out links within a sentence.
      if (small && !target.matches('p > a, dt a, dd a')) faults.push(`small target: ${target.outerHTML}`);
    }
    return faults;
  }, SMALLEST_TARGET);
}

/**
 * Walks once round the page with Tab. Answers what was focused, and as faults what did not show it: no outline, or one
 * that is not wholly in sight (WCAG 2.4.7, 2.4.11).
 */
export async function tabThrough(page) {
  const stops = [];
  const faults = [];
  for (let step = 0; step < 100; step += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(async () => {
      // The browser scrolls what has the focus into sight with the next frame.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const at = document.activeElement;
      // Between the last and the first, the focus is the browser's.
      if (!at || at === document.body) return null;
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(at);
      const edge = parseFloat(outlineWidth) + parseFloat(outlineOffset);
      const { top, bottom, left, right } = at.getBoundingClientRect();
      const inSight = top >= edge && left >= edge && bottom + edge <= innerHeight && right + edge <= innerWidth;
      const again = 'seen' in at.dataset;
      at.dataset.seen = '';
      const outline = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      return { html: at.outerHTML.slice(0, 160), outline, inSight, again };
    });
    if (!seen) continue;
    if (seen.again) break;
    stops.push(seen.html);
    if (!seen.outline) faults.push(`no visible focus: ${seen.html}`);
    if (!seen.inSight) faults.push(`focus out of sight: ${seen.html}`);
  }
  return { stops, faults };
}

/** Presses Tab until the element has the focus, then Enter: what a person without a mouse does. */
export async function pressByKeyboard(page, selector) {
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) {
      const loaded = page.waitForEvent('load');
      await page.keyboard.press('Enter');
      await loaded;
      return;
    }
  }
  throw new Error(`Tab never reaches ${selector}`);
}
