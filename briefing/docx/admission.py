"""What a template may not contain, and what is removed from it.

A template is an untrusted file. What could fetch or run something is refused by name: external
targets other than web and mail links, macros, controls, embedded files, mail merge, custom ribbons,
and fields that reach for another file. What only ties the file to its author's machine is dropped:
the template that it was attached to, and styles that follow that template. Fields that show the day
of opening become the date of the brief, those that show its title become the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from briefing.display.dates import long_date
from briefing.docx.package import RELS, Element, Package, W, child, parse, serialise, value
from briefing.errors import TemplateError

REFUSED = {
    "vbaproject": "macros", "wordvbadata": "macros",
    "control": "an ActiveX control", "activexcontrolbinary": "an ActiveX control",
    "oleobject": "an embedded object", "package": "an embedded file",
    "afchunk": "another file (altChunk)", "subdocument": "a subdocument", "frame": "a frame page",
    "mailmergesource": "a mail merge", "mailmergeheadersource": "a mail merge",
    "recipientdata": "a mail merge",
    "extensibility": "a custom ribbon", "usercustomization": "a custom ribbon",
    "keymapcustomizations": "custom keys", "attachedtoolbars": "custom toolbars",
}  # fmt: skip
"""Kinds of parts that a template may not have, by the last word of their relationship's type
(ECMA-376 Part 1, 11.3 and 15.2; [MS-OFFMACRO2], [MS-CUSTOMUI]), in lower case."""

_MACRO = re.compile(r"vbaProject|vbaData|activeX|macroEnabled", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FETCHING = re.compile(r"\s*(DDEAUTO|DDE|INCLUDETEXT|IMPORT|LINK|MACROBUTTON|DATABASE)\b", re.I)
_FROZEN = re.compile(r"\s*INCLUDEPICTURE\b", re.I)
_FILLED = (
    (re.compile(r"\s*(DATE|TIME|SAVEDATE|CREATEDATE|PRINTDATE)\b", re.I), "{{ date }}"),
    (re.compile(r"\s*(TITLE\b|DOCPROPERTY\s+\"?Title\b)", re.I), "{{ title }}"),
)


PROVENANCE = b"urn:briefing:provenance:"
"""In the custom XML of a brief of ours (:mod:`briefing.writers.docx_metadata`)."""
_NOTES = ("footnotes", "endnotes")


def admit(package: Package) -> None:
    """Check ``package`` and clean it in place. Raises :class:`TemplateError`."""
    types = package.parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if _MACRO.search(types) or any(_MACRO.search(name) for name in package.parts):
        raise TemplateError("template: holds macros; save it as a plain .docx file")
    for name in [n for n in package.parts if n.endswith(".rels")]:
        _check_relationships(package, name)
    _clean_settings(package)
    for name in [n for n in package.parts if n.endswith(".xml")]:
        data = package.parts[name]
        if b"altChunk" in data and parse(data, name).find(f".//{W}altChunk") is not None:
            raise TemplateError(f"template: {name} embeds another file (altChunk); remove it")
        if b"instr" in data:
            _settle_fields(package, name)
    _forget_brief(package)


def _forget_brief(package: Package) -> None:
    """Remove the provenance and the comments of a brief that is now used as a template."""
    old = [n for n, d in package.parts.items() if n.endswith(".xml") and PROVENANCE in d]
    for name in old:
        _retag_margins(package, package.xml(name))
    for name in (*old, *_comment_parts(package)):
        package.remove(name)


def _retag_margins(package: Package, brief: Element) -> None:
    """Put tags in place of the title and date of an old ``brief`` in its headers and footers."""
    day = long_date(brief.get("date", ""), brief.get("language", ""))
    replacements = [(brief.get("title", ""), "{{ title }}"), (day, "{{ date }}")]
    for name in set(package.by_id(package.main).values()):
        root = package.xml(name)
        if root is None or root.tag not in (W + "hdr", W + "ftr"):
            continue
        for element in root.iter(W + "t"):
            for old, tag in replacements:
                plain = (element.text or "").replace("\xa0", " ")
                if old and old in plain:
                    element.text = plain.replace(old, tag)
        package.parts[name] = serialise(root)


def _comment_parts(package: Package) -> list[str]:
    kinds = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
    named = (package.related(package.main, kind) for kind in kinds)
    return [name for name in named if name in package.parts]


def drop_loose_notes(package: Package, body: Element) -> None:
    """Take out footnotes and endnotes that the document ``replacements`` does not refer to."""
    for kind in _NOTES:
        name = package.related(package.main, kind)
        root = package.xml(name)
        if name is None or root is None:
            continue
        tag = kind.removesuffix("s")
        named = {value(e, "id") for e in body.iter(W + tag + "Reference")}
        loose = [
            note
            for note in root.findall(W + tag)
            if value(note, "type") in ("", "normal") and value(note, "id") not in named
        ]
        for note in loose:
            root.remove(note)
        if loose:
            package.parts[name] = serialise(root)


def _check_relationships(package: Package, name: str) -> None:
    root = parse(package.parts[name], name)
    dropped = False
    for rel in list(root.iter(RELS + "Relationship")):
        kind, target = rel.get("Type", "").rsplit("/", 1)[-1], rel.get("Target", "")
        if kind == "attachedTemplate":  # the file that Word made it from; of no use elsewhere
            root.remove(rel)
            dropped = True
        elif kind.lower() in REFUSED and rel.get("TargetMode") != "External":
            raise TemplateError(f"template: holds {REFUSED[kind.lower()]}; remove it")
        elif rel.get("TargetMode") == "External" and not (
            kind == "hyperlink" and _SAFE_LINK.match(target)
        ):
            raise TemplateError(
                f"template: refers to an external {kind} ({target[:80]}); remove it"
            )
    if dropped:
        package.parts[name] = serialise(root)


def _clean_settings(package: Package) -> None:
    """No mail merge; and the reader's own template does not replace the styles."""
    name = package.related(package.main, "settings")
    root = package.xml(name)
    if name is None or root is None:
        return
    if child(root, "mailMerge") is not None:
        raise TemplateError(
            "template: is set up for a mail merge; choose Mailings, Start Mail Merge, Normal Word "
            "Document, and save it"
        )
    tied = [e for tag in ("attachedTemplate", "linkStyles") for e in root.findall(W + tag)]
    for element in tied:
        root.remove(element)
    if tied:
        package.parts[name] = serialise(root)


