"""Parts beside the text: comments, provenance, core properties, language.

Provenance is a custom XML part in the namespace ``urn:briefing:provenance:1``::

    <brief xmlns="urn:briefing:provenance:1" title="…" date="…" language="…">
      <source n="1" id="…" location="https://…">its title</source>
      <point source="1" start="812" end="954" sector="energy">the sentence, word for word</point>
      <figure source="1" value="$9.6 bn">what it measures</figure>
      <other>a paragraph of the template that is neither point nor source</other>
    </brief>

with the points in the order of the page, the bottom line first. ``location`` is there for sources
with a public address only: the path of a file on the writer's machine is private.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable

from lxml import etree

from briefing.display.labels import LANGUAGES, labels
from briefing.display.text import clean, safe_link, source_name
from briefing.docx.blocks import LINK, TEXT, Paragraph
from briefing.docx.package import (
    REL_TYPE,
    WORD_TYPE,
    XML_SPACE,
    Element,
    Package,
    W,
    child,
    parse,
    serialise,
    value,
)
from briefing.languages import language as language_data
from briefing.model import Brief, Point
from briefing.writers import docx_from_the_right

PROVENANCE = "urn:briefing:provenance:1"
AUTHOR = "briefing"
EPOCH = "1980-01-01T00:00:00Z"
"""Date of a document whose brief has none: the earliest that ZIP can state, never the clock."""

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_DATA = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_ITEM_ID = "{7B1F0C62-5D0E-4B58-9C55-6A5B0E3F9A01}"
# Languages whose region word processors need to find a dictionary; others go as they are.
_REGIONS = {
    "en": "en-GB", "ru": "ru-RU", "kk": "kk-KZ", "ko": "ko-KR", "el": "el-GR", "de": "de-DE",
    "fr": "fr-FR", "es": "es-ES", "it": "it-IT", "pt": "pt-PT", "pl": "pl-PL", "tr": "tr-TR",
    "uk": "uk-UA", "nl": "nl-NL", "sv": "sv-SE", "ja": "ja-JP", "zh": "zh-CN", "cs": "cs-CZ",
    "ar": "ar-SA",
}  # fmt: skip
_OF_THE_BRIEF = {
    f"{{{_DC}}}title", f"{{{_DC}}}language", f"{{{_CORE}}}lastModifiedBy", f"{{{_CORE}}}revision",
    f"{{{_CORE}}}lastPrinted", f"{{{_TERMS}}}created", f"{{{_TERMS}}}modified",
}  # fmt: skip
_EAST_ASIAN = ("ko", "ja", "zh")


def timestamp(brief: Brief) -> str:
    """When the brief was made, as it says: SOURCE_DATE_EPOCH, else its date, else a fixed day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{brief.date}T00:00:00Z" if brief.date else EPOCH


