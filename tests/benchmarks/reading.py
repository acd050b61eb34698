"""Text found and unwanted text kept when documents are read, beside other tools in the same run.

``python tests/benchmarks/reading.py [--stories N]`` writes each story into every kind of document
that newsrooms, ministries, wires and mailing tools send, reads it, and looks for marked phrases:
the paragraphs of the story, which should be found, and those of what surrounds it, which should
not. Trafilatura reads pages only. markitdown takes part where it is installed, or where ``--with
PYTHON`` names the interpreter of an environment that has it.

Recall is the share of story phrases found, ``kept`` the share of unwanted phrases kept, precision
the share of story phrases among all marked phrases found. The interval of F1 is the 95% bootstrap
over documents (2,000 draws, seeded). ``ms`` is the median processor time per document.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "support")]

import office  # noqa: E402
import outlook  # noqa: E402
import story_files  # noqa: E402
from stories import Story, load_stories  # noqa: E402


@dataclass(frozen=True, slots=True)
class Case:
    """One document: its kind, its suffix, what should be found in it and what should not."""

    kind: str
    suffix: str
    data: bytes
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


MENU = ("Home News Markets Opinion", "Sign in to your account")
TEASERS = (
    "Fishermen of the delta ask for a new harbour wall",
    "Five towns that lost their railway in a single year",
)
GATE = "Subscribe to our newsletter to receive the best stories each morning."
RIGHTS = "All rights reserved. No part of this page may be reproduced without permission."
BANNER = (
    "CAUTION: This message was sent from outside the organisation. Do not click links or open "
    "attachments unless you recognise the sender."
)
NOTE = "Please see below, for the morning brief."
SIGNED = ("Kind regards,", "Marta Lund", "Senior Analyst, Northern Desk")
SECRET = (
    "This e-mail is confidential and intended solely for the addressee. If you received it in "
    "error, please notify the sender and delete it."
)
OLD = "The committee had not yet decided on the matter when we spoke last week about the budget."
HIDDEN = "An internal remark on the draft that no reader of the document can see."
FOOTNOTE = "Register of companies, volume 12, entry of last spring."


def _paragraphs(story: Story) -> list[str]:
    return [part.removeprefix("## ").removeprefix("- ") for part in story.paragraphs]


def _html(story: Story) -> str:
    return "".join(f"<p>{html.escape(part)}</p>" for part in _paragraphs(story))


def _page(story: Story, body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>"
        f"{html.escape(story.title)}</title>{head}</head><body>{body}</body></html>"
    ).encode()


def news_page(story: Story) -> tuple[bytes, Sequence[str]]:
    """A page of a news site."""
    menu = "".join(f"<li><a href='/{n}'>{text}</a></li>" for n, text in enumerate(MENU))
    cards = "".join(
        f"<div class='card'><a href='/s{n}'><h3>{text}</h3></a><p>{text}, residents say.</p></div>"
        for n, text in enumerate(TEASERS)
    )
    body = (
        f"<header><nav><ul>{menu}</ul></nav></header><main><article><h1>{story.title}</h1>"
        f"{_html(story)}</article><section class='newsletter'><p>{GATE}</p></section></main>"
        f"<aside class='related'><h2>More stories</h2>{cards}</aside>"
        f"<footer><p>{RIGHTS}</p></footer>"
    )
    return _page(story, body), (*MENU, *TEASERS, GATE, RIGHTS)


def ministry_page(story: Story) -> tuple[bytes, Sequence[str]]:
    """A bare page of a public body, without an element for the article."""
    body = (
        f"<div id='top'>{' | '.join(MENU)}</div><div id='content'><h2>{story.title}</h2>"
        f"{_html(story)}<p hidden>{HIDDEN}</p><p style='display:none'>{HIDDEN}</p></div>"
        f"<div id='bottom'><p>{RIGHTS}</p></div>"
    )
    return _page(story, body), (*MENU, HIDDEN, RIGHTS)


def saved_page(story: Story) -> tuple[bytes, Sequence[str]]:
    page, unwanted = news_page(story)
    head = (
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://a.example/1\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    )
    return head.encode() + page + b"\n--b--\n", unwanted


def _mail(story: Story, subject: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Marta Lund <marta@desk.example>"
    message["To"] = "desk@desk.example"
    message["Subject"] = subject
    message["Date"] = "Wed, 12 Jun 2024 09:30:00 +0200"
    return message


def _text(story: Story) -> str:
    return "\n\n".join(_paragraphs(story))


def circular(story: Story) -> tuple[bytes, Sequence[str]]:
    """A mail with a warning, a greeting, a signature and a disclaimer."""
    message = _mail(story, story.title)
    signed = "\n".join(SIGNED)
    message.set_content(f"{BANNER}\n\nDear all,\n\n{_text(story)}\n\n{signed}\n\n{SECRET}\n")
    return message.as_bytes(), (BANNER, "Dear all", *SIGNED, SECRET)


def _header(story: Story) -> str:
    return (
        f"From: {story.outlet} <news@wire.example>\nSent: Tuesday, June 11, 2024 6:12 PM\n"
        f"To: Marta Lund\nSubject: {story.title}"
    )


def forward(story: Story) -> tuple[bytes, Sequence[str]]:
    """A forwarded article in plain text."""
    message = _mail(story, f"FW: {story.title}")
    message.set_content(f"{NOTE}\n\n{SIGNED[1]}\n\n{_header(story)}\n\n{_text(story)}\n")
    return message.as_bytes(), (NOTE, SIGNED[1], "Sent: Tuesday")


def forward_page(story: Story) -> tuple[bytes, Sequence[str]]:
    """A forwarded article in HTML."""
    message = _mail(story, f"Fwd: {story.title}")
    block = html.escape(_header(story)).replace("\n", "<br>")
    message.set_content(
        f"<div>{NOTE}</div><div style='border-top:solid #E1E1E1 1.0pt'>{block}</div>{_html(story)}",
        subtype="html",
    )
    return message.as_bytes(), (NOTE, "Sent: Tuesday")


def reply(story: Story) -> tuple[bytes, Sequence[str]]:
    """An answer above the mail that it answers, in both parts."""
    message = _mail(story, f"Re: {story.title}")
    line = "On Tue, Jun 11, 2024 at 6:12 PM News desk <news@wire.example> wrote:"
    message.set_content(f"{_text(story)}\n\n{line}\n> {OLD}\n")
    message.add_alternative(
        f"{_html(story)}<div class='gmail_quote'><div>{html.escape(line)}</div><blockquote>"
        f"{OLD}</blockquote></div>",
        subtype="html",
    )
    return message.as_bytes(), (OLD, "wrote:")


def outlook_message(story: Story) -> tuple[bytes, Sequence[str]]:
    signed = "<br>".join(SIGNED)
    page = f"<p>{BANNER}</p>{_html(story)}<p>{signed}</p><p>{SECRET}</p>"
    plain = f"{BANNER}\n\n{_text(story)}\n\n" + "\n".join(SIGNED) + f"\n\n{SECRET}\n"
    return outlook.compound(outlook.message(story.title, plain, page)), (BANNER, *SIGNED, SECRET)


def mailbox(story: Story) -> tuple[bytes, Sequence[str]]:
    data, unwanted = circular(story)
    return b"From marta@desk.example Wed Jun 12 09:30:00 2024\n" + data + b"\n", unwanted


def newsletter(story: Story) -> tuple[bytes, Sequence[str]]:
    """A letter of a mailing tool: one item per paragraph of the story."""
    rows = "".join(
        f"<h2>{html.escape(' '.join(part.split()[:6]))}</h2><p>{html.escape(part)}</p>"
        f"<a href='https://l.example/{n}'>Read more</a>"
        for n, part in enumerate(_paragraphs(story))
        if len(part.split()) > 12
    )
    view, foot = (
        "View this email in your browser",
        "You can unsubscribe from this list at any time.",
    )
    message = _mail(story, "The morning letter")
    message["List-Unsubscribe"] = "<https://l.example/u>"
    message.set_content(
        f"<p><a href='https://l.example'>{view}</a></p>{rows}<p>{foot}</p><p>{RIGHTS}</p>",
        subtype="html",
    )
    return message.as_bytes(), (view, foot, RIGHTS, "Read more")


def markdown(story: Story) -> tuple[bytes, Sequence[str]]:
    parts = _paragraphs(story)
    text = (
        f"---\ntitle: {json.dumps(story.title)}\ndate: {story.date}\ntags: [internal-tag]\n---\n\n"
        f"# {story.title}\n\n{parts[0]}[^1]\n\n" + "\n\n".join(parts[1:]) + "\n\n"
        f"~~{HIDDEN}~~\n\n```python\nprint('a line of a program')\n```\n\n[^1]: {FOOTNOTE}\n"
    )
    return text.encode(), (HIDDEN, "a line of a program", FOOTNOTE, "internal-tag")


def word(story: Story) -> tuple[bytes, Sequence[str]]:
    import docx

    document = docx.Document()
    document.add_heading(story.title, 0)
    for part in _paragraphs(story):
        document.add_paragraph(part)
    document.add_paragraph().add_run(HIDDEN).font.hidden = True
    document.sections[0].footer.paragraphs[0].text = RIGHTS
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), (HIDDEN, RIGHTS)


def opendocument(story: Story) -> tuple[bytes, Sequence[str]]:
    parts = "".join(f"<text:p>{html.escape(part)}</text:p>" for part in _paragraphs(story))
    style = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    note = (
        "<text:p>End.<text:note><text:note-body><text:p>"
        f"{FOOTNOTE}</text:p></text:note-body></text:note></text:p>"
    )
    body = f'<text:h>{html.escape(story.title)}</text:h>{parts}<text:p text:style-name="H">'
    return office.odt(f"{body}{HIDDEN}</text:p>{note}", style), (HIDDEN, FOOTNOTE)


def rich_text(story: Story) -> tuple[bytes, Sequence[str]]:
    def coded(text: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)

    parts = "".join(f"{coded(part)}\\par\n" for part in [story.title, *_paragraphs(story)])
    head = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\info{\author Internal Name}}"
    return f"{head}{parts}{{\\v {HIDDEN}}}\\par}}".encode(), (HIDDEN, "Internal Name")


def book(story: Story) -> tuple[bytes, Sequence[str]]:
    chapter = f"<html><body><nav>{MENU[0]}</nav><h1>{story.title}</h1>{_html(story)}</body></html>"
    cover = f"<html><body><p>{RIGHTS}</p></body></html>"
    return office.epub([chapter, cover]), (MENU[0], RIGHTS)


def slides(story: Story) -> tuple[bytes, Sequence[str]]:
    return office.slides(*_paragraphs(story)), ()


def spreadsheet(story: Story) -> tuple[bytes, Sequence[str]]:
    rows: list[list[object]] = [
        ["Internal key", "title", "text"], ["internal-key-17", story.title, _text(story)],
    ]  # fmt: skip
    return office.workbook({"News": rows}), ("internal-key-17",)


def comma_values(story: Story) -> tuple[bytes, Sequence[str]]:
    row = ",".join(json.dumps(v).replace('\\"', '""') for v in ("internal-key-17", story.title))
    text = _text(story).replace('"', '""')
    return f'key,title,text\n{row},"{text}"\n'.encode(), ("internal-key-17",)


def rows(story: Story) -> tuple[bytes, Sequence[str]]:
    row = {"key": "internal-key-17", "title": story.title, "text": _text(story)}
    return json.dumps([row], ensure_ascii=False).encode(), ("internal-key-17",)


def feed(story: Story) -> tuple[bytes, Sequence[str]]:
    line = f"The post {story.title} appeared first on {story.outlet}."
    content = f"{_html(story)}<p>{html.escape(line)}</p>"
    space = "http://purl.org/rss/1.0/modules/content/"
    return (
        f'<rss version="2.0" xmlns:content="{space}"><channel><title>F</title><item><title>'
        f"{html.escape(story.title)}</title><content:encoded><![CDATA[{content}]]>"
        "</content:encoded></item></channel></rss>"
    ).encode(), ("appeared first on",)


def archive(story: Story) -> tuple[bytes, Sequence[str]]:
    data, unwanted = circular(story)
    lock = "A lock file of a document that is open"
    return office.zipped(**{"mail.eml": data, "~$mail.docx": lock}), (*unwanted, lock)


def portable(story: Story) -> tuple[bytes, Sequence[str]]:
    return story_files.as_pdf(story), ()


KINDS: dict[str, tuple[str, Callable[[Story], tuple[bytes, Sequence[str]]]]] = {
    "news page": (".html", news_page),
    "ministry page": (".html", ministry_page),
    "saved page": (".mhtml", saved_page),
    "circular": (".eml", circular),
    "forward": (".eml", forward),
    "forward, HTML": (".eml", forward_page),
    "reply": (".eml", reply),
    "newsletter": (".eml", newsletter),
    "Outlook message": (".msg", outlook_message),
    "mailbox": (".mbox", mailbox),
    "Markdown": (".md", markdown),
    "Word": (".docx", word),
    "OpenDocument": (".odt", opendocument),
    "RTF": (".rtf", rich_text),
    "EPUB": (".epub", book),
    "slides": (".pptx", slides),
    "PDF": (".pdf", portable),
    "spreadsheet": (".xlsx", spreadsheet),
    "CSV": (".csv", comma_values),
    "JSON": (".json", rows),
    "feed": (".rss", feed),
    "archive": (".zip", archive),
}
"""The kinds of documents: their suffix, and what writes one with what is unwanted in it."""


def cases(count: int) -> Iterator[Case]:
    """A document of every kind for each of the first stories."""
    for story in load_stories()[:count]:
        found = (part for part in _paragraphs(story) if len(part.split()) > 12)
        parts = [part for part in found if "Subscribe" not in part]
        for kind, (suffix, write) in KINDS.items():
            data, unwanted = write(story)
            yield Case(kind, suffix, data, tuple(parts), tuple(unwanted))


def loose(text: str) -> str:
    """Letters and digits only, so that marks of Markdown and line breaks do not count."""
    return "".join(c for c in text if c.isalnum()).lower()


@dataclass(frozen=True, slots=True)
class Count:
    """What was found in one document, and the seconds that reading took."""

    found: int
    wanted: int
    kept: int
    unwanted: int
    seconds: float


def count(case: Case, text: str, seconds: float) -> Count:
    bare = loose(text)
    return Count(
        sum(loose(phrase) in bare for phrase in case.wanted),
        len(case.wanted),
        sum(loose(phrase) in bare for phrase in case.unwanted),
        len(case.unwanted),
        seconds,
    )


def f1(counts: Sequence[Count]) -> float:
    found, kept = sum(c.found for c in counts), sum(c.kept for c in counts)
    recall = found / max(1, sum(c.wanted for c in counts))
    precision = found / max(1, found + kept)
    return 2 * precision * recall / max(1e-9, precision + recall)


def interval(counts: Sequence[Count]) -> tuple[float, float]:
    rng = random.Random(7)
    draws = sorted(f1(rng.choices(counts, k=len(counts))) for _ in range(2_000))
    return draws[50], draws[1949]


Tool = Callable[[Case], str]


def ours(case: Case) -> str:
    from briefing.model import Article
    from briefing.readers.options import ReadOptions, Source
    from briefing.readers.registry import safely

    source = Source(case.data, f"d{case.suffix}", ReadOptions(cache="-"), name=f"d{case.suffix}")
    found = [a for a in safely(case.suffix, source) if isinstance(a, Article)]
    return "\n\n".join(article.text for article in found)


def trafilatura_alone(case: Case) -> str:
    import trafilatura

    return trafilatura.extract(case.data.decode("utf-8"), include_comments=False) or ""


def timed(tool: Tool, case: Case) -> Count:
    begun = time.process_time()
    try:
        text = tool(case)
    except Exception as error:  # noqa: BLE001 - another tool may fail in any way; it found nothing
        print(f"{case.kind}: {type(error).__name__}", file=sys.stderr)
        text = ""
    return count(case, text, time.process_time() - begun)


_MARKITDOWN = """
import base64, io, json, sys, time
from markitdown import MarkItDown
tool = MarkItDown()
for line in sys.stdin:
    suffix, data = json.loads(line)
    begun = time.process_time()
    try:
        stream = io.BytesIO(base64.b64decode(data))
        text = tool.convert_stream(stream, file_extension=suffix).text_content
    except Exception as error:
        text = ""
    print(json.dumps([text, time.process_time() - begun]), flush=True)
