// Bytes in and out of the command line, with the reason when it does not work. Called by the cli_*.cpp files only;
// never prints and never interprets what it reads.
#pragma once

#include <string>
#include <string_view>

namespace nines::cli {

// Both give "" on success, else a sentence: "cannot read x.json: No such file or directory".
// `path` "-" is standard input or output. A file is written whole or it is an error: closing is part of writing.
std::string read_file(const std::string& path, std::string& bytes);
std::string write_file(const std::string& path, std::string_view bytes);

// A closed standard output must fail when it is written to, and must not become the number of a file opened later.
void guard_standard_output();

}  // namespace nines::cli