def add_properties(package: Package, brief: Brief) -> None:
    """Core properties: title, dates and language of the brief; all others are the template's.

    A template without an author gets ours, and one without keywords the titles of the sections.
    """
    root = etree.Element(
        f"{{{_CORE}}}coreProperties",
        nsmap={"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI},
    )
    name = package.related("", "core-properties")
    house = package.xml(name)
    kept = [] if house is None else [e for e in house if e.tag not in _OF_THE_BRIEF and e.text]
    etree.SubElement(root, f"{{{_DC}}}title").text = clean(brief.title)
    for element in kept:
        etree.SubElement(root, element.tag).text = element.text
    if f"{{{_DC}}}creator" not in {element.tag for element in kept}:
        etree.SubElement(root, f"{{{_DC}}}creator").text = AUTHOR
    titles = [clean(section.title) for section in brief.sections if section.title]
    if titles and f"{{{_CORE}}}keywords" not in {element.tag for element in kept}:
        etree.SubElement(root, f"{{{_CORE}}}keywords").text = "; ".join(titles)
    etree.SubElement(root, f"{{{_CORE}}}lastModifiedBy").text = AUTHOR
    for tag in ("created", "modified"):
        element = etree.SubElement(root, f"{{{_TERMS}}}{tag}")
        element.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        element.text = timestamp(brief)
    etree.SubElement(root, f"{{{_DC}}}language").text = _REGIONS.get(brief.language, brief.language)
    if name is None:
        name = "docProps/core.xml"
        package.relate("", _CORE_REL, name)
        package.set_type(name, _CORE_TYPE)
    package.parts[name] = serialise(root)
    _drop_statistics(package)


def _drop_statistics(package: Package) -> None:
    """Remove the template's own counts of pages and words, which are not this document's."""
    name = package.related("", "extended-properties")
    root = package.xml(name)
    if root is None or name is None:
        return
    kept = ("Application", "AppVersion", "Company", "Manager", "DocSecurity")
    for element in list(root):
        if etree.QName(element).localname not in kept:
            root.remove(element)
    package.parts[name] = serialise(root)


def add_provenance(package: Package, brief: Brief, printed: Iterable[Paragraph]) -> None:
    """The custom XML part that tells where each point comes from.

    ``printed`` are the paragraphs of the page: what the template prints around a point, and what it
    prints beside the points and sources.
    """
    paragraphs = list(printed)
    around = {
        id(p): _around(paragraph, at) for paragraph in paragraphs for p, at, _ in paragraph.points
    }
    root = etree.Element(f"{{{PROVENANCE}}}brief", nsmap={None: PROVENANCE})
    for key in ("title", "date", "language"):
        root.set(key, clean(getattr(brief, key)))
    for source in brief.sources:
        element = etree.SubElement(root, f"{{{PROVENANCE}}}source", {"n": str(source.n)})
        element.set("id", source.id)
        address = safe_link(source)
        if address:
            element.set("location", clean(address))
        element.text = clean(source.title)
    for point in brief.points:
        element = etree.SubElement(root, f"{{{PROVENANCE}}}point", {"source": str(point.source)})
        element.set("start", str(point.start))
        element.set("end", str(point.end))
        element.set("sector", point.sector)
        for name, text in zip(("before", "after"), around.get(id(point), ("", "")), strict=True):
            if text:
                element.set(name, text)
        if clean(point.text) != clean(point.quote):
            element.set("shown", clean(point.text))
        element.text = clean(point.quote)
    others = (p for p in paragraphs if not (p.points or p.anchor))
    for text in dict.fromkeys(clean("".join(run.text for run in p.runs)) for p in others):
        if text:
            etree.SubElement(root, f"{{{PROVENANCE}}}other").text = text
    for figure in brief.key_figures:
        element = etree.SubElement(root, f"{{{PROVENANCE}}}figure", {"source": str(figure.source)})
        element.set("value", clean(figure.value))
        element.text = clean(figure.label)
    number = 1
    while f"customXml/item{number}.xml" in package.parts:
        number += 1
    name = f"customXml/item{number}.xml"
    package.parts[name] = serialise(root)
    package.relate(package.main, REL_TYPE + "customXml", f"../{name}")
    item = etree.Element(f"{{{_DATA}}}datastoreItem", nsmap={"ds": _DATA})
    item.set(f"{{{_DATA}}}itemID", _ITEM_ID)
    refs = etree.SubElement(item, f"{{{_DATA}}}schemaRefs")
    etree.SubElement(refs, f"{{{_DATA}}}schemaRef", {f"{{{_DATA}}}uri": PROVENANCE})
    package.parts[f"customXml/itemProps{number}.xml"] = serialise(item)
    package.set_type(f"customXml/itemProps{number}.xml", _ITEM_TYPE)
    package.relate(name, REL_TYPE + "customXmlProps", f"itemProps{number}.xml")
    _ensure_xml_default(package)


def _around(paragraph: Paragraph, at: int) -> tuple[str, str]:
    """What a template prints in a paragraph before the point of run ``at``, and after it.

    Source numbers and what follows a conflict note are the brief's own and do not count.
    """
    own = (TEXT, LINK)
    before = "".join(run.text for run in paragraph.runs[:at] if run.kind in own)
    after = "".join(run.text for run in paragraph.runs[at + 1 :] if run.kind in own)
    differ = (labels(code).sources_differ for code in LANGUAGES)
    return clean(before), "" if any(words in after for words in differ) else clean(after)


def _ensure_xml_default(package: Package) -> None:
    """Custom XML parts go by the default type of ``.xml``."""
    types = parse(package.parts["[Content_Types].xml"], "[Content_Types].xml")
    tag = types.tag.replace("Types", "Default")
    if not any(d.get("Extension", "").lower() == "xml" for d in types.iter(tag)):
        types.insert(
            0, types.makeelement(tag, {"Extension": "xml", "ContentType": "application/xml"})
        )
        package.parts["[Content_Types].xml"] = serialise(types)


def add_comments(package: Package, brief: Brief, notes: list[tuple[int, Point]]) -> None:
    """A comment for each of ``notes`` (comment id, point): source passage, score, evidence."""
    name = package.related(package.main, "comments")
    if name is None:
        name = package.add_part("word/comments.xml", "comments", f"{WORD_TYPE}.comments+xml")
    root = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
    sources = {s.n: s for s in brief.sources}
    for number, point in notes:
        comment = etree.SubElement(root, W + "comment", {W + "id": str(number)})
        comment.set(W + "author", AUTHOR)
        comment.set(W + "initials", "b")
        comment.set(W + "date", timestamp(brief))
        source = sources.get(point.source)
        place = f"{source.outlet or source_name(source)}, " if source else ""
        span = f"characters {point.start}–{point.end}"
        lines = [
            f"Source [{point.source}]: {place}{span}: “{point.quote}”",
            f"Score {point.score:.2f}" + (f": {', '.join(point.why)}" if point.why else ""),
        ]
        if point.sector_evidence:
            lines.append(f"Sector {point.sector}: {', '.join(point.sector_evidence)}")
        for line in lines:
            _comment_line(comment, clean(line))
    package.parts[name] = serialise(root)


def _comment_line(comment: Element, text: str) -> None:
    run = etree.SubElement(etree.SubElement(comment, W + "p"), W + "r")
    content = etree.SubElement(run, W + "t", {XML_SPACE: "preserve"})
    content.text = text


def set_language(package: Package, language: str) -> None:
    """State the brief's language in the document defaults, where the template's differs."""
    name = package.related(package.main, "styles")
    root = package.xml(name)
    defaults = child(root, "docDefaults", "rPrDefault", "rPr")
    if name is None or defaults is None or not language:
        return
    element = child(defaults, "lang")
    if element is None:
        element = etree.SubElement(defaults, W + "lang")
    from_the_right = language_data(language).right_to_left
    attribute = "eastAsia" if language in _EAST_ASIAN else "bidi" if from_the_right else "val"
    if value(element, attribute).split("-")[0] != language:
        element.set(W + attribute, _REGIONS.get(language, language))
    if from_the_right:
        docx_from_the_right.turn(package, root, element)
    package.parts[name] = serialise(root)
