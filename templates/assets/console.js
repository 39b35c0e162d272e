// Keys for what the page offers anyway: everything here works by links and forms alone. `data-key="a"` on a link, a button
// or a field is its key. They can be turned off (WCAG 2.1.4), and never act while somebody types.
(() => {
  'use strict';

  const STORED = 'desist-keys';
  const root = document.documentElement;
  root.classList.add('scripted');

  const isOn = () => {
    try { return localStorage.getItem(STORED) !== 'off'; } catch { return true; }
  };

  // On a phone the rooms fold away, so that the page begins where one sees it.
  const foldRooms = () => {
    const rooms = document.querySelector('.rooms details');
    if (rooms) rooms.open = matchMedia('(min-width: 64rem)').matches;
  };

  matchMedia('(min-width: 64rem)').addEventListener('change', foldRooms);

  const showSwitch = () => {
    for (const button of document.querySelectorAll('[data-keys-switch]')) {
      button.textContent = isOn() ? 'turn keys off' : 'turn keys on';
    }
  };

  const isTyping = (target) => target.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null;

  const rows = () => [...document.querySelectorAll('[data-row] a[href], a[data-row]')];

  const step = (by) => {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, at + by))].focus();
  };

  const press = (element) => {
    if (element.matches('input:not([type=submit]):not([type=radio]):not([type=checkbox]), textarea, select')) element.focus();
    else element.click();
  };

  // What is folded away is not pressed unseen.
  const isShown = (one) => one.checkVisibility?.() ?? true;

  const keyed = (key) =>
    [...document.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key && !one.disabled && isShown(one));

  const wordsOf = (element) => {
    const copy = element.cloneNode(true);
    for (const kbd of copy.querySelectorAll('kbd')) kbd.remove();
    return (element.dataset.keyName || copy.textContent.trim() || element.getAttribute('aria-label') || element.name || '').trim();
  };

  const showKeys = () => {
    const dialog = document.createElement('dialog');
    dialog.className = 'keys';
    const article = document.createElement('article');
    const heading = document.createElement('h2');
    heading.textContent = 'Keys on this page';
    const list = document.createElement('dl');
    const add = (key, words) => {
      const dt = document.createElement('dt');
      const kbd = document.createElement('kbd');
      kbd.textContent = key;
      dt.append(kbd);
      const dd = document.createElement('dd');
      dd.textContent = words;
      list.append(dt, dd);
    };
    for (const one of document.querySelectorAll('[data-key]')) if (isShown(one)) add(one.dataset.key, wordsOf(one));
    if (rows().length > 0) add('j, k', 'next and previous row');
    add('?', 'these keys');
    const close = document.createElement('button');
    close.textContent = 'Close';
    close.addEventListener('click', () => dialog.close());
    article.append(heading, list, close);
    dialog.append(article);
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  document.addEventListener('keydown', (event) => {
    if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const found = keyed(event.key);
    if (found) {
      event.preventDefault();
      press(found);
    } else if (event.key === 'j') step(1);
    else if (event.key === 'k') step(-1);
    else if (event.key === '?') showKeys();
  });

  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('[data-keys-switch]')) return;
    try { localStorage.setItem(STORED, isOn() ? 'off' : 'on'); } catch { /* Then they stay as they are. */ }
    showSwitch();
  });

  // A page that came by a boosted link is read from its beginning, as one that was loaded.
  document.addEventListener('htmx:afterSettle', (event) => {
    showSwitch();
    foldRooms();
    if (event.target !== document.body) return;
    const wanted = document.querySelector('[autofocus]') || document.querySelector('#fault') || document.querySelector('main');
    wanted?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });

  showSwitch();
  foldRooms();
})();
