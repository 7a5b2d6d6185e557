// Which keys reach the program, and text that comes without keys (input methods, dead keys, on-screen keyboards,
// emoji panels). SDL swallows every chord it sees, so it sees only ours: reload, find, zoom and developer tools
// stay with the browser. Connected by app.js.

const EDITING = new Set([
  'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Backspace', 'Delete', 'Enter',
]);
const EDITING_LETTERS = new Set(['A', 'Y', 'Z']);
const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph']);

/** "Ctrl+Shift+Z" as the action table spells it. */
function chordOf(event) {
  const names = { '+': 'Plus', '=': 'Plus', '-': 'Minus', _: 'Minus' };
  const key = names[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const shift = event.shiftKey && key.length === 1;  // "+" is Shift+= on many keyboards
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

/** What to do with a key press: 'ours' to SDL and not to the browser, 'both', or 'theirs' to the browser only. */
export function destination(event, shortcuts, typing) {
  if (event.isComposing || event.keyCode === 229) return 'theirs';
  if (MODIFIERS.has(event.key)) return 'both';
  if (event.ctrlKey && event.altKey) return 'theirs';  // AltGr: the character comes by itself
  if (/^F\d+$/.test(event.key)) return 'theirs';
  if (!event.ctrlKey && !event.metaKey) return event.altKey ? 'theirs' : 'both';
  const chord = chordOf(event);
  if (shortcuts.has(chord)) return 'ours';
  if (/^Ctrl\+[XCV]$/.test(chord)) return 'theirs';    // the browser makes a clipboard event of it
  if (EDITING.has(event.key)) return 'ours';
  return typing && EDITING_LETTERS.has(event.key.toUpperCase()) ? 'ours' : 'theirs';
}

/** macOS sends no keyup for a key released under Command; without one the key would repeat for ever. */
function release(event) {
  const { key, code, keyCode } = event;
  setTimeout(() => window.dispatchEvent(new KeyboardEvent('keyup', { key, code, keyCode })));
}

export function connectKeyboard(bridge, canvas, field) {
  const shortcuts = new Set(bridge.shortcuts());
  let typing = false;

  window.addEventListener('keydown', (event) => {
    const where = destination(event, shortcuts, typing);
    if (where === 'theirs') event.stopImmediatePropagation();
    if (where === 'ours') event.preventDefault();
    if (where === 'ours' && event.metaKey) release(event);
  }, { capture: true });
  // Ctrl and wheel, or two fingers on a touchpad, zoom the page: that is the browser's too.
  window.addEventListener('wheel', (event) => {
    if (event.ctrlKey) event.stopImmediatePropagation();
  }, { capture: true });
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());

  const send = () => {
    if (field.value !== '') bridge.type(field.value);
    field.value = '';
  };
  field.addEventListener('input', (event) => { if (!event.isComposing) send(); });
  field.addEventListener('compositionstart', () => field.classList.add('composing'));
  field.addEventListener('compositionend', () => { field.classList.remove('composing'); send(); });

  /** The program wants text, with its caret at (x, y): the hidden field goes there, and suggestion windows with it. */
  return (wanted, x, y, lineHeight) => {
    typing = wanted;
    if (!wanted) return canvas.focus({ preventScroll: true });
    field.style.left = `${x}px`;
    field.style.top = `${y}px`;
    field.style.height = `${lineHeight}px`;
    field.focus({ preventScroll: true });
  };
}
