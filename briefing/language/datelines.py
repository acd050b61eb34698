"""Datelines: the place, date, agency and byline before the first words of a report.

A dateline is read part by part. Each part has a short pattern of its own, and what has been read
decides whether the whole is a dateline: a place in mixed case may be the subject of a sentence, so
it needs a date or an agency beside it. Time is bounded, because at most ``LONGEST`` characters are
read.
"""

from __future__ import annotations

import re

from briefing.language.gazetteer import tables
from briefing.language.patterns import LazyPattern
from briefing.languages import language

LONGEST = 240
"""Length in characters of the longest opening that is examined: an editor's note, byline, place,
agency."""

PARAGRAPHS = 12
"""Paragraphs within which a place in capitals before a dash is a dateline: it stands at the top of
the story, below byline, notes and captions. Further down it may be a heading or a speaker."""

_UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x370, 0x530)) if chr(c).isupper())
_DATELINES = language("en").datelines
_MONTHS, _DAY_NAME = _DATELINES["months"], _DATELINES["days"]
_YEAR = r"(?:,? ?(?:19|20)\d\d)?(?: ?г\.)?"
_DATE = (
    rf"(?:(?:{_MONTHS}) ?\d{{1,2}}(?!\d){_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)? (?:{_MONTHS}){_YEAR}"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
    r"(?:,? ?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{3,4}\)?)?)?"
)
_SIGNED = _DATELINES["agencies"]
_PERSON = rf"(?:[{_UPPER}][\w.’'-]*[a-z][\w.’'-]* ){{1,3}}"

_PARTS = {
    "note": re.compile(
        rf"\((?:{'|'.join(_DATELINES['notes'].split())})\b[^()]{{0,200}}\)[ :;.–—-]*"
    ),
    "date": re.compile(rf"(?:[Dd]ate:? )?(?:{_DAY_NAME},? )?{_DATE}(?![\w%-]*[a-z]{{4}} )"),
    "agency": re.compile(
        r"\(?MENAFN ?[-–—] ?[^()]{2,50}\)"
        rf"|[(\[](?:[{_UPPER}][^()\[\]<>]{{1,40}}|(?:dpa|epd|afp|apa|sda)(?:-[{_UPPER}]{{2,5}})?)[)\]]"
        rf"|/ ?(?:By )?[{_UPPER}][\w.’'& -]{{1,30}} ?/"
        rf"|(?:{_SIGNED})(?= ?[-–—:./]|\.\s)"
        r"|\([\w-]{2,20}\.(?:com|net|org|info|kg|kz|uz|az|tj|tm|mn|ru|ua|by|ge|am)\)"
        rf"|(?:Special to (?:The )?[{_UPPER}][\w.’' ]{{1,30}}?"
        rf"|From our (?:own )?correspondent(?: in [{_UPPER}]\w+)?)(?= ?[-–—])"
    ),
    "byline": re.compile(rf"[Bb]y {_PERSON}(?:(?:and|,) {_PERSON})?(?=[-–—{_UPPER}(])"),
    "capitals": re.compile(
        rf"[{_UPPER}][{_UPPER}.’'-]{{2,}}(?:[ /-](?:[{_UPPER}][{_UPPER}.’'-]+|de|di|la)){{0,4}}"
        r"(?!\w)"
    ),
    "place": re.compile(
        rf"[{_UPPER}][\w.’'-]*"
        rf"(?:[ /](?:(?:de|la|le|el|al|am|an der|on|upon|sur) )?[{_UPPER}][\w.’'-]*){{0,4}}(?!\w)"
    ),
}
_BOXED = LazyPattern(
    rf"\[(?:[{_UPPER}][{_UPPER} .’'-]{{2,30}}"
    rf"|[{_UPPER}][\w.’'-]*(?: [{_UPPER}][\w.’'-]*){{0,2}}, {_DATE})\] ?"
)
"""A place in square brackets, in capitals or with a date: an insertion of an editor is neither."""
_OTHER_AGENCY = LazyPattern(
    rf"[{_UPPER}][\w.-]*(?: [{_UPPER}][\w.-]*){{0,2}}(?= ?[-–—] ?[{_UPPER}])"
)
"""A signature of any kind after a place and a date: "Dushanbe. June 12. Avesta –"."""
_PLACES = frozenset(("capitals", "place", "region"))
_BETWEEN = LazyPattern(rf" ?(?:[,;|·•]|[-–—](?= (?:{_SIGNED}) ?[.:]))? ?")
_CLOSE = re.compile(
    r"\s*(?:[.:]\s?)?(?P<dash>--?|[–—―_|~])(?P<gap>\s*)|\s*(?P<colon>::?)\s*|(?P<stop>\.)\s*|(?P<none>\s*)"
)


def dateline_end(text: str, start: int, end: int, paragraph: int = 1) -> int:
    """The offset in ``[start, end)`` after the dateline at ``start``, or ``start`` for none.

    ``paragraph`` counts from 0 at the top of the article.

    >>> text = "ASTANA, June 12 (Wire) -- Talks ended."
    >>> text[dateline_end(text, 0, len(text)):]
    'Talks ended.'
    >>> dateline_end("Kazakhstan – the largest producer – sells more.", 0, 47)
    0
    """
    if not _may_begin(text, start):
        return start
    at, _ = _read(text, start, min(end, start + LONGEST), paragraph)
    return at if at < end else start


