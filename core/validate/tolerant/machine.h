// The tolerant reader as a state machine over tokens. Included by the files of this folder alone: machine.cpp holds the
// grammar, strings.cpp, scalars.cpp and closers.cpp what is read at each kind of place.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "validate/tolerant/look.h"
#include "validate/tolerant/reader.h"

namespace nines::validate {

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

inline constexpr std::size_t kMaxLookahead = 65'536;  // bytes searched for the close of one string

// Bytes that need no thought inside a string: printable ASCII but '"' and the back slash.
constexpr std::array<bool, 256> make_plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t b = 0x20; b < 0x80; ++b) plain[b] = b != '"' && b != '\\';
  return plain;
}
inline constexpr std::array<bool, 256> kPlain = make_plain_bytes();

class TolerantMachine {
 public:
  TolerantMachine(std::string_view text, std::size_t from, const TolerantOptions& options)
      : text_(text), options_(options), at_(from) {}
  Reading run();

 private:
  enum class Want : std::uint8_t { value, value_or_close, key, key_or_close, colon, comma_or_close, done };
  // What a string or word stands for decides what may follow it.
  enum class Place : std::uint8_t { key, member, element, root };
  enum class Last : std::uint8_t { nothing, opener, closer, string, number, word, comma, key, colon };

  struct Frame {
    char close = '}';
    std::size_t keep_to = 0;      // everything before is whole: behind the opener or the last value
    std::size_t keep_before = 0;  // the same, one value earlier
    Span key;
    std::size_t index = 0;
    std::size_t closers = 0;  // how many of closers_ stood there when it was opened
    std::size_t swaps = 0;    // likewise of swaps_
    std::size_t alike = 1;    // containers of its kind in a row, itself and those around it
  };
  // A closer with more of the container around behind it: were it one too many, that would be inside.
  struct Closer {
    std::size_t at = 0;
    char sign = '}';
    std::size_t depth = 0;  // of its container, 1 = root
    std::size_t alike = 1;
  };
  // The string just read, in case what follows shows that it ended later.
  struct StringToken {
    std::size_t begin = 0;
    std::size_t close = kNowhere;  // its closing quote; kNowhere: it cannot be extended
    Place place = Place::root;
    std::size_t depth = 0;
    Quote quote{QuoteKind::straight, 1};
    std::size_t opened = 0;  // in other quotes: behind the opening one
    std::size_t prefix = 0;  // bytes before it, as of u'…'
  };
  // A closer of the wrong kind that was taken for the other one, in case the end shows what it was: one too many, or
  // that of the container around.
  struct Swap {
    std::size_t defect = 0;  // in out_.defects
    Span typed;
    std::size_t behind_value = 0;
    char sign = '}';
    char wanted = '}';
    std::size_t depth = 0;  // of the container that was closed, 1 = root
    std::size_t alike = 1;
    std::size_t outer_alike = 0;  // of the container around
  };
  // An edit list under way; becomes a defect by add().
  struct Draft {
    std::vector<Edit> edits;
    void insert(std::size_t at, std::string text) { edits.push_back({{at, at}, std::move(text)}); }
    void replace(Span span, std::string text) { edits.push_back({span, std::move(text)}); }
  };
  // How a string in other quotes begins, where it ends, and what its body needs.
  struct ForeignOpen {
    std::size_t begin = 0;
    std::size_t opened = 0;
    Quote quote;
    std::size_t prefix = 0;
  };
  struct ForeignEnd {
    Span close;            // empty: none
    bool missing = false;  // the string ends at close.from, where its quote was forgotten
  };
  struct ForeignBody {
    Draft draft;
    std::vector<Span> inner;  // quotes that could have closed it and are no apostrophes
  };

  // machine.cpp, between.cpp, defects.cpp
  void step();
  void want_value();
  void want_key();
  void want_colon();
  void want_comma();
  void missing_comma();
  void skip_between() {
    at_ = base::skip_json_space(text_, at_);
    if (at_ >= text_.size()) return;
    const char c = text_[at_];
    const bool plain = c > ' ' && c < '\x7F' && c != '/' && c != '#';  // what nearly every token begins with
    if (!plain) skip_unusual();
  }
  void skip_unusual();
  void doubt_apart(Quote next, Defect& defect) const;
  bool skip_control();
  void skip_comment(std::size_t end);
  bool take_ellipsis();
  void open(Look look);
  void push(char close);
  void take_sign(Look look);  // a structural sign: T4 when in full-width dress
  void take_comma(Look look);
  void drop_comma_before(std::size_t closer);
  void element_with_colon();
  void garbage();
  std::size_t next_closer();
  void after_value(std::size_t end, Last last);
  Defect& add(const char* code, Span span, const char* expected, RepairLevel level, Draft draft);
  void unmendable(const char* code, Span span, const char* expected);
  void unknown(std::size_t at, const char* expected);
  void too_deep();
  void roll_back(std::size_t from, std::size_t mark);
  std::string pointer() const;
  void finish();

