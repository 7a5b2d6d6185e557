// Runs a fuzz target without a fuzzer: every seed as it is, then a fixed number of mutations of them, the same on every
// machine. Linked with one *_fuzz.cpp each by tools/cmake/tests.cmake; run by tools/test under the sanitizers.
//   call_fuzz [--count N] [--from N] seeds...      a folder is searched; of a *.lines file every line is a seed
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" void __sanitizer_set_death_callback(void (*callback)());

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSeedBytes = 20'000;
std::size_t current = 0;  // number of the input being tried, told when it is the last one

void tell_input() { std::fprintf(stderr, "\nthe input was number %zu: run again with --from %zu\n", current, current); }

void on_abort(int /*signal*/) {
  tell_input();
  std::signal(SIGABRT, SIG_DFL);
  std::abort();
}

// splitmix64: small, and the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) { return n == 0 ? 0 : next() % n; }

 private:
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  std::uint64_t state_;
};

// What tends to matter to a reader of JSON, numbers and UTF-8.
constexpr std::string_view kTokens[] = {"{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\"",
                                        "\\u",
                                        "null",
                                        "true",
                                        "-0",
                                        "1e999",
                                        "NaN",
                                        "-1",
                                        "```",
                                        "\n",
                                        "/",
                                        "*",
                                        "\xEF\xBB\xBF",
                                        "\xC2\x9B",
                                        "\xED\xA0\x80",
                                        "\xF4\x90\x80\x80",
                                        "9007199254740993",
                                        "0.1",
                                        "\"rho\":1",
                                        "\"count\":1000",
                                        "\"max\":0"};

void mutate(std::string& text, const std::vector<std::string>& seeds, Dice& dice) {
  const std::size_t at = dice.below(text.size() + 1);
  const std::size_t length = dice.below(std::min<std::size_t>(text.size() - at, 40) + 1);
  switch (dice.below(6)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(dice.below(256));
      break;
    case 1: text.erase(at, length); break;
    case 2: text.insert(at, kTokens[dice.below(std::size(kTokens))]); break;
    case 3: text.insert(at, text.substr(at, length)); break;
    case 4: text.resize(at); break;
    default: {
      const std::string& other = seeds[dice.below(seeds.size())];
      const std::size_t from = dice.below(other.size() + 1);
      text.insert(at, other.substr(from, dice.below(60)));
    }
  }
}

void add_seed(const fs::path& path, std::vector<std::string>& seeds) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (path.extension() == ".lines") {
    while (std::getline(in, line)) seeds.push_back(line);
    return;
  }
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (bytes.size() <= kMaxSeedBytes) seeds.push_back(std::move(bytes));
}

std::vector<std::string> read_seeds(const std::vector<fs::path>& places) {
  std::vector<fs::path> files;
  for (const fs::path& place : places) {
    if (!fs::is_directory(place)) files.push_back(place);
    if (!fs::is_directory(place)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(place)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());  // folders are listed in any order
  std::vector<std::string> seeds;
  for (const fs::path& file : files) add_seed(file, seeds);
  return seeds;
}

void try_input(std::string_view text) {
  // An exact copy on the heap, so that reading one byte too many is seen.
  std::vector<std::uint8_t> bytes(text.begin(), text.end());
  bytes.shrink_to_fit();
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t count = 30'000;
  std::size_t from = 0;
  std::vector<fs::path> places;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if ((word == "--count" || word == "--from") && i + 1 < argc)
      (word == "--count" ? count : from) = std::strtoull(argv[++i], nullptr, 10);
    else
      places.emplace_back(word);
  }
  const std::vector<std::string> seeds = read_seeds(places);
  if (seeds.empty()) return std::fputs("no seeds: name files or folders\n", stderr), 2;
  std::signal(SIGABRT, on_abort);
  __sanitizer_set_death_callback(tell_input);
  for (current = from; current < seeds.size() + count; ++current) {
    Dice dice(current);
    std::string text = seeds[current < seeds.size() ? current : dice.below(seeds.size())];
    const std::size_t changes = current < seeds.size() ? 0 : 1 + dice.below(6);
    for (std::size_t i = 0; i < changes; ++i) mutate(text, seeds, dice);
    try_input(text);
  }
  std::printf("%zu seeds and %zu mutations\n1 passed, 0 failed\n", seeds.size(), count);
  return 0;
}
