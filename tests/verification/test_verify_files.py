"""The check reads a brief from any file: converted, tracked, damaged or hostile."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from dialects import HOSTILE
from factory import make_articles, make_brief
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pace import pace, processor_seconds

from briefing.display.text import clean
from briefing.errors import UsageError
from briefing.verification import verify
from briefing.verification.read_markdown import blocks, inline
from briefing.writers import WRITERS, WriteOptions
from briefing.writers.markdown_escape import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DENIAL = "Opponents in parliament did not support the guarantee."


def brief_as(form: str) -> bytes:
    return WRITERS[form](make_brief(), WriteOptions())


def document(body: str, **parts: str) -> bytes:
    """A small DOCX with ``body`` in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return out.getvalue()


def item(runs: str) -> str:
    return f'<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>{runs}</w:p>'


def run(text: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def texts(data: bytes) -> list[str]:
    return [check.text for check in verify(data, "docx", make_articles()).checks]


def altered_as(form: str) -> bytes:
    """The brief with 31,000 tonnes made 32,000, in a file of that form."""
    data = brief_as(form)
    if form != "docx":
        return data.replace(b"31,000", b"32,000")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"31,000", b"32,000"))
    return out.getvalue()


def assert_judged_right(path: Path, *, edited: bool) -> None:
    report = verify(path.read_bytes(), path.suffix, make_articles())
    wrong = [check for check in report.checks if not check.ok]
    assert ["32,000" in check.text for check in wrong] == ([True] if edited else [])
    assert len(report.checks) == 9


ROUTES = [
    ("md", "docx"), ("md", "docx md"), ("md", "html md"), ("md", "odt md"), ("md", "docx docx"),
    ("md", "gfm.md"), ("docx", "md"), ("docx", "docx"), ("docx", "html md"), ("docx", "gfm.md"),
    ("docx", "commonmark.md"),
]  # fmt: skip


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize(("form", "route"), ROUTES, ids=lambda v: str(v).replace(" ", "-"))
def test_through_pandoc_and_back(form: str, route: str, edited: bool, tmp_path: Path) -> None:
    pandoc = shutil.which("pandoc")
    if not pandoc:
        pytest.skip("pandoc is not installed")
    path = tmp_path / f"brief.{form}"
    path.write_bytes(altered_as(form) if edited else brief_as(form))
    for step, suffix in enumerate(route.split()):
        dialect, _, kind = suffix.rpartition(".")
        target = tmp_path / f"step{step}.{kind}"
        command = [pandoc, path, "-o", target, *(["-t", dialect] if dialect else [])]
        subprocess.run(command, check=True, timeout=60)
        path = target
    assert_judged_right(path, edited=edited)


@pytest.mark.parametrize("edited", [False, True])
def test_through_libreoffice_and_back(soffice: str, edited: bool, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(altered_as("docx") if edited else brief_as("docx"))
    for kind in ("odt", "docx", "doc", "docx"):
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", folder, path]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
        path = folder / f"brief.{kind}"
        if kind == "docx":
            assert_judged_right(path, edited=edited)


def test_tracked_changes_count_as_they_show() -> None:
    left = run("Opponents in parliament did ")
    right = run("support the guarantee.")
    dropped = f"<w:del>{run('not ', 'delText')}</w:del>"
    added = f"<w:ins>{run('not ')}</w:ins>"
    assert texts(document(item(left + dropped + right))) == [DENIAL.replace("not ", "")]
    assert not verify(document(item(left + dropped + right)), "docx", make_articles()).ok
    assert verify(document(item(left + added + right)), "docx", make_articles()).ok


def test_what_does_not_show_is_not_read() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not </w:t></w:r>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF source_1 \\r \\h '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>[1]</w:t>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = run("Opponents in parliament did ") + hidden + run("support the guarantee.") + field
    assert texts(document(item(body))) == [DENIAL.replace("not ", "")]


def test_breaks_hyphens_and_notes_of_word() -> None:
    words = run("The energy ministry signed a $1.4 billion loan on June 11 to build two gas")
    rest = run("fired power plants") + "<w:r><w:br/></w:r>" + run("in the Ilmen valley.")
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    entry = run("Karaberg Courier: Karaberg Signs Loan for Two Gas-Fired Plants")
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2"><w:p>'
        f"{entry}</w:p></w:footnote></w:footnotes>"
    )
    data = document(item(words + "<w:r><w:noBreakHyphen/></w:r>" + rest + note), footnotes=notes)
    report = verify(data, "docx", make_articles())
    assert report.ok
    assert len(report.checks) == 1


