// What the ops over records share: reading the corpus, telling its problems. Used by op_disagree.cpp and op_fit.cpp.
#pragma once

#include "call/inputs.h"
#include "nines/disagree.h"

namespace nines::call {

inline constexpr std::int64_t kMaxSeed = std::int64_t{1} << 53;

// Says what went wrong on the first bad line when a file gave no record at all.
inline Error no_records_error(const Corpus& corpus, Error error) {
  if (error.code != ErrorCode::no_records || corpus.issues.empty()) return error;
  const Issue& first = corpus.issues.front();
  error.message += "; the first problem: " + first.message;
  error.where = first.where;
  return error;
}

// What could not be read belongs to every answer about a file, not only to errors.
inline void append_issues(const Corpus& corpus, Issues& issues) {
  issues.insert(issues.end(), corpus.issues.begin(), corpus.issues.end());
}

}  // namespace nines::call
