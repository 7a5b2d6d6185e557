// Strings in other quotes: where they close although the same sign stands inside as an apostrophe. See machine.h.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

// The first closing quote from `from` on for which `fits` holds; none before `stop` gives an empty span there.
template <class Fits>
Span TolerantMachine::next_foreign(std::size_t from, std::size_t stop, Quote quote, char open_byte, const Fits& fits) {
  std::size_t at = from;
  while (at < stop) {
    if (text_[at] == '\\' && quote.kind != QuoteKind::escaped) {
      at += 2;
      continue;
    }
    const std::size_t length = closing_length(text_, at, quote, open_byte);
    if (length > 0 && fits(at + length)) {
      out_.steps += at - from;
      return {at, at + length};
    }
    at += std::max<std::size_t>(length, 1);
  }
  at = std::min(at, text_.size());
  out_.steps += at - from;
  return {at, at};
}

// A quote that closes well, within reach; else the first that could close with something missing behind it.
Span TolerantMachine::foreign_close(std::size_t from, Quote quote, char open_byte, Place place) {
  std::size_t& searched = searched_foreign_[static_cast<std::size_t>(place)][static_cast<std::size_t>(quote.kind)];
  const std::size_t start = std::max(from, searched);
  const std::size_t stop = std::min(text_.size(), std::max(start, from) + kMaxLookahead);
  const Span sure = next_foreign(start, stop, quote, open_byte, [&](std::size_t end) {
    return quote.kind == QuoteKind::triple || closes_well(end, place) ||
           (place == Place::key && end < text_.size() && !base::is_ascii_letter(text_[end]) && fits_after(end, place));
  });
  if (sure.to > sure.from) return sure;
  searched = sure.from;
  return next_foreign(from, text_.size(), quote, open_byte,
                      [&](std::size_t end) { return follows(end, place) || fits_after(end, place); });
}

// `prefix` bytes (as of u'…') stand before the quote at at_ + prefix.
void TolerantMachine::read_foreign(Quote quote, Place place, std::size_t prefix) {
  const std::size_t begin = at_;
  const std::size_t opened = begin + prefix + quote.length;
  const char open_byte = text_[begin + prefix];
  const Span close = foreign_close(opened, quote, open_byte, place);
  Draft draft;
  draft.replace({begin, opened}, "\"");
  for (std::size_t at = opened; at < close.from;) {
    const auto b = static_cast<std::uint8_t>(text_[at]);
    const bool escaped_quote = b == '\\' && at + 1 < close.from && text_[at + 1] == open_byte && open_byte != '"';
    if (b == '"') {
      draft.insert(at++, "\\");
    } else if (escaped_quote && quote.length == 1) {
      draft.replace({at, at + 1}, "");
      at += 2;
    } else if (kPlain[b]) {
      ++at;
    } else {
      at = b == '\\' ? escape(at) : b < 0x20 ? control(at) : high_bytes(at);
    }
  }
  if (close.to == close.from) return foreign_cut({begin, opened}, std::move(draft), place);
  draft.replace(close, "\"");
  add(quote.kind == QuoteKind::escaped ? "L7" : "L1", {begin, close.to}, "a string in straight double quotes",
      RepairLevel::a, std::move(draft));
  end_of_string(begin, close.to, place);
  string_.close = kNowhere;
}

void TolerantMachine::foreign_cut(Span open, Draft draft, Place place) {
  at_ = text_.size();
  if (out_.cut) return;
  if (place == Place::key) return cut("X1", stack_.back().keep_to, "a character or the closing quote");
  add("L1", open, "'\"'", RepairLevel::a, std::move(draft));
  cut("X1", text_.size(), "a character or the closing quote", "\"");
}

}  // namespace nines::validate