def test_runs_split_by_a_spelling_check_are_one_text() -> None:
    pieces = "".join(run(piece) for piece in re.findall(r".{1,3}", DENIAL))
    assert verify(document(item(pieces)), "docx", make_articles()).ok


@pytest.mark.parametrize(
    ("data", "suffix", "message"),
    [
        (b"", "docx", "damaged"),
        (b"PK\x03\x04 and no more", "docx", "damaged"),
        (b"plain text", "docx", "damaged"),
        (brief_as("docx")[:2000], "docx", "damaged"),
        (document("<w:p>").replace(b"</w:body>", b"</w:bddy>"), "docx", "damaged|opened"),
        (b"\xff\xfe\x00", "md", "not UTF-8"),
        (b"a" * 5_000_000, "md", "longer than"),
        (b"{", "json", "no valid JSON"),
    ],
)
def test_a_broken_brief_is_one_line(data: bytes, suffix: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        verify(data, suffix, make_articles())
    assert "\n" not in str(caught.value)


def test_bombs_and_entities_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<!--" + b" " * 200_000_000 + b"-->")
    with pytest.raises(UsageError, match=r"more (XML )?than a brief does"):
        verify(out.getvalue(), "docx", make_articles())
    lol = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(9))
    for entity in (lol, '<!ENTITY e8 SYSTEM "file:///etc/passwd">'):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr(
                "word/document.xml",
                f"<!DOCTYPE x [{entity}]><w:document {W}><w:body>{item(run('&e8;'))}</w:body>"
                "</w:document>",
            )
        with pytest.raises(UsageError, match=r"document type|damaged"):
            verify(data.getvalue(), "docx", make_articles())


def test_flipped_bits_give_a_report_or_one_line() -> None:
    chance, whole = random.Random(3), brief_as("docx")
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 5, 50])):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            verify(bytes(data), "docx", make_articles())
        except UsageError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000, "\\" * 300_000, "<!--" * 200_000, "- " * 300_000, "*_" * 300_000,
        "> " * 300_000, "# " + " " * 900_000 + "x", " " * 900_000 + "x", "[a](" * 200_000,
        "[^1" * 200_000, "&" * 500_000, "| " * 300_000, "-" + " -" * 300_000 + "x",
        "- a" + " [1]" * 200_000, "- (" + "2 [1]; " * 100_000, "- " + "[a] " * 100_000,
        "- " + "the " * 200_000, "\n- x" * 100_000, "---\n" + "a: b\n" * 200_000, "`" * 300_000,
    ],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_hostile_pages_take_no_time(text: str) -> None:
    def seconds(share: str) -> float:
        return processor_seconds(lambda: verify(share.encode(), "md", make_articles()), times=1)

    small, large = seconds(text[: len(text) // 10]), seconds(text)
    assert large < 30 * small + 10 * pace()  # quadratic work would make it 100 times


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
@example("+:")
@example("==")
def test_the_page_is_read_as_it_shows(text: str) -> None:
    (found,) = blocks(f"- {escape(text)}\n")[0]
    assert " ".join(found.text.split()) == " ".join(clean(text).split())


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~^$&:\n \t1ab\u00a0")))
def test_any_page_gives_a_report(text: str) -> None:
    verify(text.encode(), "md", make_articles())
    inline(text)


def test_the_document_part_may_have_any_name() -> None:
    from briefing.docx.package import Package

    package = Package.read(WRITERS["docx"](make_brief(), WriteOptions()))
    for name in ("word/document.xml", "word/_rels/document.xml.rels"):
        package.parts[name.replace("document", "document2")] = package.parts.pop(name)
    for name in ("_rels/.rels", "[Content_Types].xml"):
        package.parts[name] = package.parts[name].replace(
            b"word/document.xml", b"word/document2.xml"
        )
    report = verify(package.to_bytes(), ".docx", make_articles())
    assert report.ok
    assert len(report.checks) == len(make_brief().points)
