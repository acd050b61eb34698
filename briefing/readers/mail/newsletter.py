"""Newsletters and alerts: the items of a mail, each with its headline, link, outlet and text.

An item begins at a headline (a line that is one link, or a heading) and ends at the next. A mail
is a newsletter when several such items follow a short opening, each with a text and a link of its
own. The rules were written from the layouts of alert services and mailing tools.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

from briefing.readers.formats.html_blocks import BLOCKS
from briefing.readers.mail.html_walk import HtmlWalk
from briefing.readers.mail.phrases import begins

# Items that make a newsletter: of a mail that says that it is one (List-Unsubscribe), of any.
LISTED_ITEMS, ANY_ITEMS = 2, 3
# Items without links look like the sections of an article: there are more of them, in a mail that
# says that it is a newsletter, each no longer than a news item, none is headed by a question, and
# half of the headlines have more words than "What it costs".
UNLINKED_ITEMS, UNLINKED_WORDS, UNLINKED_TITLE = 3, 150, 4
# Items without headlines are paragraphs that end in their source, and most of the mail.
SOURCED_SHARE = 0.6
# Headlines have 3 to 30 words; link texts such as "Read more" fewer, linked paragraphs more.
HEADLINE_WORDS = range(3, 31)
# The text of an item has at least so many words; a caption or a date has fewer.
TEXT_WORDS = 10
# An article in a mail begins with its lead, a newsletter with a line or two of its own. Where no
# headline is set apart from the text but by its link, as links to other stories within an article
# are not either, the opening may hold no sentence of an article.
OPENING_WORDS, BARE_OPENING_WORDS = 90, 20
# A line between headline and text that names the outlet has at most so many words.
OUTLET_WORDS = 6
# Share of a line's characters that a link must hold for the line to be a link.
LINKED = 0.8

_URL = re.compile(r"<?\(?(https?://[^\s<>)\]]+)\)?>?")
_URL_LAST = re.compile(r"https?://[^\s<>)\]]+[>)\]]{0,2}\.?$")
# What stands between the last sentence and the address of its source: "(Steppe Times," or "–".
_SOURCE = re.compile(
    r"(?<=[.!?。”\"’»])(?:\s+|(?=[(\[]))[(\[–—|-]*\s*(?P<source>[^.!?…()\[\]]{0,40})[)\]]?\.?$"
)
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_RULE = re.compile(r"[-_=*~#–—\s]*")
_NUMBER = re.compile(r"(?:\d{1,2}[.)]|[-–—•*▪►»#]+)\s+")
# The outlet in brackets at the end of an item's text.
_NAMED = re.compile(r"(?<=[.!?”\"])\s+[(\[](?P<outlet>[A-Z][^()\[\]]{1,40})[)\]]\s*$")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2} ?(?:min(?:ute)?s?|hours?|days?|h|std)\b", re.I)
_TARGETS = ("url", "u", "q", "target", "redirect", "redirect_url", "link", "to")
_BREAK = re.compile(r"\s*(?:\[?(?:\.{3,}|…)\]?|\.\.)\s*$")
_MORE = re.compile(r"(?<=[.!?…。\])»”\"])\s*(?P<more>[^\W\d][^.!?…]{2,40})$")
_END = re.compile(r"[.!?。！？][\"'”’»)\]]*(?=\s|$)")


@dataclass(slots=True)
class Block:
    """One line or block of a mail: its text, the address that most of it links to, its rank."""

    text: str
    url: str = ""
    heading: bool = False
    rank: int = 0
    """Of a heading, 1 to 6; 7 of a line in bold, 0 where nothing is known."""
    links: list[str] = field(default_factory=list)
    source: str | None = None
    """What is linked after the last sentence, in plain text what stands before the address; None
    where a block does not end so."""


@dataclass(slots=True)
class Entry:
    """An item: ``cut`` says that its text broke off and lost its last sentence."""

    title: str
    url: str = ""
    outlet: str = ""
    parts: list[str] = field(default_factory=list)
    cut: bool = False


def entries(blocks: Sequence[Block], *, listed: bool, subject: str = "") -> list[Entry]:
    """The items of a newsletter, or nothing when the mail is none.

    ``listed``: the mail says of itself that it goes to a list of readers. ``subject`` is its own.
    """
    least = LISTED_ITEMS if listed else ANY_ITEMS
    starts = _starts(blocks)
    linked = [entry for entry in _split(blocks, starts) if entry.url]
    if len({entry.url for entry in linked}) >= least:
        bare = sum(not blocks[start].heading for start in starts) * 2 > len(starts)
        most = BARE_OPENING_WORDS if bare else OPENING_WORDS
        return linked if _opening(blocks, starts) <= most else []
    return (_unlinked(blocks, starts, subject) if listed else []) or _sourced(blocks, least)


def _split(blocks: Sequence[Block], starts: Sequence[int]) -> list[Entry]:
    items = (_entry(blocks[start:end]) for start, end in pairwise([*starts, len(blocks)]))
    return [entry for entry in items if entry]


def _opening(blocks: Sequence[Block], starts: Sequence[int]) -> int:
    """How many words of sentences come before the first item."""
    return sum(len(b.text.split()) for b in blocks[: starts[0]] if _ends(b.text))


def _unlinked(blocks: Sequence[Block], starts: Sequence[int], subject: str) -> list[Entry]:
    """The items of a newsletter that links to nothing: headlines of one rank, each with its news.

    A heading that repeats the subject is that of an article, and the others its sections.
    """
    ranks = [blocks[start].rank for start in starts]
    starts = [
        start
        for start, rank in zip(starts, ranks, strict=True)
        if rank == max(set(ranks), key=lambda rank: (ranks.count(rank), rank))
        and blocks[start].text.casefold() != subject.casefold()
    ]
    items = [replace(entry, url="") for entry in _split(blocks, starts)]
    if len(items) < UNLINKED_ITEMS or _opening(blocks, starts) > BARE_OPENING_WORDS:
        return []
    words = statistics.median(len(entry.title.split()) for entry in items)
    return items if words >= UNLINKED_TITLE and all(map(_is_brief, items)) else []


def _is_brief(entry: Entry) -> bool:
    words = sum(len(part.split()) for part in entry.parts)
    return words <= UNLINKED_WORDS and not entry.title.endswith("?")


def _sourced(blocks: Sequence[Block], least: int) -> list[Entry]:
    """The paragraphs that each end in their source, where they are most of the mail."""
    texts = [b for b in blocks if _ends(b.text) and not begins("footer", b.text)]
    items = [b for b in texts if b.source is not None and len(b.text.split()) >= TEXT_WORDS]
    words = sum(len(b.text.split()) for b in texts)
    own = sum(len(b.text.split()) for b in items)
    if len({b.links[-1] for b in items}) < least or own < SOURCED_SHARE * words:
        return []
    return [Entry("", b.links[-1], b.source or "", [_NUMBER.sub("", b.text)]) for b in items]


def _ends(text: str) -> bool:
    return _SENTENCE.search(text) is not None


def _starts(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the headlines: of two looks of them, linked and bold, the one of most.

    Headings between linked headlines are those of sections.
    """
    starts = [i for i in range(len(blocks)) if _is_headline(blocks, i)]
    linked = [i for i in starts if blocks[i].url]
    return linked if 2 * len(linked) >= len(starts) else starts


