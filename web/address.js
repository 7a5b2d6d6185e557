// The document in the fragment of the address, both ways. A drag replaces the entry, a finished edit adds one,
// so Back works. Made by app.js; nothing but the fragment is ever touched, and a fragment is never sent
// anywhere.

// Browsers stop listening when an address changes too often (200 times in 30 s in Chromium, 100 in Safari).
const LEAST_MS = 350;

export function makeAddress() {
  let onLink = () => {};
  let ours = location.hash;   // the fragment we wrote or read last
  let waiting = null;         // { fragment, replace }: newest wish not yet written
  let timer = 0;
  let lastWrite = -Infinity;

  function write() {
    clearTimeout(timer);
    timer = 0;
    if (!waiting) return;
    const { fragment, replace } = waiting;
    waiting = null;
    lastWrite = performance.now();
    if (fragment === ours) return;
    try {
      history[replace ? 'replaceState' : 'pushState'](null, '', fragment);
      ours = fragment;
    } catch (error) {
      console.info(`The address bar cannot be written here (${error.name}); links still copy.`);
    }
  }

  window.addEventListener('hashchange', () => {
    if (location.hash === ours) return;
    waiting = null;
    ours = location.hash;
    onLink(ours);
  });

  return {
    base: () => location.href.replace(/#.*$/, ''),
    fragment: () => ours,
    listen(callback) { onLink = callback; },
    set(link, replace) {
      const fragment = link.startsWith('#') ? link : `#${link}`;
      // A new entry that was held back stays a new entry, whatever replaces its content meanwhile.
      waiting = { fragment, replace: replace && (waiting?.replace ?? true) };
      const due = lastWrite + LEAST_MS - performance.now();
      if (due <= 0) write();
      else if (!timer) timer = setTimeout(write, due);
    },
  };
}
