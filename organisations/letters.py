"""Which letters a paper can print: asked at the door by every field of text, and at the exit by every writer.

What has a plain equal is turned into it, what no font of ours holds is refused; text that came another way than
through a form still prints, with a stand-in for what cannot be.
"""

import re

STAND_IN = "\u25a1"
# What every font in `reports/fonts` has a shape for, in hexadecimal; a test holds it against the files.
SHAPES = """
20-7E A0-377 37A-37F 384-38A 38C 38E-3A1 3A3-52F 591-5C7 5D0-5EA 5F0-5F4 1AB0-1ABE 1C80-1C88 1D00-1DF5
1DFB-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3
1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-2064 2066-2071 2074-208E 2090-209C 20A0-20BE 20F0 2100-214F
2153-2154 215B-215E 2184 2190-2195 21A8 2202 2206 220F 2211-2212 2215 2219-221A 221E-221F 2229 222B 2248
2260-2261 2264-2265 2302 2310 2320-2321 2500 2502 250C 2510 2514 2518 251C 2524 252C 2534 253C 2550-256C 2580
2584 2588 258C 2590-2593 25A0-25A1 25AA-25AC 25B2 25BA 25BC 25C4 25CA-25CC 25CF 25D8-25D9 25E6 263A-263C 2640
2642 2660 2663 2665-2666 266A-266B 266F 2C60-2C7F 2DE0-2E42 A640-A69F A717-A7AE A7B0-A7B7 A7F7-A7FF AB30-AB65
F001-F002 F004-F005 F00A-F00E FB01-FB04 FB1D-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4F FE20-FE2F FEFF
FFFC-FFFD
"""
_LINE = dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
_BLANK = dict.fromkeys("\t\xa0\u1680\u202f\u205f\u3000", " ") | {chr(code): " " for code in range(0x2000, 0x200B)}
# Joiners, soft hyphens, marks of direction, variants of a shape: unseen, they hide words from a search.
_UNSEEN = (0xAD, 0xFEFF, 0xFFFC)
_UNSEEN += (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10))
# Word keeps the signs of its lists and arrows in a font of its own, where no other program finds them.
_BULLETS = dict.fromkeys("\uf076\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\u2726\u2751\u2752\u2756\u27a2\u27a4", "\u2022")
_DASHES = dict.fromkeys("\u2010\u2011", "-") | dict.fromkeys("\uf02d\uf0be", "\u2013")
_ARROWS = dict.fromkeys("\uf0e0\uf0e8\u21d2\u2794\u279c\u27a1", "\u2192")
_CIRCLED = {chr(0x2460 + place): f"({place + 1})" for place in range(20)}
_NOTHING = dict.fromkeys(map(chr, _UNSEEN), "")
_PLAIN = str.maketrans(_LINE | _BLANK | _NOTHING | _BULLETS | _DASHES | _ARROWS | _CIRCLED)


def _ranges():
    for piece in SHAPES.split():
        first, _dash, last = piece.partition("-")
        yield int(first, 16), int(last or first, 16)


_SHAPED = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in _ranges())
_FOREIGN = re.compile(f"[^\\t\\n\\r{_SHAPED}]")


def plain(text, *, lines):
    """Return the text with the plain equal of each sign that has one; without `lines` it stays on one line."""
    found = text.translate(_PLAIN)
    return found if lines else re.sub(r"\s*[\r\n]+\s*", " ", found)


def foreign(text):
    """Return each sign of the text that no paper can print, once, with the text before it."""
    found = {}
    for sign in _FOREIGN.finditer(text):
        found.setdefault(sign.group(), text[: sign.start()])
    return found


def printable(text):
    """Return the text with a stand-in for each sign that no paper can print."""
    return _FOREIGN.sub(STAND_IN, text)
