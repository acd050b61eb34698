"""Joins pieces of text with boxes on a page to lines in reading order, and lines to paragraphs.

Boxes are in points, the origin is the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefing.readers.paragraphs import BULLET, NUMBER

# In justified columns blanks grow to about one and a quarter times the type size; gutters between
# columns are at least one and a half.
WIDE_GAP = 1.4
# Pages are read in the order in which their text was written; only when more than this share of
# the pieces is followed by one on the same line beyond a wide gap was a page with columns written
# row by row. Pages written column by column have 0 to 0.03, row by row 0.3 to 0.5.
ROW_ORDER = 0.15
# A gutter may be crossed by headlines and tables: by at most this share of the pieces.
CROSSING = 0.2
# Each column holds at least this share of the pieces.
COLUMN = 0.2
# More pieces than this on a page are a drawing or table; sorting them into columns is no use.
MAX_SORTED = 3_000
# Pieces of a line closer than this share of the type size have no blank between, and before a
# closing mark this; blanks are a quarter wide, and letters leave some room in their boxes.
TOUCHING, CLOSING = 0.08, 0.25
# A drop capital is set at least this much larger than the lines beside it.
CAPITAL = 1.6
# Cells of tables have fewer words than lines of columns; a page with so many rows of such cells
# beside each other, and this share of all its rows, has a table.
CELL_WORDS, TABLE_ROWS, MOST_ROWS = 3, 2, 0.7
# Lines further apart than this share of the usual distance belong to different paragraphs.
LEADING = 1.3
# First lines are indented by at least this share of the type size.
INDENT = 0.8
SIZE_CHANGE = 0.08
# An unjustified line in mid-sentence may leave so much room (in type sizes) beyond the next word.
RAGGED = 4.0
# Lines set larger than this (points) are headlines, whose lines break anywhere.
HEADLINE = 15.0

# First parts after which a hyphen at a line end is nearly always the word's own.
_FIRST_WORDS = """all anti award best big bottom by co cost cross cut day double eight euro ever
    ex export far fast first five four free full fund german good government grant half hard heavy
    high home ice ill index inter joint key land large last late left light long low market mid
    million month much multi new nine non north off oil old on one open over part post power price
    pro profit quasi rate record red right risk second self semi seven short single six small so
    soft south state stock sub tax ten third three top trade tree twelve twenty two under vice war
    water week well west wide world year zero"""
_FIRST = frozenset(_FIRST_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\x02‐]$")
# A figure and a hyphen or dash at a line end: "450-" and "worker", "2019–" and "2024".
_BROKEN_FIGURE = re.compile(r"\d[-\x02‐–]$")
# Words after which no paragraph ends.
_RUNS_ON = re.compile(
    r"(?:^|\s)(?:an?|the|of|for|and|or|to|in|on|at|by|with|from|than|its|their|his|her|this|that"
    r"|der|die|das|und|von|für|mit|de|la|le|les|et|du|des|el|los|y)$"
)
_STOPPED = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_SOFT = "\x02"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with its box. ``cell``: it is one of a table, and a paragraph by itself."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    cell: bool = False

    @property
    def size(self) -> float:
        """The height of the type, in points."""
        return max(self.top - self.bottom, 0.1)

    def level(self, other: Piece) -> bool:
        """Whether both stand on one line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.size, other.size)

    def extended(self, other: Piece) -> Piece:
        """Both as one piece, with a blank between unless they touch."""
        room = CLOSING if other.text[0] in ",.;:!?)”’" else TOUCHING
        blank = "" if other.left - self.right < room * other.size else " "
        return Piece(
            text=f"{self.text}{blank}{other.text}",
            left=min(self.left, other.left),
            right=max(self.right, other.right),
            bottom=min(self.bottom, other.bottom),
            top=max(self.top, other.top),
        )


def lines_of(pieces: list[Piece]) -> list[Piece]:
    """The lines of one page in reading order; each cell of a table is one."""
    pieces = _with_capitals(pieces)
    jumps = [_jumps(a, b) for a, b in pairwise(pieces)]
    pieces = _with_cells(pieces, jumps)
    jumping = sum(jump and not a.cell for jump, a in zip(jumps, pieces, strict=False))
    if jumping > ROW_ORDER * len(pieces) and len(pieces) <= MAX_SORTED:
        pieces = _by_column(pieces, depth=3)
    lines: list[Piece] = []
    for piece in pieces:
        if (
            lines
            and not (piece.cell or lines[-1].cell)
            and lines[-1].level(piece)
            and -1 < piece.left - lines[-1].right < _reach(piece)
        ):
            lines[-1] = lines[-1].extended(piece)
        else:
            lines.append(piece)
    return lines


