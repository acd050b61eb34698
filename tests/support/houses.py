"""Small house templates for tests, each with what is asked for and nothing else.

``house()`` is a plain one; its arguments put something in a place. ``KINDS`` are the features of
house templates that have gone wrong somewhere, one template each.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.training.wordxml import OFFICE, PACKAGE, PROLOG, WORD, para, spacing, text, w

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
POINTS = (
    para("Normal", "{% for section in sections %}")
    + para("Heading2", "{{ section.title }}")
    + para("Normal", "{% for point in section.points %}")
    + para("ListBullet", "{{ point }}")
    + para("Normal", "{% endfor %}") * 2
)
SOURCES = (
    para("Heading2", "{{ labels.sources }}")
    + para("Normal", "{% for source in sources %}")
    + para("Source", "{{ source.entry }}")
    + para("Normal", "{% endfor %}")
)
LEAD = para("Normal", "{{ bottom_line }}")
EMPTY = w("p", w("pPr", spacing(0, 0)))


def png(width: int = 60, height: int = 20) -> bytes:
    """A plain green picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"\x20\x70\x50" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


@dataclass(frozen=True)
class House:
    """What a template is made of; widths and heights are in twips."""

    head: str = para("Title", "{{ title }}") + LEAD
    points: str = POINTS
    sources: str = SOURCES
    before: str = ""
    after: str = ""
    page: tuple[int, int] = (11906, 16838)
    margins: tuple[int, int, int, int] = (1134, 1304, 1134, 1304)
    header: str = ""
    footer: str = ""
    section: str = ""
    inner: str = ""
    gutter: int = 0
    font: str = "Calibri"
    size: int = 22
    styles: str = ""
    bullet: str = spacing(0, 60)
    settings: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    relations: Sequence[tuple[str, str, str, bool]] = ()
    main: str = "word/document.xml"
    core: str = ""

    def sect(self) -> str:
        """The section properties."""
        top, right, bottom, left = self.margins
        references = "".join(
            f'<w:{part}Reference w:type="default" r:id="{part}"/>'
            for part in ("header", "footer")
            if getattr(self, part)
        )
        size = w("pgSz", w=self.page[0], h=self.page[1])
        margin = w(
            "pgMar", top=top, right=right, bottom=bottom, left=left, header=567, footer=567,
            gutter=self.gutter,
        )  # fmt: skip
        return w("sectPr", references, self.inner, size, margin, self.section)

    def build(self) -> bytes:
        """The bytes of the DOCX file."""
        body = self.before + self.head + self.points + self.sources + self.after
        parts = {
            self.main: self._root("document", w("body", body + self.sect())),
            "word/styles.xml": self._root("styles", self._styles()),
            "word/numbering.xml": self._root("numbering", numbering()),
            "word/settings.xml": self._root("settings", self.settings),
        }
        relations = [
            ("styles", "styles", "styles.xml", False),
            ("numbering", "numbering", "numbering.xml", False),
            ("settings", "settings", "settings.xml", False),
            *self.relations,
        ]
        for part, tag in (("header", "hdr"), ("footer", "ftr")):
            if getattr(self, part):
                parts[f"word/{part}1.xml"] = self._root(tag, getattr(self, part))
                relations.append((part, part, f"{part}1.xml", False))
        package = [("main", "officeDocument", self.main, False)]
        if self.core:
            parts["docProps/core.xml"] = core(self.core)
            package.append(("core", "core", "docProps/core.xml", False))
        folder, _, name = self.main.rpartition("/")
        data = {
            "[Content_Types].xml": self._types(parts),
            "_rels/.rels": _relationships(package),
            f"{folder}/_rels/{name}.rels": _relationships(relations),
            **parts,
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in {**data, **self.parts}.items():
                archive.writestr(path, content)
        return out.getvalue()

    def _root(self, tag: str, content: str) -> str:
        return f"{PROLOG}<w:{tag} {NS}>{content}</w:{tag}>"

    def _types(self, parts: Mapping[str, str]) -> str:
        kinds = {"styles": "styles", "numbering": "numbering", "settings": "settings"}
        kinds |= {"header1": "header", "footer1": "footer"}
        overrides = "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
            for name, kind in kinds.items()
            if f"word/{name}.xml" in parts
        )
        overrides += f'<Override PartName="/{self.main}" ContentType="{WORD}.document.main+xml"/>'
        if self.core:
            kind = "application/vnd.openxmlformats-package.core-properties+xml"
            overrides += f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/>'
        for path in self.parts:
            if path.startswith("word/") and path.endswith("notes.xml"):
                kind = f"{WORD}.{path[5:-4]}+xml"
                overrides += f'<Override PartName="/{path}" ContentType="{kind}"/>'
        defaults = "".join(
            f'<Default Extension="{suffix}" ContentType="{kind}"/>'
            for suffix, kind in (
                ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
                ("xml", "application/xml"),
                ("png", "image/png"),
            )
        )
        return f'{PROLOG}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>'

    def _bullet(self) -> str:
        """The properties of points, in the order of the schema."""
        at = self.bullet.find("<w:spacing")
        return self.bullet[:at] + w("numPr", w("numId", val=1)) + self.bullet[at:]

    def _styles(self) -> str:
        fonts = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), self.font)
        run = w("rPr", w("rFonts", **fonts), w("sz", val=self.size), w("szCs", val=self.size))
        defaults = w(
            "docDefaults",
            w("rPrDefault", run),
            w("pPrDefault", w("pPr", spacing(0, 120, 240))),
        )
        cell = w("tblCellMar", *(w(s, w=108, type="dxa") for s in ("left", "right")))
        grid = "".join(
            w(side, val="single", sz=4, space=0, color="auto")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            defaults
            + style("Normal", "", default=1)
            + w(
                "style", w("name", val="Normal Table"), w("tblPr", cell), type="table", default=1,
                styleId="TableNormal",
            )
            + style("Title", "", w("b") + w("sz", val=36))
            + style("Heading2", w("keepNext") + spacing(160, 40), w("b") + w("sz", val=24),
                    name="heading 2")
            + style("ListParagraph", w("ind", left=720), name="List Paragraph")
            + style("ListBullet", self._bullet(), name="List Bullet")
            + style("Source", w("numPr", w("numId", val=2)) + spacing(0, 20), w("sz", val=18))
            + w(
                "style", w("name", val="Table Grid"), w("basedOn", val="TableNormal"),
                w("tblPr", w("tblBorders", grid)), type="table", styleId="TableGrid",
            )
            + self.styles
        )  # fmt: skip


