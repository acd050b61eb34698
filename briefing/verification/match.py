"""Finding a point in the sources: whole, but for marked brackets, altered, or not at all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise, product

from briefing.language.connectives import droppable
from briefing.language.datelines import dateline_end
from briefing.language.dates import dated
from briefing.language.openings import connective_end, opening_end
from briefing.language.tokens import function_words
from briefing.language.units import MONTHS
from briefing.languages import language
from briefing.verification.normalise import Folded, fold, words

# A bracket that an editor may have inserted; a name or a phrase, not a passage.
_BRACKET = re.compile(r"\[([^\[\]]{0,120})\]")
_DATE = re.compile(rf"\[\d{{1,2}}(?:-\d{{1,2}})? (?:{'|'.join(MONTHS)})(?: - \d{{1,2}} \w+)?\]")
_CITATION = re.compile(r"\d{1,4}(?:[,;-] ?\d{1,4})*")
# Each bracket doubles the readings of a point; beyond five (briefs have one or two) only all and
# none are tried.
_MAX_BRACKETS = 5
# A dateline or a connective, the only things that a leading [...] may stand for: in 8,745 sentences
# of news it stood 560 times and never for more than 29 characters; twice that leaves room for a
# dateline with city, date and agency.
_LONGEST_LEAD = 160  # characters of three connectives in a row, and some to spare
_MAX_DROPPED = 60
_MAX_DROPPED_WORDS = 3
_NEGATIONS = frozenset(
    """not no never none nobody nothing neither nor without cannot hardly scarcely barely unless
    except deny denies denied denying refuse refuses refused fail fails failed""".split()
)
# Share of a point's words that must stand, in order, in one passage for it to be an alteration of
# that passage. Of 476 sentences compared with forty other stories each, 99% reached 0.40 at most.
_ALTERED = 0.5
# Words compared at most, so that a passage pasted in costs no more than a page.
_MAX_WORDS = 400
_CANDIDATES = 3
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]* +(?=[\"'(\[]*[A-Z0-9\u0400-\u042f])")
_ANY_END = re.compile(r"[.!?…。！？؟۔।][\"')\]」』]* *")  # in other languages, whatever follows


@dataclass(frozen=True, slots=True)
class Match:
    """Where a point stands in an article: a span of the article's text, the brackets used, and the
    dateline or connectives left out before it without a mark."""

    article: Folded
    start: int
    end: int
    inserted: tuple[str, ...] = ()
    reason: str = ""
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The passage most like an altered point; ``share`` of the point's words stand in it."""

    article: Folded
    start: int
    end: int
    share: float
    difference: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a point: which brackets are an editor's and which the source's own.

    ``places`` are where in ``text`` each of the inserted brackets stood."""

    text: str
    inserted: tuple[str, ...]
    dropped: bool
    places: tuple[int, ...] = ()


def find(text: str, articles: Sequence[Folded]) -> Match | None:
    """The first article (in the order given) that has the point ``text``, or None.

    Readings that keep more brackets as the source's own come first. A match begins and ends where
    a sentence may; a dateline or a connective may be left out before it, with or without ``[…]``.
    Inside it, ``[…]`` may stand for "here" alone, the place of a report that names none.
    ``Match.reason`` is set if a bracket says what an editor's bracket may not.
    """
    flawed = None
    for reading in _readings(fold(text)):
        for article in articles:
            match = _find_reading(reading, article)
            if match and not match.reason:
                return match
            flawed = flawed or match
    return flawed


def _readings(text: str) -> Iterator[_Reading]:
    brackets = list(_BRACKET.finditer(text))
    few = len(brackets) <= _MAX_BRACKETS
    choices = product((True, False), repeat=len(brackets)) if few else None
    for kept in choices or [(True,) * len(brackets), (False,) * len(brackets)]:
        out, at, inserted, dropped = "", 0, [], False
        places: list[int] = []
        for bracket, keep in zip(brackets, kept, strict=True):
            out += text[at : bracket.start()]
            at = bracket.end()
            if keep:
                out += bracket[0]
                continue
            if not _CITATION.fullmatch(bracket[1]):
                inserted.append(bracket[0])
                places.append(len(out.rstrip()) - (len(out) - len(out.lstrip())))
            if not out.strip("\"' "):
                dropped = dropped or bracket[1] == "…"
                at += text[at : at + 1] == " "
            elif bracket[1] == "…":
                out += "here"
            elif out.endswith(" ") and not text[at : at + 1].isalnum():
                out = out[:-1]
        out += text[at:]
        if len(out.strip()) > 1:
            yield _Reading(out.strip(), tuple(inserted), dropped, tuple(places))


def _find_reading(reading: _Reading, article: Folded) -> Match | None:
    text = reading.text
    if reading.dropped:  # the first letter may have been raised or lowered
        return _search(reading, article, text[1:], 1)
    match = _search(reading, article, text, 0)
    if match is None and text[:1].isupper():  # raised, after a connective that was left out
        match = _search(reading, article, text[0].lower() + text[1:], 0)
    return match


def _search(reading: _Reading, article: Folded, needle: str, offset: int) -> Match | None:
    """The first place of ``needle``, which lacks ``offset`` letters of the reading."""
    hay = article.text
    at = hay.find(needle)
    while at >= 0:
        start, end = at - offset, at + len(needle)
        first = start < 0 or hay[start : start + 1].lower() != reading.text[:1].lower()
        at = hay.find(needle, at + 1)
        if (offset and first) or not _ends(article, end):
            continue
        raised = hay[start] != reading.text[0] and not offset
        marked = reading.dropped and _may_drop(article, start)
        whole = (_begins(article, start) and not raised) or marked
        lead = "" if marked or start in article.paragraphs else _unmarked(article, start)
        if not (whole or lead):
            continue
        span = article.original(start, end)
        reason = _forbidden(reading, article)
        return Match(article, *span, reading.inserted, reason, lead)
    return None


def _unmarked(article: Folded, at: int) -> str:
    """What stands between the sentence's beginning and ``at`` if it may be left out without a mark:
    a dateline, connectives without which the sentence says the same, or both; else ``""``."""
    text, whole = article.text, article.article.text
    first = max((p for p in article.paragraphs if p <= at), default=0)
    here = article.original(at, at + 1)[0]
    begin = article.original(first, first + 1)[0]
    if article.article.language != "en":
        return _unmarked_elsewhere(article, at, first, here)
    after = dateline_end(whole, begin, len(whole))
    if after > begin and (after == here or (after < here and droppable(whole[after:here]))):
        return whole[begin:here]
    low = max(first, at - _LONGEST_LEAD)
    stops = [m.end() for m in _SENTENCE_END.finditer(text, low, at)]
    leads = [text[b:at] for b in (*stops, *([first] if low == first else []))]
    return next((lead for lead in leads if droppable(lead.lstrip("\"'("))), "")


def _unmarked_elsewhere(article: Folded, at: int, first: int, here: int) -> str:
    """The same by the file of another language; ``first`` is where the paragraph begins, ``here``
    is ``at`` in the article as it stands."""
    text, whole = article.text, article.article.text
    own = language(article.article.language)
    begin = article.original(first, first + 1)[0]
    after = opening_end(whole, begin, len(whole), own, 0)
    after = after if after > begin else dateline_end(whole, begin, len(whole))
    if begin < here and here in (after, connective_end(whole, after, own)):
        return whole[begin:here]
    low = max(first, at - _LONGEST_LEAD)
    stops = [m.end() for m in _ANY_END.finditer(text, low, at)]
    leads = [text[b:at] for b in stops if connective_end(text, b, own) == at]
    return leads[0] if leads else ""


def _begins(article: Folded, at: int) -> bool:
    """True if a sentence may begin at ``at``: no word or number is cut off before it."""
    text = article.text
    if at in article.paragraphs:
        return True
    before = text[at - 1]
    if before == " ":
        return not (text[at - 2].isalnum() or text[at - 2] in ",%$€£")
    if before in ".,":
        return not (text[at].isdigit() and text[at - 2 : at - 1].isdigit()) and before == "."
    return before in "!?…\"'([:;"


def _ends(article: Folded, at: int) -> bool:
    """True if a sentence may end at ``at``: no word, number or clause is cut off after it."""
    text = article.text
    if at >= len(text) or at + 1 in article.paragraphs:
        return True
    if text[max(0, at - 9) : at].rstrip("\"')]")[-1:] in (".", "!", "?", "…", ":", ";", "-"):
        return not text[at].isalnum() or text[at].isupper()  # a missing blank after the full stop
    rest = text[at : at + 12].lstrip("\"')]")
    return rest[:1] in (".", "!", "?", "…", ":", ";") and not rest[1:2].isalnum()


def _may_drop(article: Folded, at: int) -> bool:
    """True if what stands between the sentence's beginning and ``at`` is a dateline or connective.

    That is short, denies nothing, and ends in a comma, dash or colon or has three words at most.
    """
    text = article.text
    first = max((p for p in article.paragraphs if p <= at), default=0)
    stops = [m.end() for m in _SENTENCE_END.finditer(text, first, at)]
    for begin in (first, *reversed(stops)):
        lead = text[begin:at].strip()
        dropped = words(lead)
        short = lead[-1:] in ",-:)" or len(dropped) <= _MAX_DROPPED_WORDS
        if lead and len(lead) <= _MAX_DROPPED and short and not _denies(dropped):
            return True
    return False


def _denies(words: Sequence[str]) -> bool:
    return any(word in _NEGATIONS or word.endswith("n't") for word in words)


def _forbidden(reading: _Reading, article: Folded) -> str:
    """Why a bracket is not an editor's: it negates, adds figures, or names what no source names."""
    own = article.article
    dates = dated(reading.text, own.date, own.language)
    days = {(d.end, f"[{fold(d.date)}]") for d in dates}
    ends = {end for end, _ in days}
    for bracket, place in zip(reading.inserted, reading.places, strict=True):
        added = words(bracket)
        if (place, bracket) in days:
            continue
        if place in ends or _DATE.fullmatch(bracket):
            return f"{bracket} is not the date of those words in the article"
        if bracket == "[…]":
            continue
        grammar = all(word in function_words("en") for word in added)
        if _denies(added) or (grammar and not _names(bracket, reading.text[place:], article)):
            return f"{bracket} changes the meaning"
        if missing := [w for w in added if w not in article.words]:
            return f"{bracket} is not from the source ({', '.join(missing[:3])})"
    return ""