  // strings.cpp, string_ends.cpp, escapes.cpp, quotes.cpp
  void read_string(Quote quote, Place place);
  void read_straight(Place place);
  template <class Fits>
  Span next_foreign(std::size_t from, std::size_t stop, Quote quote, char open_byte, const Fits& fits);
  [[nodiscard]] bool apostrophe(Span quote, Quote open) const;
  Span sure_foreign_close(std::size_t from, Quote quote, char open_byte, Place place);
  bool fits_after_foreign(std::size_t end, Place place);
  ForeignEnd foreign_end(std::size_t begin, std::size_t opened, Quote quote, char open_byte, Place place);
  ForeignBody foreign_body(std::size_t from, std::size_t to, Quote quote, char open_byte, bool raw);
  void write_foreign(const ForeignOpen& open, const ForeignEnd& end, Place place);
  [[nodiscard]] RepairLevel foreign_level(const std::vector<Span>& inner, Place place) const;
  void doubt_joined(const std::vector<Span>& inner, Defect& defect) const;
  void foreign_cut(Span open, Draft draft, Place place);
  void read_foreign(Quote quote, Place place, std::size_t prefix);
  std::size_t escape(std::size_t at);
  std::size_t short_escape(std::size_t at, std::size_t digits);
  std::size_t unicode_escape(std::size_t at);
  std::size_t long_escape(std::size_t at);
  std::size_t control(std::size_t at);
  std::size_t high_bytes(std::size_t at);
  bool follows(std::size_t at, Place place);
  bool closes_well(std::size_t quote_end, Place place);
  bool fits_after(std::size_t at, Place place);
  std::size_t find_close(std::size_t from, Place place);
  std::size_t missing_close(std::size_t begin, std::size_t quote, Place place) const;
  std::size_t embedded_close(std::size_t begin, Place place);
  void close_missing(std::size_t begin, std::size_t end, std::size_t mark, Place place);
  void inner_quotes(std::size_t begin, std::size_t close_at, const std::vector<std::size_t>& quotes, Place place);
  void doubt_doubled(std::size_t begin, std::size_t close, const std::vector<std::size_t>& quotes, Defect& defect);
  bool extend_last_string();
  void reopen_last_string(std::size_t from);
  [[nodiscard]] bool holds_last_quote(std::string_view source) const;
  void read_rest(std::size_t begin, std::size_t from, std::size_t close, Place place);
  void doubt_escapes(std::size_t begin, std::size_t end, std::size_t mark);
  void end_of_string(std::size_t begin, std::size_t end, Place place);
  void join_string();

  // scalars.cpp
  void read_number(Place place);
  bool other_number(Place place);
  bool based_number(std::size_t from, bool negative, Place place);
  bool thousands();
  void read_word(Place place);
  bool known_word(std::string_view word, std::size_t from, Place place);
  bool expression(std::size_t from);
  static void doubt_word(std::string_view word, Span span, Defect& defect);
  void bare_value(std::size_t from, Place place);
  std::size_t bare_end(std::size_t from, Place place) const;
  bool ends_scalar(std::size_t at, Place place) const;
  void scalar(Span span, Last last) { at_ = span.to, after_value(span.to, last); }

  // closers.cpp
  void on_closer(Look look);
  void close_top();
  [[nodiscard]] bool closes_too_early(Look look) const;
  void drop_closer(Look look);
  void note_closer(std::size_t at);
  void doubt_closer(char sign, Defect& defect);
  void note_swap(Look look, std::size_t behind);
  bool swap_was_extra(char sign, const Defect& defect);
  bool swap_was_outer();
  void mismatched(Look look);
  std::size_t faults_after(std::size_t at, std::size_t closed) const;
  void extra_closers();
  void missing_closers();
  void end_of_text();
  void cut(const char* code, std::size_t keep_to, const char* expected, std::string_view close = "");
  [[nodiscard]] std::size_t kept() const { return stack_.empty() ? text_.size() : stack_.back().keep_to; }
  std::string closers_owed() const;

  [[nodiscard]] bool in_object() const { return !stack_.empty() && stack_.back().close == '}'; }
  [[nodiscard]] Place value_place() const {
    return stack_.empty() ? Place::root : in_object() ? Place::member : Place::element;
  }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  std::string_view text_;
  TolerantOptions options_;
  std::size_t at_;
  Reading out_;
  std::vector<Frame> stack_;
  std::vector<Closer> closers_;
  std::vector<Swap> swaps_;
  Want want_ = Want::value;
  Last last_ = Last::nothing;
  std::size_t last_end_ = 0;      // of the last token
  std::size_t comma_ = kNowhere;  // the comma before the place at hand
  std::size_t comma_length_ = 1;
  StringToken string_;
  std::array<std::size_t, 4> searched_{};                         // per place: no close stands before this
  std::array<std::array<std::size_t, 9>, 4> searched_foreign_{};  // the same, per place and kind of quote
  std::size_t embedded_tries_ = 0;
  std::size_t closer_sought_ = kNowhere;  // from here on the next closer stands at closer_found_
  std::size_t closer_found_ = 0;
  bool quiet_ = false;  // behind a defect that nothing mends, all else may be its consequence
};

// How often a short unit stands at the end of a text that was cut: its length in bytes, or 0. See runaway.cpp.
std::size_t runaway_bytes(std::string_view text);

}  // namespace nines::validate
