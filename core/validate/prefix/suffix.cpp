// A shortest suffix that makes a prefix whole, as far as the rules can tell; the caller feeds it to make sure. See
// PrefixMachine::suffix.
#include <algorithm>

#include "base/json_reader.h"
#include "validate/prefix/machine.h"
#include "validate/prefix/number_search.h"

namespace nines::validate {

namespace {

// Bytes that can end a character: the shortest ways first, then every byte of a UTF-8 sequence.
std::string fillers() {
  std::string out = "nu\\0123456789abcdef";
  for (unsigned c = 0x80; c < 0xC0; ++c) out += static_cast<char>(c);
  return out;
}

}  // namespace

// Writes what is owed from the innermost place outwards.
struct SuffixWriter {
  const PrefixMachine& machine;
  std::string out;
  bool known = true;
  const std::string fillers_ = fillers();

  const PrefixRule& rule(std::uint32_t id) const { return machine.rule(id); }

  void add(std::string_view text) {
    out += text;
    known = known && out.size() <= kMaxMissingBytes;
  }

  void add_shortest(std::uint32_t id) {
    known = known && rule(id).has_shortest;
    if (known) add(rule(id).shortest);
  }

  static std::string escaped(const std::u32string& text) {
    std::string utf8;
    append_code_points(utf8, text);
    const std::string quoted = base::json_quote(utf8);
    return quoted.substr(1, quoted.size() - 2);
  }

  // Ends a character that is half written with bytes that keep the string possible; there always are some.
  std::u32string end_character(StringScan& scan, ListedText& listed, std::uint64_t max_length) {
    const auto fits = [&](unsigned char c) {
      StringScan next = scan;
      ListedText list = listed;
      if (next.feed(c) != StringStep::more || next.least_length() > max_length) return false;
      for (std::uint8_t i = 0; i < next.ready_count; ++i) list.feed(next.ready[i]);
      CodeRange ranges[2];
      next.possible(ranges);
      return !machine.is_listed_ || (next.is_partial() ? list.can_take(ranges) : list.is_alive());
    };
    constexpr std::size_t kMostBytes = 12;  // "\\uXXXX" twice
    std::u32string done;
    for (std::size_t n = 0; n < kMostBytes && scan.is_partial(); ++n) {
      const auto end = fillers_.end();
      const auto c =
          std::find_if(fillers_.begin(), end, [&](char one) { return fits(static_cast<unsigned char>(one)); });
      if (c == end) break;
      scan.feed(static_cast<unsigned char>(*c));
      for (std::uint8_t i = 0; i < scan.ready_count; ++i) {
        listed.feed(scan.ready[i]);
        done += scan.ready[i];
      }
      out += *c;
    }
    return done;
  }

  // What stands between the characters read and the closing quote; gives the characters added.
  std::u32string end_string(std::uint64_t min_length, std::uint64_t max_length) {
    StringScan scan = machine.string_;
    ListedText listed = machine.listed_;
    const std::u32string done = end_character(scan, listed, max_length);
    std::u32string more;
    if (machine.is_listed_) more = listed.shortest_rest();
    const std::uint64_t length = scan.least_length() + more.size();
    if (min_length > length + kMaxMissingBytes) known = false;
    if (known && min_length > length) more.append(static_cast<std::size_t>(min_length - length), U'a');
    add(escaped(more));
    return done + more;
  }

  // The key being written, its colon and value; notes the key as seen in `frame`.
  void end_key(PrefixFrame& frame) {
    std::u32string key;
    code_points_of(base::json_quote(machine.text_), key);
    key += end_string(0, kUnlimited);
    // A key under which nothing can stand goes on as another one.
    const auto forbidden = [&] {
      PrefixFrame copy = frame;
      return !rule(note_key(copy, key)).satisfiable;
    };
    for (; known && !machine.is_listed_ && forbidden(); key += U'x') add("x");
    add("\":");
    add_shortest(note_key(frame, key));
  }

  // The key now stands in the object; gives the rule of its value.
  std::uint32_t note_key(PrefixFrame& frame, const std::u32string& key) const {
    const PrefixRule& object = rule(frame.rule);
    if (frame.seen.insert(key).second) ++frame.count;
    const auto at = std::lower_bound(object.names->begin(), object.names->end(), key);
    if (at == object.names->end() || *at != key) return object.name_patterns.empty() ? object.additional : kAnyRule;
    const auto index = static_cast<std::size_t>(at - object.names->begin());
    if (object.properties[index].required && !frame.seen_required[index]) {
      frame.seen_required[index] = true;
      --frame.required_left;
    }
    return object.properties[index].rule;
  }