def _names(bracket: str, after: str, article: Folded) -> bool:
    """Whether a bracket is a given name that is also a word of grammar ("Ms [Will] Sarn"): the
    article has it, with its capital, before the word that follows here."""
    name, surname = bracket.strip("[]"), re.match(r"\s*(\w+)", after)
    return surname is not None and name[:1].isupper() and f"{name} {surname[1]}" in article.text


def nearest(texts: Sequence[str], articles: Sequence[Folded]) -> list[Nearest | None]:
    """For each point the passage it most resembles, or None where none is like it.

    Articles that share most word pairs with a point are compared with it word by word; ties go to
    the first. Cost: one pass over the articles, and at most three comparisons per point.
    """
    points = [fold(text) for text in texts]
    wanted: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, text in enumerate(points):
        tokens = words(text)[:_MAX_WORDS]
        for pair in pairwise(tokens):
            wanted[pair].add(number)
    votes: list[Counter[int]] = [Counter() for _ in points]
    for place, article in enumerate(articles if wanted else ()):
        tokens = words(article.text)
        for pair in dict.fromkeys(pairwise(tokens)):
            for number in wanted.get(pair, ()):
                votes[number][place] += 1
    return [
        _closest(text, [articles[i] for i, _ in _most(counts)])
        for text, counts in zip(points, votes, strict=True)
    ]


