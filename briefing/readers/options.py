"""The input of the readers: options with their limits, references, raw sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from briefing.model import Article, Skipped

MB = 1 << 20
MAX_PICTURES = 40
"""Scanned pages of one file whose text is recognised: some 3 s of two processors each."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How sources are read. Frozen and picklable, so that it can go to another process.

    ``language``: a two-letter code that overrides what a source says; ``""`` detects it.
    ``allow_private``: let URLs reach this machine and private networks.
    ``follow``: fetch what a source only links to: the feeds of a list, and the page of an item of
    a feed or newsletter when the item itself is only a teaser. None follows those of a source that
    was itself fetched from the web. ``offline``: fetch nothing at all, whatever else is asked for.
    ``ocr``: have the text of scanned pages recognised by tesseract, where it is installed.
    ``fields``: pairs of a field and the column or dotted path that holds it, for tables and JSON
    (see :data:`briefing.readers.records.FIELDS`).
    ``cache``: folder for fetched pages; ``""`` the user's cache folder, ``"-"`` none.

    The limits keep one hostile source under about 20 s and 1 GB; each was set well above what
    real articles need (the longest of some 3,000 news stories has 30 kB):

    ``max_bytes``: a whole file, a fetched page, a mail part. ``max_chars``: the text of one
    article. ``max_unzipped``: all parts of a DOCX together, as declared by its directory (the zip
    reader never gives out more than declared); ``max_xml``: one XML part of it, whose tree takes
    some 10 times its size in memory. ``max_pages``: pages of a PDF. ``max_parts`` and
    ``max_depth``: parts of one e-mail, and mails within mails or feeds within lists of feeds.
    ``max_items``: entries of one feed or list of feeds. ``max_files``: files of one folder.
    ``slice_bytes``: how much of a JSONL file one reference covers. ``timeout``: seconds to
    connect and between two reads; ``deadline``: seconds for one page in all;
    ``patience``: seconds after which a feed fetches no more of the pages that it links to, and
    that a list of feeds waits in vain before it asks for no more of them.
    """

    language: str = ""
    allow_private: bool = False
    follow: bool | None = None
    offline: bool = False
    ocr: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    cache: str = ""
    max_bytes: int = 32 * MB
    max_chars: int = 1_200_000
    max_unzipped: int = 256 * MB
    max_xml: int = 24 * MB
    max_pages: int = 300
    max_parts: int = 200
    max_depth: int = 5
    max_items: int = 500
    max_files: int = 1_000_000
    slice_bytes: int = MB // 2
    timeout: float = 10.0
    deadline: float = 20.0
    patience: float = 120.0


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to a source: all that :func:`briefing.readers.load` needs to read it.

    ``kind`` is ``file``, ``slice`` (bytes ``start`` to ``end`` of a JSONL file, beginning at line
    ``line``), ``rows`` (rows ``start`` to ``end`` of a Parquet file, counted from 0), ``url`` or
    ``bytes`` (standard input, held in ``data``). ``target`` is the path as the operating system
    knows it, or the address; ``location`` is the same in printable form. Of a whole JSONL or
    Parquet file ``end`` is the size. ``ending`` is the suffix of the format to read by where the
    name has none.
    """

    kind: str
    target: str
    location: str
    start: int = 0
    end: int = 0
    line: int = 1
    ending: str = ""
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of an article from outside its text; empty where it is not.

    ``date`` is the article's own; ``made`` that of the file, which counts only when neither the
    text nor the file name has one. ``categories`` has one per line.
    """

    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    made: str = ""
    categories: str = ""


def merge(first: Hints, second: Hints) -> Hints:
    """``first`` with its gaps filled from ``second``."""
    given = {name: getattr(first, name) or getattr(second, name) for name in Hints.__slots__}
    return replace(first, **given)


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one source with all that is known about them.

    ``name`` is the file name (it may give a date and a last-resort title), ``charset`` what a
    server or mail declared, ``depth`` how many mails or lists of feeds it lies within,
    ``ending`` the suffix of the format to read it as when that has been decided.
    """

    data: bytes
    location: str
    options: ReadOptions
    name: str = ""
    charset: str = ""
    hints: Hints = field(default_factory=Hints)
    depth: int = 0
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: ``parts`` are its paragraphs, ``whole`` says whether they are all of the article.

    A sentence that the sender broke off is in none of the parts.
    """

    location: str
    hints: Hints
    parts: tuple[str, ...]
    whole: bool


Reader = Callable[[Source], "Iterator[Article | Skipped | Item]"]
"""Reads one format. Raises :class:`briefing.errors.SourceError` if nothing of it can be used."""