def is_dateline(text: str) -> bool:
    """Whether a whole line is a dateline or nothing but a date.

    >>> is_dateline("BAKU, Azerbaijan, March 10."), is_dateline("BAKU grows.")
    (True, False)
    """
    if len(text) > LONGEST or not _may_begin(text, 0):
        return False
    line = text.rstrip(" .–—-:") + _PROBE
    at, kinds = _read(line, 0, len(line), 1)
    known = "date" in kinds or ("agency" in kinds and not kinds & {"place", "region"})
    return known and at >= len(line) - 1


_LINE = 60  # characters after an editor's note from which it opens a lead and not a byline
_PROBE = " – X"  # what a sentence after the dateline would look like


def _may_begin(text: str, start: int) -> bool:
    """A cheap test that is true for every dateline."""
    first = text[start : start + 1]
    return (
        first in ("(", "/", "[")
        or first.isdigit()
        or first.isupper()
        or text.startswith(("date ", "by "), start)
    )


def _read(text: str, start: int, stop: int, paragraph: int) -> tuple[int, set[str]]:
    """Where the sentence begins after the dateline at ``start``, and the kinds of its parts."""
    kinds: set[str] = set()
    boxed = _BOXED.match(text, start, stop) if text[start] == "[" else None
    if boxed is not None:
        return (boxed.end() if text[boxed.end() : boxed.end() + 1].isupper() else start), {"place"}
    at = best = start
    while at < stop:
        kind, at = _part(text, at, stop, kinds)
        if not kind:
            break
        kinds.add(kind)
        best = _closed(text, at, stop, kinds, kind, paragraph) or best
        between = _BETWEEN.match(text, at, stop)
        at = between.end() if between else at
        if text[at : at + 1] == "." and text[at + 1 : at + 2] in (" ", "(", "/", "["):
            at += 1 + (text[at + 1] == " ")
    return best, kinds


def _part(text: str, at: int, stop: int, seen: set[str]) -> tuple[str, int]:
    """The kind of the part at ``at`` and its end; ``""`` where none begins."""
    for kind, pattern in _PARTS.items():
        if kind == "byline" and {"capitals", "agency"} <= seen:
            continue
        if kind == "place" and seen & {"date", "region"}:
            continue
        if kind == "capitals" and seen - {"note", "agency", "byline", kind} and seen != {"date"}:
            continue
        match = pattern.match(text, at, stop)
        if match is not None:
            return ("region" if kind == "place" and seen & _PLACES else kind), match.end()
    signed = _OTHER_AGENCY.match(text, at, stop) if "date" in seen and seen & _PLACES else None
    return ("agency", signed.end()) if signed else ("", at)


def _closed(
    text: str, at: int, stop: int, kinds: set[str], last: str, paragraph: int
) -> int:  # fmt: skip
    """Where the sentence begins if the dateline ends at ``at``; 0 when it does not end there."""
    match = _CLOSE.match(text, at, stop)
    if match is None or match.end() >= stop:
        return 0
    after = match.end()
    opens = text[after].isupper() or text[after].isdigit() or text[after] in "\"“‘'«„»"
    named = not kinds.isdisjoint(("date", "agency"))
    placed = not kinds.isdisjoint(_PLACES)
    if match["dash"]:
        tight = not match["gap"] and (not opens or (match["dash"] == "-" and not named))
        high = "capitals" in kinds and paragraph <= PARAGRAPHS and opens
        alone = kinds == {"date"} and text[at:stop] == _PROBE
        abroad = last == "region" and paragraph <= _TOP and opens and _in_country(text[:at])
        city = kinds == {"place"} and paragraph <= _TOP and opens and _is_city(text[:at])
        paired = _ROUTE.match(text, after, stop) or _DASH.search(text, after, stop)
        city = city and match["gap"] != "" and not paired
        sure = high or alone or abroad or city
        ends = not tight and ("agency" in kinds or (named and placed) or sure)
    elif match["colon"]:
        sure = not kinds.isdisjoint(("capitals", "region", "agency"))
        known = kinds == {"capitals"} or (kinds == {"place"} and _is_place(text[:at]))
        ends = opens and named and sure and (placed or last == "agency")
        ends = ends or (opens and known and paragraph <= _TOP)
    elif match["stop"]:
        ends = opens and named and placed and last in {"date", "agency"}
    else:
        full = "capitals" in kinds or not kinds.isdisjoint(("agency", "region"))
        tight = not match["none"] and last == "date" and "date" in kinds
        placed = placed or "MENAFN" in text[max(0, at - 60) : at]
        ends = opens and named and placed and full and (last == "agency" or tight)
    noted = kinds == {"note"} and opens and stop - after > _LINE
    return after if ends or noted else 0


_DASH = re.compile(r" (?:--?|[–—―]) ")
"""A second dash: what stands between two is said of the place ("Astana – the capital – grows")."""
_ROUTE = re.compile(
    r"\S+ (?:high-speed |fast |new |direct )*(?:train|rail|road|route|flight|line|highway|motorway"
    r"|border|corridor|bus|ferry|pipeline|express|talks|trade|axis|summit|tunnel|bridge)"
)
"""What lies between two places: "Tashkent - Samarkand trains"."""

_TOP = 3
"""Paragraphs within which a place before a colon is a dateline; further down it is who speaks."""


def _is_place(before: str) -> bool:
    """Whether the last word of ``before``, which ends after a place, is that of a known one."""
    word = re.split(r"\s", before)[-1]
    return word in tables().places or word in tables().countries


def _is_city(before: str) -> bool:
    """Whether the last word of ``before`` is that of a known place that is no country."""
    word = re.split(r"\s", before)[-1]
    return word in tables().places and word not in tables().countries


def _in_country(before: str) -> bool:
    """Whether ``before`` ends in a comma and the name of a country."""
    country = before[before.rfind(",") + 1 :].strip()
    return country in tables().countries
