// Starts the playground: loads the two modules with progress, makes the pieces of the page and joins them to the
// program.
//
//   address, files, clipboard, keyboard, surroundings --bridge--> program (nines-web: session, interface, GL)
//   program --host--> frames, address, files, clipboard, worker_pool --> engine modules (nines-worker)
//
// If anything is missing the page stays what it was: text to read, with a line that says why.
import { makeAddress } from './address.js';
import { makeBridge } from './bridge.js';
import { connectClipboard, writeClipboard } from './clipboard.js';
import { makeFiles, saveFile } from './files.js';
import { makeFrames } from './frames.js';
import { connectKeyboard } from './keyboard.js';
import { loadModules } from './load.js';
import { watchContext, watchPreferences, watchSize, whyNot } from './surroundings.js';
import { makePool, poolWidth } from './worker_pool.js';

const element = (id) => document.getElementById(id);
const page = {
  canvas: element('canvas'), status: element('status'), bar: element('bar'),
  field: element('field'), picker: element('picker'),
};
const decoder = new TextDecoder();
const beside = (name) => new URL(name, import.meta.url).href;
const isApple = /^(Mac|iP)/.test(navigator.platform);

/** Words instead of the canvas: before it is there, and when it has gone. */
function say(text) {
  page.status.textContent = text;
  page.bar.hidden = true;
  document.documentElement.classList.remove('running');
}

function showProgress(received, expected) {
  const megabytes = (received / 1e6).toFixed(1);
  page.status.textContent = `Loading the playground: ${megabytes} MB`;
  if (expected > 0) page.bar.value = Math.min(0.98, received / expected);
}

function stopped(error) {
  console.error(error);
  say(`Nines stopped because of an error of its own (${error.message}). `
    + 'The address still holds your document: reload the page to go on.');
}

/** What the program may ask of the page; host.cpp calls these by name. `parts.bridge` comes once the program runs. */
function makeHost(parts) {
  const { frames, address, pool } = parts;
  return {
    wake: frames.wake,
    setLink: (bytes, replace) => address.set(decoder.decode(bytes), replace),
    async setClipboard(bytes) {
      if (await writeClipboard(decoder.decode(bytes))) return;
      parts.bridge.tell('error', 'The browser did not let the page copy. Allow the clipboard for it and try again.');
    },
    pickFile: () => page.picker.click(),
    saveFile: (name, bytes) => saveFile(decoder.decode(name), bytes),
    textInput: (wanted, x, y, lineHeight) => parts.placeField?.(wanted, x, y, lineHeight),
    putBlob: (sha, bytes) => pool.putBlob(decoder.decode(sha), bytes),
    start: pool.start,
    cancel: pool.cancel,
    width: pool.width,
    isApple,
  };
}

/** Runs main() of the interface module, which makes its GL context on the canvas. */
async function startProgram(compiled, host) {
  const { default: createNines } = await import('./nines-web.js');
  return createNines({
    canvas: page.canvas,
    host,
    print: (line) => console.info(line),
    printErr: (line) => console.warn(line),
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(compiled, imports).then((instance) => done(instance, compiled));
      return {};
    },
  });
}

function connect(parts) {
  const { bridge, address, frames } = parts;
  const openFiles = makeFiles(bridge, page.picker);
  connectClipboard(bridge, openFiles);
  parts.placeField = connectKeyboard(bridge, page.canvas, page.field);
  bridge.base(address.base());
  if (address.fragment().length > 1) bridge.address(address.fragment());
  address.listen(bridge.address);
  watchPreferences(bridge.prefer);
  watchContext(page.canvas, () => {
    bridge.context(true);
    say('The graphics system took its memory back. Nothing is lost: the picture returns when it gives it again.');
  }, () => {
    bridge.context(false);
    document.documentElement.classList.add('running');
  });
  watchSize(page.canvas);
  frames.start(bridge.frame);
}

/** For tests and for whoever is curious: what is on screen and what is in the document, as JSON. */
function publish(bridge) {
  window.nines = { mirror: bridge.mirror, document: bridge.document, frames: bridge.frames, ready: true };
}

async function start() {
  const reason = whyNot();
  if (reason) return say(reason);
  const parts = { frames: makeFrames(stopped), address: makeAddress(), bridge: null };
  parts.pool = makePool(poolWidth(), {
    answered: (job, bytes, ms) => parts.bridge.answer(job, bytes, ms),
    cameOn: (job, fraction) => parts.bridge.progress(job, fraction),
    failed: (job, why) => parts.bridge.failure(job, why),
  });
  const [program, engine] = await loadModules([beside('nines-web.wasm'), beside('nines-worker.wasm')], showProgress);
  const module = await startProgram(program, makeHost(parts));
  if (!module._nines_web_started()) return say('This browser gave no WebGL 2 canvas, which the playground draws with.');
  parts.bridge = makeBridge(module, parts.frames.wake);
  parts.pool.open(engine);
  connect(parts);
  document.documentElement.classList.add('running');
  page.canvas.focus({ preventScroll: true });
  requestAnimationFrame(() => requestAnimationFrame(() => publish(parts.bridge)));
}

start().catch((error) => {
  console.error(error);
  say(`The playground could not be loaded: ${error.message}. Reloading may help.`);
});
