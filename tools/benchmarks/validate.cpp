// What `tools/bench validate` measures natively, over the texts that validate/instances.py wrote: the fused validator
// (text to verdict), validate_text (verdict with findings and repairs), the tree engine alone, and compiling. Prints
// one JSON object a line as validate/peers.mjs does; MB/s and ms of processor time, as machines are shared. Never a
// test.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "base/json_index_loops.h"
#include "base/json_pass.h"
#include "validate/compiled.h"
#include "validate/fast/fused.h"
#include "validate/schema/evaluate.h"

namespace {

using namespace nines;
using namespace nines::validate;

constexpr int kRuns = 5;
constexpr std::size_t kBytes = 2'000'000;  // at least, in one run

struct TextFile {
  std::string schema;
  std::string size;
  std::string kind;
  std::vector<std::string> texts;
  std::size_t bytes = 0;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TextFile read_texts(const std::filesystem::path& path) {
  TextFile out;
  const std::string name = path.filename().string();
  const std::size_t dot = name.find('.');
  const std::size_t second = name.find('.', dot + 1);
  out.schema = name.substr(0, dot);
  out.size = name.substr(dot + 1, second - dot - 1);
  out.kind = name.substr(second + 1);
  const std::string all = bytes_of(path);
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\x1e', at + 1), all.size());
    out.texts.push_back(all.substr(at + 1, end - at - 1));
    out.bytes += out.texts.back().size();
    at = end;
  }
  return out;
}

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// MB/s of `play` over all texts; `play` says whether a text holds.
void measure(const char* name, const TextFile& file, const std::function<bool(const std::string&)>& play) {
  const std::size_t times = kBytes / std::max<std::size_t>(file.bytes, 1) + 1;
  std::size_t holds = 0;
  std::string values;
  for (int run = 0; run <= kRuns; ++run) {  // the first one warms up
    const double start = seconds();
    for (std::size_t k = 0; k < times; ++k) {
      holds = 0;
      for (const std::string& text : file.texts) holds += play(text) ? 1U : 0U;
    }
    const double spent = std::max(seconds() - start, 1e-6);
    if (run > 0)
      values += std::string(run > 1 ? ", " : "") +
                std::to_string(static_cast<double>(file.bytes) * static_cast<double>(times) / spent / 1e6);
  }
  std::printf(
      "{\"name\": \"%s\", \"schema\": \"%s\", \"size\": \"%s\", \"kind\": \"%s\", \"texts\": %zu, \"bytes\": %zu, "
      "\"holds\": %zu, \"values\": [%s]}\n",
      name, file.schema.c_str(), file.size.c_str(), file.kind.c_str(), file.texts.size(), file.bytes, holds,
      values.c_str());
}

void measure_compile(const Contract& contract, const TextFile& file) {
  constexpr int kTimes = 50;
  std::string values;
  for (int run = 0; run <= kRuns; ++run) {
    const double start = seconds();
    for (int k = 0; k < kTimes; ++k) static_cast<void>(compile_contract(contract));
    if (run > 0) values += std::string(run > 1 ? ", " : "") + std::to_string((seconds() - start) / kTimes * 1e3);
  }
  std::printf("{\"name\": \"compile\", \"schema\": \"%s\", \"size\": \"%s\", \"kind\": \"%s\", \"values\": [%s]}\n",
              file.schema.c_str(), file.size.c_str(), file.kind.c_str(), values.c_str());
}

bool holds_by_tree(const SchemaProgram& program, const std::string& text) {
  const base::JsonReadResult read = base::read_json(text);
  return read.ok && holds(program, read.tree) == Truth::yes;
}

// The texts that are no JSON, as jsonrepair gets them; `play` says whether the repaired text is JSON.
void measure_repair(const CompiledContract& contract, const TextFile& file) {
  TextFile broken{file.schema, file.size, file.kind, {}, 0};
  for (const std::string& text : file.texts) {
    if (base::is_json(text)) continue;
    broken.texts.push_back(text);
    broken.bytes += text.size();
  }
  if (broken.texts.empty()) return;
  measure("repair", broken, [&](const std::string& text) {
    const Verdict verdict = validate_text(contract, text, {RepairLevel::b});
    return verdict.has_repaired && base::is_json(verdict.repaired);
  });
}

// A contract that any JSON meets: what is left is the search for JSON and its repair, which is all that jsonrepair
// does.
CompiledContract any_json() {
  Contract contract;
  contract.schema = "true";
  return compile_contract(contract).value();
}

void measure_all(const std::filesystem::path& folder, const TextFile& file) {
  Contract contract;
  contract.wrapper = WrapperPolicy::forbid;
  contract.schema = bytes_of(folder / (file.schema + ".schema.json"));
  const Result<CompiledContract> compiled = compile_contract(contract);
  if (!compiled) {
    std::fprintf(stderr, "%s: %s\n", file.schema.c_str(), compiled.error().message.c_str());
    return;
  }
  const CompiledContract::Impl& impl = compiled.value().impl();
  if (file.size == "small" && file.kind == "valid") measure_compile(contract, file);
  FusedValidator fused;
  measure("fused", file, [&](const std::string& text) {
    const FusedVerdict verdict = fused.read(*impl.fast, text, FusedAsk::verdict);
    return verdict == FusedVerdict::holds || (verdict == FusedVerdict::unsure && holds_by_tree(*impl.schema, text));
  });
  measure("tree", file, [&](const std::string& text) { return holds_by_tree(*impl.schema, text); });
  measure("validate_text", file, [&](const std::string& text) {
    return validate_text(compiled.value(), text, {RepairLevel::none}).verdict == VerdictKind::pass;
  });
  if (file.kind == "invalid") measure_repair(any_json(), file);
}

void measure_index(const std::vector<TextFile>& files) {
  const base::IndexLoops* loops[] = {&base::portable_index_loops(), base::avx2_index_loops(),
                                     base::avx512_index_loops()};
  const char* names[] = {"index portable", "index avx2", "index avx512"};
  TextFile all{"all", "large", "valid", {}, 0};
  for (const TextFile& file : files) {
    if (file.size != "large" || file.kind != "valid") continue;
    all.texts.insert(all.texts.end(), file.texts.begin(), file.texts.end());
    all.bytes += file.bytes;
  }
  for (std::size_t i = 0; i < 3; ++i) {
    if (loops[i] == nullptr) continue;
    base::JsonIndex index;
    measure(names[i], all,
            [&](const std::string& text) { return index.read(text, *loops[i]) == base::IndexOutcome::ready; });
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    const std::string end = entry.path().extension().string();
    const bool wanted = argc < 3 || entry.path().filename().string().starts_with(argv[2]);
    if (wanted && (end == ".valid" || end == ".invalid")) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<TextFile> files;
  for (const auto& path : paths) files.push_back(read_texts(path));
  for (const TextFile& file : files) measure_all(argv[1], file);
  measure_index(files);
}
