"""Several wire stories or press releases in one mail: each is an article of its own.

Stories are parted by end marks (``# # #``, ``ENDS``) or rules (``***``), or they begin with a
dateline. What opens with neither headline nor dateline belongs to the story before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing import releases
from briefing.languages import first_match, language
from briefing.readers.language_id import guess
from briefing.readers.mail.courtesy import strip_courtesies
from briefing.readers.metadata import dated, dateline
from briefing.readers.paragraphs import paragraphs

# A headline has so many words; below a rule, where sections have headings as well, at least four.
HEADLINE_WORDS = range(3, 31)
SECTION_WORDS = 4
# Lines above a dateline that belong to its story: slug, headline, standfirst, byline.
HEAD_LINES = 4
# The first paragraph of a story has at least so many words; lines of contacts have fewer.
LEAD_WORDS = 12
# A headline without a dateline stands above at least so many words.
STORY_WORDS = 25

_RULE = re.compile(r"(?:[-_=*~#–—+][ \t]?){3,}$")
_SENTENCE = re.compile(r"[.!?…:;,。！？][\"'”’»)\]]*$")
_PLACE = re.compile(
    r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.’' -]{2,30}(?:[,/] ?[A-ZÀ-Þ][\w.’' -]{1,25})? ?(?:--|[–—-]) "
)
# The code that an agency files a story under: "BC-KAZ-RAIL (UPDATE 1)", "a0412 KRS-WATER".
_SLUG = re.compile(r"(?:[A-Za-z]\d{2,5} )?[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)+(?:[ ,(].{0,30})?$")
# A headline below its story.
_BELOW = re.compile(r"--\s?(?P<title>\S.{5,200}?)\s?--$")
_BYLINE = re.compile(r"(?:By|BY|Von|Par|Por)\s")


@dataclass(slots=True)
class Story:
    """One story: its headline, which may be empty, and its paragraphs without it."""

    title: str = ""
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Segment:
    """What stands between two marks; ``after`` is the mark above it: end, rule or nothing."""

    after: str
    parts: list[str]


def stories(text: str) -> list[Story]:
    """The stories of the body of a mail, or nothing where it is one text."""
    code = guess(text)
    segments = _segments(text)
    bundle: list[Story] = []
    opening: list[str] = []  # what stands above the first story
    bare = 0
    for segment in segments:
        starts = _starts(segment, code)
        first = starts[0][0] if starts else len(segment.parts)
        if not (bundle and segment.after == "end"):  # below the end of a story nothing is of it
            (bundle[-1].parts if bundle else opening).extend(segment.parts[:first])
        if not starts:
            continue
        bounds = [*(start for start, _ in starts[1:]), len(segment.parts)]
        for (start, lead), end in zip(starts, bounds, strict=True):
            bundle.append(_story(segment.parts[start:end], lead - start))
            bare += not _is_dated(segment.parts[lead], code) and segment.after == "rule"
    if len(bundle) < 2 or any(map(_is_prose, opening)) or (bare and bare + 1 < len(segments)):
        return []
    return bundle


def _segments(text: str) -> list[_Segment]:
    segments = [_Segment("", [])]
    lines: list[str] = []
    for line in [*text.split("\n"), None]:
        bare = (line or "").strip()
        end = releases.is_end(bare) or releases.is_ornament(bare)
        if line is None or end or _RULE.match(bare):
            segments[-1].parts = strip_courtesies(paragraphs("\n".join(lines)))
            segments.append(_Segment("end" if end else "rule", []))
            lines = []
        else:
            lines.append(line)
    return [segment for segment in segments if segment.parts]


def _starts(segment: _Segment, code: str) -> list[tuple[int, int]]:
    """The indexes of the first paragraph and of the lead of each story of a segment."""
    parts = segment.parts
    leads = [i for i, part in enumerate(parts) if _is_lead(part) and _is_dated(part, code)]
    if not leads:
        lead = next((i for i in range(1, len(parts)) if _begins(parts, i, segment)), 0)
        return [(_head(parts, lead, 0), lead)] if lead else []
    starts: list[tuple[int, int]] = []
    for lead in leads:
        start = _head(parts, lead, starts[-1][1] + 1 if starts else 0)
        if starts and start == lead and not _is_signed(parts[lead], code):
            continue  # a second place in one report
        starts.append((start, lead))
    return starts


def _begins(parts: Sequence[str], lead: int, segment: _Segment) -> bool:
    """Whether a paragraph without a dateline is the lead below a headline of a story."""
    title = parts[lead - 1]
    least = SECTION_WORDS if segment.after == "rule" else HEADLINE_WORDS.start
    if not _is_headline(title) or len(title.split()) < least or title.endswith("?"):
        return False
    words = sum(len(part.split()) for part in parts[lead:])
    return _is_lead(parts[lead]) and words >= STORY_WORDS


def _head(parts: Sequence[str], lead: int, least: int) -> int:
    """The index of the first line that belongs to the story of a lead."""
    start = lead
    while start > max(least, lead - HEAD_LINES):
        line = parts[start - 1]
        if _is_prose(line) or _SENTENCE.search(line) or line.startswith(("- ", "• ", "--")):
            break
        start -= 1
        if releases.announces(line):
            break
    while start < lead and (releases.heads_end_matter(parts[start]) or _is_contact(parts[start])):
        start += 1
    return start


def _story(parts: Sequence[str], lead: int) -> Story:
    head = [p for p in parts[:lead] if not (_SLUG.match(p) or releases.announces(p) or dated(p))]
    at = next((i for i, p in enumerate(head) if _is_headline(p)), None)
    if at is None:
        below = _BELOW.match(parts[-1])
        rest = parts[lead:-1] if below else parts[lead:]
        return Story(below["title"] if below else "", [*head, *rest])
    return Story(head[at], [*head[at + 1 :], *parts[lead:]])


def _is_headline(line: str) -> bool:
    few = len(line.split()) in HEADLINE_WORDS or (len(line) > 12 and not line.isascii())
    plain = not (_SENTENCE.search(line) or _BYLINE.match(line) or _SLUG.match(line))
    return few and plain and not _is_contact(line) and not releases.heads_end_matter(line)


def _is_contact(line: str) -> bool:
    return "@" in line or sum(map(str.isdigit, line)) > 8


def _is_lead(part: str) -> bool:
    dense = len(part) > 40 and part.count(" ") * 12 < len(part)
    return (len(part.split()) >= LEAD_WORDS or dense) and _SENTENCE.search(part) is not None


def _is_prose(part: str) -> bool:
    return _is_lead(part) and part[-1] != ":"


def _is_dated(part: str, code: str) -> bool:
    """Whether a paragraph begins with a dateline: a place with a date, agency or in capitals."""
    if _PLACE.match(part) or any(dateline(part)):
        return True
    return code != "en" and first_match(language(code).lines.opening, part) is not None


def _is_signed(part: str, code: str) -> bool:
    """Whether a dateline names a day or an agency, and not a place alone."""
    return any(dateline(part)) or (code != "en" and _is_dated(part, code))
