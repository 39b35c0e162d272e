// An installation that has been in use: long names, a former name, a second brand, every line of the foot filled in.

import { startService } from './service.js';

/** The scenes that look different there. */
export const LIVED_IN = [
  'unsubscribe',
  'unsubscribe-done',
  'preferences-all-stopped',
  'preferences-mailed',
  'preferences-own',
  'case-done',
  'lost-ask',
  'lost-malformed',
];

/** Starts one. */
export async function startLivedIn() {
  const service = await startService({ DESIST_POLICY_LAST_UPDATED: '2026-03-14' });
  try {
    await furnish(service);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

async function furnish(service) {
  const foot = { support_address: 'hello@grosshandelsgesellschaft.example', public_hosts: ['127.0.0.1'] };
  const name = 'Acme Donaudampfschifffahrtsgesellschaft & Söhne';
  const postal_address = 'Acme & Söhne\nUferstraße 12–14\n1010 Wien\nAustria';
  await service.change('/v1/senders/default', { name, postal_address, ...foot });
  const { group } = await service.api('/v1/senders/default');
  await service.api('/v1/senders', { key: 'bazaar', name: 'بازار الأسبوع', group, ...foot });
  const about = { sender: 'bazaar', class: 'promotional', description: 'كل ما هو جديد' };
  await service.api('/v1/topics', { key: 'bazaar-weekly', name: 'نشرة الأسبوع', ...about });
  await service.api('/v1/topics', {
    key: 'long',
    name: 'Unterschiedliche-Neuigkeiten-aus-allen-Abteilungen und was sonst noch dazugehört',
    sender: 'default',
    class: 'promotional',
    description: 'Wenn es etwas gibt, das Sie interessieren könnte, und nicht öfter als einmal im Monat.',
  });
}
