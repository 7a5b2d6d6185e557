// PNG and PPM writers. See png.h. Formats: RFC 1950 (zlib), RFC 1951 (deflate, fixed codes), the PNG specification.
#include "png.h"

#include <array>
#include <span>
#include <string_view>

namespace nines::native {
namespace {

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>((value >> static_cast<unsigned>(shift)) & 255U);
}

std::uint32_t crc32_of(std::string_view bytes) {
  std::uint32_t crc = 0xffffffffU;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

std::uint32_t adler32_of(std::span<const std::uint8_t> bytes) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const std::uint8_t byte : bytes) {
    a = (a + byte) % 65521U;
    b = (b + a) % 65521U;
  }
  return (b << 16U) | a;
}

void put_chunk(std::string& out, std::string_view type, std::string_view data) {
  const std::string body = std::string(type) + std::string(data);
  put_u32(out, static_cast<std::uint32_t>(data.size()));
  out += body;
  put_u32(out, crc32_of(body));
}

// Deflate packs bits from the lowest up; Huffman codes come with their highest bit first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  void bits(std::uint32_t value, unsigned count) {
    held_ |= static_cast<std::uint64_t>(value) << held_count_;
    held_count_ += count;
    while (held_count_ >= 8) {
      out_ += static_cast<char>(held_ & 255U);
      held_ >>= 8U;
      held_count_ -= 8;
    }
  }
  void code(std::uint32_t value, unsigned count) {
    std::uint32_t reversed = 0;
    for (unsigned i = 0; i < count; ++i) reversed |= ((value >> i) & 1U) << (count - 1 - i);
    bits(reversed, count);
  }
  void symbol(unsigned value) {  // the fixed literal and length codes of RFC 1951, 3.2.6
    if (value < 144) return code(0x30 + value, 8);
    if (value < 256) return code(0x190 + value - 144, 9);
    if (value < 280) return code(value - 256, 7);
    code(0xc0 + value - 280, 8);
  }
  void flush() {
    if (held_count_ > 0) bits(0, 8 - held_count_);
  }

 private:
  std::string& out_;
  std::uint64_t held_ = 0;
  unsigned held_count_ = 0;
};

constexpr std::size_t kLongestMatch = 258;
constexpr std::size_t kShortestMatch = 4;
constexpr std::size_t kWindow = 32'768;

// Length and distance classes: the base grows by 2^extra from class to class.
void put_match(BitWriter& out, std::size_t length, std::size_t distance) {
  if (length == kLongestMatch) {
    out.symbol(285);
  } else {
    unsigned symbol = 257;
    std::size_t base = 3;
    unsigned extra = 0;
    for (; length >= base + (std::size_t{1} << extra); ++symbol) {
      base += std::size_t{1} << extra;
      if (symbol >= 264 && (symbol - 264) % 4 == 0) ++extra;
    }
    out.symbol(symbol);
    out.bits(static_cast<std::uint32_t>(length - base), extra);
  }
  unsigned symbol = 0;
  std::size_t base = 1;
  unsigned extra = 0;
  for (; distance >= base + (std::size_t{1} << extra); ++symbol) {
    base += std::size_t{1} << extra;
    if (symbol >= 3 && symbol % 2 == 1) ++extra;
  }
  out.code(symbol, 5);
  out.bits(static_cast<std::uint32_t>(distance - base), extra);
}

std::size_t match_length(std::span<const std::uint8_t> data, std::size_t at, std::size_t distance) {
  std::size_t length = 0;
  if (distance > at || distance > kWindow) return 0;
  while (length < kLongestMatch && at + length < data.size() && data[at + length] == data[at + length - distance])
    ++length;
  return length;
}

std::string zlib_stream(std::span<const std::uint8_t> data, std::size_t row_bytes) {
  std::string out = "\x78\x01";
  BitWriter bits(out);
  bits.bits(0b011, 3);  // last block, fixed codes
  for (std::size_t at = 0; at < data.size();) {
    std::size_t best = 0;
    std::size_t best_distance = 0;
    for (const std::size_t distance : {std::size_t{3}, row_bytes}) {
      const std::size_t length = match_length(data, at, distance);
      if (length > best) {
        best = length;
        best_distance = distance;
      }
    }
    if (best >= kShortestMatch) {
      put_match(bits, best, best_distance);
      at += best;
    } else {
      bits.symbol(data[at++]);
    }
  }
  bits.symbol(256);
  bits.flush();
  put_u32(out, adler32_of(data));
  return out;
}

}  // namespace

std::string png_from(const Picture& picture) {
  const std::size_t row = static_cast<std::size_t>(picture.width) * 3;
  std::vector<std::uint8_t> lines;
  lines.reserve((row + 1) * static_cast<std::size_t>(picture.height));
  for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
    lines.push_back(0);  // no filter: the compressor looks at the row above itself
    const auto begin = picture.rgb.begin() + static_cast<std::ptrdiff_t>(y * row);
    lines.insert(lines.end(), begin, begin + static_cast<std::ptrdiff_t>(row));
  }
  std::string head;
  put_u32(head, static_cast<std::uint32_t>(picture.width));
  put_u32(head, static_cast<std::uint32_t>(picture.height));
  head += std::string("\x08\x02\x00\x00\x00", 5);  // 8 bits, RGB, no interlace
  std::string out = "\x89PNG\r\n\x1a\n";
  put_chunk(out, "IHDR", head);
  put_chunk(out, "IDAT", zlib_stream(lines, row + 1));
  put_chunk(out, "IEND", "");
  return out;
}

std::string ppm_from(const Picture& picture) {
  std::string out = "P6\n" + std::to_string(picture.width) + " " + std::to_string(picture.height) + "\n255\n";
  out.append(picture.rgb.begin(), picture.rgb.end());
  return out;
}

}  // namespace nines::native