def _is_headline(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at]
    text = _NUMBER.sub("", block.text)
    if len(text.split()) not in HEADLINE_WORDS or begins("footer", text):
        return False
    if block.url:
        return not text.endswith(("…", "..."))
    return block.heading and not text.endswith((".", ":", ";", ","))


def _entry(blocks: Sequence[Block]) -> Entry | None:
    """The item of a headline and what follows it, or nothing when it has no text."""
    blocks = list(blocks)
    while len(blocks) > 1 and blocks[-1].heading and not blocks[-1].url:
        blocks.pop()  # the heading of the next section
    first = blocks[0]
    entry = Entry(_NUMBER.sub("", first.text), first.url or next(iter(first.links), ""))
    for block in blocks[1:]:
        entry.url = entry.url or next(iter(block.links), "")
        if begins("footer", block.text) or _RULE.fullmatch(block.text):
            continue
        words = block.text.split()
        if not entry.parts and len(words) <= OUTLET_WORDS and not _SENTENCE.search(block.text):
            entry.outlet = entry.outlet or _outlet(block.text)
        elif not (block.url and len(words) < TEXT_WORDS):
            entry.parts.append(block.text)
    if entry.parts:
        entry.parts[-1] = _without_more(entry.parts[-1])
    entry.cut = bool(entry.parts) and _BREAK.search(entry.parts[-1]) is not None
    length = sum(len(part.split()) for part in entry.parts)
    if not (entry.cut or length >= TEXT_WORDS):
        return None
    named = _NAMED.search(entry.parts[-1])
    if named and not entry.outlet and not entry.cut:
        entry.outlet = named["outlet"]
        entry.parts[-1] = entry.parts[-1][: named.start()]
    entry.parts[-1] = whole_sentences(entry.parts[-1])
    entry.parts = [part for part in entry.parts if part]
    return entry


