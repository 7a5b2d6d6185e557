// A small reader for one known JSON shape: {"widgets": [{flat object}…], …}. See mirror_reader.h.
#include "mirror_reader.h"

#include <array>
#include <cstdlib>

namespace nines::native {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool eat(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  char peek() {
    skip_space();
    return at_ < text_.size() ? text_[at_] : '\0';
  }
  std::string string() {
    std::string out;
    if (!eat('"')) return out;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        escape(out);
      } else {
        out += text_[at_++];
      }
    }
    ++at_;
    return out;
  }
  // A number or a word: everything up to the next mark.
  std::string bare() {
    skip_space();
    const std::size_t end = text_.find_first_of(",]} \n\t", at_);
    std::string out(text_.substr(at_, end - at_));
    at_ = end == std::string_view::npos ? text_.size() : end;
    return out;
  }
  bool seek(std::string_view key) {
    const std::size_t found = text_.find(key, at_);
    if (found == std::string_view::npos) return false;
    at_ = found + key.size();
    return true;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r'))
      ++at_;
  }
  void escape(std::string& out) {
    const char c = text_[at_++];
    if (c == 'n')
      out += '\n';
    else if (c == 't')
      out += '\t';
    else if (c == 'u') {
      out += '?';
      at_ += 4;
    }  // the writer escapes control characters only
    else
      out += c;
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

void read_rect(Reader& in, MirrorWidget& out) {
  std::array<float, 4> numbers{};
  std::size_t count = 0;
  if (!in.eat('[')) return;
  while (in.peek() != ']' && in.peek() != '\0') {
    const float number = std::strtof(in.bare().c_str(), nullptr);
    if (count < numbers.size()) numbers[count++] = number;
    in.eat(',');
  }
  in.eat(']');
  out.x = numbers[0];
  out.y = numbers[1];
  out.width = numbers[2];
  out.height = numbers[3];
}

MirrorWidget read_widget(Reader& in) {
  MirrorWidget out;
  while (in.peek() == '"') {
    const std::string key = in.string();
    in.eat(':');
    if (in.peek() == '[') {
      read_rect(in, out);
    } else {
      const std::string value = in.peek() == '"' ? in.string() : in.bare();
      if (key == "label")
        out.label = value;
      else if (key == "role")
        out.role = value;
      else if (key == "value")
        out.value = value;
      else if (key == "enabled")
        out.enabled = value == "true";
      else if (key == "visible")
        out.visible = value == "true";
    }
    in.eat(',');
  }
  in.eat('}');
  return out;
}

int rank(const MirrorWidget& widget) {
  const bool plain = widget.role == "text" || widget.role == "heading" || widget.role == "img";
  return (widget.visible ? 4 : 0) + (plain ? 0 : 2) + (widget.enabled ? 1 : 0);
}

}  // namespace

std::vector<MirrorWidget> read_mirror(std::string_view json) {
  std::vector<MirrorWidget> out;
  Reader in(json);
  if (!in.seek("\"widgets\"") || !in.eat(':') || !in.eat('[')) return out;
  while (in.eat('{')) {
    out.push_back(read_widget(in));
    in.eat(',');
  }
  return out;
}

const MirrorWidget* find_widget(const std::vector<MirrorWidget>& widgets, std::string_view label) {
  std::string_view role;
  const std::size_t mark = label.rfind('@');
  if (mark != std::string_view::npos && mark > 0) {
    role = label.substr(mark + 1);
    label = label.substr(0, mark);
  }
  const MirrorWidget* best = nullptr;
  for (const MirrorWidget& widget : widgets) {
    if (widget.label != label || (!role.empty() && widget.role != role)) continue;
    if (best == nullptr || rank(widget) > rank(*best)) best = &widget;
  }
  return best;
}

}  // namespace nines::native