def _most(counts: Counter[int]) -> list[tuple[int, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]


def _closest(text: str, articles: Sequence[Folded]) -> Nearest | None:
    best: Nearest | None = None
    for article in articles:
        candidate = _compare(text, article)
        if candidate and (best is None or candidate.share > best.share):
            best = candidate
    return best if best and best.share >= _ALTERED else None


def _sentences(article: Folded) -> list[tuple[int, int]]:
    edges = set(article.paragraphs) | {m.end() for m in _SENTENCE_END.finditer(article.text)}
    ordered = [*sorted(edges), len(article.text)]
    return [(a, b) for a, b in pairwise(ordered) if b > a]


def _compare(text: str, article: Folded) -> Nearest | None:
    mine = text.split()[:_MAX_WORDS]
    pairs = set(pairwise(mine)) or {(w, "") for w in mine}
    spans = _sentences(article)
    hits = []
    for start, end in spans:
        theirs = article.text[start:end].split()
        hits.append(sum(pair in pairs for pair in pairwise(theirs)))
    first = last = max(range(len(spans)), key=lambda i: (hits[i], -i), default=-1)
    if first < 0:
        return None
    # A neighbour that shares three pairs or more belongs to the passage: chance pairs ("of the")
    # are one or two in a sentence.
    while first > 0 and hits[first - 1] >= 3:
        first -= 1
    while last + 1 < len(spans) and hits[last + 1] >= 3:
        last += 1
    start, end = spans[first][0], spans[last][1]
    theirs = article.text[start:end].split()[:_MAX_WORDS]
    blocks = SequenceMatcher(None, theirs, mine, autojunk=False)
    same = sum(block.size for block in blocks.get_matching_blocks())
    end = start + len(article.text[start:end].rstrip())
    span = article.original(start, end)
    return Nearest(article, *span, same / max(1, len(mine)), _difference(blocks, theirs, mine))


def _difference(blocks: SequenceMatcher[str], theirs: Sequence[str], mine: Sequence[str]) -> str:
    """The source's words with what the point took out ``[-so-]`` and put in ``{+so+}``."""
    out = []
    for tag, a, b, c, d in blocks.get_opcodes():
        if tag == "equal":
            out.append(" ".join(theirs[a:b]))
            continue
        if b > a:
            out.append(f"[-{' '.join(theirs[a:b])}-]")
        if d > c:
            out.append(f"{{+{' '.join(mine[c:d])}+}}")
    return " ".join(out)
