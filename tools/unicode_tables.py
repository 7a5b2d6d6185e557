#!/usr/bin/env python3
"""Writes the Unicode tables of core/validate from the files of Debian's package unicode-data: what IDNA 2008 needs (RFC 5892,
RFC 5893, NFC) and the properties behind \\p{...} in patterns that RE2 has no tables for.

    tools/unicode_tables.py [folder of the Unicode files]

Ranges are packed as text: numbers in base 32, low digits first, one character per digit, 32 added where another digit follows.
A range is the gap since the last one and its length; tables with values add the value.
"""
import collections
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
COUNT = 0x110000
LINE_WIDTH = 112
DEFAULT_VALUE = {"bidi": "L", "joining": "U", "combining": "0"}


def rows(path):
    """(first, last, fields after the range) of each line of a Unicode data file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            fields = [field.strip() for field in line.split(";")]
            ends = fields[0].split("..")
            yield int(ends[0], 16), int(ends[-1], 16), fields[1:]


def property_sets(folder, *names):
    out = collections.defaultdict(set)
    for name in names:
        for first, last, fields in rows(folder / name):
            if len(fields) == 1 or fields[1] in ("N", "Y", ""):
                out[fields[0]].update(range(first, last + 1))
    return out


def values(folder, name):
    out = {}
    for first, last, fields in rows(folder / name):
        out.update(dict.fromkeys(range(first, last + 1), fields[0]))
    return out


def packed_number(value):
    out = ""
    while value >= 32:
        out += ALPHABET[32 + value % 32]
        value //= 32
    return out + ALPHABET[value]


def ranges(members):
    out = []
    for c in sorted(members):
        if out and out[-1][1] == c - 1:
            out[-1][1] = c
        else:
            out.append([c, c])
    return out


def packed_set(members):
    out, end = "", 0
    for first, last in ranges(members):
        out += packed_number(first - end) + packed_number(last - first)
        end = last + 1
    return out


def packed_values(table, order, default, relevant):
    """Runs of one value, over code points that matter only: the others join whatever run they stand in."""
    runs = []
    for c in sorted(relevant):
        value = table.get(c, default)
        if runs and runs[-1][2] == value:
            runs[-1][1] = c
        else:
            runs.append([c, c, value])
    out, end = "", 0
    for first, last, value in runs:
        if value != default:
            out += packed_number(first - end) + packed_number(last - first) + packed_number(order.index(value))
            end = last + 1
    return out


def literal(name, text):
    lines = [text[i:i + LINE_WIDTH] for i in range(0, len(text), LINE_WIDTH)] or [""]
    return f"constexpr char {name}[] =\n" + "\n".join(f'    "{line}"' for line in lines) + ";\n"


# ---- IDNA 2008
EXCEPTIONS_VALID = {0xDF, 0x3C2, 0x6FD, 0x6FE, 0xF0B, 0x3007}
CONTEXT = {0xB7, 0x375, 0x5F3, 0x5F4, 0x30FB, 0x200C, 0x200D} | set(range(0x660, 0x66A)) | set(range(0x6F0, 0x6FA))
EXCEPTIONS_DISALLOWED = {0x640, 0x7FA, 0x302E, 0x302F, 0x303B} | set(range(0x3031, 0x3036))
IGNORABLE_BLOCKS = set(range(0x20D0, 0x2100)) | set(range(0x1D100, 0x1D250))
LETTER_DIGITS = {"Ll", "Lu", "Lo", "Nd", "Lm", "Mn", "Mc"}


def idna_valid(folder):
    """PVALID of RFC 5892, section 3."""
    category = values(folder, "extracted/DerivedGeneralCategory.txt")
    derived = property_sets(folder, "DerivedCoreProperties.txt", "PropList.txt", "DerivedNormalizationProps.txt")
    hangul = values(folder, "HangulSyllableType.txt")
    jamo = {c for c, kind in hangul.items() if kind in ("L", "V", "T")}
    refused = (derived["Changes_When_NFKC_Casefolded"] | derived["Default_Ignorable_Code_Point"] | derived["White_Space"]
               | derived["Noncharacter_Code_Point"] | IGNORABLE_BLOCKS | jamo | EXCEPTIONS_DISALLOWED | CONTEXT)
    letters = {c for c, kind in category.items() if kind in LETTER_DIGITS}
    return (letters - refused) | EXCEPTIONS_VALID | {ord("-")}


def compositions(folder, valid):
    """(composite, first, second) of every primary composite that can stand in or come out of a label."""
    excluded = property_sets(folder, "DerivedNormalizationProps.txt")["Full_Composition_Exclusion"]
    out = []
    for line in (folder / "UnicodeData.txt").read_text(encoding="utf-8").splitlines():
        fields = line.split(";")
        c, parts = int(fields[0], 16), fields[5].split()
        if len(parts) == 2 and not parts[0].startswith("<") and c not in excluded:
            first, second = (int(part, 16) for part in parts)
            if c in valid or (first in valid and second in valid):
                out.append((c, first, second))
    return sorted(out)


def packed_compositions(triples):
    out, last = "", 0
    for c, first, second in triples:
        out += packed_number(c - last) + packed_number(first) + packed_number(second)
        last = c
    return out


BIDI = ["L", "R", "AL", "AN", "EN", "ES", "CS", "ET", "ON", "BN", "NSM"]
JOINING = ["U", "C", "D", "L", "R", "T"]


def idna_tables(folder):
    valid = idna_valid(folder)
    relevant = valid | CONTEXT
    combining = values(folder, "extracted/DerivedCombiningClass.txt")
    classes = sorted({combining[c] for c in relevant if c in combining}, key=int)
    classes = [str(i) for i in range(int(classes[-1]) + 1)]
    return {
        "kIdnaValid": packed_set(valid),
        "kBidiClasses": packed_values(values(folder, "extracted/DerivedBidiClass.txt"), BIDI, "L", relevant),
        "kJoiningTypes": packed_values(values(folder, "extracted/DerivedJoiningType.txt"), JOINING, "U", relevant),
        "kCombiningClasses": packed_values(combining, classes, "0", relevant),
        "kCompositions": packed_compositions(compositions(folder, valid)),
    }


# ---- \p{...}: the binary properties of ECMA-262 (2020), table 56, that are not made from RE2's tables
BINARY = """ASCII_Hex_Digit Alphabetic Bidi_Control Bidi_Mirrored Case_Ignorable Cased Changes_When_Casefolded Changes_When_Casemapped
Changes_When_Lowercased Changes_When_NFKC_Casefolded Changes_When_Titlecased Changes_When_Uppercased Dash Default_Ignorable_Code_Point
Deprecated Diacritic Emoji Emoji_Component Emoji_Modifier Emoji_Modifier_Base Emoji_Presentation Extended_Pictographic Extender
Grapheme_Base Grapheme_Extend Hex_Digit IDS_Binary_Operator IDS_Trinary_Operator ID_Continue ID_Start Ideographic Join_Control
Logical_Order_Exception Lowercase Math Noncharacter_Code_Point Pattern_Syntax Pattern_White_Space Quotation_Mark Radical
Regional_Indicator Sentence_Terminal Soft_Dotted Terminal_Punctuation Unified_Ideograph Uppercase Variation_Selector White_Space
XID_Continue XID_Start""".split()
# Long tables that hardly a schema asks for: known by name only, so that the answer is not_decidable.
NAMES_ONLY = {"Changes_When_Casefolded", "Changes_When_Casemapped", "Changes_When_Lowercased", "Changes_When_NFKC_Casefolded",
              "Changes_When_Titlecased", "Changes_When_Uppercased", "Case_Ignorable", "Grapheme_Base", "Diacritic", "Math",
              "Bidi_Mirrored", "Cased"}
# What general categories already say: the table holds only the difference, as the derivations of DerivedCoreProperties.txt do.
BASE = {
    "Alphabetic": ["L", "Nl"], "Lowercase": ["Ll"], "Uppercase": ["Lu"],
    "ID_Start": ["L", "Nl"], "XID_Start": ["L", "Nl"],
    "ID_Continue": ["L", "Nl", "Mn", "Mc", "Nd", "Pc"], "XID_Continue": ["L", "Nl", "Mn", "Mc", "Nd", "Pc"],
    "Grapheme_Extend": ["Mn", "Me"],
}


def aliases(folder, name, kind=None):
    for line in (folder / name).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1 and kind in (None, fields[0]):
            yield fields[1:] if kind else fields


def binary_rows(folder):
    short = {fields[1]: fields[0] for fields in aliases(folder, "PropertyAliases.txt")}
    sets = property_sets(folder, "DerivedCoreProperties.txt", "PropList.txt", "DerivedNormalizationProps.txt", "emoji/emoji-data.txt",
                         "extracted/DerivedBinaryProperties.txt")
    category = values(folder, "extracted/DerivedGeneralCategory.txt")
    for name in BINARY:
        base = BASE.get(name, [])
        in_base = {c for c, kind in category.items() if kind in base or kind[0] in base}
        packed = None if name in NAMES_ONLY else packed_set(sets[name] ^ in_base)
        yield name, "space" if name == "White_Space" else short.get(name, name), " ".join(base), packed


def script_rows(folder):
    own = values(folder, "Scripts.txt")
    extended = {c: fields[0].split() for first, last, fields in rows(folder / "ScriptExtensions.txt") for c in range(first, last + 1)}
    for fields in aliases(folder, "PropertyValueAliases.txt", "sc"):
        code, name = fields[0], fields[1]
        if name in ("Unknown", "Katakana_Or_Hiragana"):
            continue
        known = {c for c, script in own.items() if script == name}
        differs = {c for c, codes in extended.items() if (code in codes) != (c in known)}
        yield [code, name, *fields[2:]], packed_set(differs)


HEAD = """// {what}
// Unicode {version}. Written by tools/unicode_tables.py from the files of Debian's package unicode-data: do not edit. How a
// table is packed is said there and in validate/pattern/packed_ranges.h.
"""


def write(path, text):
    (ROOT / path).write_text(text, encoding="utf-8")
    print(f"{path}: {len(text)} bytes")


def format_source(folder, version):
    out = HEAD.format(what="What IDNA 2008 asks of Unicode: valid code points, bidirectional classes, joining types, combining\n"
                      "// classes and compositions. Used by the formats hostname and idn-hostname.", version=version)
    out += '#include "validate/format/unicode_tables.h"\n\nnamespace nines::validate {\n\nnamespace {\n\n'
    tables = idna_tables(folder)
    out += "\n".join(literal(name + "Text", text) for name, text in tables.items())
    out += "\n}  // namespace\n\n"
    out += "".join(f"const std::string_view {name} = {{{name}Text, sizeof({name}Text) - 1}};\n" for name in tables)
    return out + "\n}  // namespace nines::validate\n"


def pattern_source(folder, version):
    out = HEAD.format(what="Names of scripts and binary properties as \\p{...} spells them, with what RE2's tables lack. Used by\n"
                      "// unicode_property.cpp.", version=version)
    out += '#include "validate/pattern/property_tables.h"\n\nnamespace nines::validate {\n\nnamespace {\n\n'
    binary = list(binary_rows(folder))
    for name, _, _, packed in binary:
        if packed is not None:
            out += literal("k" + name.replace("_", ""), packed) + "\n"
    scripts = list(script_rows(folder))
    for names, packed in scripts:
        if packed:
            out += literal("k" + names[0] + "Differs", packed) + "\n"
    out += "constexpr BinaryProperty kBinary[] = {\n"
    for name, short, base, packed in binary:
        data = "nullptr" if packed is None else "k" + name.replace("_", "")
        out += f'    {{"{name}", "{short}", "{base}", {data}}},\n'
    out += "};\n\nconstexpr ScriptName kScripts[] = {\n"
    for names, packed in scripts:
        for code in [names[0], *names[2:]]:
            differs = f"k{names[0]}Differs" if packed else '""'
            out += f'    {{"{code}", "{names[1]}", {differs}}},\n'
    out += "};\n\n}  // namespace\n\nstd::span<const BinaryProperty> binary_property_table() { return kBinary; }\n"
    return out + "\nstd::span<const ScriptName> script_table() { return kScripts; }\n\n}  // namespace nines::validate\n"


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
    head = (folder / "DerivedCoreProperties.txt").read_text(encoding="utf-8").splitlines()[0]
    version = re.search(r"-(\d+\.\d+\.\d+)", head)[1]
    write("core/validate/format/unicode_tables.cpp", format_source(folder, version))
    write("core/validate/pattern/property_tables.cpp", pattern_source(folder, version))
    return 0


if __name__ == "__main__":
    sys.exit(main())
