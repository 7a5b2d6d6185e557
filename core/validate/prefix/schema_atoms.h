// Which schema objects hold at one place: $ref and allOf followed, `true` left out. Used by rule_compile.cpp.
// References that leave the schema are not followed; they make the place late.
#pragma once

#include <string_view>
#include <vector>

#include "validate/prefix/rule.h"

namespace nines::validate {

enum class PrefixDraft : std::uint8_t { draft_2020_12, draft_7, other };

struct AtomSet {
  std::vector<Atom> atoms;  // sorted, each once
  bool impossible = false;
  bool late = false;
};

class AtomFinder {
 public:
  AtomFinder(const base::JsonTree& tree, FormatPolicy formats);
  [[nodiscard]] PrefixDraft draft() const { return draft_; }
  // Adds what the schema at `node` (or the constant) asks for.
  void add(Atom atom, AtomSet& out) const;
  // The member of a schema object that checks something, or kNoNode (also beside $ref in draft 7).
  [[nodiscard]] std::uint32_t keyword(std::uint32_t schema, std::string_view name) const;

 private:
  [[nodiscard]] bool is_late(std::uint32_t schema) const;
  [[nodiscard]] bool is_foreign(std::uint32_t schema) const;
  [[nodiscard]] std::uint32_t resource_of(std::uint32_t schema) const;
  [[nodiscard]] std::uint32_t resolve(std::uint32_t schema, std::string_view reference) const;
  void add_object(std::uint32_t schema, std::vector<std::uint32_t>& todo, AtomSet& out) const;

  const base::JsonTree& tree_;
  FormatPolicy formats_;
  PrefixDraft draft_;
};

}  // namespace nines::validate
