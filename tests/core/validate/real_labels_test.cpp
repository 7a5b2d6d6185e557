// Real model texts against labels that were made by reading them (real_labels.tsv says how).
#include <algorithm>
#include <cstdio>
#include <map>
#include <sstream>

#include "base/json_reader.h"
#include "core/test_files.h"
#include "core/validate/contracts/contract_rows.h"

namespace {

using namespace nines;
using namespace nines::test;

Contract named_contract(const std::string& name) {
  if (name == "letters") return label_contract({"A", "B", "C", "D", "E", "F", "G", "H"});
  if (name == "brackets") return label_contract({"[Yes]", "[No]"});
  Contract number;
  number.kind = ContractKind::number;
  return number;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) out.push_back(part);
  return out;
}

const std::vector<std::string>& lines_of(const std::string& path) {
  static std::map<std::string, std::vector<std::string>> files;
  const auto found = files.find(path);
  if (found != files.end()) return found->second;
  return files[path] = split(file_text(path), '\n');
}

bool among(const std::string& word, const std::string& words, char at) {
  const std::vector<std::string> all = split(words, at);
  return std::find(all.begin(), all.end(), word) != all.end();
}

}  // namespace

TEST_CASE("real model texts: verdict, level, value and causes as labelled by reading") {
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    std::printf("skipped: the real texts, since NINES_TEST_DATA is not there\n");
    return;
  }
  std::size_t count = 0;
  std::size_t hits = 0;
  for (const std::string& row : split(file_text(repository() / "tests/core/validate/real_labels.tsv"), '\n')) {
    if (row.empty() || row[0] == '#') continue;
    const std::vector<std::string> cell = split(row, '\t');
    const std::string& line = lines_of((data / cell[0]).string())[static_cast<std::size_t>(std::stoi(cell[1])) - 1];
    const base::JsonReadResult read = base::read_json(line);
    const std::string text = read.tree.string_value(read.tree.member(0, "output"));
    const Verdict verdict = validate_text(*compile_contract(named_contract(cell[2])), text, {});
    const std::vector<std::string> words = split(verdict_words(verdict), ' ');
    bool right = among(words[0], cell[3], '|') && among(words[1], cell[4], '|');
    right = right && (cell[5] == "-" || verdict.repaired == cell[5]);
    for (const std::string& code : split(cell[6] == "-" ? "" : cell[6], '+'))
      right = right && std::find(verdict.causes.begin(), verdict.causes.end(), code) != verdict.causes.end();
    if (!right)
      std::printf("real texts: %s %s gives %s\n", cell[0].c_str(), cell[1].c_str(), verdict_words(verdict).c_str());
    hits += right ? 1 : 0;
    ++count;
  }
  std::printf("real texts labelled by reading: %zu of %zu right\n", hits, count);
  CHECK(count >= 300);
  CHECK(100 * hits >= 99 * count);
}
