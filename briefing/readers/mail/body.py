"""From the body of a mail to articles: the sender's own, a forwarded one, or many items."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from briefing.readers.article import clean, line
from briefing.readers.items import TEASER_WORDS
from briefing.readers.mail import newsletter, phrases
from briefing.readers.mail.bundle import Story, stories
from briefing.readers.mail.courtesy import is_note, strip_courtesies
from briefing.readers.mail.lines import Line, html_lines, plain_lines
from briefing.readers.mail.thread import Message, messages
from briefing.readers.metadata import HEAD, dateline, parse_date
from briefing.readers.options import Hints, Item
from briefing.readers.paragraphs import paragraphs

# A newsletter's plain part is often a stub ("view this mail in your browser"): it is taken only
# when it has at least this share of the words of the HTML part.
PLAIN_SHARE = 0.6
# A covering note ("Please find below …") has fewer words than any story.
NOTE_WORDS = 25
# One that says so in its first words ("Please find below …") may run on to so many.
LONG_NOTE_WORDS = 60


@dataclass(frozen=True, slots=True)
class Body:
    """The body of one mail: its plain text, the trees of its HTML parts, what its headers say.

    ``main`` gives the paragraphs of the HTML parts without menus and adverts. ``kind`` is what the
    subject says of it, ``forward``, ``reply`` or ``""``; ``listed`` whether it goes to a list of
    readers.
    """

    plain: str
    pages: Sequence[Any]
    main: Callable[[], list[str]]
    hints: Hints
    kind: str = ""
    listed: bool = False


# What every mail to a list of readers offers at its foot, in the languages of the phrases.
_MAILING = re.compile(
    r"\bunsubscribe|\babbestellen|\babmelden|d[ée]sabonner|d[ée]sinscri|darse de baja|disiscriv"
    r"|descadastr|uitschrijven|отписаться|\bavregistrera|\bafmeld|\bwypisz",
    re.IGNORECASE,
)

Text = tuple[list[str], Hints]
"""The paragraphs of one article with what is known of it."""


def entries(body: Body, location: str) -> list[Item]:
    """The items of a newsletter or an alert; nothing for a mail that is none."""
    if body.kind == "reply":
        return []
    known = _forwarded_hints(body) if body.kind == "forward" else body.hints
    listed = body.listed or _MAILING.search(body.plain) is not None
    listed = listed or any(_MAILING.search(text) for page in body.pages for text in page.itertext())
    for blocks in (
        *(newsletter.html_blocks(page) for page in body.pages),
        newsletter.text_blocks(body.plain),
    ):
        if items := newsletter.entries(blocks, listed=listed, subject=known.title):
            hosts = {_host(entry.url) for entry in items}
            items[-1].parts = strip_courtesies(items[-1].parts)
            return [
                _item(entry, known, f"{location}#{number}", several=len(hosts) > 1)
                for number, entry in enumerate(items, 1)
            ]
    return []


def _item(entry: newsletter.Entry, known: Hints, location: str, *, several: bool) -> Item:
    """The item of an entry; its outlet is the site it links to where the items lead to several."""
    words = sum(len(part.split()) for part in entry.parts)
    hints = replace(
        known,
        title=line(entry.title) or known.title,
        outlet=line(entry.outlet) or (_host(entry.url) if several else known.outlet),
        url=entry.url,
        date="",
        made=known.date,
        author="",
    )
    return Item(location, hints, tuple(entry.parts), not entry.cut and words >= TEASER_WORDS)


def _forwarded_hints(body: Body) -> Hints:
    """What the header of the first forwarded mail says, else that of the mail itself."""
    lines = [kept for page in body.pages for kept in html_lines(page)] or plain_lines(body.plain)
    thread = messages(lines, quotes=not body.pages)
    inner = (_hints(message, body.hints) for message in thread if message.headers)
    return next(inner, body.hints)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def texts(body: Body) -> Iterator[Text]:
    """The paragraphs of the sender's own article, or of the forwarded ones."""
    pages = [kept for page in body.pages for kept in html_lines(page)]
    plain = plain_lines(clean(body.plain))
    rich = _words(pages)
    is_plain = _words(plain) >= PLAIN_SHARE * rich
    thread = messages(plain if is_plain else pages, quotes=is_plain)
    if len(thread) == 1 and (bundle := stories(thread[0].text)):
        yield from (_text_and_hints(story, body.hints) for story in bundle)
        return
    if len(thread) == 1 and not is_plain:
        yield strip_courtesies(body.main()), body.hints
        return
    split = [(message, _parts(message, is_plain=is_plain)) for message in thread]
    for message, parts in _chosen(split, body.kind):
        hints = _hints(message, body.hints)
        if bundle := stories(message.text):
            yield from (_text_and_hints(story, hints) for story in bundle)
        else:
            yield parts, hints


