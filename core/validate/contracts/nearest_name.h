// The nearest of many names to one that is none of them: for proposals, never for repairs. Used by the
// tool_call and workflow contracts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nines::validate {

inline constexpr std::size_t kMaxNameBytes = 200;         // longer names have no near ones
inline constexpr std::size_t kMaxComparedNames = 20'000;  // of one list

// By edit distance over bytes with case folded; nothing beyond a third of the name's length or when
// two are equally near. Cost: O(names * bytes^2).
std::optional<std::string> nearest_name(const std::vector<std::string>& names, std::string_view name);

}  // namespace nines::validate