def _without_more(text: str) -> str:
    """``text`` without the "Read more" at its end."""
    match = _MORE.search(text)
    return text[: match.start()] if match and begins("footer", match["more"]) else text


def whole_sentences(text: str) -> str:
    """``text`` without the sentence that breaks off at its end in "…".

    >>> whole_sentences("The port opened. Officials said that ...")
    'The port opened.'
    >>> whole_sentences("Officials said that…")
    ''
    """
    match = _BREAK.search(text)
    if not match:
        return text
    ends = [end.end() for end in _END.finditer(text[: match.start()])]
    return text[: ends[-1]] if ends else ""


def _outlet(line: str) -> str:
    """The outlet that a line such as ``Karsund Gazette – 2 hours ago`` names."""
    name = re.split(r"\s+[–—|·•-]\s+|,\s+(?=\d)|\s*\(", line.strip(" |·•-–—"))[0]
    return "" if _DATE.search(name) or _URL.search(name) else name.removeprefix("Source: ")


def real_url(url: str) -> str:
    """The address that a redirecting link of an alert or a mail filter leads to.

    >>> real_url("https://www.google.com/url?rct=j&url=https://gazette.example/a&ct=ga")
    'https://gazette.example/a'
    """
    query = parse_qs(urlsplit(url).query)
    for name in _TARGETS:
        for value in query.get(name, ()):
            if value.startswith(("http://", "https://")):
                return value
    return url


def text_blocks(text: str) -> list[Block]:
    """The blocks of plain text, whose items end with their address on a line of its own."""
    blocks: list[Block] = []
    fresh = True
    for raw in text.split("\n"):
        line = raw.strip()
        links = [real_url(match) for match in _URL.findall(line)]
        bare = _URL.sub("", line).strip(" <>[]()|-–—:")
        bare = "" if links and begins("footer", bare) else bare
        if not line:
            fresh = True
            continue
        if not bare and links:
            if blocks:
                blocks[-1].links.extend(links)
            fresh = True
            continue
        if fresh or not blocks or _NUMBER.match(line):
            blocks.append(Block(bare or line, links=links))
            fresh = False
        elif _ends_headline(blocks[-1].text, bare) or _ends_outlet(blocks, bare):
            blocks[-1].heading = len(blocks[-1].text.split()) in HEADLINE_WORDS
            blocks.append(Block(bare, links=links))
        else:
            blocks[-1].text = f"{blocks[-1].text} {bare}"
            blocks[-1].links.extend(links)
        if links and _URL_LAST.search(line) and (match := _SOURCE.search(blocks[-1].text)):
            blocks[-1].source = match["source"].strip(" ,;:|–—-") or ""
            blocks[-1].text = blocks[-1].text[: match.start()]
    return list(_marked(blocks))


