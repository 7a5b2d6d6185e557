// What the page tells C++: small C functions over the one Shell, called by app.js and its modules. Bytes come through
// two buffers (slot 0 and 1) that the page fills before the call that uses them. The other direction is host.h.
#include <emscripten.h>

#include <array>
#include <cstdlib>
#include <string>
#include <utility>

#include "app/view.h"
#include "shell.h"

namespace {

std::array<std::string, 2> slots;
std::string out;  // keeps the last text handed to the page alive until the next one

std::string take(int slot) { return std::exchange(slots[static_cast<std::size_t>(slot)], {}); }

const char* give(std::string text) {
  out = std::move(text);
  return out.c_str();
}

nines::web::Shell& shell() { return *nines::web::shell(); }

}  // namespace

extern "C" {

// Room for `size` bytes in a slot; nullptr when memory does not suffice, which must not end the program.
EMSCRIPTEN_KEEPALIVE char* nines_web_buffer(int slot, std::size_t size) {
  void* room = std::malloc(size + 1);
  if (room == nullptr) return nullptr;
  std::free(room);
  std::string& buffer = slots[static_cast<std::size_t>(slot)];
  buffer.resize(size);
  return buffer.data();
}

// False when the browser gave no WebGL 2; nothing else may be called then.
EMSCRIPTEN_KEEPALIVE int nines_web_started() { return nines::web::shell() != nullptr ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE double nines_web_frame() { return shell().frame(); }

// ---- input: slot 0 holds the text or name, slot 1 the bytes
EMSCRIPTEN_KEEPALIVE void nines_web_file() { shell().platform().file(take(0), take(1)); }
EMSCRIPTEN_KEEPALIVE void nines_web_paste() { shell().paste(take(0)); }
EMSCRIPTEN_KEEPALIVE void nines_web_text() { shell().type(take(0)); }
EMSCRIPTEN_KEEPALIVE const char* nines_web_copy(int cut) { return give(shell().copy(cut != 0)); }
EMSCRIPTEN_KEEPALIVE void nines_web_address() { shell().platform().address(take(0)); }
EMSCRIPTEN_KEEPALIVE void nines_web_base() { shell().platform().base(take(0)); }
EMSCRIPTEN_KEEPALIVE void nines_web_prefer(int dark, int reduced_motion) {
  shell().platform().prefer(dark != 0, reduced_motion != 0);
}
EMSCRIPTEN_KEEPALIVE void nines_web_tell(int is_error) {
  shell().platform().tell(is_error != 0 ? nines::Severity::error : nines::Severity::note, take(0));
}
EMSCRIPTEN_KEEPALIVE void nines_web_settle() { shell().settle_again(); }
EMSCRIPTEN_KEEPALIVE void nines_web_context(int lost) {
  if (lost != 0) return shell().context_lost();
  shell().context_restored();
}

// ---- answers of the workers
EMSCRIPTEN_KEEPALIVE void nines_web_answer(double job, double ms) {
  shell().runner().deliver(static_cast<nines::app::JobId>(job), take(0), ms);
}
EMSCRIPTEN_KEEPALIVE void nines_web_progress(double job, double fraction) {
  shell().runner().come_on(static_cast<nines::app::JobId>(job), fraction);
}
EMSCRIPTEN_KEEPALIVE void nines_web_failure(double job) {
  shell().runner().deliver_failure(static_cast<nines::app::JobId>(job), take(0));
}

// ---- what the page reads
EMSCRIPTEN_KEEPALIVE const char* nines_web_mirror() { return give(shell().mirror_json()); }
EMSCRIPTEN_KEEPALIVE const char* nines_web_document() { return give(shell().document_json()); }
EMSCRIPTEN_KEEPALIVE double nines_web_frames() { return static_cast<double>(shell().frames()); }
// "Ctrl+Z Ctrl+Shift+Z …": the only chords that the page may keep from the browser.
EMSCRIPTEN_KEEPALIVE const char* nines_web_shortcuts() {
  std::string text;
  for (const nines::app::ActionInfo& action : nines::app::action_table()) {
    if (*action.shortcut != '\0') text += std::string(text.empty() ? "" : " ") + action.shortcut;
  }
  return give(std::move(text));
}
}