def _with_capitals(pieces: list[Piece]) -> list[Piece]:
    """``pieces`` with each drop capital put before the line that begins at its upper edge."""
    result = list(pieces)
    for capital in pieces:
        text = capital.text.strip('"“”‘’«»„')
        if len(text) != 1 or not text.isupper():
            continue
        beside = [
            k
            for k, piece in enumerate(result)
            if piece is not capital
            and capital.size >= CAPITAL * piece.size
            and -0.5 * piece.size <= piece.left - capital.right < 1.5 * piece.size
            and capital.bottom - piece.size < piece.bottom < capital.top
        ]
        if not beside:
            continue
        first = max(beside, key=lambda k: result[k].top)
        line = result[first]
        blank = " " if text in ("A", "I") and not line.text[0].islower() else ""
        result[first] = replace(line, text=f"{capital.text}{blank}{line.text}")
        result = [piece for piece in result if piece is not capital]
    return result


def _with_cells(pieces: list[Piece], jumps: list[bool]) -> list[Piece]:
    """``pieces`` with those of rows of short cells marked as cells."""
    rows: list[range] = []
    begin = 0
    for k in range(1, len(pieces) + 1):
        if k == len(pieces) or not jumps[k - 1]:
            rows.append(range(begin, k))
            begin = k
    rows = [row for row in rows if len(row) > 1]
    short = [row for row in rows if all(_is_cell(pieces[k].text) for k in row[1:])]
    if len(short) < max(TABLE_ROWS, MOST_ROWS * len(rows)):
        return pieces
    cells = {k for row in short for k in row}
    return [replace(p, cell=True) if k in cells else p for k, p in enumerate(pieces)]


def _is_cell(text: str) -> bool:
    words = text.split()
    return len(words) <= CELL_WORDS and (len(words) < 3 or any(map(str.isdigit, text)))


def _reach(piece: Piece) -> float:
    """How far apart two pieces of a line may be: a bullet and its text, a badly justified blank."""
    return 2 * WIDE_GAP * piece.size


def _jumps(a: Piece, b: Piece) -> bool:
    return a.level(b) and b.left - a.right > WIDE_GAP * min(a.size, b.size)


def _by_column(pieces: list[Piece], depth: int) -> list[Piece]:
    """``pieces`` column by column; what crosses the gutter parts the page into bands."""
    gutter = _gutter(pieces) if depth else None
    ordered = sorted(pieces, key=lambda p: (-round(p.top), p.left))
    if gutter is None:
        return ordered
    result: list[Piece] = []
    band: tuple[list[Piece], list[Piece]] = ([], [])
    for piece in ordered:
        if piece.left < gutter < piece.right:
            result.extend(_by_column(band[0], depth - 1) + _by_column(band[1], depth - 1))
            result.append(piece)
            band = ([], [])
        else:
            band[piece.left >= gutter].append(piece)
    return result + _by_column(band[0], depth - 1) + _by_column(band[1], depth - 1)


def _gutter(pieces: list[Piece]) -> float | None:
    """The x that fewest pieces cross with enough of them on either side; leftmost of equals."""
    if len(pieces) < 6:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[int, float] | None = None
    for step in range(10, 91):
        x = left + (right - left) * step / 100
        crossing = sum(p.left < x < p.right for p in pieces)
        before = sum(p.right <= x for p in pieces)
        after = len(pieces) - crossing - before
        if min(before, after) < COLUMN * len(pieces) or crossing > CROSSING * len(pieces):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, x)
    return best[1] if best else None


