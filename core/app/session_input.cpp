// What comes into a session: links, files, examples. Each becomes one edit (so it can be undone) or a notice that says
// why not.
#include "app/session_impl.h"
#include "nines/call.h"
#include "nines/codec.h"
#include "nines_assets.h"

namespace nines::app {
namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

std::string stem(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

}  // namespace

void Session::Impl::open_link(std::string_view fragment) {
  constexpr std::string_view kExample = "#example=";
  const std::size_t hash = fragment.find('#');
  if (hash == std::string_view::npos || hash + 1 == fragment.size()) return;
  fragment.remove_prefix(hash);
  if (fragment.starts_with(kExample)) {
    open_example(fragment.substr(kExample.size()));
  } else {
    const Result<ReadDocument> read = document_from_link(fragment);
    if (!read) return tell(Severity::error, "This link could not be opened: " + first_line(error_text(read.error())));
    open_document(read->document, read->issues, "");
  }
  state.edited.clear();  // following a link is no edit
}

void Session::Impl::open_file(IncomingFile file) {
  switch (classify_input(file.bytes)) {
    case InputKind::document: {
      const Result<ReadDocument> read = document_from_json(file.bytes);
      if (!read) return tell(Severity::error, file.name + ": " + first_line(error_text(read.error())));
      return open_document(read->document, read->issues, file.name);
    }
    case InputKind::contract: return open_contract(file.bytes, file.name);
    case InputKind::records: return open_records(std::move(file.bytes), file.name);
    case InputKind::text: return open_text(std::move(file.bytes), file.name);
  }
}

void Session::Impl::open_document(Document document, const Issues& issues, std::string_view name) {
  if (document.title.empty()) document.title = stem(std::string(name));
  state.selected.clear();
  if (!document.pipeline.steps.empty()) state.selected = {0};
  commit(SetDocument{std::move(document)}, 0);
  if (!issues.empty())
    tell(Severity::warning,
         issues.front().message + (issues.size() > 1 ? " (and " + std::to_string(issues.size() - 1) + " more)" : ""));
}

// The document that a file joins. Beside the example nobody asked for, the file is what the session is about.
Document Session::Impl::document_beside(const std::string& name) const {
  Document out = history.now();
  if (pristine) out.title = stem(name);
  return out;
}

void Session::Impl::open_contract(std::string_view bytes, const std::string& name) {
  const Result<Contract> read = contract_from_json(bytes);
  if (!read) return tell(Severity::error, name + ": " + first_line(error_text(read.error())));
  Document next = document_beside(name);
  next.check.contract = *read;
  next.workspace = Workspace::check;
  commit(SetDocument{std::move(next)}, 0);
  tell(Severity::note, name + " is the contract now.");
}

std::string Session::Impl::put_dataset(std::string bytes, const std::string& name) {
  std::string sha = dataset_name_of(bytes);
  if (!datasets.contains(sha)) {
    runner.put_blob(sha, bytes);
    datasets.emplace(sha, Dataset{sha, name, std::move(bytes)});
    wants_changed = true;
  }
  return sha;
}

void Session::Impl::open_records(std::string bytes, const std::string& name) {
  const std::string sha = put_dataset(std::move(bytes), name);
  Document next = document_beside(name);
  state.shown_item = -1;
  state.shown_text = 0;
  if (next.workspace == Workspace::check) {
    next.check.dataset = sha;
    next.check.dataset_name = name;
    next.check.split = TextSplit::records;
  } else {
    next.compare.dataset = sha;
    next.compare.dataset_name = name;
    next.workspace = Workspace::compare;
  }
  commit(SetDocument{std::move(next)}, 0);
}

void Session::Impl::open_text(std::string bytes, const std::string& name) {
  Document next = document_beside(name);
  next.workspace = Workspace::check;
  next.check.split = TextSplit::text;
  next.check.select.clear();
  state.shown_text = 0;
  if (bytes.size() <= kMaxPastedText && bytes.find('\0') == std::string::npos) {
    next.check.text = std::move(bytes);
    next.check.dataset.clear();
    next.check.dataset_name.clear();
  } else {
    next.check.dataset = put_dataset(std::move(bytes), name);
    next.check.dataset_name = name;
  }
  commit(SetDocument{std::move(next)}, 0);
}

void Session::Impl::open_example(std::string_view name) {
  for (const ExampleInfo& row : example_table()) {
    if (name != row.name) continue;
    for (const char* extension : {".json", ".jsonl"}) {
      const assets::Asset* asset = assets::find(std::string(name) + extension);
      if (asset == nullptr) continue;
      // Records open beside what is there; they must not land in Check because Check happened to be open.
      const bool was_pristine = pristine;
      if (std::string_view(extension) == ".jsonl") commit(SetWorkspace{Workspace::compare}, 0);
      pristine = was_pristine;
      open_file({std::string(name) + extension, std::string(asset->text())});
      return;
    }
  }
  tell(Severity::warning, "There is no example called \"" + std::string(name.substr(0, 40)) + "\".");
}

}  // namespace nines::app
