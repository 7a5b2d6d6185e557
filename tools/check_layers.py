#!/usr/bin/env python3
"""Checks who includes whom, against one table. A layer is a folder; the table is the architecture.

Also checks three invariants that a grep can hold: the core has no platform #ifdef, no mutable globals of the obvious kind, no
clock, thread, file or stream header. Prints one line per violation and a last line `N passed, N failed`.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# layer -> (own layers it may include, third-party or system headers it may use beyond the plain standard library)
LAYERS = {
    "core/include": (["core/include"], []),
    "core/base": (["core/include", "core/base"], ["immintrin.h", "wasm_simd128.h"]),
    "core/validate": (["core/include", "core/base", "core/validate"], ["re2/"]),
    "core/disagree": (["core/include", "core/base", "core/disagree"], []),
    "core/simulate": (["core/include", "core/base", "core/simulate"], []),
    "core/corpus": (["core/include", "core/base", "core/corpus"], []),
    "core/bridge": (["core/include", "core/base", "core/bridge"], []),
    "core/codec": (["core/include", "core/base", "core/codec"], ["nlohmann/", "zlib.h"]),
    "core/call": (["core/include", "core/base", "core/codec", "core/call", "core/bridge"], ["nlohmann/"]),
    "core/app": (["core/include", "core/app"], ["nines_assets.h"]),
    "core/ui": (["core/include", "core/app", "core/ui"], ["imgui", "implot", "nines_fonts.h", "nines_shaders.h", "nines_assets.h"]),
    "core/ui/gl": (["core/include", "core/app", "core/ui"], ["imgui", "implot", "GL/", "OpenGL/", "GLES3/", "nines_shaders.h"]),
    "native": (["core/include", "core/app", "core/ui", "native"], ["SDL", "imgui", "implot", "CLI/", "nlohmann/", "GL/", "OS"]),
    "web": (["core/include", "core/app", "core/ui", "web"], ["SDL", "imgui", "implot", "emscripten", "GLES3/", "OS"]),
}
# Shells may not reach into the inside of the core: of core/ui only its front door, of core/app what ui.h and session.h need.
UI_FRONT_DOOR = {"ui/ui.h"}
OS_HEADERS = re.compile(r"^(unistd|signal|csignal|fcntl|sys/|dirent|pwd)")
FORBIDDEN_IN_CORE = {
    "iostream", "fstream", "filesystem", "random", "chrono", "thread", "mutex", "future", "condition_variable", "atomic", "regex",
    "ctime", "time.h", "unistd.h", "sstream", "iomanip", "locale",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
PLATFORM = re.compile(r"^\s*#\s*(if|ifdef|ifndef|elif).*(__EMSCRIPTEN__|_WIN32|__APPLE__|__linux__)")
GLOBAL = re.compile(r"^(static |inline )?(std::(string|vector|map|set|unordered_map)<?[^()=;]*|int|double|bool|unsigned|float|std::size_t) [a-z_]\w*( = [^;()]*)?;")


def layer_of(path):
    relative = path.relative_to(ROOT).as_posix()
    return max((layer for layer in LAYERS if relative.startswith(layer + "/")), key=len, default=None)


def own_layer(name, layer):
    """The layer of an own header, or None for a foreign one."""
    if name.startswith("nines/"):
        return "core/include"
    if (ROOT / "core" / name).is_file():
        return layer_of(ROOT / "core" / name)
    top = layer.split("/")[0]
    if top in ("native", "web") and (ROOT / top / name).is_file():
        return top
    return None


def parent_ok(target, allowed):
    return target in allowed or any(target.startswith(one + "/") for one in allowed)


def check_include(layer, bracket, name):
    allowed, foreign = LAYERS[layer]
    target = own_layer(name, layer)
    if target is not None:
        if not parent_ok(target, allowed):
            return f"{layer} may not include {name} ({target})"
        if layer in ("native", "web") and target.startswith("core/ui") and name not in UI_FRONT_DOOR:
            return f"{layer} may include only {sorted(UI_FRONT_DOOR)} of core/ui, not {name}"
        return None
    if layer.startswith("core") and name in FORBIDDEN_IN_CORE:
        return f"{layer} may not include <{name}>"
    if "/" not in name and "." not in name:
        return None  # a standard header
    if any(name.startswith(one) for one in foreign) or ("OS" in foreign and OS_HEADERS.match(name)):
        return None
    if bracket == "<" and name in ("stdint.h", "stddef.h", "string.h"):
        return None
    return f"{layer} may not include {name}"


def check_file(path):
    layer = layer_of(path)
    if layer is None:
        return [f"{path.relative_to(ROOT)}: belongs to no layer of tools/check_layers.py"]
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path.relative_to(ROOT)}:{number}: "
        include = INCLUDE.match(line)
        if include:
            message = check_include(layer, include[1], include[2])
            if message:
                found.append(place + message)
        if layer.startswith("core") and layer != "core/ui/gl" and PLATFORM.match(line):
            found.append(place + "no platform #ifdef in the core")
        if layer.startswith("core") and path.suffix == ".cpp" and GLOBAL.match(line):
            found.append(place + "a mutable global: " + line.strip())
    return found


def main():
    files = [p for folder in ("core", "native", "web") for p in sorted((ROOT / folder).rglob("*")) if p.suffix in (".h", ".cpp")]
    bad = 0
    for path in files:
        problems = check_file(path)
        bad += bool(problems)
        print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{len(files) - bad} passed, {bad} failed")
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main())