def _text_and_hints(story: Story, known: Hints) -> Text:
    """The paragraphs of a story of a bundle; its own dateline tells its date and agency."""
    wire = next((wire for part in story.parts[:HEAD] if (wire := dateline(part)[1])), "")
    title = line(story.title) or known.title
    return story.parts, replace(
        known, title=title, outlet=line(wire) or known.outlet, date="", made=known.date
    )


def _words(lines: Sequence[Line]) -> int:
    return sum(len(kept.text.split()) for kept in lines)


def _parts(message: Message, *, is_plain: bool) -> list[str]:
    text = message.text
    if is_plain:
        return strip_courtesies(paragraphs(text))
    blocks = (block for block in text.split("\n\n") if block.strip())
    return strip_courtesies([part for block in blocks for part in paragraphs(block)])


_Split = tuple[Message, list[str]]


def _chosen(thread: Sequence[_Split], kind: str) -> list[_Split]:
    """The messages of a thread that are articles."""
    own, *others = thread
    note = is_note(own[1])
    if not others:
        return [own]
    substantial = _is_substantial(own)
    if kind == "reply" or (not kind and others[0][0].kind in ("reply", "quote")):
        forwarding = note or (not kind and not substantial and others[0][0].kind == "quote")
    else:
        forwarding = kind == "forward" or others[0][0].kind == "forward" or not substantial
    if not forwarding:
        return [own]
    chosen = _forwarded(others, several=kind == "forward" or others[0][0].kind == "forward")
    return [own, *chosen] if substantial or not chosen else chosen


def _forwarded(others: Sequence[_Split], *, several: bool) -> list[_Split]:
    """The forwarded mails: the first with a text, and later ones on other subjects."""
    chosen: list[_Split] = []
    subjects: set[str] = set()
    for message, parts in others:
        subject = phrases.subject(message.headers.get("subject", ""))[0].casefold()
        if not _is_substantial((message, parts)):
            continue
        if not chosen or (several and subject and subject not in subjects):
            chosen.append((message, parts))
        subjects.add(subject)
    if chosen:
        return chosen
    longest = max(others, key=_length, default=None)
    return [longest] if longest and longest[1] and not is_note(longest[1]) else []


def _is_substantial(split: _Split) -> bool:
    """Whether the text of a message is more than a note that hands another one on."""
    parts = split[1]
    hands_on = bool(parts) and is_note(parts[:1])
    return not is_note(parts) and _length(split) >= (LONG_NOTE_WORDS if hands_on else NOTE_WORDS)


def _length(split: _Split) -> int:
    return sum(len(part.split()) for part in split[1])


def _hints(message: Message, outer: Hints) -> Hints:
    """What the headers of a forwarded mail say; those of the mail itself for its own text."""
    if message.kind == "own":
        return outer
    headers = message.headers
    name, address = parseaddr(headers.get("from", "").replace("[mailto:", "<").replace("]", ">"))
    title = phrases.subject(line(headers.get("subject", "")))[0]
    return replace(
        outer,
        title=title or outer.title,
        outlet=line(name or address.rpartition("@")[2] or headers.get("from", "")) or "",
        date=written_date(headers.get("date", ""), outer.date),
        made=outer.date,
    )


def written_date(text: str, latest: str) -> str:
    """The date of a header as any mail program writes it; ``""`` when it is none.

    ``12/06/2024`` is the one of its two readings that comes last before ``latest``.

    >>> written_date("Dienstag, 11. Juni 2024 18:12", ""), written_date("6/7/2024 9:10 AM", "")
    ('2024-06-11', '2024-06-07')
    >>> written_date("06/07/2024 09:10", "2024-07-08"), written_date("2024年6月11日 18:12", "")
    ('2024-07-06', '2024-06-11')
    """
    parsed = parse_date(text)
    if parsed or not any(map(str.isdigit, text)):
        return parsed
    import dateparser

    american = "am" in text.lower() or "pm" in text.lower()
    dates = {
        date.date().isoformat()
        for order in (("MDY",) if american else ("DMY", "MDY"))
        if (
            date := dateparser.parse(
                line(text),
                settings={
                    "DATE_ORDER": order,
                    "STRICT_PARSING": True,
                    "RELATIVE_BASE": dt.datetime(2000, 1, 1),
                },
            )
        )
    }
    past = {date for date in dates if not latest or date <= latest} or dates
    return max(past, default="")
