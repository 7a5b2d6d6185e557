#!/usr/bin/env python3
"""Cut the fonts that the interface embeds down to the glyphs it can show.

Called by tools/setup:  fonts.py OUT_DIR.  Reads Debian's Inter, JetBrains Mono and DejaVu Sans, writes four small files.
Inter gets tabular figures for good: Dear ImGui applies no OpenType feature, and digits that dance are unreadable.
"""
import os
import sys
from fontTools import subset
from fontTools.ttLib import TTFont

FONT_DIR = "/usr/share/fonts"
TEXT = [(0x20, 0x7E), (0xA0, 0x17F), (0x2B0, 0x2DD), (0x370, 0x3FF)]  # Latin, Latin-1, Extended-A, modifiers, Greek
EXTRA = ("\u2002\u2003\u2007\u2008\u2009\u200a\u202f‐‑‒–—―‘’‚“”„†‡•…‰′″‹›⁄"
         "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉€™"
         "←↑→↓↔↕↗↘↖↙↵⇒⇔⇥↺↻⟲⟳"
         "∀∂∃∅∆∈∉∏∑−∓∕∗∘∙√∝∞∧∨∩∪∫≈≠≡≤≥≪≫⊂⊆⊕⋅⋮⋯"
         "─│┌┐└┘├┤┬┴┼▀▄█░▒▓■□▪▫▲△▴▶▸▼▽▾◀◂◆◇○●◦"
         "★☆⚠✓✔✕✖✗✘␣⌘⌥⇧⏎⌫ℹ\ufffd")
WANT = {c for lo, hi in TEXT for c in range(lo, hi + 1)} | {ord(c) for c in EXTRA}
# Every one of these must exist in the file it is listed for, else the build would draw boxes.
MUST = {"word": "0123456789%.,·×≤≥≈≠−–—…•→²³αβθρσκΣ✓\u2009\u00a0", "mono": "0123456789%.,·×≤≥→▸◂✓✕ρθ", "all": EXTRA}


def bake_feature(font, tag):
    """Point the character map at the glyphs an OpenType single substitution would choose."""
    gsub = font["GSUB"].table
    swaps = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag != tag:
            continue
        for index in record.Feature.LookupListIndex:
            for table in gsub.LookupList.Lookup[index].SubTable:
                swaps.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    digits = {ord(d) for d in "0123456789"}  # only digits: tabular full stops and spaces would tear words apart
    for cmap in font["cmap"].tables:
        for code in digits & cmap.cmap.keys():
            cmap.cmap[code] = swaps.get(cmap.cmap[code], cmap.cmap[code])
    names = [font.getBestCmap()[d] for d in sorted(digits)]
    widths = [font["hmtx"][name][0] for name in names]
    if max(widths) > 1.005 * min(widths):
        sys.exit(f"fonts.py: {tag}: figures still differ in width: {widths}")
    for name in names:  # the SemiBold is off by 0.1 % between figures
        font["hmtx"][name] = (max(widths), font["hmtx"][name][1])


def cut(path, out, codes, tabular=False):
    """Write the subset of one font; return the code points that it really has."""
    font = TTFont(os.path.join(FONT_DIR, path))
    if tabular:
        bake_feature(font, "tnum")
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[1, 2, 5], glyph_names=False)
    options.drop_tables += ["DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "MATH", "kern", "gasp"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)
    font.save(out)
    have = set(TTFont(out).getBestCmap())
    print(f"  {os.path.basename(out)}: {len(have)} characters, {os.path.getsize(out)} bytes")
    return have


def main():
    out = sys.argv[1]
    word = cut("opentype/inter/Inter-Regular.otf", f"{out}/inter_regular.otf", WANT, tabular=True)
    word &= cut("opentype/inter/Inter-SemiBold.otf", f"{out}/inter_semibold.otf", WANT, tabular=True)
    mono = cut("truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", f"{out}/mono_regular.ttf", WANT)
    # What either family lacks comes from DejaVu, merged behind it when the atlas is built.
    lacking = {ord(c) for c in EXTRA} - (word & mono)
    symbols = cut("truetype/dejavu/DejaVuSans.ttf", f"{out}/symbols.ttf", lacking)
    for label, have, must in (("word", word | symbols, MUST["word"]), ("mono", mono | symbols, MUST["mono"]),
                              ("word", word | symbols, MUST["all"]), ("mono", mono | symbols, MUST["all"])):
        missing = [f"U+{ord(c):04X}" for c in must if ord(c) not in have]
        if missing:
            sys.exit(f"fonts.py: no glyph in the {label} fonts for {' '.join(missing)}")


main()