"""


def markitdown(python: str, documents: Sequence[Case]) -> list[Count] | None:
    """The counts of markitdown in the environment of ``python``; None where it has none."""
    import base64

    probe = subprocess.run([python, "-c", "import markitdown"], capture_output=True, check=False)
    if probe.returncode:
        return None
    lines = [json.dumps([c.suffix, base64.b64encode(c.data).decode()]) for c in documents]
    done = subprocess.run(
        [python, "-c", _MARKITDOWN], input="\n".join(lines), capture_output=True, check=True,
        text=True,
    )  # fmt: skip
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [count(c, text, seconds) for c, (text, seconds) in zip(documents, answers, strict=True)]


def row(name: str, counts: Sequence[Count]) -> str:
    found, wanted = sum(c.found for c in counts), sum(c.wanted for c in counts)
    kept, unwanted = sum(c.kept for c in counts), sum(c.unwanted for c in counts)
    spent = statistics.median(c.seconds for c in counts) * 1000
    share = f"{kept / unwanted:.3f}" if unwanted else "–"
    return f"| {name} | {found / wanted:.3f} | {share} | {f1(counts):.3f} | {spent:.1f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=4, help="stories per kind of document")
    parser.add_argument("--with", dest="python", default=sys.executable, help="for markitdown")
    given = parser.parse_args()
    from briefing.readers import sandbox

    sandbox._INSIDE = True  # read in this process, so that its time counts
    documents = list(cases(given.stories))
    results = {"briefing": [timed(ours, case) for case in documents]}
    if others := markitdown(given.python, documents):
        results["markitdown"] = others
    pages = [i for i, case in enumerate(documents) if case.suffix == ".html"]
    alone = [timed(trafilatura_alone, documents[i]) for i in pages]
    print(f"{len(documents)} documents of {len(KINDS)} kinds\n")
    print("| all documents | recall | kept | F1 | ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name, counts in results.items():
        low, high = interval(counts)
        print(f"{row(name, counts)} F1 95% {low:.3f}–{high:.3f}")
    print("\n| pages only | recall | kept | F1 | ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name, counts in results.items():
        print(row(name, [counts[i] for i in pages]))
    print(row("trafilatura", alone))
    for name, counts in results.items():
        print(f"\n| {name} | recall | kept | F1 | ms |\n| --- | ---: | ---: | ---: | ---: |")
        for kind in KINDS:
            print(row(kind, [c for case, c in zip(documents, counts, strict=True)
                             if case.kind == kind]))  # fmt: skip


if __name__ == "__main__":
    main()
