"""What is fuzzed: each target takes any bytes and raises only where the product has a fault.

An error meant for a user is a fine answer. So is damage that a parser from elsewhere reports; but
an exception raised in our own code is a fault, even where it would reach a user as one line.
"""

from __future__ import annotations

import io
import math
import re
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NoReturn

import briefing
from briefing.config import load_config
from briefing.errors import BriefingError, ConfigError, OutputError, SectorTableError, SourceError
from briefing.language.tokens import tokenise
from briefing.limits import archives
from briefing.model import Article, Document, Presentation, Skipped
from briefing.pipeline.article import analyse, article_sector, candidates_of, news_values
from briefing.pipeline.output import write_options
from briefing.pipeline.rank import ranked
from briefing.readers import make_article
from briefing.readers import registry as formats
from briefing.readers import sandbox as guard
from briefing.readers.options import Hints, ReadOptions, Source
from briefing.readers.web import fetch
from briefing.sectors import load_table

Target = Callable[[bytes], None]
EXPECTED = (BriefingError, archives.DamageError, archives.PackageError)
OPTIONS = ReadOptions(cache="-", follow=False)
OURS = str(Path(briefing.__file__).parent)
_WORD = (
    b"<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/"
    b"2006/main' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
    b"<w:body>%b</w:body></w:document>"
)


def in_process() -> None:
    """Lets readers run in this process, where coverage can be measured, and asks no server."""
    guard._INSIDE = True
    fetch._connect = _offline


def _offline(*_: object) -> NoReturn:
    raise ConnectionRefusedError


def ours(error: BaseException) -> bool:
    """True if our own code raised ``error``, rather than a library that it called.

    A compiled library leaves no frames of its own; its errors have its name.
    """
    frames = traceback.extract_tb(error.__traceback__)
    origin = type(error).__module__.split(".")[0]
    known = origin in ("builtins", "briefing") or origin in sys.stdlib_module_names
    return known and bool(frames) and frames[-1].filename.startswith(OURS)


def check_article(article: Article) -> None:
    """The canonical form, which all later steps rely on."""
    text = article.text
    text.encode("utf-8")
    assert text
    assert text == text.strip()
    assert "\r" not in text
    for part in text.split("\n\n"):
        assert part
        assert "\n" not in part
        assert part == part.strip()
    assert "\n" not in article.title + article.outlet + article.author + article.url
    assert article.date == "" or len(article.date) == 10
    assert not set(text) & set("\u202e\u200b\x00\x1b")


def read_as(ending: str, data: bytes) -> None:
    """Read ``data`` as a file of that suffix."""
    source = Source(data, f"f{ending}", OPTIONS, name=f"f{ending}", ending=ending)
    try:
        found = list(formats.parse(ending, source))
    except SourceError as error:
        cause = error.__cause__
        if cause is not None and ours(cause) and not isinstance(cause, EXPECTED):
            raise cause from None
        assert len(error.reason.splitlines()) == 1
        return
    for item in found:
        if isinstance(item, Skipped):
            assert len(item.reason.splitlines()) == 1
        else:
            check_article(item)


@cache
def _parts() -> tuple[tuple[str, bytes], ...]:
    """The parts of a small Word file other than the document."""
    import docx

    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out) as archive:
        names = [n for n in archive.namelist() if n != "word/document.xml"]
        return tuple((name, archive.read(name)) for name in names)


