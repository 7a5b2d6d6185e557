// Small corpora for tests of the disagreement family, and the folder of reference data.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "nines/disagree.h"

namespace nines::test {

// One label per (rater, item); an empty text = no record. rows[r][i] is what rater r says of item
// i.
inline Corpus labelled(const std::vector<std::vector<std::string>>& rows) {
  Corpus corpus;
  for (std::size_t rater = 0; rater < rows.size(); ++rater) {
    for (std::size_t item = 0; item < rows[rater].size(); ++item) {
      if (rows[rater][item].empty()) continue;
      Record record;
      record.item = "item " + std::to_string(item);
      record.model = "rater " + std::to_string(rater);
      record.trial = "0";
      record.label = rows[rater][item];
      corpus.records.push_back(record);
    }
  }
  return corpus;
}

// Items with c right of n trials of one model.
inline Corpus scored(const std::vector<ItemCount>& items) {
  Corpus corpus;
  for (std::size_t item = 0; item < items.size(); ++item) {
    for (std::int64_t trial = 0; trial < items[item].n; ++trial) {
      Record record;
      record.item = "item " + std::to_string(item);
      record.model = "m";
      record.trial = std::to_string(trial);
      record.score = trial < items[item].c ? 1 : 0;
      corpus.records.push_back(record);
    }
  }
  return corpus;
}

inline DisagreeReport report_of(const Corpus& corpus, const DisagreeOptions& options = {}) {
  RunContext run;
  Result<DisagreeReport> result = disagree_corpus(corpus, options, run);
  return result ? result.value() : DisagreeReport{};
}

inline const Estimate& agreement(const DisagreeReport& report, const std::string& id) {
  static const Estimate none;
  for (const AgreementRow& row : report.agreement.rows) {
    if (row.id == id) return row.estimate;
  }
  return none;
}

inline bool has_issue(const Issues& issues, const std::string& code) {
  for (const Issue& issue : issues) {
    if (issue.code == code) return true;
  }
  return false;
}

// Bytes of a file below NINES_TEST_DATA (default ../shared/data), or nothing when it is not there.
inline std::optional<std::string> data_file(const std::string& path) {
  const char* root = std::getenv("NINES_TEST_DATA");
  std::ifstream file(std::string(root != nullptr ? root : "../shared/data") + "/" + path, std::ios::binary);
  if (!file) return std::nullopt;
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

}  // namespace nines::test
