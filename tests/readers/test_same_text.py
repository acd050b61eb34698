"""The same article has the same text, up to white space, whatever format it comes in."""

from __future__ import annotations

import html
import io
import json
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from briefing.readers import read

STORIES = {
    "visit": [
        "Port of Karsund Opens Second Quay as Grain Exports Climb",
        "KARSUND – The port of Karsund opened a second quay on May 3, doubling the room for grain "
        "ships to 2.4 million tonnes a year, the port authority said. “We waited nine years for "
        "this,” its director, Ida Brekke, told reporters.",
        "Photo credit: Port of Karsund",
        "What changes",
        "- ships of up to 60,000 tonnes can load by day and by night;",
        "- the fee per tonne falls from €4.10 to €3.60 & stays there until 2030;",
        "- 120 jobs are added.",
        "The quay cost $96.5 million, of which the state paid 40 percent. Its cranes were built by "
        "Halvorsen & Sønner <Ltd.> in *Bergen* and _Oslo_.",
        "1,200 lorries a week will leave the old road. Exports rose 7% to 1.1 million tonnes.",
        "Read more: How the valley lost its railway",
    ],
    "short": [
        "Bank keeps rate at 5%",
        "The central bank of Norland left its main rate at 5 percent on Thursday.",
        "It sees inflation at 3.1 percent this year.",
    ],
}


def as_txt(parts: list[str]) -> bytes:
    return ("\n\n".join(parts) + "\n").encode()


def as_wrapped_txt(parts: list[str]) -> bytes:
    import textwrap

    wrapped = (textwrap.fill(p, 72, break_on_hyphens=False, break_long_words=False) for p in parts)
    return ("\r\n\r\n".join(w.replace("\n", "\r\n") for w in wrapped) + "\r\n").encode("utf-16")


def as_double_spaced_txt(parts: list[str]) -> bytes:
    import textwrap

    lines = [textwrap.wrap(p, 66, break_on_hyphens=False) for p in parts]
    return "\n\n\n".join("\n\n".join(paragraph) for paragraph in lines).encode()


def as_md(parts: list[str]) -> bytes:
    def escape(text: str) -> str:
        for mark in "\\*_<&`[":
            text = text.replace(mark, "\\" + mark)
        return text

    body = [("- " + escape(p[2:])) if p.startswith("- ") else escape(p) for p in parts[1:]]
    return f"---\ntitle: {parts[0]}\n---\n\n# {parts[0]}\n\n".encode() + "\n\n".join(body).encode()


def as_html(parts: list[str]) -> bytes:
    rows = [f"<h1>{html.escape(parts[0])}</h1>"]
    for i, part in enumerate(parts[1:], 1):
        if part.startswith("- "):
            rows.append("<ul>" if not parts[i - 1].startswith("- ") else "")
            rows.append(f"<li>{html.escape(part[2:])}</li>")
            rows.append("</ul>" if not parts[i + 1].startswith("- ") else "")
        else:
            rows.append(f"<p>{html.escape(part)}</p>")
    head = f'<!doctype html><html lang="en"><head><title>{html.escape(parts[0])}</title></head>'
    menu = '<nav><a href="/">Home</a> <a href="/world">World</a></nav>'
    return f"{head}<body>{menu}<article>{''.join(rows)}</article></body></html>".encode()


def as_docx(parts: list[str]) -> bytes:
    document = docx.Document()
    document.add_paragraph(parts[0], style="Title")
    for part in parts[1:]:
        item = part.startswith("- ")
        document.add_paragraph(part[2:] if item else part, style="List Bullet" if item else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(parts: list[str]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Karsund Gazette <news@gazette.example>"
    message["Subject"] = parts[0]
    message["Date"] = "Fri, 03 May 2024 09:00:00 +0000"
    return message


def as_plain_eml(parts: list[str]) -> bytes:
    message = mail(parts)
    message.set_content(as_wrapped_txt(parts[1:]).decode("utf-16").replace("\r\n", "\n"))
    return message.as_bytes()


def as_html_eml(parts: list[str]) -> bytes:
    message = mail(parts)
    message.set_content("View this mail in your browser.")
    message.add_alternative(as_html(parts).decode(), subtype="html")
    return message.as_bytes()


def as_jsonl(parts: list[str]) -> bytes:
    return json.dumps({"title": parts[0], "text": "\n\n".join(parts[1:]), "x": 1}).encode()


FORMS = {
    "a.txt": as_txt,
    "wrapped.txt": as_wrapped_txt,
    "double.txt": as_double_spaced_txt,
    "a.md": as_md,
    "a.html": as_html,
    "a.docx": as_docx,
    "plain.eml": as_plain_eml,
    "html.eml": as_html_eml,
    "a.jsonl": as_jsonl,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("story", STORIES)
def test_same_text_from_every_format(story: str, form: str, tmp_path: Path) -> None:
    parts = STORIES[story]
    path = tmp_path / form
    path.write_bytes(FORMS[form](parts))
    (article,) = read(str(path))
    if form == "double.txt":  # where a full line ends a paragraph, nothing shows it
        assert article.text.split() == "\n\n".join(parts).split()
    else:
        assert article.text.split("\n\n") == parts
    assert article.title == parts[0]
    assert article.location.startswith(str(path))
