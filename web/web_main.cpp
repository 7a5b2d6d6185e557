// Entry of the browser's interface module: makes the one Shell and returns. From then on the page drives everything:
// frames.js asks for frames, the other modules report events, exports.cpp is where they arrive.
#include <memory>
#include <utility>

#include "shell.h"

namespace {
std::unique_ptr<nines::web::Shell> the_shell;
}  // namespace

nines::web::Shell* nines::web::shell() { return the_shell.get(); }

int main() {
  auto made = std::make_unique<nines::web::Shell>();
  if (made->start()) the_shell = std::move(made);
  return 0;
}