def house(**changes: object) -> bytes:
    """The template of :class:`House` with ``changes``."""
    return replace(House(), **changes).build()  # type: ignore[arg-type]


def style(key: str, ppr: str, rpr: str = "", *, name: str = "", base: str = "", **more: int) -> str:
    """A paragraph style, based on Normal unless it is Normal."""
    base = "" if key == "Normal" else base or "Normal"
    return w(
        "style",
        w("name", val=name or key),
        w("basedOn", val=base) if base else "",
        w("pPr", ppr) if ppr else "",
        w("rPr", rpr) if rpr else "",
        type="paragraph",
        styleId=key,
        **more,
    )


def numbering(indent: int = 284, label: str = "[%1]") -> str:
    """Bullets as list 1, numbered sources as list 2."""
    levels = (("bullet", "•", "ListBullet", indent), ("decimal", label, "Source", 400))
    lists = "".join(
        w(
            "abstractNum",
            w("multiLevelType", val="singleLevel"),
            w(
                "lvl", w("start", val=1), w("numFmt", val=kind), w("pStyle", val=key),
                w("lvlText", val=shown), w("lvlJc", val="left"),
                w("pPr", w("ind", left=hang, hanging=hang)), ilvl=0,
            ),
            abstractNumId=number,
        )
        for number, (kind, shown, key, hang) in enumerate(levels)
    )  # fmt: skip
    return lists + "".join(w("num", w("abstractNumId", val=n), numId=n + 1) for n in (0, 1))


def core(content: str) -> str:
    """Core properties with ``content``."""
    return (
        f'{PROLOG}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</cp:coreProperties>'
    )


def _relationships(rows: Sequence[tuple[str, str, str, bool]]) -> str:
    special = {"core": f"{PACKAGE}/relationships/metadata/core-properties"}
    body = "".join(
        f'<Relationship Id="{key}" Type="{special.get(kind, f"{OFFICE}/{kind}")}" '
        f'Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
        for key, kind, target, outside in rows
    )
    return f'{PROLOG}<Relationships xmlns="{PACKAGE}/relationships">{body}</Relationships>'


# -- pieces


def cell(content: str, width: int = 3000, more: str = "") -> str:
    """A table cell; plain text becomes a paragraph."""
    inner = content if content.startswith("<w:") else w("p", text(content) if content else "")
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), more), inner)


def table(
    *rows: str, widths: Sequence[int] = (3000, 6298), kind: str = "pct", more: str = ""
) -> str:
    """A table with rules; ``kind`` pct takes the whole line, auto the widths of its grid."""
    wide = w("tblW", w=5000 if kind == "pct" else 0, type=kind)
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    return w("tbl", w("tblPr", w("tblStyle", val="TableGrid"), more, wide), grid, *rows)


