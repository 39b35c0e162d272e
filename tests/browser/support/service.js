// A service of this run's own: the binary, a data directory that goes away, and what a marketing tool asks of it.

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_TIMEOUT_MS = 30_000;
const MAIL_TIMEOUT_MS = 20_000;

/** Starts the program that DESIST_BIN names, on a free port, with an empty data directory and these settings. */
export async function startService(settings = {}) {
  const bin = process.env.DESIST_BIN;
  if (!bin) throw new Error('DESIST_BIN must name the desist program (tests/run does)');
  const dataDir = await mkdtemp(join(tmpdir(), 'desist-browser.'));
  const env = {
    PATH: process.env.PATH,
    DESIST_DATA_DIR: dataDir,
    DESIST_LOG: 'warn',
    // One client plays everybody here.
    DESIST_LIMITS_TYPED_ADDRESSES_PER_CLIENT_PER_HOUR: '10000',
    DESIST_LIMITS_INVALID_TOKENS_PER_CLIENT_PER_MINUTE: '10000',
    // To look at changed templates without building anew: DESIST_PAGES_TEMPLATES=templates
    ...pick(process.env, ['DESIST_PAGES_TEMPLATES', 'TMPDIR', 'LD_LIBRARY_PATH']),
    ...settings,
  };
  const child = spawn(bin, ['serve', '--listen', '127.0.0.1:0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const service = new Service(dataDir, child);
  try {
    await service.welcome();
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

class Service {
  #dataDir;
  #child;
  #key;
  #people = 0;
  /** Where it is, without a slash at the end. */
  origin;
  /** The one-time link into the console. */
  console;

  constructor(dataDir, child) {
    this.#dataDir = dataDir;
    this.#child = child;
  }

  /** Reads what a new installation prints: where it is, and its first key. */
  async welcome() {
    const text = await new Promise((resolve, reject) => {
      let seen = '';
      const late = setTimeout(() => reject(new Error(`the service did not start:\n${seen}`)), START_TIMEOUT_MS);
      const done = (settle, value) => (clearTimeout(late), settle(value));
      this.#child.stdout.setEncoding('utf8').on('data', (part) => {
        seen += part;
        if (/desist doctor/.test(seen)) done(resolve, seen);
      });
      this.#child.once('error', (error) => done(reject, error));
      this.#child.once('exit', (code) => done(reject, new Error(`the service ended with ${code}:\n${seen}`)));
    });
    this.origin = /running at (http:\/\/\S+)/.exec(text)[1];
    this.#key = /dsk_[A-Za-z0-9_-]+/.exec(text)[0];
    this.console = /http:\/\/\S+\/console\/begin\/\S+/.exec(text)[0];
  }

  /** Ends it and removes its data. */
  async stop() {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = new Promise((resolve) => this.#child.once('exit', resolve));
      const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
      this.#child.kill('SIGTERM');
      await ended;
      clearTimeout(late);
    }
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  /** Calls the API, by POST if there is a body, and answers the JSON. */
  api(path, body) {
    return this.#call(body ? 'POST' : 'GET', path, body);
  }

  /** Changes a resource of the API. */
  change(path, body) {
    return this.#call('PATCH', path, body);
  }

  async #call(method, path, body) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { Authorization: `Bearer ${this.#key}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Hands a mail over, as a mail server would; answers its id. */
  async inbound(raw, from) {
    const headers = {
      Authorization: `Bearer ${this.#key}`,
      'Content-Type': 'message/rfc822',
      'Desist-Mail-From': from,
      'Desist-Rcpt-To': 'support@example.com',
    };
    const response = await fetch(`${this.origin}/v1/inbound`, { method: 'POST', headers, body: raw });
    if (response.status !== 202) throw new Error(`the mail was answered ${response.status}`);
    return (await response.json()).id;
  }

  /** Somebody who was never seen here before, with the links of a mailing to her. */
  async someone(topic = 'product-news', more = {}) {
    const address = `ana${(this.#people += 1)}@mail.example`;
    const links = await this.api('/v1/links', { recipient: address, topic, ...more });
    return { address, unsubscribe: links.unsubscribe_url, preferences: links.preferences_url };
  }

  /** Whether a topic may be sent to an address, and why. */
  async verdict(recipient, topic = 'product-news') {
    const { allowed, reason } = await this.api('/v1/check', { recipient, topic });
    return { allowed, reason };
  }

  /** How many entries the ledger has. */
  async ledgerSize() {
    return (await this.api('/v1/ledger/entries?after=0&limit=1')).ledger_size;
  }

  /** Presses a button without a browser, for what only has to have happened before. */
  async press(url, fields) {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    if (!response.ok) throw new Error(`${fields.action}: ${response.status}`);
  }

  /** The newest link of this kind (`/p/` or `/confirm/`) that was mailed to the address. */
  async mailedLink(address, kind) {
    const folder = join(this.#dataDir, 'outgoing');
    for (const end = Date.now() + MAIL_TIMEOUT_MS; Date.now() < end; await pause(50)) {
      const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
      for (const file of files.sort().reverse()) {
        const mail = await readFile(join(folder, file), 'utf8');
        const link = plain(mail).match(new RegExp(`${this.origin}${kind}[A-Za-z0-9_-]+`));
        if (link && new RegExp(`^To:.*${address}`, 'mi').test(mail)) return link[0];
      }
    }
    throw new Error(`no mail with a ${kind} link came`);
  }
}

/** Undoes quoted-printable (RFC 2045 section 6.7), as far as links need it. */
function plain(mail) {
  return mail.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
}

function pick(from, names) {
  return Object.fromEntries(names.filter((name) => from[name]).map((name) => [name, from[name]]));
}

/** Waits. */
export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
