// The interface module as the rest of the page sees it: text and bytes instead of pointers. Made by app.js,
// handed to every module that reports something to C++ (exports.cpp). Holds no state but the module.
const encoder = new TextEncoder();

export function makeBridge(module, wake) {
  /** Copies bytes into one of the two buffers; false when memory does not suffice. */
  const put = (slot, bytes) => {
    const at = module._nines_web_buffer(slot, bytes.length);
    if (at === 0) return false;
    module.HEAPU8.set(bytes, at);
    return true;
  };
  const putText = (slot, text) => put(slot, encoder.encode(text));
  const text = (pointer) => module.UTF8ToString(pointer);

  const bridge = {
    frame: () => module._nines_web_frame(),
    mirror: () => text(module._nines_web_mirror()),
    document: () => text(module._nines_web_document()),
    frames: () => module._nines_web_frames(),
    shortcuts: () => text(module._nines_web_shortcuts()).split(' '),
    copy(cut) {
      const copied = text(module._nines_web_copy(cut ? 1 : 0));
      wake();
      return copied;
    },
    paste(pasted) {
      if (putText(0, pasted)) module._nines_web_paste();
      else bridge.tell('error', 'The pasted text needs more memory than the browser gives.');
      wake();
    },
    type(typed) { if (putText(0, typed)) module._nines_web_text(); wake(); },
    file(name, bytes) {
      if (putText(0, name) && put(1, bytes)) module._nines_web_file();
      else bridge.tell('error', `${name} needs more memory than the browser gives. Open it on the desktop.`);
      bridge.settle();
    },
    address(fragment) { if (putText(0, fragment)) module._nines_web_address(); bridge.settle(); },
    base(address) { if (putText(0, address)) module._nines_web_base(); },
    prefer(dark, reducedMotion) { module._nines_web_prefer(dark ? 1 : 0, reducedMotion ? 1 : 0); bridge.settle(); },
    tell(kind, message) { if (putText(0, message)) module._nines_web_tell(kind === 'error' ? 1 : 0); bridge.settle(); },
    context(lost) { module._nines_web_context(lost ? 1 : 0); bridge.settle(); },
    answer(job, bytes, ms) {
      if (put(0, bytes)) module._nines_web_answer(job, ms);
      else bridge.failure(job, 'the answer needs more memory than the browser gives');
      wake();
    },
    progress(job, fraction) { module._nines_web_progress(job, fraction); wake(); },
    failure(job, why) { if (putText(0, why)) module._nines_web_failure(job); wake(); },
    /** Something came in from outside: draw until ImGui has taken it in. */
    settle() { module._nines_web_settle(); wake(); },
  };
  return bridge;
}
