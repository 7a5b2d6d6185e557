// Strings in other quotes: where they close although the same sign stands inside as an apostrophe, and what their
// language means by a letter before the quote. The ends are judged as those of straight quotes are. See machine.h.
#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxCommentBytes = 1'024;  // between a quote and the comma or closer that shows its string ends

bool has_letter(std::string_view prefix, char letter) {
  return std::any_of(prefix.begin(), prefix.end(), [&](char c) { return base::fold_ascii(c) == letter; });
}

}  // namespace

// it's: between two letters a single quote closes nothing.
bool TolerantMachine::apostrophe(Span quote, Quote open) const {
  if (open.kind != QuoteKind::single && open.kind != QuoteKind::smart_single && open.kind != QuoteKind::back)
    return false;
  if (quote.from == 0 || text_[quote.from] == '`' || !is_word_byte(text_[quote.from - 1])) return false;
  return word_end(text_, quote.to) > quote.to && word_end(text_, quote.from - 1) > quote.from - 1;
}

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
    if (length > 0 && !apostrophe({at, at + length}, quote) && fits(Span{at, at + length})) {
      out_.steps += at - from;
      return {at, at + length};
    }
    at += std::max<std::size_t>(length, 1);
  }
  at = std::min(at, text_.size());
  out_.steps += at - from;
  return {at, at};
}

// The next quote that closes well, within reach. Where none was found is not searched again.
Span TolerantMachine::sure_foreign_close(std::size_t from, Quote quote, char open_byte, Place place) {
  std::size_t& searched = searched_foreign_[static_cast<std::size_t>(place)][static_cast<std::size_t>(quote.kind)];
  const std::size_t start = std::max(from, searched);
  const std::size_t stop = std::min(text_.size(), start + kMaxLookahead);
  const Span sure = next_foreign(start, stop, quote, open_byte, [&](Span close) {
    const bool key = place == Place::key && close.to < text_.size() && !base::is_ascii_letter(text_[close.to]);
    return closes_well(close.to, place) || (key && fits_after(close.to, place));
  });
  if (sure.to == sure.from) searched = sure.from;
  return sure;
}

// Whether the string may end at a quote that no comma, colon or closer follows. "The dogs' bone: big" shows that a
// key without quotes tells less behind an apostrophe than behind a straight quote.
bool TolerantMachine::fits_after_foreign(std::size_t end, Place place) {
  const std::size_t seen = skip_unseen(text_.substr(0, std::min(text_.size(), end + kMaxCommentBytes)), end);
  if (seen > end && follows(seen, place)) return true;
  const std::size_t next = base::skip_json_space(text_, end);
  if (comment_end(text_, next) > next) return false;
  if (place == Place::key && end < text_.size() && base::is_ascii_letter(text_[end])) return false;
  if (!fits_after(end, place)) return false;
  return place != Place::member || quote_at(text_, next).kind != QuoteKind::none || !base::is_ascii_letter(text_[next]);
}

// The same order of tests as for straight quotes: what follows the first quote, a close that was forgotten before it,
// a comma that was, then the next quote that closes well; last of all any that could close.
TolerantMachine::ForeignEnd TolerantMachine::foreign_end(std::size_t begin, std::size_t opened, Quote quote,
                                                         char open_byte, Place place) {
  if (quote.kind == QuoteKind::back) {
    // `x' is closed by a quote of another kind only where none of its own closes it.
    const auto own = [&](Span close) { return text_[close.from] == '`'; };
    const Span close = next_foreign(opened, text_.size(), quote, open_byte, own);
    if (close.to > close.from && follows(close.to, place)) return {close, false};
  }
  const Span first = next_foreign(opened, text_.size(), quote, open_byte, [](Span) { return true; });
  if (first.to == first.from) return {first, false};
  if (quote.kind == QuoteKind::triple || follows(first.to, place)) return {first, false};
  if (quote_at(text_, first.from).kind == quote.kind) {
    const std::size_t end = missing_close(opened - 1, first.from, place);
    if (end != kNowhere && end > begin) return {{end, end}, true};
  }
  if (fits_after_foreign(first.to, place)) return {first, false};
  const Span sure = sure_foreign_close(first.from, quote, open_byte, place);
  if (sure.to > sure.from) return {sure, false};
  return {next_foreign(opened, text_.size(), quote, open_byte,
                       [&](Span close) { return follows(close.to, place) || fits_after(close.to, place); }),
          false};
}

// What makes the body of a string in other quotes the body of a JSON string.
TolerantMachine::ForeignBody TolerantMachine::foreign_body(std::size_t from, std::size_t to, Quote quote,
                                                           char open_byte, bool raw) {
  ForeignBody out;
  for (std::size_t at = from; at < to;) {
    const auto b = static_cast<std::uint8_t>(text_[at]);
    const bool escaped_quote = b == '\\' && at + 1 < to && text_[at + 1] == open_byte && open_byte != '"';
    const std::size_t close = b == '\\' ? 0 : closing_length(text_, at, quote, open_byte);
    // `it's "so"`: where a sign of the opening kind closes it, those of another kind are plain text.
    const bool like = close > 0 && (quote_at(text_, at).kind == quote.kind || quote_at(text_, to).kind != quote.kind);
    if (like && !apostrophe({at, at + close}, quote)) out.inner.push_back({at, at + close});
    if (b == '"') {
      out.draft.insert(at++, "\\");
    } else if (b == '\\' && raw) {
      // A raw string keeps the back slash, even the one that keeps a quote from closing it.
      out.draft.insert(at, "\\");
      const bool pair = at + 1 < to && (text_[at + 1] == '\\' || text_[at + 1] == '"');
      if (pair) out.draft.insert(at + 1, "\\");
      at += pair || escaped_quote ? 2 : 1;
    } else if (escaped_quote && quote.length == 1) {
      out.draft.replace({at, at + 1}, "");
      at += 2;
    } else if (kPlain[b]) {
      ++at;
    } else {
      at = b == '\\' ? escape(at) : b < 0x20 ? control(at) : high_bytes(at);
    }
  }
  return out;
}

