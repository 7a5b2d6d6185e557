// The contract of fenced code: one fenced block of a language, whose body may have a contract of its
// own. Code without its fence gets one (W10). See kinds.h.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "validate/contracts/nested.h"

namespace nines::validate {

namespace {

// Names that markdown readers take for the same language; the first is how it is written here.
constexpr std::array kAliases{
    std::array<std::string_view, 4>{"javascript", "js", "node", "mjs"},
    std::array<std::string_view, 4>{"typescript", "ts", "mts", ""},
    std::array<std::string_view, 4>{"python", "py", "python3", "py3"},
    std::array<std::string_view, 4>{"bash", "sh", "shell", "zsh"},
    std::array<std::string_view, 4>{"c++", "cpp", "cxx", "cc"},
    std::array<std::string_view, 4>{"c#", "csharp", "cs", ""},
    std::array<std::string_view, 4>{"yaml", "yml", "", ""},
    std::array<std::string_view, 4>{"markdown", "md", "", ""},
    std::array<std::string_view, 4>{"rust", "rs", "", ""},
    std::array<std::string_view, 4>{"ruby", "rb", "", ""},
    std::array<std::string_view, 4>{"go", "golang", "", ""},
    std::array<std::string_view, 4>{"kotlin", "kt", "", ""},
    std::array<std::string_view, 4>{"powershell", "ps1", "pwsh", "ps"},
    std::array<std::string_view, 4>{"html", "htm", "", ""},
    std::array<std::string_view, 4>{"text", "txt", "plaintext", "plain"},
    std::array<std::string_view, 4>{"jsonl", "ndjson", "jsonlines", ""},
    std::array<std::string_view, 4>{"dockerfile", "docker", "", ""},
    std::array<std::string_view, 4>{"haskell", "hs", "", ""},
    std::array<std::string_view, 4>{"latex", "tex", "", ""},
    std::array<std::string_view, 4>{"objective-c", "objc", "objectivec", ""},
};

std::string canonical_language(std::string_view name) {
  const std::string folded = base::fold_ascii(base::trim_ascii(name));
  for (const auto& row : kAliases) {
    if (std::find(row.begin(), row.end(), folded) != row.end() && !folded.empty()) return std::string(row[0]);
  }
  return folded;
}

// The first word of the info string; "python title=x" and "{.python}" both say python.
Span info_word(std::string_view text, const Fence& fence) {
  const std::string_view line = text.substr(0, fence.open.to);
  std::size_t from = fence.open.from;
  while (from < line.size() && (line[from] == ' ' || line[from] == '\t')) ++from;
  from = std::min(line.find_first_not_of(line[from], from), line.size());
  from = std::min(line.find_first_not_of(" \t.{", from), line.size());
  return {from, std::min(line.find_first_of(" \t,}:", from), line.size())};
}

void check_language(const Impl& contract, std::string_view text, const Fence& fence, Misses& misses) {
  const std::string& wanted = contract.contract.language;
  if (base::trim_ascii(wanted).empty()) return;
  const Span word = info_word(text, fence);
  const std::string_view found = text.substr(word.from, word.to - word.from);
  if (canonical_language(found) == canonical_language(wanted)) return;
  Finding finding;
  if (found.empty()) {
    finding = make_finding("C1", fence.open, "the fence names no language", wanted,
                           excerpt(text.substr(fence.open.from, fence.open.to - fence.open.from)));
    finding.edits.push_back({{fence.open.to, fence.open.to}, wanted});
  } else {
    finding = make_finding("C5", word, "the fence says " + quoted(found), wanted, excerpt(found));
    finding.edits.push_back({word, wanted});
  }
  finding.schema_pointer = "/language";
  misses.add(std::move(finding), found.empty() ? RepairLevel::b : RepairLevel::c);
}

// The body without the line ending before the closing fence, as a pattern or a reader of lines wants it.
Span body_of(std::string_view text, const Fence& fence) {
  Span out = fence.body;
  if (out.to > out.from && text[out.to - 1] == '\n') --out.to;
  if (out.to > out.from && text[out.to - 1] == '\r') --out.to;
  return out;
}

bool judge_body(const Impl& contract, std::string_view text, Span body, Misses& misses) {
  if (contract.parts.empty()) {
    const std::string_view code = text.substr(body.from, body.to - body.from);
    if (!base::trim_ascii(code).empty()) return true;
    misses.add(make_finding("X8", body, "the fenced block is empty", "code", "nothing"));
    return false;
  }
  return judge_part(*contract.parts[0], {text.substr(body.from, body.to - body.from), body.from, nullptr, "", "/body"},
                    misses);
}

// A line that would hardly stand in prose.
bool looks_like_code(std::string_view line) {
  constexpr std::string_view kStarts[] = {
      "import ", "from ", "def ",    "class ",  "return",  "#include", "const ", "let ", "var ", "func", "fn ",
      "if (",    "for (", "while (", "//",      "# ",      "<",        "SELECT", "{",    "}",    "[",    "]",
      "@",       "$ ",    "public ", "private", "export ", "package ", "echo ",  "use ", "#!"};
  constexpr std::string_view kEnds = "{}();:[],\\>";
  constexpr std::string_view kInside[] = {" = ", "==", "=>", "->", "()", "::", " += ", "</"};
  const bool starts = std::any_of(std::begin(kStarts), std::end(kStarts),
                                  [&](std::string_view word) { return line.starts_with(word); });
  const bool inside = std::any_of(std::begin(kInside), std::end(kInside),
                                  [&](std::string_view piece) { return line.find(piece) != std::string_view::npos; });
  return starts || inside || kEnds.find(line.back()) != std::string_view::npos;
}

bool mostly_code(std::string_view text) {
  std::size_t lines = 0;
  std::size_t code = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view line = base::trim_ascii(text.substr(at, stop - at));
    if (!line.empty()) ++lines;
    if (!line.empty() && looks_like_code(line)) ++code;
    at = stop + 1;
  }
  return lines > 0 && 2 * code > lines;
}

// Code that stands there without a fence around it.
Check check_bare(const Impl& contract, std::string_view text) {
  Check out;
  const std::string_view code = base::trim_ascii(text);
  const bool holds = contract.parts.empty() ? mostly_code(code) : check_value(*contract.parts[0], code).holds;
  const bool has_marks = code.find("```") != std::string_view::npos;
  out.reads = holds && !has_marks;
  if (!out.reads) {
    out.misses.add(make_finding("X9", {0, text.size()}, "there is no fenced block in " + quoted(text), "a fenced block",
                                excerpt(text)));
    return out;
  }
  const auto from = static_cast<std::size_t>(code.data() - text.data());
  Finding finding = make_finding("W10", {from, from + code.size()}, "the code stands without a fence", "a fenced block",
                                 excerpt(code));
  const std::string language = contract.contract.language;
  finding.edits.push_back({{from, from}, "```" + language + "\n"});
  finding.edits.push_back({{from + code.size(), from + code.size()}, "\n```"});
  out.misses.add(std::move(finding));
  return out;
}

// Closing a block that nothing vouches for might pass a part off as the whole.
void check_closed(std::string_view text, const Fence& fence, bool body_holds, bool vouched, Misses& misses) {
  if (fence.closed || (!body_holds && vouched)) return;
  Finding finding = make_finding("W2", fence.open, "the fence is never closed", "a closing fence", "end of text");
  std::size_t run = 0;
  const std::size_t from = text.find_first_not_of(" \t", fence.open.from);
  while (from + run < text.size() && text[from + run] == text[from]) ++run;
  const std::string closing(run, text[from]);
  finding.edits.push_back({{text.size(), text.size()}, (text.ends_with('\n') ? "" : "\n") + closing});
  misses.add(std::move(finding), vouched ? RepairLevel::a : RepairLevel::c);
}

}  // namespace