def paragraphs_of(pages: Sequence[Sequence[Piece]]) -> list[tuple[str, float]]:
    """The paragraphs of all pages with the size of their type, hyphens at line ends resolved."""
    lines = [line for page in pages for line in page]
    words = _vocabulary(lines)
    leading = _leading(lines)
    result: list[tuple[list[str], float]] = []
    before: Piece | None = None
    edge = 0.0  # of the column of the line before
    for line, right in zip(lines, _rights(pages), strict=True):
        if before is not None and _joins(before, line, edge, leading):
            parts = result[-1][0]
            parts[-1] = _ended(parts[-1], line.text, words)
            parts.append(line.text)
        else:
            result.append(([line.text], line.size))
        before, edge = line, right
    return [("".join(parts).replace(_SOFT, "-"), size) for parts, size in result]


def _vocabulary(lines: Sequence[Piece]) -> frozenset[str]:
    """The words of the document, without the halves that hyphens at line ends leave."""
    words: list[str] = []
    broken = False
    for line in lines:
        line_words = _WORD.findall(line.text.lower())
        first = 1 if broken else 0
        broken = bool(_LAST.search(line.text))
        words.extend(line_words[first : len(line_words) - broken])
    return frozenset(words)


def _leading(lines: Sequence[Piece]) -> float:
    """The usual distance of lines as a share of the type size."""
    steps = [
        (a.bottom - b.bottom) / b.size
        for a, b in pairwise(lines)
        if 0 < a.bottom - b.bottom < 4 * b.size and _alike(a, b)
    ]
    return median(steps) if steps else 1.2


def _alike(a: Piece, b: Piece) -> bool:
    return abs(a.size - b.size) <= SIZE_CHANGE * max(a.size, b.size)


def _rights(pages: Sequence[Sequence[Piece]]) -> Iterator[float]:
    """For each line the right edge of its column: the furthest of lines that begin near it."""
    for page in pages:
        edges: dict[int, float] = {}
        for line in page:
            for key in _keys(line):
                edges[key] = max(edges.get(key, 0.0), line.right)
        for line in page:
            yield edges[_keys(line)[1]]


def _keys(line: Piece) -> tuple[int, int, int]:
    """Columns begin in the same slot of 24 points or, with an indent, a neighbouring one."""
    slot = int(line.left // 24)
    return slot - 1, slot, slot + 1


def _joins(a: Piece, b: Piece, right: float, leading: float) -> bool:
    """Whether line ``b`` goes on with the paragraph of ``a``, whose column ends at ``right``."""
    if (
        not _alike(a, b)
        or a.cell
        or b.cell
        or BULLET.match(b.text)
        or (NUMBER.match(b.text) and _STOPPED.search(a.text))
    ):
        return False
    broken = _BROKEN_FIGURE.search(a.text) is not None and b.text[0].isalnum()
    if broken or (a.text.endswith((_SOFT, "-")) and b.text[0].islower()):
        return True
    ended = bool(_STOPPED.search(a.text))
    step = a.bottom - b.bottom
    first = len(b.text.split(None, 1)[0]) / len(b.text) * (b.right - b.left)
    room = right - a.right - first
    if step <= 0 or step > 4 * b.size:  # on to the next column or page
        return not ended and (b.text[0].islower() or room < RAGGED * b.size)
    if step > LEADING * leading * b.size or _indented(a, b):
        return False
    runs_on = _RUNS_ON.search(a.text) is not None and a.size <= HEADLINE
    half = a.right - a.left >= right - a.right  # of its column, and a figure follows
    runs_on = runs_on or (half and b.text[0].isdigit() and not NUMBER.match(b.text))
    if ended or b.text[0].islower():
        return room < 0.25 * b.size or not ended
    return runs_on or room < RAGGED * b.size or a.size > HEADLINE


def _indented(a: Piece, b: Piece) -> bool:
    item = BULLET.match(a.text) or NUMBER.match(a.text)
    return not item and b.left - a.left > INDENT * b.size


def _ended(left: str, right: str, words: frozenset[str]) -> str:
    """``left`` made ready for ``right`` to follow in the same paragraph.

    A hyphen at its end stays if the document or usage shows the word with it.
    """
    if _BROKEN_FIGURE.search(left) and right[:1].isalnum():
        return left
    match = _LAST.search(left)
    if not match:
        return f"{left} "
    tail = _WORD.match(right)
    if not tail or not right[0].islower():
        return left
    head, end = match[1].lower(), tail[0].lower()
    if head + end in words:
        return left[:-1]
    own = f"{head}-{end}" in words or head.rpartition("-")[2] in _FIRST or "-" in end
    return left[:-1] + ("-" if own or (head in words and end in words) else "")
