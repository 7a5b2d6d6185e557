#!/usr/bin/env python3
"""Checks the habits that a machine can check: file heads, sizes of files and functions, names, line length, and words that must
not stand in the repository (machine paths, hosts of package registries, marks of unfinished work).

Prints one line per problem and a last line `N passed, N failed`. `--sizes` prints medians and percentiles instead.
"""
import pathlib
import re
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAX_LINE = {".h": 120, ".cpp": 120}  # scripts: MAX_SCRIPT_LINE
MAX_SCRIPT_LINE = 170
MAX_FILE = 400
MAX_FUNCTION = 70
SOURCE = {".h", ".cpp"}
SCRIPTS = {".py", ".js", ".mjs", ".sh"}
# Built from pieces so that this file does not contain what it forbids.
FORBIDDEN = [
    (re.compile("/" + r"(work|root|home)/\w"), "a machine path"),
    (re.compile(r"registry\." + r"npmjs|deb\." + r"debian|security\." + r"debian|pypi\." + r"org"), "the host of a package registry"),
    (re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"), "unfinished work"),
]
FUNCTION = re.compile(r"^(?:[A-Za-z_][\w:<>,&*\s\[\]~]*\s[&*]*)?([A-Za-z_~][\w:~]*)\s*\([^;]*\)?[^;]*\{\s*$")
TYPE = re.compile(r"^\s*(?:class|struct|enum class)\s+(?:\[\[\w+\]\]\s+|alignas\(\w+\)\s+)?(\w+)\b[^;]*\{")


def tracked_files():
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in out.stdout.splitlines() if (ROOT / name).is_file()]


def functions(lines):
    """(name, first line, length) of each function body that starts at column 0 or inside a namespace (no indentation)."""
    start, name = None, None
    for number, line in enumerate(lines, 1):
        if start is None and line and not line[0].isspace() and line.rstrip().endswith("{") and "(" in " ".join(lines[max(0, number - 4):number]):
            if not re.match(r"^(namespace|struct|class|enum|extern|constexpr std::array|static const)\b", line):
                start, name = number, line.strip()[:60]
        elif start is not None and line.startswith("}"):
            yield name, start, number - start + 1
            start = None


def check_source(path, text, lines):
    problems = []
    if not lines or not lines[0].startswith(("//", "/*")):
        problems.append((1, "no file head: say what it is, who calls it, what it never does"))
    if path.suffix == ".h" and "#pragma once" not in text:
        problems.append((1, "no #pragma once"))
    if len(lines) > MAX_FILE:
        problems.append((1, f"{len(lines)} lines; at most {MAX_FILE}"))
    for name, start, length in functions(lines):
        if length > MAX_FUNCTION:
            problems.append((start, f"{length} lines in one function; at most {MAX_FUNCTION}: {name}"))
    for number, line in enumerate(lines, 1):
        found = TYPE.match(line)
        if found and not re.match(r"^[A-Z][A-Za-z0-9]*$", found[1]):
            problems.append((number, f"type {found[1]} is not PascalCase"))
    return problems


def check_file(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    lines = text.splitlines()
    problems = []
    if path.suffix in SOURCE:
        problems += check_source(path, text, lines)
    if path.suffix in SOURCE | SCRIPTS and not re.match(r"^[a-z0-9_.]+$", path.name):
        problems.append((1, "file names are snake_case"))
    for number, line in enumerate(lines, 1):
        most = MAX_LINE.get(path.suffix, MAX_SCRIPT_LINE)
        if path.suffix in SOURCE | SCRIPTS and len(line) > most:
            problems.append((number, f"{len(line)} characters; at most {most}"))
        for pattern, what in FORBIDDEN:
            if pattern.search(line):
                problems.append((number, what + ": " + line.strip()[:80]))
    return problems


def print_sizes(files):
    sources = [p for p in files if p.suffix in SOURCE]
    lengths = sorted(len(p.read_text(encoding="utf-8").splitlines()) for p in sources)
    bodies = sorted(length for p in sources for _, _, length in functions(p.read_text(encoding="utf-8").splitlines()))
    print(f"{len(sources)} files: median {statistics.median(lengths):.0f} lines, longest {lengths[-1]}")
    print(f"{len(bodies)} functions: median {statistics.median(bodies):.0f} lines, p90 {bodies[len(bodies) * 9 // 10]}, longest {bodies[-1]}")


def main():
    files = tracked_files()
    if "--sizes" in sys.argv[1:]:
        print_sizes(files)
        return 0
    texts = [p for p in files if p.suffix not in (".png", ".ico", ".woff2")]
    bad = 0
    for path in texts:
        problems = check_file(path)
        bad += bool(problems)
        for number, message in problems:
            print(f"{path.relative_to(ROOT)}:{number}: {message}")
    print(f"{len(texts) - bad} passed, {bad} failed")
    return 1 if bad or not texts else 0


if __name__ == "__main__":
    sys.exit(main())
