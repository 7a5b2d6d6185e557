// Which keywords a schema speaks: the draft and the vocabularies its $schema names. Used by the schema compiler and the
// table of keywords.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "nines/status.h"

namespace nines::validate {

enum class Draft : std::uint8_t { draft6, draft7, draft2019_09, draft2020_12 };

// Bits of a set of drafts.
inline constexpr std::uint8_t bit_of(Draft draft) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(draft));
}
inline constexpr std::uint8_t kDraft2020 = 1U << 3U;
inline constexpr std::uint8_t kFrom2019 = (1U << 2U) | kDraft2020;
inline constexpr std::uint8_t kFrom7 = (1U << 1U) | kFrom2019;
inline constexpr std::uint8_t kEveryDraft = (1U << 0U) | kFrom7;
inline constexpr std::uint8_t kUntil2019 = kEveryDraft & ~kDraft2020;

// Bits of a set of vocabularies.
inline constexpr std::uint8_t kCore = 1U << 0U;
inline constexpr std::uint8_t kApplicator = 1U << 1U;
inline constexpr std::uint8_t kUnevaluated = 1U << 2U;
inline constexpr std::uint8_t kValidation = 1U << 3U;
inline constexpr std::uint8_t kMetaData = 1U << 4U;
inline constexpr std::uint8_t kFormat = 1U << 5U;
inline constexpr std::uint8_t kFormatAssertion = 1U << 6U;
inline constexpr std::uint8_t kContent = 1U << 7U;
inline constexpr std::uint8_t kStandard = static_cast<std::uint8_t>(~kFormatAssertion);

struct Dialect {
  Draft draft = Draft::draft2020_12;
  std::uint8_t vocabularies = kStandard;
  std::optional<Error> error;  // $schema names nothing that is known: any use of such a schema fails with this
};

// The draft whose own meta-schema this URI names, with http or https, with or without an empty fragment.
std::optional<Draft> draft_of_uri(std::string_view uri);
// The bit of a vocabulary's URI, 0 when it is unknown.
std::uint8_t vocabulary_bit(std::string_view uri);
// "https://json-schema.org/draft/2020-12/schema, …" for messages.
std::string known_dialects();

}  // namespace nines::validate