def _ends_outlet(blocks: Sequence[Block], following: str) -> bool:
    """Whether the last block is the line below a headline that names the outlet."""
    text = blocks[-1].text
    short = len(text.split()) <= OUTLET_WORDS and not _SENTENCE.search(text)
    return short and len(blocks) > 1 and blocks[-2].heading and following[:1].isupper()


def _ends_headline(text: str, following: str) -> bool:
    """Whether a line was ended before it was full: prose goes on to the edge."""
    return (
        len(text.split()) in HEADLINE_WORDS
        and not _SENTENCE.search(text)
        and len(text) + len(following.split(" ", 1)[0]) < 64
        and following[:1].isupper()
    )


def _marked(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, with those marked as headings that have a text below and an address."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1 : index + 4]
        body = any(len(b.text.split()) >= TEXT_WORDS for b in following)
        linked = any(b.links for b in following) or bool(block.links)
        linked = linked or len(following[0].text.split() if following else ()) >= TEXT_WORDS
        short = len(block.text.split()) in HEADLINE_WORDS and not _SENTENCE.search(block.text)
        block.heading = block.heading or (short and body and linked)
        yield block


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:max-height|font-size|line-height)\s*:\s*0"
    r"(?:px|pt|em|%)?\s*(?:;|$|!)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)


def is_hidden(element: Any) -> bool:
    """Whether a mail program shows nothing of an element, such as the text of its preview."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def html_blocks(tree: Any) -> list[Block]:
    """The blocks of an HTML mail with their links."""
    collector = _Blocks()
    collector.walk(tree)
    return collector.blocks


class _Blocks(HtmlWalk):
    """Gathers text with how much of it is linked and how much is bold."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._text: list[tuple[str, str, bool]] = []  # text, address, bold
        self._url = ""
        self._bold = 0
        self._heading = 0
        self._rank = 0

    def hidden(self, element: Any) -> bool:
        return is_hidden(element)

    def begins(self, element: Any, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self.flush()
        if tag == "a":
            href = (element.get("href") or "").strip()
            self._url = real_url(href) if href.startswith(("http://", "https://")) else ""
        self._bold += tag in _BOLD
        self._heading += tag in _HEADINGS
        self._rank = int(tag[1]) if tag in _HEADINGS else self._rank

    def ends(self, element: Any, tag: str) -> None:  # noqa: ARG002 - as the walk calls it
        if tag in BLOCKS:
            self.flush()
        if tag == "a":
            self._url = ""
        self._bold -= tag in _BOLD
        self._heading -= tag in _HEADINGS

    def add(self, text: str) -> None:
        self._text.append((text, self._url, self._bold > 0))

    def flush(self) -> None:
        pieces, self._text = self._text, []
        text = " ".join("".join(piece for piece, _, _ in pieces).split())
        if not text.strip(" \xa0|·•-–—"):
            return
        text, source = _source(pieces, text)
        sizes = [(len(piece.strip()), url, bold) for piece, url, bold in pieces]
        whole = sum(size for size, _, _ in sizes)
        linked = sum(size for size, url, _ in sizes if url)
        bold = sum(size for size, _, strong in sizes if strong)
        links = list(dict.fromkeys(url for _, url, _ in sizes if url))
        self.blocks.append(
            Block(
                text,
                links[0] if links and linked >= LINKED * whole else "",
                self._heading > 0 or bold >= LINKED * whole,
                self._rank if self._heading > 0 else 7,
                links,
                source,
            )
        )


def _source(pieces: Sequence[tuple[str, str, bool]], text: str) -> tuple[str, str | None]:
    """``text`` without the linked name of its source at the end, and that name."""
    tail = ""
    for at in range(len(pieces) - 1, -1, -1):
        piece, url, _ = pieces[at]
        tail = piece + tail
        if url and len(piece.split()) <= OUTLET_WORDS and text[: -len(tail.strip())].strip():
            match = _SOURCE.search(text)
            name = " ".join(piece.split())
            if match and name and match["source"].strip(" ,").endswith(name):
                return text[: match.start()], "" if begins("footer", name) else name
        if url or tail.strip(" ).]\xa0"):
            break
    return text, None
