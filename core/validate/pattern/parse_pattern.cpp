// ECMA-262 patterns under the u flag (edition 2020, 22.2.1), read in one pass with a stack of open groups instead of
// recursion. Lenient grammar: see ecma_pattern.h. See pattern_tree.h.
#include <algorithm>
#include <map>

#include "validate/pattern/pattern_reader.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxCount = 0x7FFFFFFF;  // of {n,m}; beyond it, no text is that long

class Parser {
 public:
  Parser(std::string_view text, PatternGrammar grammar, PatternTree& tree, PatternError& error)
      : in_(text, grammar, error), tree_(tree) {}

  bool run() {
    tree_.root = add_node(PatternKind::group);
    open_.push_back({tree_.root, {}, {}, 0});
    while (!in_.at_end()) {
      if (!read_one()) return false;
    }
    if (open_.size() > 1) return in_.fail(in_.at(), ") for the ( at byte " + std::to_string(open_.back().byte));
    close_alternatives();
    return check_references();
  }

 private:
  struct Open {
    std::uint32_t group;
    std::vector<std::uint32_t> alternatives;  // concats before a |
    std::vector<std::uint32_t> terms;         // of the concat being read
    std::size_t byte;
  };
  struct Reference {
    std::uint32_t node;
    std::size_t byte;
    std::string name;  // of \k<name>
  };

  std::uint32_t add_node(PatternKind kind, std::uint32_t value = 0) {
    PatternNode node;
    node.kind = kind;
    node.value = value;
    tree_.nodes.push_back(node);
    return static_cast<std::uint32_t>(tree_.nodes.size() - 1);
  }

  void link(std::uint32_t parent, const std::vector<std::uint32_t>& children) {
    if (!children.empty()) tree_.nodes[parent].first_child = children.front();
    for (std::size_t i = 1; i < children.size(); ++i) tree_.nodes[children[i - 1]].next_sibling = children[i];
  }

  void close_concat() {
    const std::uint32_t concat = add_node(PatternKind::concat);
    link(concat, open_.back().terms);
    open_.back().terms.clear();
    open_.back().alternatives.push_back(concat);
  }

  void close_alternatives() {
    close_concat();
    std::uint32_t body = open_.back().alternatives.front();
    if (open_.back().alternatives.size() > 1) {
      body = add_node(PatternKind::alternate);
      link(body, open_.back().alternatives);
    }
    tree_.nodes[open_.back().group].first_child = body;
  }

  bool read_one() {
    const std::size_t at = in_.at();
    switch (in_.peek()) {
      case '(': return open_group();
      case ')': return close_group();
      case '|': in_.go_to(at + 1); return close_concat(), true;
      case '^': in_.go_to(at + 1); return add_assertion(add_node(PatternKind::text_start));
      case '$': in_.go_to(at + 1); return add_assertion(add_node(PatternKind::text_end));
      case '\\': in_.go_to(at + 1); return read_backslash(at);
      case '[': in_.go_to(at + 1); return read_bracket();
      case '.': in_.go_to(at + 1); return add_set(inverted(line_terminator_chars()), false);
      case '*':
      case '+':
      case '?': return in_.fail(at, "something to repeat");
      case '{':
      case '}':
      case ']': return read_lone_bracket(at);
      default: return read_literal();
    }
  }

  bool read_literal() {
    const char32_t c = in_.next();
    return !in_.failed() && add_atom(add_node(PatternKind::character, c), tree_.capture_count);
  }

  bool read_lone_bracket(std::size_t at) {
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    bool lazy = false;
    if (in_.peek() == '{' && read_quantifier(min, max, lazy)) return in_.fail(at, "something to repeat");
    if (in_.failed()) return false;
    if (!in_.lenient()) return in_.fail(at, "a \\ before a lone bracket");
    return read_literal();
  }

  bool open_group() {
    const std::size_t at = in_.at();
    const std::uint32_t group = add_node(PatternKind::group);
    in_.go_to(at + 1);
    if (in_.take("?")) {
      if (!read_group_kind(group)) return false;
    } else {
      tree_.nodes[group].value = ++tree_.capture_count;
    }
    tree_.nodes[group].captures_from = tree_.capture_count - (tree_.nodes[group].value != 0 ? 1 : 0);
    open_.push_back({group, {}, {}, at});
    return true;
  }

  bool read_group_kind(std::uint32_t group) {
    PatternNode& node = tree_.nodes[group];
    if (in_.take(":")) return true;
    node.kind = PatternKind::look;
    tree_.has_look = true;
    if (in_.take("=")) return true;
    if (in_.take("!")) return node.negated = true;
    if (in_.take("<=")) return node.behind = true;
    if (in_.take("<!")) return node.behind = node.negated = true;
    if (!in_.take("<")) return in_.fail(in_.at(), "one of (?: (?= (?! (?<= (?<! (?<name>");
    node.kind = PatternKind::group;
    node.value = ++tree_.capture_count;
    const std::size_t at = in_.at();
    std::string name;
    if (!read_group_name(in_, name)) return false;
    return names_.emplace(std::move(name), node.value).second || in_.fail(at, "a name not used by another group");
  }

  bool close_group() {
    const std::size_t at = in_.at();
    if (open_.size() == 1) return in_.fail(at, "no ) without its (");
    in_.go_to(at + 1);
    close_alternatives();
    const std::uint32_t group = open_.back().group;
    open_.pop_back();
    if (tree_.nodes[group].kind == PatternKind::look) return add_assertion(group);
    return add_atom(group, tree_.nodes[group].captures_from);
  }

