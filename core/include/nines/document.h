// The document: the one small value that the user edits, links carry and files hold. Bulk data is not in it, only the
// sha-256 of each dataset. Written and read by codec.h; changed only by app/apply.
#pragma once

#include <cstdint>
#include <string>

#include "nines/disagree.h"
#include "nines/validate.h"
#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxDocumentBytes = std::size_t{256} << 10;
inline constexpr std::size_t kMaxLinkBytes = std::size_t{32} << 10;  // refused above; offer a file
inline constexpr std::size_t kWarnLinkBytes = std::size_t{2} << 10;  // some messengers cut longer ones
inline constexpr std::int64_t kDocumentVersion = 1;

enum class Workspace : std::uint8_t { pipeline, check, compare };

// How a file becomes texts: the whole file, its lines, or a value selected in each record.
enum class TextSplit : std::uint8_t { text, lines, records };

struct CheckInput {
  Contract contract;
  std::string text;          // used when dataset is empty
  std::string dataset;       // sha-256
  std::string dataset_name;  // file name, for people
  TextSplit split = TextSplit::text;
  std::string select;  // JSON pointer with '*', for records
  RepairLevel repair = RepairLevel::b;
};

struct CompareInput {
  std::string dataset;
  std::string dataset_name;
  CompareBy by = CompareBy::automatic;
  double pass_mark = 1;
};

struct Document {
  std::string title;
  Workspace workspace = Workspace::pipeline;
  Pipeline pipeline;
  CheckInput check;
  CompareInput compare;
};

}  // namespace nines
