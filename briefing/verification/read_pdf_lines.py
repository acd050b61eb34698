"""Blocks of a brief as a PDF without tags: printed by a browser, or by a word processor that writes
none.

What is known is lines with their fonts. A paragraph ends before a bullet, a number of the source
list, another font and a title of a section, and after a citation.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from briefing.display.labels import LANGUAGES, labels
from briefing.verification.points import COMMENT, SOURCE_HEADINGS, Block, Role

_BULLET = re.compile(r"^\s*[•◦▪‣·●○■□–\uf0b7-]\s+")
_MIDDLE_BULLET = re.compile(r"\s+(?=[•◦▪‣●○■□]\s)")
_MIDDLE_CITED = re.compile(r".*\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\]\s+(?=\S)")
_CITED = re.compile(r"\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\]\s*$")
_CITING = re.compile(r"^\s*\[\d{1,4}(?:[,;–-]\s?\d{1,4})*\]")
_ENTRY = re.compile(r"^\s*\[?(\d{1,3})[\].)]?\s+(?!\w+ \d{4}$)\S")
_DIFFER = tuple(labels(code).sources_differ for code in LANGUAGES)
_FIXED = frozenset(
    label.casefold()
    for words in map(labels, LANGUAGES)
    for label in (
        words.sources,
        words.key_figures,
        words.bottom_line,
        words.top_points,
        words.other,
    )
)
SAME_SIZE = 0.08
"""Share by which the heights of two lines of one font may differ. Points and headings of the
shipped looks are 12% apart at the least."""
SMALL = 0.93
"""Share of the height of points under which text is a note, a label or a date."""
LONGEST_HEADING = 14
"""Most words of a heading."""

Font = tuple[float, str]
"""The height of its lines, and its name."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its font."""

    text: str
    font: Font


def blocks_of_lines(pdfium: Any, pages: Iterable[Any], keywords: str) -> list[Block]:
    """The blocks of the text pages of a document; ``keywords`` has the titles of its sections."""
    titles = {part.strip().casefold() for part in re.split("[;,]", keywords)} - {""}
    whole = (line for page in pages for line in _lines(pdfium, page))
    lines = (part for line in whole for part in _parted(line, titles))
    paragraphs = list(_paragraphs(lines, titles))
    sizes: Counter[float] = Counter()
    for held in paragraphs:
        if _CITED.search(held[-1].text) or _BULLET.match(held[0].text):
            for line in held:
                sizes[line.font[0]] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    return [_block(held, usual, titles, first=not at) for at, held in enumerate(paragraphs)]


def _parted(line: Line, titles: set[str]) -> Iterator[Line]:
    """A line as two where a title stands beside a point: before its bullet, or after its citation
    at the end of a column."""
    bullet = _MIDDLE_BULLET.search(line.text)
    cited = _MIDDLE_CITED.match(line.text)
    if bullet and line.text[: bullet.start()].casefold() in titles:
        places = [0, bullet.start(), len(line.text)]
    elif cited and line.text[cited.end() :].casefold().strip(" :") in titles:
        places = [0, cited.end(), len(line.text)]
    else:
        places = [0, len(line.text)]
    for start, end in pairwise(places):
        yield replace(line, text=line.text[start:end].strip())


def _block(lines: list[Line], usual: float, titles: set[str], *, first: bool) -> Block:
    text = re.sub(r"\s+", " ", _joined(line.text for line in lines)).strip()
    size = lines[0].font[0]
    if _BULLET.match(text):
        return Block(Role.ITEM, _BULLET.sub("", text))
    plain = text.casefold().strip(" :")
    cites = bool(_CITED.search(text))
    if plain in titles or plain in _FIXED:
        return Block(Role.HEADING, text)
    if size < usual * SMALL:
        return Block(Role.OTHER, text)
    large = size > usual * (1 + SAME_SIZE) and not cites
    figures = any(character.isdecimal() for character in text)
    if first or (large and not figures and len(text.split()) <= LONGEST_HEADING):
        return Block(Role.HEADING, text)
    return Block(Role.PARAGRAPH, text)


def _joined(texts: Iterable[str]) -> str:
    joined = ""
    for text in texts:
        joined += text.strip() if joined[-1:] in ("", "-", "\u2011") else f" {text.strip()}"
    return joined


def _paragraphs(lines: Iterable[Line], titles: set[str]) -> Iterator[list[Line]]:
    held: list[Line] = []
    entry = 0  # the number of the source that is listed next; 0 before the list
    for line in lines:
        numbered = _ENTRY.match(line.text)
        listed = entry > 0 and numbered is not None and int(numbered[1]) == entry
        within = entry > 1 and held and line.font[0] == held[-1].font[0]  # of the source list
        if held and (listed or (not within and _begins(line, held[-1], titles))):
            yield held
            held = []
        held.append(line)
        entry += listed
        if not entry and line.text.casefold().strip(" :") in SOURCE_HEADINGS:
            entry = 1
    if held:
        yield held


def _begins(line: Line, before: Line, titles: set[str]) -> bool:
    """Whether a paragraph begins with ``line``, which follows ``before``."""
    together = f"{before.text} {line.text}"
    note = any(label in together and label not in before.text for label in _DIFFER)
    if _CITING.match(line.text) or note:
        return False
    if _BULLET.match(line.text) or COMMENT.match(line.text):
        return True
    names = (line.text.casefold().strip(" :"), before.text.casefold().strip(" :"))
    if any(name in titles or name in _FIXED for name in names) or _CITED.search(before.text):
        return True
    if before.text.rstrip().endswith("-"):
        return False
    (size, name), (other, other_name) = line.font, before.font
    return abs(size - other) > SAME_SIZE * max(size, other) or name != other_name


def _lines(pdfium: Any, page: Any) -> Iterator[Line]:
    """The lines of a text page in the order in which they are drawn."""
    text: list[str] = []
    fonts: Counter[Font] = Counter()
    for at in range(page.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(page.raw, at) or 0)
        if character in "\r\n":
            if "".join(text).strip():
                yield Line("".join(text).strip(), fonts.most_common(1)[0][0])
            text, fonts = [], Counter()
            continue
        text.append("-" if character in "\x02\ufffe" else character)
        if not character.isspace():
            fonts[_font(pdfium, page, at)] += 1
    if "".join(text).strip():
        yield Line("".join(text).strip(), fonts.most_common(1)[0][0])


def _font(pdfium: Any, page: Any, at: int) -> Font:
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page.raw, at, ctypes.byref(box))
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(page.raw, at, name, 128, ctypes.byref(ctypes.c_int()))
    return round(abs(box.top - box.bottom), 1), name.value.decode("utf-8", "replace")
