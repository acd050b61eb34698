"""The canonical text of an article, made in one place for all formats."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from briefing.errors import SourceError
from briefing.model import Article
from briefing.readers import metadata as facts
from briefing.readers import titles
from briefing.readers.language_id import guess, recognised
from briefing.readers.options import Hints, ReadOptions
from briefing.readers.paragraphs import paragraphs
from briefing.readers.raised import without_typed_marks

# Invisible characters that can reorder, hide or smuggle text: control characters, soft hyphen,
# zero-width characters and joiners, bidirectional marks, overrides and isolates, invisible
# operators, interlinear marks, noncharacters, tags, variation selectors 17 and up; surrogates.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
_REMOVE = re.compile(f"[{_UNSEEN}]+")
_LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Bullets of the Symbol and Wingdings fonts live in the private use area.
_PRIVATE = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•", 0xF076: "•", 0xF0FC: "•"}
_SYMBOL = re.compile("[\uf076-\uf0fc]")
# Pictures of icon fonts stand between blanks; a private character in a word is a lost letter.
_PICTURE = re.compile("[\ue000-\uf8ff]")
_ICON = re.compile("(?<!\\S)[\ue000-\uf8ff]+(?!\\S)")
_ALNUM = re.compile(r"[^\W_]")
_LOOSE = re.compile(r"[\W_]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
# How far down a title may stand below a section label, date or byline.
TITLE_WITHIN = 3
# Length of the longest title and outlet that metadata may claim. In the news data titles have at
# most 130 and outlets 40; some shops' addresses have 2,000.
MAX_TITLE, MAX_NAME, MAX_URL, MAX_CATEGORY = 400, 200, 2_000, 60
# Categories of one article that are kept: pages with more list keywords for search engines.
MAX_CATEGORIES = 20
CLEAR_CHARS = 200
"""Characters from which a text shows its language whatever its metadata claim: of held-out openings
of 60, 99.6% of the English ones are found."""
# A text that begins with its title on the same line is parted from it if the title has this many
# words; with fewer they are more likely the first words of the lead ("Oil prices rose …").
RUN_IN_WORDS = 4
# Characters of title and text by which the language is told; more are not looked at.
ENOUGH = 1_000


def clean(text: str) -> str:
    """``text`` with line feeds as its only line ends and without unseen characters.

    >>> clean("pay\\u200bload\\r\\nof \\u202egood\\x00")
    'payload\\nof good'
    """
    if text.replace("\n", "").isprintable():  # no other line end and no unseen character in it
        return text
    if "\r" in text or _LINE_END.search(text):
        text = _LINE_ENDS.sub("\n", text)
    if _REMOVE.search(text):
        text = _REMOVE.sub("", text)
    if _SYMBOL.search(text):
        text = text.translate(_PRIVATE)
    return _ICON.sub("", text) if _PICTURE.search(text) else text


def line(text: str) -> str:
    """``text`` cleaned and on one line, runs of blanks collapsed; NBSP kept inside."""
    return _squeeze(clean(text))


def _squeeze(text: str) -> str:
    if "\n" in text or "\t" in text:
        text = text.replace("\n", " ").replace("\t", " ")
    while "  " in text:  # each time half of what is left of the longest run
        text = text.replace("  ", " ")
    return text.strip()


_STAMP = re.compile(r"(?i:date):? ?((?:19|20)\d\d-\d\d-\d\d)(?!\d)\s*")
"""A date before the first words, as archives of pages put it; in English it is read as a dateline.
"""


def make_article(
    body: str | Sequence[str],
    *,
    location: str,
    options: ReadOptions,
    hints: Hints | None = None,
    name: str = "",
) -> Article:
    """An article with canonical text from ``body``.

    ``body`` is plain text, whose lines are made into paragraphs, or the paragraphs that a
    structured format gave. ``hints`` come from metadata; title, date, outlet and author that are
    missing there are looked for in the text, then in the file ``name``. Raises
    :class:`SourceError` when there is no text, or more than ``options.max_chars``.
    """
    known = hints or Hints()
    parts = paragraphs(clean(body)) if isinstance(body, str) else [clean(part) for part in body]
    parts = [done for part in parts if (done := _squeeze(without_typed_marks(part)))]
    if not any(_ALNUM.search(part) for part in parts):
        raise SourceError(location, "no text in it")
    title = without_typed_marks(_within(known.title, MAX_TITLE))
    language = _language(options.language, known.language, _beginning(title, parts))
    if language != "en" and (stamp := _STAMP.match(parts[0])):
        parts[:1] = [stamp[1], *filter(None, [parts[0][stamp.end() :]])]
    title, parts, named = _titled(title, parts, language)
    text = "\n\n".join(parts)
    if len(text) > options.max_chars:
        raise SourceError(
            location, f"{len(text):,} characters of text, more than {options.max_chars:,}; split it"
        )
    return Article(
        id=_identify(parts),
        title=title or line(facts.name_title(name)),
        text=text,
        outlet=_within(known.outlet, MAX_NAME)
        or named
        or _wire(parts, language)
        or facts.name_outlet(name, text),
        author=_within(known.author, MAX_NAME) or facts.byline(parts),
        date=_date(known, parts, name, title, language),
        language=language,
        location=location,
        url=_within(known.url, MAX_URL),
        categories=_categories(known.categories),
    )


def _beginning(title: str, parts: Sequence[str]) -> str:
    """Title and text, as far as the language is told by them."""
    rows = [title] if title and parts[0] != title else []
    for part in parts:
        rows.append(part)
        if sum(map(len, rows)) > ENOUGH:
            break
    return "\n\n".join(rows)


def _categories(given: str) -> tuple[str, ...]:
    """The categories in ``given``, one per line: each once, and of plausible length."""
    names = (_within(name, MAX_CATEGORY) for name in given.split("\n")[: 4 * MAX_CATEGORIES])
    return tuple(dict.fromkeys(name for name in names if name))[:MAX_CATEGORIES]


def _within(text: str, most: int) -> str:
    """``text`` on one line, or nothing where it is longer than any real one."""
    value = line(text[: 4 * most]) if text else ""
    return value if len(value) <= most else ""


def _identify(parts: Sequence[str]) -> str:
    """The first 16 hex digits of the SHA-256 of the paragraphs with all white space alike."""
    plain = " ".join(parts)
    if not plain.isascii():  # of ASCII white space they have single blanks only
        plain = " ".join(plain.split())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _loose(text: str) -> str:
    return _LOOSE.sub(" ", text).strip().casefold()


def _titled(title: str, parts: list[str], language: str) -> tuple[str, list[str], str]:
    """The title, the paragraphs that begin with it, and the outlet that it ends with."""
    if _loose(title):
        return *_with_title(title, parts), ""
    if language != "en":
        from briefing.readers.headlines import headline

        return headline(parts, language), parts, ""
    at = titles.place(parts)
    if at is None:
        return "", parts, ""
    text, outlet = titles.trimmed(parts[at])
    return text, [text, *parts[:at], *parts[at + 1 :]], outlet


def _with_title(title: str, parts: list[str]) -> tuple[str, list[str]]:
    """A title from metadata and the paragraphs that begin with it."""
    loose = _loose(title)
    for i, part in enumerate(parts[:TITLE_WITHIN]):
        item = part.startswith("- ")
        if not item and len(part) < 2 * len(title) + 10 and _loose(part) == loose:
            return part, [part, *parts[:i], *parts[i + 1 :]]
    first = parts[0]
    rest = first[len(title) :].lstrip(" .:|–—-")
    run_in = first.startswith(title) and rest and not rest[0].islower()
    if run_in and first[len(title)] in " .:|" and len(title.split()) >= RUN_IN_WORDS:
        return title, [title, rest, *parts[1:]]
    return title, [title, *parts]


def _wire(parts: Sequence[str], language: str) -> str:
    """The wire service that a dateline near the top names."""
    head = parts[: facts.HEAD]
    if language != "en":
        from briefing.readers.written_dates import agency

        return next((wire for part in head if (wire := agency(part, language))), "")
    return next((wire for part in head if (wire := facts.dateline(part)[1])), "")


# In 03/04/2024 either number may be the day; 30/08/2024 and 30.08.2024 are unambiguous.
_EITHER_FIRST = re.compile(
    r"(?<!\d)(?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|1[0-2])[/-](?:\d{2}){1,2}(?!\d)"
)


def _date(known: Hints, parts: Sequence[str], name: str, title: str, language: str) -> str:
    """Metadata, then what the text says, then the file name, then when the file was made."""
    given = facts.parse_date(known.date)
    if given:
        return given
    near = facts.name_date(name) or facts.parse_date(known.made)
    year = near or facts.name_year(known.date) or facts.name_year(name)
    clear = known.date and not (language == "en" and _EITHER_FIRST.search(known.date))
    if clear or language != "en":
        from briefing.readers import written_dates

        given = written_dates.parse(known.date, language) if clear else ""
        if not given and language != "en":
            given = written_dates.text_date(parts, title, language, year)
    return given or facts.text_date(parts, year) or near


def _language(forced: str, known: str, text: str) -> str:
    """``forced``, else what the text clearly shows, else what its metadata claim.

    Pages mostly carry the language of the template they were made from. A claim counts where the
    text is short, and for a language that cannot be told from its neighbours.
    """
    if forced:
        return forced
    match = _LANGUAGE.match(known.strip())
    claimed = match.group().lower() if match else ""
    if claimed and len(text) < CLEAR_CHARS:
        return claimed
    seen = guess(text)
    return claimed if claimed and seen != claimed and claimed not in recognised() else seen
