"""The text that a reader of a PDF selects and searches: ideographs, not the radicals that look like them.

A CJK font draws 目 (U+76EE) and the radical ⽬ (U+2F6C) with one glyph, and Chromium names the glyph after the lower
number. The word on the page then is not found and cannot be pasted. The radicals are those of Unicode's blocks
'Kangxi Radicals' and 'CJK Radicals Supplement'; what they equal is in NFKC and in EquivalentUnifiedIdeograph.txt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

_FIRST, _LAST = 0x2E80, 0x2FDF
# Where NFKC knows nothing, or another shape than simplified Chinese writes.
_PAIRS = (
    (
        "⺁⺄⺅⺇⺈⺉⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪",
        "厂乙亻几刀刂卩小小兀尣尢巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王疋",
    ),
    (
        "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎",
        "目示礻竹糹纟罓罒㓁㓁网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶",
    ),
    (
        "⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
    ),
    ("⻳⼾", "龟户"),
)
_SIMPLIFIED = {radical: shape for radicals, shapes in _PAIRS for radical, shape in zip(radicals, shapes, strict=True)}
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")
_BLOCK = re.compile(rb"\d+ begin(bfchar|bfrange)\s*(.*?)\s*end\1", re.S)
_MOST = 100


def ideograph(letter: str, written: Collection[str]) -> str:
    """Return the ideograph that a radical stands for: the one that the text has, of those that look like it."""
    if not _FIRST <= ord(letter) <= _LAST:
        return letter
    candidates = [unicodedata.normalize("NFKC", letter), _SIMPLIFIED.get(letter, letter)]
    return next((found for found in candidates if found != letter and found in written), letter)


def corrected(cmap: bytes, written: Collection[str]) -> bytes:
    """Return a ToUnicode CMap (PDF 32000-1, 9.10.3) that names no radical for an ideograph of the text."""
    entries = [entry for block in _BLOCK.finditer(cmap) for entry in _entries(block[1], block[2])]
    if not any(_FIRST <= ord(letter) <= _LAST for _, text in entries for letter in text):
        return cmap
    lines = [
        b"<%s> <%s>" % (code, "".join(ideograph(letter, written) for letter in text).encode("utf-16-be").hex().encode())
        for code, text in entries
    ]
    blocks = [lines[start : start + _MOST] for start in range(0, len(lines), _MOST)]
    body = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    first = _BLOCK.search(cmap)
    last = max(block.end() for block in _BLOCK.finditer(cmap))
    return cmap[: first.start() if first else 0] + body + cmap[last:]


def _entries(kind: bytes, body: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield (code as hex, text) of each glyph in a block; a range of codes counts its text on."""
    numbers = _HEX.findall(body)
    if kind == b"bfchar":
        for code, text in zip(numbers[::2], numbers[1::2], strict=True):
            yield code, _text(text)
        return
    for low, high, text in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        start = _text(text)
        for step in range(int(high, 16) - int(low, 16) + 1):
            yield b"%0*X" % (len(low), int(low, 16) + step), start[:-1] + chr(ord(start[-1]) + step)


def _text(number: bytes) -> str:
    return bytes.fromhex(number.decode()).decode("utf-16-be")
