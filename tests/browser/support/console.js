// Operators in a browser: how they begin, sign in, and what is looked at on their pages.

import { createHmac } from 'node:crypto';

import { axeViolations, layoutFaults } from './browser.js';

export const PASSWORD = 'correct horse battery staple';
const STEP_MS = 30_000;

/** The six digits that an authenticator shows in a step of 30 seconds (RFC 6238, SHA-1). */
export function code(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The bytes of a secret in base32, with or without spaces. */
export function base32(text) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  let bits = '';
  for (const letter of text.replace(/\s/g, '')) bits += letters.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** An operator with an authenticator of its own, whose every code is used once. */
export class Operator {
  #step = 0;

  constructor(address, name) {
    this.address = address;
    this.name = name;
  }

  /** A code that was not used yet. A new one comes every 30 seconds; the next one is taken already, as clocks may differ. */
  async code() {
    const now = () => Math.floor(Date.now() / STEP_MS);
    while (this.#step > now()) await new Promise((resolve) => setTimeout(resolve, 500));
    this.#step = Math.max(this.#step + 1, now());
    return code(this.secret, this.#step);
  }

  /** Opens the one-time link and sets password and authenticator. */
  async begin(page, url) {
    await page.goto(url);
    this.secret = base32(await page.locator('code.secret').innerText());
    if (await page.locator('#address').count()) {
      await page.fill('#address', this.address);
      await page.fill('#name', this.name);
    }
    await page.fill('#password', PASSWORD);
    await page.fill('#code', await this.code());
    await page.click('main form button[type=submit]');
    await page.getByRole('heading', { name: 'You are set up' }).waitFor();
  }

  /** Signs in, from wherever the page is sent to. */
  async signIn(page, origin) {
    await page.goto(`${origin}/console`);
    await this.fillIn(page);
    await page.getByRole('heading', { name: 'What waits' }).waitFor();
  }

  /** Fills in the sign-in that the page shows. */
  async fillIn(page) {
    await page.fill('#address', this.address);
    await page.fill('#password', PASSWORD);
    await page.fill('#code', await this.code());
    await page.click('main form button[type=submit]');
  }
}

const WIDTHS = [320, 390, 1280];

/** Looks at the page as it stands, in each width and colour; answers all that is wrong with it, and leaves pictures. */
export async function lookAt(page, name, shots) {
  const faults = [];
  const note = (where, found) => faults.push(...found.map((fault) => `${name} ${where}: ${fault}`));
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      note(`${width} ${colorScheme}`, await axeViolations(page));
      if (width !== 320 && shots) {
        await page.screenshot({ path: `${shots}console.${name}.${colorScheme}.${width}.png`, fullPage: true, timeout: 60_000 });
      }
    }
    note(width, await layoutFaults(page));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
  return faults;
}