  void member(PrefixFrame& frame, const std::u32string& key, bool comma) {
    if (comma) add(",");
    add('"' + escaped(key) + "\":");
    add_shortest(note_key(frame, key));
  }

  [[nodiscard]] bool is_open_for(const PrefixFrame& frame, std::size_t index) const {
    const PrefixRule& object = rule(frame.rule);
    return frame.seen.count((*object.names)[index]) == 0 && rule(object.properties[index].rule).satisfiable;
  }

  // A key that may stand next: one that is required, else any new one, else one that stood already.
  [[nodiscard]] std::optional<std::u32string> next_key(const PrefixFrame& frame) const {
    const PrefixRule& object = rule(frame.rule);
    for (std::size_t i = 0; i < object.properties.size() && frame.required_left > 0; ++i) {
      if (object.properties[i].required && !frame.seen_required[i]) return (*object.names)[i];
    }
    if (frame.count < object.max_properties) {
      for (std::size_t i = 0; i < object.properties.size(); ++i) {
        if (is_open_for(frame, i)) return (*object.names)[i];
      }
      std::u32string fresh = U"x";
      while (frame.seen.count(fresh) > 0 || std::binary_search(object.names->begin(), object.names->end(), fresh))
        fresh += U'x';
      if (rule(object.additional).satisfiable) return fresh;
    }
    if (!frame.seen.empty()) return *frame.seen.begin();
    for (std::size_t i = 0; i < object.properties.size(); ++i) {
      if (rule(object.properties[i].rule).satisfiable) return (*object.names)[i];
    }
    return std::nullopt;
  }

  // `comma`: one is owed before the next child.
  void close_object(PrefixFrame& frame, bool comma) {
    const PrefixRule& object = rule(frame.rule);
    while (known && (frame.required_left > 0 || frame.count < object.min_properties)) {
      const auto key = next_key(frame);
      known = key.has_value();
      if (key) member(frame, *key, comma);
      comma = true;
    }
    add("}");
  }

  void close_array(const PrefixFrame& frame, bool comma) {
    const PrefixRule& array = rule(frame.rule);
    for (std::uint64_t i = frame.count; known && i < array.min_items; ++i) {
      if (comma) add(",");
      add_shortest(array.item_rule(i));
      comma = true;
    }
    add("]");
  }

  // A comma was read but nothing after it.
  void next_member(PrefixFrame& frame) {
    const auto key = next_key(frame);
    known = known && key.has_value();
    if (key) member(frame, *key, false);
  }

  // Ends what is being read; true when the innermost frame then owes a comma before its next child.
  bool end_token(std::vector<PrefixFrame>& frames) {
    switch (machine.phase_) {
      case PrefixPhase::value:
        if (frames.empty() || frames.back().object) {
          add_shortest(machine.value_rule_);
        } else {
          add_shortest(machine.next_item_rule(frames.back()));
          ++frames.back().count;
        }
        return true;
      case PrefixPhase::first_item:
      case PrefixPhase::first_key: return false;
      case PrefixPhase::key: next_member(frames.back()); return true;
      case PrefixPhase::colon:
        add(":");
        add_shortest(frames.back().child);
        return true;
      case PrefixPhase::in_literal: add(machine.literal_.substr(machine.literal_at_)); return true;
      case PrefixPhase::in_number: {
        const auto rest = shortest_number(*machine.number_);
        known = known && rest.has_value();
        if (rest) add(*rest);
        return true;
      }
      case PrefixPhase::in_string:
        end_string(machine.value_rule().min_length, machine.value_rule().max_length);
        add("\"");
        return true;
      case PrefixPhase::in_key: end_key(frames.back()); return true;
      case PrefixPhase::after_value:
      case PrefixPhase::done: return true;
    }
    return true;
  }

  void write() {
    std::vector<PrefixFrame> frames = machine.frames_;
    bool comma = end_token(frames);
    while (!frames.empty() && known) {
      if (frames.back().object)
        close_object(frames.back(), comma);
      else
        close_array(frames.back(), comma);
      frames.pop_back();
      comma = true;
    }
  }
};

std::optional<std::string> PrefixMachine::suffix() const {
  if (failed_) return std::nullopt;
  SuffixWriter writer{*this, {}};
  writer.write();
  if (!writer.known) return std::nullopt;
  return std::move(writer.out);
}

}  // namespace nines::validate
