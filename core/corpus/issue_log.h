// Issues of one file with a cap: the first kMaxListedIssues are listed, the rest are counted in one
// last issue, so that a wrong file cannot fill the memory and nothing is dropped in silence.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

#include "nines/disagree.h"

namespace nines::corpus {

class IssueLog {
 public:
  explicit IssueLog(std::string source) : source_(std::move(source)) {}

  // True while an issue would still be listed: callers skip the work of wording those that are only
  // counted.
  [[nodiscard]] bool is_open() const { return issues_.size() < kMaxListedIssues; }

  void add(Severity severity, std::string code, std::string message, Where where) {
    if (!is_open()) {
      count_only(severity);
      return;
    }
    where.source = source_;
    issues_.push_back({severity, std::move(code), std::move(message), std::move(where)});
  }
  void count_only(Severity severity) {
    ++unlisted_;
    has_unlisted_error_ = has_unlisted_error_ || severity == Severity::error;
  }

  Issues take() {
    if (unlisted_ > 0) {
      const Severity severity = has_unlisted_error_ ? Severity::error : Severity::warning;
      issues_.push_back({severity,
                         "more_issues",
                         std::to_string(unlisted_) + " more problems are not listed",
                         {source_, "", 0, 0, 0}});
    }
    return std::move(issues_);
  }

 private:
  std::string source_;
  Issues issues_;
  std::size_t unlisted_ = 0;
  bool has_unlisted_error_ = false;
};

}  // namespace nines::corpus
