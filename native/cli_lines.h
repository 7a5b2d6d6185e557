// A file in pieces of whole lines, so that a file of any length needs no more memory than its longest line. Used by
// cli_stream.cpp only; never interprets what it reads.
#pragma once

#include <cstddef>
#include <string>

namespace nines::cli {

class LineReader {
 public:
  // `path` "-" is standard input.
  LineReader(std::string path, std::size_t piece_bytes);
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  // The next whole lines, at least one while there are any and about `piece_bytes` of them; empty at the end or with a
  // problem. No piece but the first begins with a byte order mark, which would say something else there.
  std::string next();
  // "" or why the file could not be read.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  bool fill(std::size_t bytes);  // until so many are at hand; false at the end of the file
  [[nodiscard]] std::size_t cut() const;

  std::string path_;
  std::size_t piece_bytes_;
  int file_ = -1;
  bool is_at_end_ = false;
  std::string rest_;
  std::string problem_;
};

}  // namespace nines::cli