def _settle_fields(package: Package, name: str) -> None:
    """Refuse fields that fetch. Replace fields that show a date or title by the brief's own, and a
    picture from the web by what it last showed."""
    root = parse(package.parts[name], name)
    changed = False
    for field in [*root.iter(W + "fldSimple")]:
        code = value(field, "instr")
        _refuse(code, name)
        changed |= _settle_simple(field, code)
    for paragraph in root.iter(W + "p"):
        for runs, code in _complex_fields(paragraph):
            _refuse(code, name)
            changed |= _settle_complex(runs, code)
    # A field may run over several paragraphs; its code stands in one of them.
    for paragraph in root.iter(W + "p"):
        _refuse("".join(i.text or "" for i in paragraph.iter(W + "instrText")), name)
    if changed:
        package.parts[name] = serialise(root)


def _refuse(code: str, name: str) -> None:
    field = _FETCHING.match(code)
    if field:
        raise TemplateError(
            f"template: {name} holds a {field[1].upper()} field, which reads another file; click "
            "on it and press Ctrl+Shift+F9 to keep what it shows"
        )


def _instead(code: str) -> str | None:
    """The tag that takes the place of a field; ``""`` for what it shows, None to keep it."""
    if _FROZEN.match(code):
        return ""
    return next((tag for pattern, tag in _FILLED if pattern.match(code)), None)


def _settle_simple(field: Element, code: str) -> bool:
    tag = _instead(code)
    if tag is None:
        return False
    runs = list(field.iter(W + "r"))
    _show(runs, tag)
    for inner in list(field):
        field.addprevious(inner)
    field.getparent().remove(field)
    return True


def _settle_complex(runs: list[tuple[Element, str]], code: str) -> bool:
    """Remove the marks and the code of a field; ``runs`` are its runs with the role of each."""
    tag = _instead(code)
    if tag is None:
        return False
    result = [run for run, role in runs if role == "result"]
    for run, role in runs:
        if role != "result":
            run.getparent().remove(run)
    _show(result, tag)
    return True


def _show(runs: list[Element], tag: str) -> None:
    """Make the first of ``runs`` show ``tag`` and the others nothing."""
    if not tag:
        return
    texts = [text for run in runs for text in run.iter(W + "t")]
    for text in texts:
        text.text = ""
    if texts:
        texts[0].text = tag


def _complex_fields(paragraph: Element) -> Iterator[tuple[list[tuple[Element, str]], str]]:
    """The fields that begin and end in a paragraph and hold no other: runs by role, and code."""
    runs = list(paragraph.iterchildren(W + "r"))
    marks = [
        (place, value(mark, "fldCharType"))
        for place, run in enumerate(runs)
        for mark in run.iterchildren(W + "fldChar")
    ]
    for first, then in pairwise(marks):
        if first[1] != "begin" or then[1] not in ("separate", "end"):
            continue
        stop = then[0]
        if then[1] == "separate":
            after = [mark for mark in marks if mark[0] > stop]
            if not after or after[0][1] != "end":
                continue
            stop = after[0][0]
        code = "".join(
            i.text or "" for run in runs[first[0] : then[0] + 1] for i in run.iter(W + "instrText")
        )
        roles = [
            (run, "result" if then[0] < place < stop and then[1] == "separate" else "mark")
            for place, run in enumerate(runs[first[0] : stop + 1], first[0])
        ]
        yield roles, code