  // Under the u flag no assertion may be repeated.
  bool add_assertion(std::uint32_t node) {
    const std::size_t at = in_.at();
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    bool lazy = false;
    if (read_quantifier(min, max, lazy)) return in_.fail(at, "no repeat after an assertion");
    open_.back().terms.push_back(node);
    return !in_.failed();
  }

  bool add_set(CharSet set, bool unknown_members) {
    tree_.has_unknown_set |= unknown_members;
    tree_.sets.push_back(std::move(set));
    return add_atom(add_node(PatternKind::set, static_cast<std::uint32_t>(tree_.sets.size() - 1)), tree_.capture_count);
  }

  // Adds a term with the repeat that may follow it; captures after `captures_before` are inside.
  bool add_atom(std::uint32_t atom, std::uint32_t captures_before) {
    std::uint32_t min = 0;
    std::uint32_t max = 0;
    bool lazy = false;
    std::uint32_t term = atom;
    if (read_quantifier(min, max, lazy)) {
      term = add_node(PatternKind::repeat);
      PatternNode& node = tree_.nodes[term];
      node.min = min;
      node.max = max;
      node.lazy = lazy;
      node.captures_from = captures_before;
      node.captures_to = tree_.capture_count;
      node.first_child = atom;
    }
    open_.back().terms.push_back(term);
    return !in_.failed();
  }

  bool read_quantifier(std::uint32_t& min, std::uint32_t& max, bool& lazy) {
    const std::size_t at = in_.at();
    min = in_.peek() == '+' ? 1 : 0;
    max = in_.peek() == '?' ? 1 : kUnlimited;
    if (!in_.take("*") && !in_.take("+") && !in_.take("?")) {
      if (!in_.take("{")) return false;
      if (!read_counts(min, max)) return in_.go_to(at), false;
      if (min > max) return in_.fail(at, "counts in ascending order");
    }
    lazy = in_.take("?");
    return true;
  }

  bool read_counts(std::uint32_t& min, std::uint32_t& max) {
    if (!read_count(min)) return false;
    max = min;
    if (in_.take(",") && !read_count(max)) max = kUnlimited;
    return in_.take("}");
  }

  bool read_count(std::uint32_t& out) {
    const std::size_t start = in_.at();
    std::size_t value = 0;
    while (base::is_ascii_digit(in_.peek())) {
      value = std::min(kMaxCount,
                       (value > kMaxCount / 10 ? kMaxCount : value * 10) + static_cast<std::size_t>(in_.peek() - '0'));
      in_.go_to(in_.at() + 1);
    }
    out = static_cast<std::uint32_t>(value);
    return in_.at() > start;
  }

  bool read_bracket() {
    PatternAtom atom;
    return read_class(in_, atom) && add_set(std::move(atom.set), atom.unknown_members);
  }

  bool read_backslash(std::size_t at) {
    const char c = in_.peek();
    if (c == 'b' || c == 'B') {
      in_.go_to(at + 2);
      const std::uint32_t node = add_node(PatternKind::word_edge);
      tree_.nodes[node].negated = c == 'B';
      tree_.has_non_edge |= c == 'B';
      return add_assertion(node);
    }
    if (c == 'k') return read_named_reference(at);
    if (c >= '1' && c <= '9') return read_numbered_reference(at);
    PatternAtom atom;
    if (!read_escape(in_, EscapePlace::outside, atom)) return false;
    if (atom.is_set) return add_set(std::move(atom.set), atom.unknown_members);
    return add_atom(add_node(PatternKind::character, atom.value), tree_.capture_count);
  }

  bool add_reference(std::uint32_t number, std::size_t at, std::string name) {
    tree_.has_back_ref = true;
    const std::uint32_t node = add_node(PatternKind::back_ref, number);
    references_.push_back({node, at, std::move(name)});
    return add_atom(node, tree_.capture_count);
  }

  bool read_numbered_reference(std::size_t at) {
    std::uint32_t number = 0;
    read_count(number);
    return add_reference(number, at, "");
  }

  bool read_named_reference(std::size_t at) {
    in_.go_to(at + 2);
    std::string name;
    if (!in_.take("<")) return in_.fail(in_.at(), "<name> after \\k");
    return read_group_name(in_, name) && add_reference(0, at, std::move(name));
  }

  // Groups may stand after what refers to them, so this is known only at the end.
  bool check_references() {
    for (const Reference& reference : references_) {
      std::uint32_t& number = tree_.nodes[reference.node].value;
      if (!reference.name.empty()) {
        const auto found = names_.find(reference.name);
        if (found == names_.end()) return in_.fail(reference.byte, "the name of a group of this pattern");
        number = found->second;
      }
      if (number > tree_.capture_count) {
        return in_.fail(reference.byte, "the number of a group; there are " + std::to_string(tree_.capture_count));
      }
    }
    return !in_.failed();
  }

  PatternReader in_;
  PatternTree& tree_;
  std::vector<Open> open_;
  std::vector<Reference> references_;
  std::map<std::string, std::uint32_t> names_;
};

}  // namespace

bool parse_pattern(std::string_view pattern, PatternGrammar grammar, PatternTree& tree, PatternError& error) {
  return Parser(pattern, grammar, tree, error).run();
}

}  // namespace nines::validate
