// Every page that recipients can come to, and how they come to it. To add one: a name and the steps that lead there.

/**
 * The scenes, by name. Each leads the page `at.page` there: `at.go(url)` opens a URL in the language of the visit,
 * `at.act(action)` presses the first button of that action, `at.service` is the service.
 */
export const SCENES = {
  unsubscribe: async (at) => at.go((await at.service.someone()).unsubscribe),

  'unsubscribe-test-link': async (at) => at.go((await at.service.someone('events', { test: true })).unsubscribe),

  'unsubscribe-already-stopped': async (at) => {
    const ana = await at.service.someone();
    await at.service.press(ana.unsubscribe, { action: 'unsubscribe' });
    await at.go(ana.unsubscribe);
  },

  'unsubscribe-all-stopped': async (at) => {
    const ana = await at.service.someone();
    await at.service.press(ana.unsubscribe, { action: 'unsubscribe_all' });
    await at.go(ana.unsubscribe);
  },

  'unsubscribe-done': async (at) => {
    await at.go((await at.service.someone('partner-offers')).unsubscribe);
    await at.act('unsubscribe');
  },

  'unsubscribe-all-done': async (at) => {
    await at.go((await at.service.someone()).unsubscribe);
    await at.act('unsubscribe_all');
  },

  'unsubscribe-undone': async (at) => {
    await at.go((await at.service.someone()).unsubscribe);
    await at.act('unsubscribe');
    await at.act('undo');
  },

  'unsubscribe-undo-too-late': async (at) => {
    const ana = await at.service.someone();
    await at.go(ana.unsubscribe);
    await at.act('unsubscribe');
    // Undone already, in another window.
    await at.service.press(ana.unsubscribe, { action: 'undo', undo: await at.page.inputValue('input[name=undo]') });
    await at.act('undo');
  },

  'unsubscribe-reason-thanked': async (at) => {
    await at.go((await at.service.someone()).unsubscribe);
    await at.act('unsubscribe');
    await at.page.click('button[value=too_many]');
  },

  preferences: async (at) => at.go((await at.service.someone()).preferences),

  'preferences-topic-stopped': async (at) => {
    await at.go((await at.service.someone()).preferences);
    await at.act('unsubscribe');
  },

  'preferences-all-stopped': async (at) => {
    await at.go((await at.service.someone()).preferences);
    await at.act('unsubscribe_all');
  },

  'preferences-paused': async (at) => {
    await at.go((await at.service.someone()).preferences);
    await at.page.click('button[name=days][value="60"]');
  },

  'preferences-mailed': async (at) => {
    const ana = await at.service.someone('events');
    for (const action of ['unsubscribe', 'stop_sharing', 'link']) {
      await at.service.press(ana.preferences, { action, topic: 'events' });
    }
    await at.go(await at.service.mailedLink(ana.address, '/p/'));
  },

  'preferences-own': async (at) => at.go(await ownPage(at)),

  'preferences-own-asked': async (at) => {
    await at.go(await ownPage(at));
    await at.act('access');
  },

  'preferences-own-faulty': async (at) => {
    await at.go(await ownPage(at));
    await at.page.locator('details.ask > summary').first().click();
    await at.page.fill('#correction-text', 'My name is Anna, not Ana.');
    await at.page.fill('#correction-address', 'anna at example');
    await at.act('correction');
  },

  'preferences-gpc': async (at) => {
    const ana = await at.service.someone();
    await at.page.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
    await at.go(ana.preferences);
  },

  'lost-ask': async (at) => at.go(`${at.service.origin}/preferences`),

  'lost-malformed': async (at) => {
    await at.go(`${at.service.origin}/preferences`);
    await at.page.fill('#address', 'ana at example');
    await at.act('unsubscribe_all');
  },

  'lost-stopped': async (at) => {
    await at.go(`${at.service.origin}/preferences`);
    await at.page.fill('#address', 'someone.with.a.long.name+newsletters@department.company.example');
    await at.act('unsubscribe_all');
  },

  'lost-link-sent': async (at) => {
    await at.go(`${at.service.origin}/preferences`);
    await at.page.fill('#address', 'ana@mail.example');
    await at.act('link');
  },

  'confirm-ask': async (at) => at.go(await confirmation(at)),

  'confirm-done': async (at) => {
    await at.go(await confirmation(at));
    await at.act('confirm');
  },

  'confirm-used': async (at) => {
    const link = await confirmation(at);
    await at.service.press(link, { action: 'confirm' });
    await at.go(link);
  },

  case: async (at) => at.go(await casePage(at, 'complaint')),

  'case-to-confirm': async (at) => at.go(await casePage(at, 'access')),

  'case-refused': async (at) => at.go(await casePage(at, 'complaint', { to: 'refused', reason: 'excessive' })),

  'case-done': async (at) => at.go(await casePage(at, 'complaint', { to: 'done' })),

  'case-withdrawn': async (at) => {
    await at.go(await casePage(at, 'complaint'));
    await at.act('withdraw');
  },

  'error-unknown-link': async (at) => at.go(`${at.service.origin}/u/AQEAAAAAAAAAAAAA`, 404),

  'error-not-found': async (at) => at.go(`${at.service.origin}/nothing-here`, 404),

  tracking: async (at) => at.go(`${at.service.origin}/tracking`),

  'tracking-stopped': async (at) => {
    await at.go(`${at.service.origin}/tracking`);
    await at.act('stop_tracking');
  },
};

/** The reference of the API: in English only. */
export const REFERENCE = { docs: async (at) => at.go(`${at.service.origin}/docs`) };

/** A link that asks whether to turn a topic on again. */
async function confirmation(at) {
  const ana = await at.service.someone();
  await at.service.press(ana.unsubscribe, { action: 'unsubscribe' });
  await at.service.press(ana.unsubscribe, { action: 'confirm_mail' });
  return at.service.mailedLink(ana.address, '/confirm/');
}

/** The mailed link of somebody who has changed and asked for something. */
async function ownPage(at) {
  const { press, someone, mailedLink } = bound(at.service);
  const ana = await someone('events');
  for (const action of ['unsubscribe', 'stop_sharing', 'unsubscribe_all', 'link']) {
    await press(ana.preferences, { action, topic: 'events' });
  }
  const mailed = await mailedLink(ana.address, '/p/');
  for (const topic of ['events', 'product-news', 'partner-offers']) await press(mailed, { action: 'opt_in', topic });
  await press(mailed, { action: 'pause', days: '60' });
  await press(mailed, { action: 'deletion' });
  await press(mailed, { action: 'complaint', text: 'You wrote to me three times.' });
  return mailed;
}

/** The page of a request that somebody opened on their page, moved on if need be. */
async function casePage(at, kind, move) {
  const { press, someone, mailedLink } = bound(at.service);
  const ana = await someone();
  await press(ana.preferences, { action: 'link' });
  const mailed = await mailedLink(ana.address, '/p/');
  await press(mailed, { action: kind, text: 'You wrote to me three times.' });
  const page = await (await fetch(mailed)).text();
  const [path] = /\/case\/[A-Za-z0-9_-]+/.exec(page);
  if (move) {
    const [{ id }] = (await at.service.api('/v1/recipients/lookup', { recipient: ana.address })).cases;
    await at.service.api(`/v1/cases/${id}/moves`, move);
  }
  return at.service.origin + path;
}

/** Its calls, as functions. */
function bound(service) {
  const call = (name) => (...args) => service[name](...args);
  return { press: call('press'), someone: call('someone'), mailedLink: call('mailedLink') };
}