std::optional<Error> compile_fenced(Impl& out, std::size_t depth) {
  out.nests = true;
  if (out.contract.parts.size() > 1) {
    return contract_error(ErrorCode::bad_value, "fenced takes one contract for its body", "/body");
  }
  if (out.contract.language.find_first_of("`\r\n") != std::string::npos) {
    return contract_error(ErrorCode::bad_value,
                          "language must be one line without back quotes, found " + quoted(out.contract.language),
                          "/language");
  }
  if (out.contract.parts.empty()) return std::nullopt;
  CompiledPart part = compile_part(out.contract.parts[0], "/body", depth + 1);
  if (!part) return part.error();
  out.parts.push_back(std::move(part).value());
  return std::nullopt;
}

Check check_fenced(const Impl& contract, std::string_view text) {
  const std::vector<Fence> fences = find_fences(text);
  if (fences.empty()) return check_bare(contract, text);
  const Fence& fence = fences.front();
  const bool alone = fences.size() == 1 && base::trim_ascii(text.substr(0, fence.open.from)).empty() &&
                     base::trim_ascii(text.substr(fence.close.to)).empty();
  Check out;
  out.reads = alone;
  if (!alone) {
    out.misses.add(make_finding("X9", {0, text.size()},
                                fences.size() == 1
                                    ? "text stands around the fenced block"
                                    : std::to_string(fences.size()) + " fenced blocks where one is expected",
                                "one fenced block", excerpt(text)));
    return out;
  }
  Misses misses;
  const bool body_holds = judge_body(contract, text, body_of(text, fence), misses);
  check_closed(text, fence, body_holds, !contract.parts.empty(), misses);
  check_language(contract, text, fence, misses);
  misses.give(out);
  return out;
}

void whole_fence(const Impl& /*contract*/, const Layout& layout, std::size_t index, CandidateList& out) {
  const Fence& fence = layout.fences[index];
  out.add({{fence.open.from, fence.close.to}, kNoFence, fence.closed});
}

}  // namespace nines::validate
