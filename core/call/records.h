// What the ops over records share: reading the corpus, telling its problems. Used by the ops over records.
#pragma once

#include "call/inputs.h"
#include "nines/disagree.h"

namespace nines::call {

inline constexpr std::int64_t kMaxSeed = std::int64_t{1} << 53;

inline Result<Corpus> read_corpus(CallContext& call, std::uint32_t node) {
  const Result<Input> input = read_input(call, node);
  if (!input) return input.error();
  return read_records(input->bytes(), input->name);
}

// An error about a file as a whole.
inline Error error_of(const Corpus& corpus, ErrorCode code, std::string message) {
  Error out{code, std::move(message), {}};
  out.where.source = corpus.name;
  return out;
}

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
