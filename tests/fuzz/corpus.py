"""What fuzzing starts from: the sample articles and the shapes that have caused trouble before."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from .targets import PARTS, word_file

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
STORY = (
    "Quay opens in Karsund\n\nKARSUND, June 12 (Wire) -- The port of Karsund opened a second quay "
    "on Friday, the authority said.\n\n“It cost $9.6 million. We paid 40 percent,” he said. He "
    "also told the U.S. envoy that 2,300 people work there. Meanwhile, exports rose 4.5%.\n\n"
    "- Gas: 7 bn m3\n- Photo: Ann Dee\n\nSubscribe to our newsletter."
)
ODD = (
    "1. a 2) b. [c] (d) \"e\" 'f' – g — h … i.j Mr. K. L. Smith p.m. No. 2 $1.4 bn. A.B.C. D",
    '{{7*7}} {% for x in y %} <script>alert(1)</script> =HYPERLINK("http://x") [a](javascript:b)',
    "\u202eevil\u200b \x00\x1b[31m \ufeff \ud7ff \U000e0041 ʼn İ ß ﬁ ǅ ٣ ५ 五 a\u0301",
    "Ол сенбі күні келді. Президент мәлімдеді. 他说。你好！ Он сказал: «Да». И ушёл.",
    "He said “She said ‘they said “no” to it’ twice.” It did. They, however, did not.",
)
TOKENS = (
    "The minister said ", "He also ", "on Friday", "June 12, 2024", "$1.4 billion", "7.5%", ". ",
    "\n\n", "\n", "“", "”", "(Reuters) - ", "ASTANA – ", "Photo: ", "Read more", "• ", "- ", "1. ",
    "U.S. ", "?", "!", "...", "…", "[", "]", "However, ", "To that end, ", "|", "---", "# ", "> ",
    "[^1]", "[^1]: ", "```", "<!-- ", "-->", "&amp;", "&#x", "{{ ", " }}",
    "{% for s in sections %}",
    "{% endfor %}", "{% if title %}", "{% endif %}", "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>",
    "</w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sectPr/>", "<p>", "</p>", "<item>", "<title>",
    "=?utf-8?q?x?=", "Content-Type: ", "multipart/mixed; boundary=b", "\n--b\n", "base64",
    '{"text": "', '"}', "[energy]\n", "strong = ", "title = ", "points = 3\n", "charset=",
)  # fmt: skip


def starts(name: str) -> list[bytes]:
    """Inputs to start from for a target, in a fixed order."""
    texts = [STORY.encode(), *(text.encode() for text in ODD)]
    if name in ("analysis", "verify"):
        stories = [path.read_bytes() for path in sorted(SEEDS.glob("*.txt"))] + texts
        pages = [brief(form) for form in ("md", "json", "docx")] if name == "verify" else stories
        return [bytes([number]) + page for number, page in enumerate(pages)]
    if name == "template":
        return [*(path.read_bytes() for path in sorted((ROOT / "templates").glob("brief.*"))),
                document_of(ROOT / "templates" / "brief.docx"), *texts]  # fmt: skip
    if name == "table":
        return [(ROOT / "templates" / "sectors.toml").read_bytes()[:6000],
                b'[energy]\ntitle = "Energy"\norder = 1\nstrong = ["gas", "power plant : 2"]\n'
                b'not = "gas pedal"\n[none]\nweak = """a, b"""\n']  # fmt: skip
    if name == "config":
        return [b'title = "x"\npoints = 3\nper-sector = 2\nsince = 2024-06-12\nannotate = true\n']
    if name == "append":
        return [brief("md"), b"# Log\r\n\r\nText.\r\n", b"```\ncode\n```\n<!-- x -->\n"]
    ending = {"feed": "xml"}.get(name, name)
    found = [path.read_bytes() for path in sorted(SEEDS.glob(f"*.{ending}"))]
    if name == "docx":
        found += [document_of(path) for path in sorted(SEEDS.glob("*.docx"))]
    if name in PARTS:
        with zipfile.ZipFile(io.BytesIO(OFFICE[name]()[0])) as archive:
            found.append(archive.read(PARTS[name]))
    if name == "opml":
        found.append(
            b'<opml version="2.0"><body><outline text="a" xmlUrl="http://x/"/></body></opml>'
        )
    return found + OFFICE.get(name, list)() + texts


def brief(form: str) -> bytes:
    """A brief in a format."""
    from factory import make_brief

    from briefing.pipeline.output import render

    return render(make_brief(), form)


def document_of(path: Path) -> bytes:
    """The body of a Word file's document part, for targets that put it into a file again."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        data = archive.read("word/document.xml")
    inner = data[data.index(b"<w:body>") + 8 : data.rindex(b"</w:body>")]
    word_file(inner)
    return inner


def _mail() -> bytes:
    return (SEEDS / "caspian-cable.eml").read_bytes()


def _outlook() -> list[bytes]:
    import outlook

    page = f"<p>{STORY}</p>"
    return [outlook.compound(outlook.message("FW: x", STORY, page, files={"a.txt": b"x"}))]


def _parquet() -> list[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.table({"title": ["a", "b"], "text": [STORY, None]}), out)
    return [out.getvalue()]


def _office(name: str, *given: object) -> list[bytes]:
    import office

    return [getattr(office, name)(*given)]


OFFICE: dict[str, Callable[[], list[bytes]]] = {
    "odt": lambda: _office("odt", f"<text:p>{STORY}</text:p>"),
    "epub": lambda: _office("epub", [f"<html><body><h1>T</h1><p>{STORY}</p></body></html>"]),
    "pptx": lambda: _office("slides", STORY),
    "xlsx": lambda: _office("workbook", {"a": [["title", "text"], ["T", STORY]]}),
    "rtf": lambda: [rf"{{\rtf1\ansi{{\info{{\title T}}}}\pard {STORY}\par}}".encode()],
    "msg": _outlook,
    "mbox": lambda: [b"From a@b Wed Jun 12 08:00:00 2024\n" + _mail()],
    "mhtml": lambda: [b"Snapshot-Content-Location: https://x.example/\n" + _mail()],
    "zip": lambda: [_archive()],
    "wiki": lambda: [
        f"{{{{Box|a=1}}}}\n'''T''' is [[a|b]].<ref>c</ref>\n== H ==\n* {STORY}".encode()
    ],
    "json": lambda: [json.dumps([{"title": "T", "text": STORY, "date": 1718150400}]).encode()],
    "csv": lambda: [f'title;text\nT;"{STORY}"\n'.encode()],
    "parquet": _parquet,
}
"""Small files of the formats that the samples have none of."""


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.txt", STORY)
        archive.writestr("c.eml", _mail())
    return out.getvalue()
