// Golden requests in process: tests/golden/<op>/<case>/request.json -> response.json, byte for byte. The same files are
// run through the command line and the WebAssembly engine by tests/golden/run.mjs.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "nines/call.h"

namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("golden requests give the same bytes in process") {
  int cases = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(NINES_ROOT) + "/tests/golden")) {
    if (entry.path().filename() != "request.json") continue;
    ++cases;
    CAPTURE(entry.path().string());
    nines::RunContext run;
    const nines::Engine engine;
    const std::string response = engine.call(read_file(entry.path()), run) + "\n";
    CHECK(response == read_file(entry.path().parent_path() / "response.json"));
  }
  CHECK(cases >= 10);
}
