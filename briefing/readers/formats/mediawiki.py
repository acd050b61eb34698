"""MediaWiki text (.wiki, .mediawiki, or pasted into .txt): mwparserfromhell takes it apart.

Its library comes with the extra ``wiki``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.errors import SourceError
from briefing.model import Article, Skipped
from briefing.readers.article import clean, make_article
from briefing.readers.encoding import decode
from briefing.readers.options import Source
from briefing.readers.raised import UNREADABLE, raised

# The parser takes 1 s for 2 MB of ordinary pages; the longest of Wikipedia have 1 MB.
MAX_TEXT = 2_000_000

_LEFT_OUT = frozenset(
    "ref references table gallery math chem syntaxhighlight source pre code s del strike score "
    "timeline imagemap templatestyles noinclude".split()
)
# Pictures, categories and other files, by the name spaces of the largest Wikipedias.
_FILES = re.compile(
    r"\s*:?\s*(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|archivo|imagen"
    r"|categoría|ficheiro|categoria|bestand|categorie|plik|kategoria|файл|изображение|категория"
    r"|санат|сурет|файл|санаты|파일|그림|분류|文件|分类|ファイル|画像)\s*:",
    re.IGNORECASE,
)
# Templates that show nothing in a sentence: references, requests to the editors, anchors.
_SILENT = re.compile(
    r"(?:cite|citation|cit|sfn|harv|ref|refn|efn|notetag|note|rp|r|fact|cn|when|who|which|where"
    r"|clarify|dubious|disputed|update|better source|page needed|verify|failed|anchor|coord|source"
    r"|dead link|by whom|according to whom|vague|нет аи|источник|ipa|audio|pronunciation"
    r"|respell|webarchive)"
    r"(?![^\W\d_])",
    re.IGNORECASE,
)
# Templates that show one of their values, and which: the last, or the first.
_SHOWS_LAST = re.compile(
    r"(?:lang|langx|transl|color|s-?rtl|abbr|tooltip|nbsp|nowrap|small|nobr)\b", re.I
)
_MEASURE = re.compile(r"(?:convert|cvt)\b", re.IGNORECASE)
# "{{convert|12|e6t}}" is 12 million tonnes.
_TIMES = re.compile(r"e(3|6|9|12)(\S+)$")
_POWERS = {"3": "thousand", "6": "million", "9": "billion", "12": "trillion"}
_REDIRECT = re.compile(r"\s*#(?:redirect|перенаправление)\b", re.IGNORECASE)
_MAGIC = re.compile(r"__[A-ZА-Я]{3,20}__")
_ITEM = re.compile(r"^-\s+")
_BLANKS = re.compile(r"\n{3,}")


def read(source: Source) -> Iterator[Article | Skipped]:
    """One article: headings, paragraphs and list items, without the machinery of the wiki.

    A sentence with a template whose text only the wiki knows is not quoted.
    """
    text = clean(decode(source.data, source.location, source.charset))
    if _REDIRECT.match(text):
        raise SourceError(source.location, "a redirect of a wiki, no text in it")
    yield make_article(
        plain(text),
        location=source.location,
        options=source.options,
        hints=source.hints,
        name=source.name,
    )


def plain(text: str) -> str:
    """What a reader of the wiki sees of ``text``, blank lines between its paragraphs.

    >>> plain("'''Aral''' is a [[Port of Aral|port]].<ref>Atlas</ref>\\n== Trade ==\\n* Salt")
    'Aral is a port.\\n\\nTrade\\n\\n- Salt'
    """
    if len(text) > MAX_TEXT:
        return text
    import mwparserfromhell as parser

    code = parser.parse(_MAGIC.sub("", text))
    content = "".join(_plain(code))
    lines = (_ITEM.sub("- ", line.strip(" \t:;")) for line in content.split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def _plain(code: Any) -> Iterator[str]:
    from mwparserfromhell import nodes

    before = ""
    for node in code.nodes:
        piece = ""
        if isinstance(node, nodes.Text):
            piece = str(node.value)
        elif isinstance(node, nodes.HTMLEntity):
            piece = node.normalize()
        elif isinstance(node, nodes.Heading):
            piece = f"\n\n{''.join(_plain(node.title)).strip()}\n\n"
        elif isinstance(node, nodes.Wikilink):
            piece = _link(node)
        elif isinstance(node, nodes.ExternalLink):
            piece = "".join(_plain(node.title)) if node.title is not None else ""
        elif isinstance(node, nodes.Tag):
            piece = _tag(node, before)
        elif isinstance(node, nodes.Template):
            piece = _template(node, before)
        before = (before + piece)[-12:]
        yield piece


def _link(link: Any) -> str:
    if _FILES.match(str(link.title)):
        return ""
    content = "".join(_plain(link.text)) if link.text is not None else str(link.title)
    return content if link.text is not None else content.lstrip(":").partition("#")[0]


def _tag(tag: Any, before: str) -> str:
    name = str(tag.tag).strip().lower()
    if name in _LEFT_OUT:
        return ""
    if name in ("li", "dd", "dt"):
        return "" if before.endswith("- ") else "\n\n- "
    if name in ("br", "hr"):
        return "\n"
    inner = "".join(_plain(tag.contents)) if tag.contents is not None else ""
    return raised(before, inner) if name == "sup" else inner


def _template(template: Any, before: str) -> str:
    name = str(template.name).strip().replace("_", " ")
    values = [str(p.value).strip() for p in template.params if not p.showkey]
    if not before.strip() or before.endswith("\n") or _SILENT.match(name):
        return ""  # a box of its own, or a note
    if _MEASURE.match(name) and len(values) > 1:
        times = _TIMES.match(values[1])
        unit = f"{_POWERS[times[1]]} {times[2]}" if times else values[1]
        return f"{values[0]} {unit}"
    if _SHOWS_LAST.match(name) and values:
        import mwparserfromhell as parser

        return "".join(_plain(parser.parse(values[-1])))
    return UNREADABLE
