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