def row(*cells: str, more: str = "") -> str:
    return w("tr", w("trPr", more) if more else "", *cells)


def control(content: str, properties: str = "") -> str:
    """A content control around ``content``."""
    return w("sdt", w("sdtPr", w("alias", val="Entry"), properties), w("sdtContent", content))


def picture(width_cm: float, height_cm: float) -> str:
    """A run with a picture in line with the text; its part is ``PICTURE``."""
    size = f'cx="{round(width_cm * 360000)}" cy="{round(height_cm * 360000)}"'
    return w("r", w("drawing", f"<wp:inline><wp:extent {size}/>{_graphic(size)}</wp:inline>"))


def floating(
    width_cm: float, height_cm: float, wrap: str = "wrapSquare", x_cm: float = 0, y_cm: float = 0,
    relative: str = "paragraph",
) -> str:  # fmt: skip
    """A run with a picture beside which, or above and below which, text flows."""
    size = f'cx="{round(width_cm * 360000)}" cy="{round(height_cm * 360000)}"'
    sides = ' wrapText="bothSides"' if wrap in ("wrapSquare", "wrapTight") else ""
    place = (
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{round(x_cm * 360000)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{relative}"><wp:posOffset>'
        f"{round(y_cm * 360000)}</wp:posOffset></wp:positionV>"
    )
    return w(
        "r",
        w(
            "drawing",
            '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
            'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            f'<wp:simplePos x="0" y="0"/>{place}<wp:extent {size}/><wp:{wrap}{sides}/>'
            f"{_graphic(size)}</wp:anchor>",
        ),
    )


def _graphic(size: str) -> str:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<wp:docPr id="1" name="Mark" descr="Mark of the desk"/><a:graphic>'
        f'<a:graphicData uri="{uri}"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Mark"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="mark"/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )


PICTURE: dict[str, object] = {
    "parts": {"word/media/mark.png": png()},
    "relations": (("mark", "image", "media/mark.png", False),),
}


def text_box(content: str, width_cm: float = 6, height_cm: float = 2) -> str:
    """A run with a text box in line with the text, of paragraphs ``content``."""
    shape = f"width:{width_cm}cm;height:{height_cm}cm"
    box = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return w("r", w("pict", f'<v:shape type="#_x0000_t202" style="{shape}">{box}</v:shape>'))


def growing(content: str, width_cm: float = 6, wrap: str = "", height_cm: float = 1) -> str:
    """A run with a text box that becomes as high as its text, of paragraphs ``content``.

    It stands in line with the text, or beside or between it where ``wrap`` says so.
    """
    size = f'cx="{round(width_cm * 360000)}" cy="{round(height_cm * 360000)}"'
    shape = (
        '<a:xfrm><a:off x="0" y="0"/><a:ext ' + size + "/></a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    graphic = (
        '<wp:docPr id="7" name="Box"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/'
        'office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f"{shape}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr wrap="square"><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData>'
        "</a:graphic>"
    )
    if not wrap:
        return w("r", w("drawing", f"<wp:inline><wp:extent {size}/>{graphic}</wp:inline>"))
    return floating(width_cm, height_cm, wrap).replace(_graphic(size), graphic)


def framed(content: str, **frame: object) -> str:
    """A paragraph in a frame."""
    return w("p", w("pPr", w("framePr", **frame)), text(content))


def field(code: str, shown: str) -> str:
    """A field with what it last showed."""
    code = f'<w:instrText xml:space="preserve"> {code} </w:instrText>'
    begin, split, end = (w("r", w("fldChar", fldCharType=k)) for k in ("begin", "separate", "end"))
    return begin + w("r", code) + split + text(shown) + end


def note(content: str) -> dict[str, object]:
    """The footnotes part with one footnote, number 1."""
    kinds = ((-1, "separator"), (0, "continuationSeparator"))
    lines = "".join(w("footnote", w("p", w("r", w(k))), type=k, id=i) for i, k in kinds)
    own = w("footnote", w("p", w("r", w("footnoteRef")), text(f" {content}")), id=1)
    data = f"{PROLOG}<w:footnotes {NS}>{lines}{own}</w:footnotes>"
    return {
        "parts": {"word/footnotes.xml": data.encode()},
        "relations": (("notes", "footnotes", "footnotes.xml", False),),
    }


NOTE_MARK = w("r", w("rPr", w("vertAlign", val="superscript")), w("footnoteReference", id=1))