// `prefix` bytes (as of u'…') stand before the quote at at_ + prefix.
void TolerantMachine::read_foreign(Quote quote, Place place, std::size_t prefix) {
  const std::size_t begin = at_;
  const std::size_t opened = begin + prefix + quote.length;
  const ForeignEnd end = foreign_end(begin, opened, quote, text_[begin + prefix], place);
  write_foreign({begin, opened, quote, prefix}, end, place);
}

void TolerantMachine::write_foreign(const ForeignOpen& open, const ForeignEnd& end, Place place) {
  const Span close = end.close;
  const char open_byte = text_[open.begin + open.prefix];
  const std::string_view prefix = text_.substr(open.begin, open.prefix);
  const std::string_view source = text_.substr(open.opened, close.from - open.opened);
  const bool closed = close.to > close.from || end.missing;
  if (closed && has_letter(prefix, 'f') && source.find_first_of("{}") != std::string_view::npos) {
    Draft whole;
    const Span span{open.begin, close.to};
    whole.replace(span, base::json_quote(text_.substr(span.from, span.to - span.from)));
    add("L10", span, "its value", RepairLevel::c, std::move(whole));
    end_of_string(open.begin, close.to, place);
    string_.close = kNowhere;
    return;
  }
  ForeignBody body = foreign_body(open.opened, close.from, open.quote, open_byte, has_letter(prefix, 'r'));
  Draft draft = std::move(body.draft);
  draft.edits.insert(draft.edits.begin(), {{open.begin, open.opened}, "\""});
  if (!closed) return foreign_cut({open.begin, open.opened}, std::move(draft), place);
  if (end.missing) {
    draft.insert(close.from, "\"");
  } else {
    draft.replace(close, "\"");
  }
  RepairLevel level = end.missing ? RepairLevel::b : foreign_level(body.inner, place);
  // `x' may be a string in back quotes that was cut behind an apostrophe.
  const bool unlike = open.quote.kind == QuoteKind::back && !end.missing && text_[close.from] != '`';
  if (unlike) level = RepairLevel::c;
  // The bytes of b'…' are no text; those of ASCII can only be meant as one.
  if (has_letter(prefix, 'b')) {
    level = std::max(level, source.find('\\') == std::string_view::npos ? RepairLevel::b : RepairLevel::c);
  }
  const char* code = end.missing ? "L12" : open.quote.kind == QuoteKind::escaped ? "L7" : "L1";
  Defect& defect =
      add(code, {open.begin, close.to}, "a string in straight double quotes", level, std::move(draft));
  if (!quiet_) doubt_joined(body.inner, defect);
  end_of_string(open.begin, close.to, place);
  string_.quote = open.quote;
  string_.opened = open.opened;
  string_.prefix = open.prefix;
  string_.close = end.missing || open.quote.kind == QuoteKind::triple ? kNowhere : close.from;
}

// A quote inside that is no apostrophe is a guess; in an array, next to a comma, it may as well part two elements.
RepairLevel TolerantMachine::foreign_level(const std::vector<Span>& inner, Place place) const {
  if (inner.empty()) return RepairLevel::a;
  if (place != Place::element) return RepairLevel::b;
  const auto parts = [&](Span quote) {
    std::size_t back = quote.from;
    while (back > 0 && base::is_json_space(text_[back - 1])) --back;
    return look_past_space(text_, quote.to).c == ',' || (back > 0 && text_[back - 1] == ',');
  };
  return std::any_of(inner.begin(), inner.end(), parts) ? RepairLevel::c : RepairLevel::b;
}

// 'a' 'b': other languages read strings beside each other as one.
void TolerantMachine::doubt_joined(const std::vector<Span>& inner, Defect& defect) const {
  if (inner.empty() || inner.size() % 2 != 0) return;
  OtherReading other;
  other.says = "strings beside each other are one";
  other.covers = {inner.front().from, inner.back().to};
  for (std::size_t i = 0; i < inner.size(); i += 2) {
    if (base::skip_json_space(text_, inner[i].to) != inner[i + 1].from) return;
    other.edits.push_back({{inner[i].from, inner[i + 1].to}, ""});
  }
  // What else was mended between the joints stays as it is.
  for (std::size_t k = defect.first_edit; k < defect.first_edit + defect.edit_count; ++k) {
    const Edit& edit = out_.edits[k];
    const auto joint = [&](const Edit& join) {
      return edit.span.from >= join.span.from && edit.span.to <= join.span.to;
    };
    const bool covered = edit.span.from >= other.covers.from && edit.span.to <= other.covers.to;
    if (covered && std::none_of(other.edits.begin(), other.edits.end(), joint)) other.edits.push_back(edit);
  }
  defect.others.push_back(std::move(other));
}

void TolerantMachine::foreign_cut(Span open, Draft draft, Place place) {
  at_ = text_.size();
  if (out_.cut) return;
  if (place == Place::key) return cut("X1", stack_.back().keep_to, "a character or the closing quote");
  add("L1", open, "'\"'", RepairLevel::a, std::move(draft));
  cut("X1", text_.size(), "a character or the closing quote", "\"");
}

}  // namespace nines::validate
