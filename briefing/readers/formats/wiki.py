"""Pages exported from wikis (MediaWiki, Confluence): their content without the wiki around it.

Wikis say where the content of a page is and what of it is machinery, so nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from briefing.readers.formats.html_blocks import blocks
from briefing.readers.metadata import parse_date
from briefing.readers.options import Hints


@dataclass(frozen=True, slots=True)
class _Wiki:
    """What marks the source of its pages, where a wiki keeps the content and the title of a page,
    what it adds, and who wrote it."""

    mark: str
    content: str
    title: str
    added: frozenset[str]
    metadata: str = ""


_WIKIS = (
    _Wiki(
        "mw-parser-output",
        "//*[contains(concat(' ', @class, ' '), ' mw-parser-output ')]",
        "//*[@id='firstHeading']",
        frozenset(
            "mw-editsection reference references mw-references-wrap reflist toc toccolours noprint "
            "Inline-Template printfooter catlinks navbox infobox metadata hatnote ambox sidebar "
            "mw-jump-link mw-cite-backlink mw-empty-elt thumbcaption shortdescription".split()
        ),
        "//*[@id='footer-info-lastmod']",
    ),
    _Wiki(
        "wiki-content",
        "//*[@id='main-content' and contains(@class, 'wiki-content')]",
        "//*[@id='title-text']",
        frozenset(
            "toc-macro code codeContent syntaxhighlighter plugin_pagetree aui-icon hidden "
            "confluence-embedded-file-wrapper expand-control table-filter contributors".split()
        ),
        "//*[contains(@class, 'page-metadata')]",
    ),
)
# "Created by Ada Lind, last modified on Jun 12, 2024"; "… last edited on 12 June 2024, at 09:12."
_AUTHOR = re.compile(r"Created by\s+(?P<name>[^,]{2,80}?)\s*(?:,|\bon\b|$)")


def page(tree: Any, source: str) -> tuple[list[str], Hints] | None:
    """The paragraphs and the metadata of a wiki page, ``None`` for any other page.

    ``tree`` is parsed from ``source``.
    """
    for wiki in _WIKIS:
        contents = tree.xpath(wiki.content) if wiki.mark in source else ()
        if not contents:
            continue
        content = contents[0]
        for element in list(content.iter()):
            classes = frozenset((element.get("class") or "").split())
            if classes & wiki.added and element.getparent() is not None:
                element.drop_tree()
        parts = blocks(content)
        return (parts, _hints(tree, wiki)) if parts else None
    return None


def _hints(tree: Any, wiki: _Wiki) -> Hints:
    title, said = _text(tree, wiki.title), _text(tree, wiki.metadata)
    author = _AUTHOR.search(said)
    return Hints(
        title=title.rpartition(" : ")[2],
        author=author["name"] if author else "",
        date=parse_date(said),
        language=tree.get("lang") or "",
    )


def _text(tree: Any, path: str) -> str:
    elements = tree.xpath(path)
    return " ".join("".join(elements[0].itertext()).split()) if elements else ""
