"""Books and magazines (.epub): the chapters in reading order, one article each.

An EPUB is a zip package of XHTML with a list of its parts, so zipfile and lxml are all it takes;
the libraries of the field are under copyleft licences.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import line, make_article
from briefing.readers.encoding import decode
from briefing.readers.formats.html import parse
from briefing.readers.formats.html_blocks import blocks
from briefing.readers.options import Hints, Source, merge
from briefing.readers.packages import check_package

# A chapter with fewer words is a cover, an imprint or a heading.
CHAPTER_WORDS = 40
_CONTAINER = "META-INF/container.xml"
_FRAME = frozenset({"head", "title", "nav", "aside", "footer", "header"})
_CHAPTERS = ("application/xhtml+xml", "text/html")


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article per chapter, the title of the book as its outlet.

    Raises :class:`SourceError` when it is locked or no chapter holds text.
    """
    check_package(source, "an EPUB book")
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        names = set(archive.namelist())
        if "META-INF/encryption.xml" in names and "META-INF/rights.xml" in names:
            raise SourceError(source.location, "locked (DRM); ask for a copy without it")
        root = _root(archive, source)
        package = _xml(archive.read(root))
        book = _book(package)
        chapters = 0
        for path in _spine(package, posixpath.dirname(root)):
            if path in names and (article := _chapter(archive.read(path), path, book, source)):
                chapters += 1
                yield article
    if not chapters:
        raise SourceError(source.location, "no text in it")


def _root(archive: zipfile.ZipFile, source: Source) -> str:
    try:
        files = _xml(archive.read(_CONTAINER)).iter("{*}rootfile")
        return str(next(file.get("full-path") for file in files))
    except (KeyError, StopIteration) as error:
        raise SourceError(source.location, "a zip archive, but not an EPUB book") from error


def _xml(data: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    return etree.fromstring(data, parser=parser)


def _book(package: Any) -> Hints:
    def first(name: str) -> str:
        element = next(package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"), None)
        return line("".join(element.itertext())) if element is not None else ""

    return Hints(
        outlet=first("title"),
        author=first("creator"),
        date=first("date"),
        language=first("language"),
    )


def _spine(package: Any, folder: str) -> Iterator[str]:
    """The paths of the chapters in reading order, without the table of contents."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _CHAPTERS:
            continue
        if "nav" not in (item.get("properties") or "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))


def _chapter(data: bytes, path: str, book: Hints, source: Source) -> Article | None:
    tree = parse(decode(data, source.location, "utf-8"))
    parts = blocks(tree, skip=_FRAME) if tree is not None else []
    if sum(len(part.split()) for part in parts) < CHAPTER_WORDS:
        return None
    heading = next((h for h in tree.iter("h1", "h2", "h3") if "".join(h.itertext()).strip()), None)
    title = line("".join(heading.itertext())) if heading is not None else ""
    return make_article(
        parts,
        location=f"{source.location}#{posixpath.basename(path)}",
        options=source.options,
        hints=merge(source.hints, merge(Hints(title=title), book)),
    )
