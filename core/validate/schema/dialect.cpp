// The tables of drafts and vocabularies. See dialect.h.
#include "validate/schema/dialect.h"

#include <array>

namespace nines::validate {

namespace {

struct DraftRow {
  std::string_view scheme;
  std::string_view rest;
  Draft draft;
};
constexpr std::array kDrafts{
    DraftRow{"https://", "json-schema.org/draft/2020-12/schema", Draft::draft2020_12},
    DraftRow{"https://", "json-schema.org/draft/2019-09/schema", Draft::draft2019_09},
    DraftRow{"http://", "json-schema.org/draft-07/schema", Draft::draft7},
    DraftRow{"http://", "json-schema.org/draft-06/schema", Draft::draft6},
};

struct VocabularyRow {
  std::string_view uri;
  std::uint8_t bits;
};
constexpr std::array kVocabularies{
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/core", kCore},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/applicator", kApplicator},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/unevaluated", kUnevaluated},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/validation", kValidation},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/meta-data", kMetaData},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/format-annotation", kFormat},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/format-assertion", kFormat | kFormatAssertion},
    VocabularyRow{"https://json-schema.org/draft/2020-12/vocab/content", kContent},
    VocabularyRow{"https://json-schema.org/draft/2019-09/vocab/core", kCore},
    VocabularyRow{"https://json-schema.org/draft/2019-09/vocab/applicator", kApplicator | kUnevaluated},
    VocabularyRow{"https://json-schema.org/draft/2019-09/vocab/validation", kValidation},
    VocabularyRow{"https://json-schema.org/draft/2019-09/vocab/meta-data", kMetaData},
    VocabularyRow{"https://json-schema.org/draft/2019-09/vocab/format", kFormat},
    VocabularyRow{"https://json-schema.org/draft/2019-09/vocab/content", kContent},
};

}  // namespace

std::optional<Draft> draft_of_uri(std::string_view uri) {
  if (uri.ends_with('#')) uri.remove_suffix(1);
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
    if (!uri.starts_with(scheme)) continue;
    for (const DraftRow& row : kDrafts) {
      if (uri.substr(scheme.size()) == row.rest) return row.draft;
    }
  }
  return std::nullopt;
}

std::uint8_t vocabulary_bit(std::string_view uri) {
  for (const VocabularyRow& row : kVocabularies) {
    if (uri == row.uri) return row.bits;
  }
  return 0;
}

std::string known_dialects() {
  std::string out;
  for (const DraftRow& row : kDrafts) {
    out += (out.empty() ? "" : ", ") + std::string(row.scheme) + std::string(row.rest);
  }
  return out;
}

}  // namespace nines::validate
