// Engine::call: reads the envelope, finds the op, writes the answer or the error. See nines/call.h.
#include "nines/call.h"

#include <array>

#include "base/sha256.h"
#include "base/text.h"
#include "call/ops.h"

namespace nines {
namespace {

using call::Op;
using codec::Json;
using codec::kNoNode;

// One string for a pipeline argument, since three ops take it.
#define NINES_PIPELINE_ARG "pipeline: {steps…} | {blob | text, name?} | {link}"
#define NINES_INPUT_ARG "input: {blob | text, name?}"

constexpr std::array kOps{
    Op{{"simulate", "The three ends of a pipeline: exact, and sampled when trials > 0",
        NINES_PIPELINE_ARG ", trials?, seed?, survival?, influence?, variants?, calls?"},
       call::op_simulate},
    Op{{"sample", "Integer tallies of one slice of sampled runs; slices add up",
        NINES_PIPELINE_ARG ", seed?, first?, trials, part?"},
       call::op_sample},
    Op{{"merge", "The report of a whole sample from its parts",
        "parts: [{blob | text, name?}…], survival?, influence?, variants?, calls?"},
       call::op_merge},
    Op{{"replay", "One trial of a sample, event by event",
        NINES_PIPELINE_ARG ", seed?, trial? | first: ok | silent | detected, from?, most?"},
       call::op_replay},
    Op{{"rare", "A rare end by importance sampling, beside the exact value",
        NINES_PIPELINE_ARG ", end?: failure | silent | detected, trials?, seed?"},
       call::op_rare},
    Op{{"plan", "What to change for a target under a budget: the Pareto front and the cheapest plan",
        NINES_PIPELINE_ARG ", plan?: {target?: {ok?, silent?}, budget?: {calls?, cost_usd?}, cost?: auto | usd | calls "
                           "| executions, points?, "
                           "changes?: [{at, param, values} | {at, options: [{name?, parameters…}]} | {at, wrap: block, "
                           "parameters or lists "
                           "of them…, validate?, then?} | {var, values}; keep?]}"},
       call::op_plan},
    Op{{"solve", "The value of one number that just meets a target",
        NINES_PIPELINE_ARG
        ", at | var, target: {ok | failure | silent | detected | calls | cost_usd: value}, low?, high?"},
       call::op_solve},
    Op{{"versus", "Two designs: exact difference, and paired runs from one seed when trials > 0",
        "a, b: as pipeline, trials?, seed?"},
       call::op_versus},
    Op{{"influence", "What moves the ends most: each probability moved alone, both ways",
        NINES_PIPELINE_ARG ", by?: odds | failure, factor?, level?"},
       call::op_influence},
    Op{{"validate", "Which texts meet a contract, why not, and the repair",
        "contract: {kind…} | {blob | text, name?}, texts: [text…] | " NINES_INPUT_ARG
        ", as?: text | lines | records, select?, repair?: none | A | B | C, include_text?, summary?, step?, expected?, "
        "before?, allowed?: [pointer…], calls?, volume?, baseline?: as input"},
       call::op_validate},
    Op{{"selftest", "How many broken texts a check lets through, and which",
        "contract: {kind…} | {blob | text, name?} or fates: [caught | tolerated | survived | failed…], texts: [text…] "
        "| " NINES_INPUT_ARG ", as?: text | lines | records, select?, seed?, per_cause?, of?: causes | answers"},
       call::op_selftest},
    Op{{"mutants", "Passing texts broken in every known way, for another checker to judge",
        "texts: [text…] | " NINES_INPUT_ARG ", as?: text | lines | records, select?, seed?, per_cause?, of?: causes | "
        "answers, contract?: the one they meet, "
        "whose schema and node registry are used"},
       call::op_mutants},
    Op{{"prefix", "Whether texts are whole, can still meet a contract or have failed for certain, and from which byte",
        "contract: as validate, texts: [text…] | " NINES_INPUT_ARG
        ", as?: text | lines | records, select?, timeline?, bytes_per_token?, tokens_per_second?, "
        "usd_per_million_tokens?"},
       call::op_prefix},
    Op{{"infer", "A contract from examples: types, keys, words, ranges and formats as far as the evidence goes",
        "contract?: as validate (only what meets it is an example), texts: [text…] | " NINES_INPUT_ARG
        ", as?: text | lines | records, select?"},
       call::op_infer},
    Op{{"strict", "What of a schema model vendors do not accept for structured output, and the schema for a prompt",
        "contract: as validate, vendor?: common | openai | anthropic"},
       call::op_strict},
    Op{{"disagree", "Agreement and consistency of repeated answers, what a panel is worth as voters, and its consensus",
        NINES_INPUT_ARG
        ", by?: auto | label | correctness | output, pass_mark?, seed?, bootstrap?, items?, rater?: model | "
        "model_trial, domain?: [value…], ordered?, coefficients?: [id of catalog.agreement…], aggregate?: majority | "
        "worker_agreement | dawid_skene | one_coin | mace | glad | pooled"},
       call::op_disagree},
    Op{{"compare", "A against B on the same items: paired difference, exact tests, noise floor, sample size",
        "a: {blob | text, name?}, b?: as a (default: two models of a), model_a?, model_b?, by?: correctness | score, "
        "align?: item_and_trial | item, pass_mark?, wanted?: difference, power?, seed?, bootstrap?, permutations?"},
       call::op_compare},
    Op{{"drift", "How the share of right answers moves with a field: control charts, change point, trend",
        NINES_INPUT_ARG
        ", by: field, model?, pass_mark?, centre?, baseline?: periods, sigmas?, seed?, bootstrap?, permutations?"},
       call::op_drift},
    Op{{"hard", "Items that nobody solves, that good raters dispute, whose gold label looks wrong; golden set",
        NINES_INPUT_ARG
        ", by?: as disagree, pass_mark?, seed?, permutations?, false_discovery?, most?: rows a list, golden?, "
        "corrections?"},
       call::op_hard},
    Op{{"fit", "Rates and correlation from repeats, steps of runs, task lengths or published pass^k, as a pipeline",
        NINES_INPUT_ARG
        " | counts: [[c, n]…], of?: auto | repeats | length | steps | pass_hat, pass_mark?, seed?, bootstrap?, "
        "length?: field, weights?: items | runs, horizons?: [q…], at?: [length…], shared?"},
       call::op_fit},
    Op{{"open", "The document of a link or file", "link | " NINES_INPUT_ARG}, call::op_open},
    Op{{"link", "The link of a document", NINES_INPUT_ARG " | " NINES_PIPELINE_ARG}, call::op_link},
    Op{{"catalog", "Every table: ops, step kinds, contracts, causes, metrics, errors", ""}, call::op_catalog},
    Op{{"schema", "JSON Schema (draft 2020-12) of pipeline files", ""}, call::op_schema},
    Op{{"version", "Version of the engine and of the formats", ""}, call::op_version},
};

constexpr std::array<OpInfo, kOps.size()> make_infos() {
  std::array<OpInfo, kOps.size()> out{};
  for (std::size_t i = 0; i < kOps.size(); ++i) out[i] = kOps[i].info;
  return out;
}
constexpr std::array kOpInfos = make_infos();

const Op* find_op(std::string_view id) {
  for (const Op& row : kOps) {
    if (id == row.info.id) return &row;
  }
  return nullptr;
}

std::string known_ops() {
  std::string out;
  for (const Op& row : kOps) out += (out.empty() ? "" : ", ") + std::string(row.info.id);
  return out;
}

Result<Json> run_op(const Engine& engine, codec::ReadContext& read, RunContext& run) {
  codec::ObjectReader in(read, 0, "a request");
  const std::uint32_t at = in.required("op");
  const std::string id = in.text("op");
  const Op* op = find_op(id);
  if (at != kNoNode && op == nullptr)
    read.fail(ErrorCode::unknown_op, at, "no op " + read.quote(at) + "; known: " + known_ops());
  const std::uint32_t version = in.member("v");
  if (version != kNoNode && read.tree.source(version) != "1") {
    read.fail(ErrorCode::bad_version, version, "\"v\" is " + read.quote(version) + "; this version answers 1");
  }
  const std::uint32_t args = in.member("args");
  in.finish(codec::UnknownMembers::fail);
  if (read.error) return *read.error;
  call::CallContext context{engine, read, args, run};
  Result<Json> answer = op->run(context);
  if (read.error) return *read.error;
  return answer;
}

}  // namespace

std::span<const OpInfo> op_table() { return kOpInfos; }

std::span<const Op> call::ops() { return kOps; }

std::string Engine::put_blob(std::string bytes) {
  std::string sha = base::sha256_hex(bytes);
  blobs_.insert_or_assign(sha, std::move(bytes));
  return sha;
}

const std::string* Engine::find_blob(const std::string& sha256) const {
  const auto found = blobs_.find(sha256);
  return found == blobs_.end() ? nullptr : &found->second;
}

std::string Engine::call(std::string_view request, RunContext& run) const {
  request.remove_prefix(base::bom_bytes(request));
  const base::JsonReadResult parsed = base::read_json(request);
  if (!parsed.ok) return error_response(base::json_error(parsed.error, request, ""));
  codec::ReadContext read{parsed.tree, ""};
  for (const std::uint32_t node : parsed.tree.duplicate_keys) {
    read.fail(ErrorCode::bad_json, node,
              "the key " + base::json_quote(parsed.tree.key(node)) + " stands twice in one object");
  }
  if (read.error) return error_response(*read.error);
  const Result<Json> answer = run_op(*this, read, run);
  return answer ? codec::dump(*answer) : error_response(answer.error());
}

std::string error_response(const Error& error) { return codec::dump({{"error", codec::to_json(error)}}); }

namespace {

// Controls but the line break, and everything that changes the direction of text.
bool drives_terminal(char32_t c) {
  const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
  const bool direction =
      c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || direction || c == 0x2028 || c == 0x2029;
}

// The value in upper-case hexadecimal, at least `digits` of it.
std::string hexadecimal(std::uint32_t value, int digits) {
  std::string out;
  for (; value > 0 || digits > 0; value >>= 4U, --digits) out.insert(out.begin(), "0123456789ABCDEF"[value & 0xFU]);
  return out;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::decode_utf8(text, at);
    if (!c.valid)
      out += "\\x" + hexadecimal(static_cast<unsigned char>(text[at]), 2);
    else if (drives_terminal(c.value))
      out += c.value < 0x20 ? "\\x" + hexadecimal(c.value, 2) : "\\u" + hexadecimal(c.value, 4);
    else
      out.append(text, at, c.length);
    at += c.length;
  }
  return out;
}

std::string short_pointer(const std::string& pointer) {
  constexpr std::size_t kEnd = 60;
  if (pointer.size() <= 3 * kEnd) return pointer;
  const std::size_t head = pointer.rfind('/', kEnd);
  const std::size_t tail = pointer.find('/', pointer.size() - kEnd);
  if (head == std::string::npos || head == 0 || tail == std::string::npos) return base::shorten(pointer, 2 * kEnd);
  return pointer.substr(0, head) + "/…" + pointer.substr(tail);
}

std::string where_text(const Where& where) {
  std::string out = where.source;
  if (where.line > 0) {
    out += (out.empty() ? "" : ":") + std::to_string(where.line) + ":" + std::to_string(where.column);
  }
  if (!where.pointer.empty()) out += (out.empty() ? "" : ": ") + short_pointer(where.pointer);
  return out.empty() ? out : out + ": ";
}

std::string error_text(const Error& error) {
  const ErrorInfo& info = error_info(error.code);
  return where_text(error.where) + (error.message.empty() ? info.title : error.message) + "\n  " + info.hint;
}

}  // namespace nines
