"""WordprocessingML in few words, for the script that makes the templates."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

PROLOG = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OPEN = "application/vnd.openxmlformats"
_NS = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{OFFICE}"'


def w(tag: str, *children: str, **attributes: object) -> str:
    """An element of WordprocessingML.

    >>> w("sz", val=21)
    '<w:sz w:val="21"/>'
    >>> w("pPr", w("keepNext"))
    '<w:pPr><w:keepNext/></w:pPr>'
    """
    stated = "".join(f" w:{k.rstrip('_')}={quoteattr(str(v))}" for k, v in attributes.items())
    inner = "".join(children)
    return f"<w:{tag}{stated}>{inner}</w:{tag}>" if inner else f"<w:{tag}{stated}/>"


def root(tag: str, *children: str) -> str:
    """The root element of a part."""
    return f"{PROLOG}<w:{tag} {_NS}>{''.join(children)}</w:{tag}>"


def text(content: str, style: str = "") -> str:
    """A run of text, in a character style if one is named."""
    properties = w("rPr", w("rStyle", val=style)) if style else ""
    return w("r", properties, f'<w:t xml:space="preserve">{escape(content)}</w:t>')


def para(style: str, content: str = "", more: str = "") -> str:
    """A paragraph of ``content``: plain text, or runs."""
    runs = content if content.startswith("<w:r>") else text(content) if content else ""
    return w("p", w("pPr", w("pStyle", val=style), more), runs)


def field(code: str, result: str) -> str:
    """A field with its last result."""
    instruction = f'<w:instrText xml:space="preserve"> {code} </w:instrText>'
    parts = (
        w("fldChar", fldCharType="begin"),
        instruction,
        w("fldChar", fldCharType="separate"),
        f"<w:t>{result}</w:t>",
        w("fldChar", fldCharType="end"),
    )
    return "".join(w("r", part) for part in parts)


def spacing(before: int = 0, after: int = 0, line: int = 0, rule: str = "auto") -> str:
    """Space before and after in twips; ``line`` in 240ths of a line, or twips where exact."""
    lines: dict[str, object] = {"line": line, "lineRule": rule} if line else {}
    return w("spacing", before=before, after=after, **lines)


def size(half_points: int) -> str:
    """A size of text."""
    return w("sz", val=half_points) + w("szCs", val=half_points)


def margins(top: int, right: int, bottom: int, left: int) -> str:
    """Cell margins in twips."""
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    return w("tblCellMar", *(w(name, w=wide, type="dxa") for name, wide in sides))


def relationships(rows: Sequence[tuple[str, str]]) -> str:
    """A relationships part: (type, target) as rId1, rId2, …"""
    body = "".join(
        f'<Relationship Id="rId{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(rows, 1)
    )
    return f'{PROLOG}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


def content_types(overrides: dict[str, str]) -> str:
    """The content types part: type by part name."""
    rels = f"{OPEN}-package.relationships+xml"
    defaults = "".join(
        f'<Default Extension="{suffix}" ContentType="{kind}"/>'
        for suffix, kind in (("rels", rels), ("xml", "application/xml"))
    )
    stated = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return f'{PROLOG}<Types xmlns="{PACKAGE}/content-types">{defaults}{stated}</Types>'
