// Character classes and the names of groups in ECMA-262 patterns. See pattern_reader.h.
#include "validate/pattern/pattern_reader.h"
#include "validate/pattern/unicode_property.h"

namespace nines::validate {

namespace {

bool read_class_atom(PatternReader& in, PatternAtom& out) {
  if (in.take("\\")) return read_escape(in, EscapePlace::in_class, out);
  out.value = in.next();
  return !in.failed();
}

void add_atom(const PatternAtom& atom, PatternAtom& out) {
  if (atom.is_set) {
    out.set.add(atom.set);
    out.unknown_members |= atom.unknown_members;
  } else {
    out.set.add(atom.value, atom.value);
  }
}

// One atom, or a range when a - and another atom follow.
bool read_class_item(PatternReader& in, PatternAtom& out) {
  const std::size_t start = in.at();
  PatternAtom first;
  if (!read_class_atom(in, first)) return false;
  const bool has_range = in.peek() == '-' && in.peek(1) != ']';
  if (!has_range) return add_atom(first, out), true;
  const std::size_t dash = in.at();
  in.go_to(dash + 1);
  if (in.at_end()) return in.fail(in.at(), "]");
  PatternAtom last;
  if (!read_class_atom(in, last)) return false;
  if (first.is_set || last.is_set) {
    if (!in.lenient()) return in.fail(first.is_set ? start : dash + 1, "a single character as an end of the range");
    add_atom(first, out);  // [\w-.]: without the u flag the - stands for itself
    out.set.add('-', '-');
    return add_atom(last, out), true;
  }
  if (first.value > last.value) return in.fail(start, "a range in ascending order");
  out.set.add(first.value, last.value);
  return true;
}

}  // namespace

bool read_class(PatternReader& in, PatternAtom& out) {
  out.is_set = true;
  const bool negated = in.take("^");
  while (!in.take("]")) {
    if (in.at_end()) return in.fail(in.at(), "]");
    if (!read_class_item(in, out)) return false;
  }
  out.set.finish();
  if (negated) out.set.invert();
  return true;
}

bool read_group_name(PatternReader& in, std::string& out) {
  while (!in.take(">")) {
    const std::size_t at = in.at();
    char32_t c = 0;
    if (in.take("\\u")) {
      if (!read_unicode_escape(in, c)) return false;
    } else {
      c = in.next();
    }
    if (in.failed()) return false;
    if (!(out.empty() ? is_identifier_start(c) : is_identifier_part(c))) {
      return in.fail(at, out.empty() ? "the name of a group" : "> after the name of the group");
    }
    base::append_utf8(out, c);
  }
  return !out.empty() || in.fail(in.at() - 1, "the name of a group");
}

}  // namespace nines::validate