def word_file(document: bytes) -> bytes:
    """A Word file with that document part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in _parts():
            archive.writestr(name, data)
        archive.writestr("word/document.xml", document)
    return out.getvalue()


def docx(data: bytes) -> None:
    read_as(".docx", data if data.startswith(b"PK") else word_file(_WORD % data))


PARTS = {
    "odt": "content.xml",
    "epub": "OEBPS/text/c0.xhtml",
    "pptx": "ppt/slides/slide1.xml",
    "xlsx": "xl/worksheets/sheet1.xml",
}
"""The part of each package that holds the text: changes to it reach the reader, while changes to a
packed file mostly end at its checksums."""


def packaged(name: str, data: bytes) -> None:
    """A whole package, or the part of one that holds its text."""
    read_as(f".{name}", data if data.startswith(b"PK") else with_part(name, data))


def with_part(name: str, data: bytes) -> bytes:
    """A small package of that kind with ``data`` for the part that holds its text."""
    from .corpus import OFFICE

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(OFFICE[name]()[0])) as base,
        zipfile.ZipFile(out, "w") as archive,
    ):
        for member in base.namelist():
            archive.writestr(member, data if member == PARTS[name] else base.read(member))
    return out.getvalue()


def text_of(data: bytes) -> tuple[str, str]:
    """A language and a text: the first byte chooses the language."""
    languages = ("en", "en", "en", "en", "de", "ru", "kk", "zh", "ar", "x")
    return languages[data[0] % len(languages)] if data else "en", data[1:].decode(
        "utf-8", "replace"
    )


def analysis(data: bytes) -> None:
    """Segment, resolve, classify, score and pick, with all that must hold of the result."""
    language, text = text_of(data)
    try:
        article = make_article(text, location="f", options=OPTIONS, hints=Hints(language=language))
    except SourceError:
        return
    check_article(article)
    table = load_table(None)
    found = analyse(article, "default", table)
    check_document(found.document)
    assert len(found.scores.values) == len(found.labels) == len(found.document.sentences)
    assert all(math.isfinite(score) and 0 <= score <= 1 for score in found.scores.values)
    known = {sector.slug for sector in table.sectors} | {"none"}
    assert all(label.sector in known and label.weight >= 0 for label in found.labels)
    rows = ranked(found, 3)
    assert all(text == article.text[r.start : r.end] for r in rows for text in [r.text])
    items = candidates_of(found, news_values(found.scores)).items
    for item in items:
        assert item.quote == article.text[item.start : item.end]
        assert "\n" not in item.text
        assert item.text
        # Where an opening connective is left out, the next word gets its capital.
        lowered = item.text[:1].lower() + item.text[1:]
        assert unmarked(item.text, item.quote) or unmarked(lowered, item.quote)
    article_sector(found, table)


def unmarked(shown: str, quote: str) -> bool:
    """True if the words outside the brackets of ``shown`` stand in ``quote`` in that order.

    A bracket may be the quote's own or ours: both ways are followed.
    """
    words = tokenise(quote)
    states = {(0, False)}  # words of the quote passed; within our brackets or not
    for token in tokenise(shown):
        after = {(at, True) for at, inside in states if inside or token == "["}
        after |= {(at, False) for at, inside in states if inside and token == "]"}
        for at, inside in states:
            if not inside and token in words[at:]:
                after.add((words.index(token, at) + 1, False))
        states = after
    return any(not inside for _, inside in states)


def check_document(document: Document) -> None:
    """Sentences in order, without overlap, covering all but marks of notes; true spans."""
    text = document.article.text
    end = 0
    for index, sentence in enumerate(document.sentences):
        assert sentence.index == index
        assert end <= sentence.start <= sentence.body < sentence.end
        assert _NOTES.fullmatch(text[end : sentence.start])
        assert sentence.text == text[sentence.start : sentence.end] == sentence.text.strip()
        assert len(sentence.tokens) == len(sentence.stems)
        end = sentence.end
    assert _NOTES.fullmatch(text[end:])


_NOTES = re.compile(r"\s*(?:\[[^\[\]]{1,20}\]|[¹²³⁴-⁹⁰*†‡§]|\(?\d{1,2}\)?)*\s*")
"""Marks of notes between two sentences are of neither."""


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="briefing-fuzz-"))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def table(data: bytes) -> None:
    """A user's sector table, loaded and used."""
    from briefing.sectors import check, load_table

    try:
        loaded = load_table(_file("sectors.toml", data))
        check(loaded)
    except SectorTableError as error:
        assert len(str(error).splitlines()) == 1
        return
    labels = loaded.classify(loaded.evidence(_sample()))
    slugs = {sector.slug for sector in loaded.sectors} | {"none"}
    assert {label.sector for label in labels} <= slugs


@cache
def _sample() -> Document:
    from briefing.segmentation import segment

    text = "Bank lends $2 million\n\nThe bank of Aktau lent money for gas pipes on Monday."
    return segment(make_article(text, location="f", options=OPTIONS))


def config(data: bytes) -> None:
    """A user's options file."""
    try:
        load_config(_file("briefing.toml", data))
    except ConfigError as error:
        assert len(str(error).splitlines()) == 1


