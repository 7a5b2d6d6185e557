// Op hard: the items worth keeping, from records of several raters.
#include "call/ops.h"
#include "call/records.h"
#include "codec/comparison_codec.h"

namespace nines::call {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

Result<Json> op_hard(CallContext& call) {
  constexpr std::int64_t kMostRows = 1'000'000;
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t node = in.required("input");
  const CompareBy by = in.choice("by", codec::kCompareByNames, CompareBy::automatic);
  const double pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  HardItemOptions options;
  options.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kMaxSeed));
  options.permutations = in.whole("permutations", options.permutations, 1, kMaxPermutations);
  options.false_discovery = in.number("false_discovery", options.false_discovery, 1e-9, 0.999);
  codec::HardItemsShown shown;
  shown.most = static_cast<std::size_t>(in.whole("most", 100, 0, kMostRows));
  shown.golden = in.boolean("golden", false);
  shown.corrections = in.boolean("corrections", false);
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  const Result<Corpus> corpus = read_corpus(call, node);
  if (!corpus) return corpus.error();
  if (corpus->records.empty())
    return no_records_error(*corpus, error_of(*corpus, ErrorCode::no_records, "no records"));
  const Result<HardItemReport> report = hard_items(rated_answers(*corpus, by, pass_mark), options, call.run);
  if (!report) return report.error();
  Json out = codec::hard_items_json(*report, shown);
  out["issues"] = codec::to_json(corpus->issues);
  return out;
}

}  // namespace nines::call
