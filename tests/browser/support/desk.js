// A desk with work on it: mails that wait for a person, cases, recipients with a history, campaigns.

import { pause } from './service.js';

const TAKES_MS = 20_000;

/** A letter to support as a mail program sends it. */
export function letter({ from, subject, text }) {
  const id = `${subject.length}.${text.length}.${from.length}@mail.example`;
  const lines = [
    `From: ${from}`,
    'To: support@example.com',
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text.split('\n'),
  ];
  return `${lines.join('\r\n')}\r\n`;
}

/** What waits: letters that name somebody else, so that a person decides. */
const LETTERS = [
  {
    from: 'Bo Bell <bo@mail.example>',
    subject: 'Newsletter',
    text: 'Hello,\n\nmy colleague bea@mail.example has left the company. Please unsubscribe her from your newsletter, too.\n\nRegards\nBo',
  },
  {
    from: 'Emil Ek <emil@mail.example>',
    subject: 'Events',
    text: 'Please remove me from the events mails of my wife frieda@mail.example.\n\nEmil',
  },
  {
    from: '"<script>alert(1)</script>" <hana@mail.example>',
    subject: 'Fwd: stop <img src=x onerror=alert(1)>',
    text: 'Stop sending offers to my mother, please. Her address is old@mail.example.\n\n<script>alert(2)</script>',
  },
  {
    from: 'Ida Iversen <ida@mail.example>',
    subject: 'Unsubscribe?',
    text: 'How can I unsubscribe from the partner offers?\n\nIda\n\n-- \nIda Iversen\nIversen & Sons\n\n> On Monday you wrote:\n> Our offers of the week.',
  },
  {
    from: 'Jo Jung <jo@mail.example>',
    subject: 'Mails an meinen Mann',
    text: 'Bitte schicken Sie meinem Mann karl@mail.example keine Werbung mehr.\n\nJo',
  },
  {
    from: 'Kim Kent <kim@mail.example>',
    subject: 'My father',
    text: 'Please stop your offers to my father, leo@mail.example.\n\nKim',
  },
  {
    from: 'Lou Lane <lou@mail.example>',
    subject: 'A colleague',
    text: 'My colleague max@mail.example wants no newsletter any more, please unsubscribe him.\n\nLou',
  },
];

/** Puts work on the desk, and waits until it lies there. */
export async function furnishDesk(service) {
  for (const one of LETTERS) await service.inbound(letter(one), 'bounce@mail.example');
  for (let people = 0; people < 12; people += 1) {
    const who = await service.someone('product-news', { campaign: people % 3 ? 'spring' : 'autumn' });
    await service.verdict(who.address);
    if (people % 2) await service.press(who.unsubscribe, { 'List-Unsubscribe': 'One-Click' });
  }
  await service.api('/v1/systems', { key: 'crm', name: 'CRM', contact: 'crm@systems.example' });
  for (const end = Date.now() + TAKES_MS; Date.now() < end; await pause(100)) {
    const { mails } = await service.api('/v1/intake?status=review');
    if ((mails ?? []).length >= LETTERS.length) return;
  }
}
