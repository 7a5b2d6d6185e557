// Documents as links: "#1." + base64url(raw deflate of the compact JSON). The form is versioned by the leading number;
// every released form stays readable. A link is hostile input: sizes are capped while inflating.
#include <zlib.h>

#include <array>

#include "codec/write.h"

namespace nines {
namespace {

constexpr const char* kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string base64url(std::string_view bytes) {
  std::string out;
  unsigned bits = 0;
  int have = 0;
  for (const char c : bytes) {
    bits = ((bits << 8U) | static_cast<unsigned char>(c)) & 0xffffU;
    have += 8;
    while (have >= 6) {
      have -= 6;
      out += kAlphabet[(bits >> static_cast<unsigned>(have)) & 63U];
    }
  }
  if (have > 0) out += kAlphabet[(bits << static_cast<unsigned>(6 - have)) & 63U];
  return out;
}

std::array<int, 256> decode_table() {
  std::array<int, 256> out{};
  out.fill(-1);
  for (int i = 0; i < 64; ++i) out[static_cast<unsigned char>(kAlphabet[i])] = i;
  return out;
}

bool base64url_decode(std::string_view text, std::string& out) {
  static const std::array<int, 256> table = decode_table();
  unsigned bits = 0;
  int have = 0;
  for (const char c : text) {
    const int value = table[static_cast<unsigned char>(c)];
    if (value < 0) return false;
    bits = ((bits << 6U) | static_cast<unsigned>(value)) & 0xffffU;
    have += 6;
    if (have >= 8) {
      have -= 8;
      out += static_cast<char>((bits >> static_cast<unsigned>(have)) & 255U);
    }
  }
  return true;
}

// windowBits < 0 asks zlib for a raw stream: no header, no checksum.
constexpr int kRawWindow = -15;

std::string deflate_raw(const std::string& text) {
  z_stream stream{};
  if (deflateInit2(&stream, 9, Z_DEFLATED, kRawWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));  // NOLINT: zlib does not write through it
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

enum class Inflated : std::uint8_t { ok, damaged, too_large };

Inflated inflate_raw(const std::string& bytes, std::string& out) {
  z_stream stream{};
  if (inflateInit2(&stream, kRawWindow) != Z_OK) return Inflated::damaged;
  out.assign(kMaxDocumentBytes + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT: zlib does not write through it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int code = inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  if (out.size() > kMaxDocumentBytes) return Inflated::too_large;
  return code == Z_STREAM_END ? Inflated::ok : Inflated::damaged;
}

Error bad_link(std::string message) { return Error{ErrorCode::bad_link, std::move(message), {}}; }

}  // namespace

std::string link_from_document(const Document& document) {
  return "#1." + base64url(deflate_raw(codec::dump(codec::to_json(document))));
}

Result<ReadDocument> document_from_link(std::string_view link) {
  const std::size_t hash = link.find('#');
  std::string_view body = hash == std::string_view::npos ? link : link.substr(hash + 1);
  while (!body.empty() && (body.back() == '\n' || body.back() == '\r' || body.back() == ' ')) body.remove_suffix(1);
  if (body.size() > kMaxLinkBytes) {
    return bad_link("the link has " + std::to_string(body.size()) + " bytes; at most " + std::to_string(kMaxLinkBytes) +
                    ". Use a file");
  }
  if (!body.starts_with("1."))
    return bad_link("the link starts with \"" + std::string(body.substr(0, 12)) + "\", expected \"1.\"");
  std::string bytes;
  if (!base64url_decode(body.substr(2), bytes)) return bad_link("the link holds a character that is not base64url");
  std::string text;
  switch (inflate_raw(bytes, text)) {
    case Inflated::too_large:
      return bad_link("the link unpacks to more than " + std::to_string(kMaxDocumentBytes) + " bytes");
    case Inflated::damaged: return bad_link("the link is damaged or cut: it does not unpack");
    case Inflated::ok: break;
  }
  return document_from_json(text);
}

}  // namespace nines