def escape(data: bytes) -> None:
    """Text of a source on a Markdown page: it shows as itself, in a heading and in a bullet."""
    from html import unescape

    from markdown_it import MarkdownIt

    from briefing.display.text import clean
    from briefing.writers.markdown_escape import escape as escaped

    text = data.decode("utf-8", "surrogateescape")
    wanted = clean(text)
    if not wanted:
        return
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for before in ("- ", "# ", "> ", ""):
        tokens = parser.parse(f"{before}{escaped(text)}\n")
        inline = [t for t in tokens if t.type == "inline"]
        assert len(inline) == 1, (before, text)
        shown = "".join(
            c.content for c in inline[0].children or () if c.type in ("text", "text_special")
        )
        rest = {c.type for c in inline[0].children or ()} - {"text", "text_special", "html_inline"}
        assert not rest, (before, text, rest)
        assert all(
            c.content == "<!-- -->" for c in inline[0].children or () if c.type == "html_inline"
        )
        assert shown == wanted, (before, shown, wanted)
        assert unescape(shown) is not None


def append(data: bytes) -> None:
    """Adding a brief to any page keeps the page, and adds the brief but once."""
    from briefing.writers.markdown_append import append_markdown

    try:
        page = append_markdown(data, _section(), "2024-06-12")
    except OutputError:
        return
    blank = not data.decode("utf-8").strip("\ufeff \t\r\n")
    kept = data.find(b"<!-- briefing ")  # a section goes before those that are not newer
    assert page.startswith(b"" if blank else data[: kept if kept >= 0 else len(data)])
    assert kept < 0 or page.endswith(data[kept:]) or page.startswith(data)
    assert append_markdown(page, _section(), "2024-06-12") == page


@cache
def _section() -> bytes:
    from factory import make_brief

    return make_brief().to_markdown().encode("utf-8")


def verify(data: bytes) -> None:
    """Any file that is said to be a brief; the first byte chooses its kind."""
    from briefing.verification import verify as verified

    if not data:
        return
    suffix = (".md", ".json", ".docx")[data[0] % 3]
    given = data[1:]
    if suffix == ".docx" and not given.startswith(b"PK"):
        given = word_file(_WORD % given)
    try:
        report = verified(given, suffix, _articles())
    except BriefingError as error:
        assert len(str(error).splitlines()) == 1
        return
    for check in report.checks:
        if check.article is not None:
            assert 0 <= check.start <= check.end <= len(check.article.text)


@cache
def _articles() -> tuple[Article, ...]:
    from factory import make_articles

    return tuple(make_articles())


def template(data: bytes) -> None:
    """A stranger's template: Markdown, or the body of a Word document after a ``<``."""
    from factory import make_brief

    options = write_options(Presentation())
    brief = make_brief()
    try:
        if data.startswith((b"<", b"PK")):
            whole = data if data.startswith(b"PK") else word_file(_WORD % data)
            from briefing.layout.measure import Layout
            from briefing.writers import WRITERS

            Layout(whole, "a4", 1).measure(brief)
            made = WRITERS["docx"](brief, replace(options, docx_template=whole))
            assert zipfile.ZipFile(io.BytesIO(made)).testzip() is None
        else:
            from briefing.writers.markdown import write_markdown

            text = data.decode("utf-8", "replace")
            write_markdown(brief, replace(options, md_template=text))
    except BriefingError as error:
        assert len(str(error).splitlines()) == 1


TARGETS: dict[str, Target] = {
    "txt": lambda data: read_as(".txt", data),
    "md": lambda data: read_as(".md", data),
    "wiki": lambda data: read_as(".wiki", data),
    "html": lambda data: read_as(".html", data),
    "docx": docx,
    "pdf": lambda data: read_as(".pdf", data),
    "eml": lambda data: read_as(".eml", data),
    "jsonl": lambda data: read_as(".jsonl", data),
    "feed": lambda data: read_as(".xml", data),
    "opml": lambda data: read_as(".opml", data),
    **{
        name: lambda data, ending=f".{name}": read_as(ending, data)  # type: ignore[misc]
        for name in ("rtf", "msg", "mbox", "mhtml", "zip", "json")
    },
    **{name: lambda data, name=name: packaged(name, data) for name in PARTS},  # type: ignore[misc]
    "csv": lambda data: read_as(".csv", data),
    "parquet": lambda data: read_as(".parquet", data),
    "analysis": analysis,
    "table": table,
    "config": config,
    "escape": escape,
    "append": append,
    "verify": verify,
    "template": template,
}
