// How the tolerant reader notes what it met: defects with their edits and the pointer of their value. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxPointerBytes = 1'024;     // a longer one says nothing more
constexpr std::size_t kMaxPointers = kMaxFindings;  // defects beyond are only counted

// A key in other quotes, or with one of two, as it is meant.
std::string_view without_quotes(std::string_view key) {
  const std::size_t prefix = string_prefix(key.substr(0, word_end(key, 0)));
  const Quote open = quote_at(key, prefix);
  if (open.kind == QuoteKind::none) return key.ends_with('"') ? key.substr(0, key.size() - 1) : key;
  const char open_byte = key[prefix];
  key.remove_prefix(prefix + open.length);
  for (std::size_t length = std::min<std::size_t>(3, key.size()); length > 0; --length) {
    const std::size_t at = key.size() - length;
    if (closing_length(key, at, open, open_byte) == length) return key.substr(0, at);
  }
  return key;
}

}  // namespace

Defect& TolerantMachine::add(const char* code, Span span, const char* expected, RepairLevel level, Draft draft) {
  Defect defect;
  defect.code = code;
  defect.expected = expected;
  defect.span = span;
  defect.level = level;
  defect.confidence = level == RepairLevel::a ? 0.95 : level == RepairLevel::b ? 0.8 : 0.5;
  if (!quiet_ && out_.defects.size() < kMaxDefects) {
    if (out_.defects.size() < kMaxPointers) defect.pointer = pointer();
    defect.first_edit = out_.edits.size();
    defect.edit_count = draft.edits.size();
    for (Edit& edit : draft.edits) out_.edits.push_back(std::move(edit));
    out_.defects.push_back(std::move(defect));
  } else {
    out_.complete = out_.complete && quiet_;
    if (out_.defects.empty()) out_.defects.push_back(std::move(defect));
  }
  return out_.defects.back();
}

void TolerantMachine::unmendable(const char* code, Span span, const char* expected) {
  if (quiet_) return;
  Defect& defect = add(code, span, expected, RepairLevel::c, {});
  defect.mended = false;
  defect.confidence = 1;
}

void TolerantMachine::unknown(std::size_t at, const char* expected) {
  const std::size_t length = at < text_.size() ? base::decode_utf8(text_, at).length : 0;
  unmendable("unknown", {at, at + length}, expected);
  quiet_ = true;
}

void TolerantMachine::too_deep() {
  unmendable("S9", {at_, at_ + 1}, "at most 1,000 levels of nesting");
  quiet_ = true;
  last_end_ = text_.size();
  want_ = Want::done;
}

// Forgets the defects since `mark` that lie at or behind `from`: what was read there is read again.
void TolerantMachine::roll_back(std::size_t from, std::size_t mark) {
  std::vector<Defect>& defects = out_.defects;
  while (defects.size() > mark && defects.back().span.from >= from) {
    out_.edits.resize(defects.back().first_edit);
    defects.pop_back();
  }
  while (!swaps_.empty() && (swaps_.back().defect >= defects.size() || swaps_.back().typed.from >= from))
    swaps_.pop_back();
  while (!closers_.empty() && closers_.back().at >= from) closers_.pop_back();
}

std::string TolerantMachine::pointer() const {
  std::string out;
  for (std::size_t i = 0; i < stack_.size() && out.size() <= kMaxPointerBytes; ++i) {
    const Frame& frame = stack_[i];
    const bool innermost = i + 1 == stack_.size();
    if (innermost && (want_ != Want::value && want_ != Want::value_or_close)) break;
    if (frame.close == ']') {
      out += '/' + std::to_string(frame.index);
      continue;
    }
    std::string_view key = text_.substr(frame.key.from, frame.key.to - frame.key.from);
    if (key.size() > kMaxPointerBytes) return "";
    if (key.size() >= 2 && key.front() == '"' && base::scan_json_string(key, 0).end == key.size()) {
      out += '/' + base::pointer_escape(base::json_unquote(key));
      continue;
    }
    out += '/' + base::pointer_escape(without_quotes(key));
  }
  return out.size() > kMaxPointerBytes ? "" : out;
}

}  // namespace nines::validate
