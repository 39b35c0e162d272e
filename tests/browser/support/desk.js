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

/** What waits for a person: wishes that are not certain, and, from Jo on, letters that name somebody else. */
const LETTERS = [
  {
    from: 'Bo Bell <bo@mail.example>',
    subject: 'Newsletter',
    text: 'Hello,\n\nI never asked for your newsletter, and it comes every week all the same.\n\nRegards\nBo',
  },
  {
    from: 'Emil Ek <emil@mail.example>',
    subject: 'Events',
    text: 'I never signed up for the events mails.\n\nEmil',
  },
  {
    from: '"<script>alert(1)</script>" <hana@mail.example>',
    subject: 'Fwd: stop <img src=x onerror=alert(1)>',
    text: 'I never asked for offers from you, and they keep coming.\n\n<script>alert(2)</script>',
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
  {
    from: 'Mo Marsh <mo@mail.example>',
    subject: 'Every Friday',
    text: 'Hello,\n\nI never subscribed to your newsletter, and yet it comes every Friday.\n\nMo\n\n> Our news of the week.',
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
