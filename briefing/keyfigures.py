"""Key figures: the numbers of a brief that stand on their own, with what they measure.

Every figure is taken from a point on the page and keeps that point's source number. The label is
made of the point's own words, by the few constructions in which English says beyond doubt what a
number measures ("trade turnover reached $148 million", "118 km of dykes", "a $210 million loan").
A figure in any other construction is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from briefing.figures import AMOUNT, COUNT, DATE, MEASURE, SHARE, Figure, figures
from briefing.model import KeyFigure, Point

FEWEST, MOST = 3, 5
"""A strip of one or two figures says less than the sentences; more than five do not fit a line."""

LONGEST_LABEL = 36
"""Characters of a label: what a fifth of an A4 line holds in two lines of small type."""

LEAST_COUNT = 10
"""Smaller counts ("two sides", "three ministers") are seldom what a reader looks for."""

_ORDER = {AMOUNT: 0, MEASURE: 1, SHARE: 2, COUNT: 3}
_STOP = frozenset(
    """a about across after against along among an and are around as at away be been before below
    between but by can could down during for from had has have home if in into is it its near of
    off on onto or out over per since so than that the their then this through to toward towards
    under until up upon was were when where which while who will with within without would each
    every already almost currently now today yet last next other also only may might must should
    below above lower higher less more annually come comes go goes take takes close""".split()
)
_DETERMINERS = frozenset("a an the its their his her this that some all any another each".split())
_VAGUE = frozenset(
    """total amount cost figure number sum level rate value price it they them there people year
    years day days week weeks month months hour hours time times percent project rest others one
    more most half them these those part parts points basis litres liters miles terabits francs
    rials dinars""".split()
)
_PEOPLE = frozenset("people women men children staff personnel police".split())
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_AFTER = re.compile(r"[\s\u00a0-]+([^\W\d_][\w’'&-]*)")
_REACHED = re.compile(
    r"[^,;:–—()]*?\b(?:reach(?:ed|es|ing)|totall?(?:ed|ing|s)|stood at|stands at"
    r"|amount(?:ed|s|ing) to"
    r"|hit|(?:rose|rises|fell|falls|grew|grows|climbed|dropped|jumped|increased|declined) to|was|is"
    r"|were|are)\s(?:(?:about|around|some|nearly|almost|more than|over|up to|at least|just)\s)*$"
)
_CLAUSE_START = re.compile(r"[,;:–—()“”\"•]")
_OF = re.compile(r"\b(?:a|an|the)\s((?:[^\W\d_][\w’'-]*\s){1,4}?)of\s(?:\w+\s)?$", re.IGNORECASE)
_FOR = re.compile(r"\b(?:a|an|its)\s([^,;:()]{3,60}?)\sfor\s(?:about\s)?$")
_WORTH = re.compile(r"([^\W\d_][\w’'-]*\s)worth\s(?:about\s|some\s|up to\s)?$")
_SPENT = re.compile(
    r"\b(invest|spend|allocat|earmark)(|s|e|es|ed|ing)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE
)
_SPENT_ON = re.compile(r"\s(in|on)\s(.{3,60})")
_SHARE_OF = re.compile(r"\bof\s(?:[\w’']+\s){0,2}$")  # 3,400 of its 5,100 workers
_COMPARED = re.compile(r"\s(?:below|above|lower|higher|more|less|fewer|up|down|of)\b")


def key_figures(points: Sequence[Point]) -> tuple[KeyFigure, ...]:
    """At most ``MOST`` labelled figures, one a point, in the points' order; none under ``FEWEST``.

    Amounts go before measures, shares and counts when there are too many.
    """
    found = []
    for place, point in enumerate(points):
        best = min(labelled(point.quote), default=None)
        if best is not None:
            found.append((best[0], place, best[2], best[3], point.source))
    chosen = sorted(sorted(found)[:MOST], key=lambda f: f[1])
    if len(chosen) < FEWEST:
        return ()
    return tuple(KeyFigure(value, label, source) for _, _, value, label, source in chosen)


def labelled(text: str) -> list[tuple[int, int, str, str]]:
    """Rank, place, value and label of every figure whose meaning is certain."""
    rows = []
    for figure in figures(text):
        if figure.kind == DATE or (figure.kind == COUNT and figure.number < LEAST_COUNT):
            continue
        label = next(filter(None, (rule(figure, text) for rule in _RULES)), "")
        if label:
            rows.append((_ORDER[figure.kind], figure.start, figure.value, label))
    return rows


def _of_what(figure: Figure, text: str) -> str:
    """``118 km of dykes`` → dykes; ``60% of their electricity`` → of electricity."""
    found = re.match(r"\s(?:of\s)", text[figure.end :])
    if not found or figure.kind not in (MEASURE, SHARE):
        return ""
    phrase = _phrase(text, figure.end + found.end())
    return _clean(f"of {phrase}" if figure.kind == SHARE and phrase else phrase)


def _attributive(figure: Figure, text: str) -> str:
    """``a $210 million loan`` → loan; ``a 120-megawatt wind farm`` → wind farm."""
    before = _WORD.findall(text[max(0, figure.start - 24) : figure.start].lower())
    if figure.kind not in (AMOUNT, MEASURE) or not before or before[-1] not in _DETERMINERS:
        return ""
    return _clean(_phrase(text, figure.end))


def _counted(figure: Figure, text: str) -> str:
    """``2,300 refrigerated containers`` → refrigerated containers, up to the first plural."""
    if figure.kind != COUNT or _SHARE_OF.search(text, 0, figure.start):
        return ""
    words, end = [], figure.end
    for _ in range(4):
        found = _AFTER.match(text, end)
        if not found or found[1].lower() in _STOP:
            return ""
        words.append(found[1])
        end = found.end()
        if _plural(found[1]):
            more = re.match(r"\sof\s", text[end:])
            phrase = _phrase(text, end + more.end()) if more else ""
            return _clean(" ".join(words) + (f" of {phrase}" if phrase else "")) or _clean(
                " ".join(words)
            )
    return ""


def _plural(word: str) -> bool:
    low = word.lower()
    return low in _PEOPLE or (low.endswith("s") and not low.endswith(("ss", "us", "’s", "'s")))


def _reached(figure: Figure, text: str) -> str:
    """``Trade turnover between the two countries reached $148 million`` → Trade turnover."""
    before = text[: figure.start]
    clause = before[max((m.end() for m in _CLAUSE_START.finditer(before)), default=0) :]
    verb = _REACHED.match(clause)
    if not verb or _COMPARED.match(text, figure.end):
        return ""
    words = _WORD.findall(clause)
    while words and words[0].lower() in _STOP:
        words = words[1:]
    kept = []
    for word in words:
        if word.lower() in _STOP or re.match(r"(?:reach|total|stood|amount)", word.lower()):
            break
        kept.append(word)
    return _clean(" ".join(kept)) if len(kept) <= 4 else ""


def _named_before(figure: Figure, text: str) -> str:
    """``a pay rise of 9.5 percent`` → pay rise; ``contracts worth $3 billion`` → contracts."""
    if figure.kind == COUNT:
        return ""
    before = text[: figure.start]
    found = _OF.search(before) or _WORTH.search(before)
    if found:
        words = [w for w in found[1].split() if w.lower() not in _STOP]
        return _clean(" ".join(words))
    bought = _FOR.search(before) if figure.kind == AMOUNT else None
    return _clean(_phrase(" " + bought[1], 0)) if bought else ""


def _spent(figure: Figure, text: str) -> str:
    """``has invested $4.4 billion in Kazakhstan`` → invested in Kazakhstan."""
    verb = _SPENT.search(text[: figure.start])
    target = _SPENT_ON.match(text, figure.end) if verb else None
    if not verb or not target or figure.kind != AMOUNT:
        return ""
    phrase = _phrase(" " + target[2], 0)
    past = {"invest": "invested", "spend": "spent", "allocat": "allocated", "earmark": "earmarked"}
    verb_form = verb[1].lower() + verb[2]
    shown = verb_form if verb_form in past.values() else ""
    return _clean(f"{shown} {target[1]} {phrase}".strip() if shown else phrase) if phrase else ""


def _phrase(text: str, start: int) -> str:
    """The noun phrase that begins at ``start``: words up to a function word or mark."""
    words: list[str] = []
    end = start
    first = re.match(r"\s*(?:(?:the|a|an|its|their|new|his|her)\s)*", text[start:])
    end = start + (first.end() if first else 0)
    found = _WORD.match(text, end)
    while found and found[0].lower() not in _STOP and len(words) < 4:
        words.append(found[0])
        found = _AFTER.match(text, found.end())
        found = _WORD.match(text, found.start(1)) if found else None
    return " ".join(words)


def _clean(label: str) -> str:
    words = label.split()
    content = [w for w in words if w.lower() not in _STOP]
    if not content or content[-1].lower() in _VAGUE or len(label) > LONGEST_LABEL:
        return ""
    if words[-1].endswith(("’s", "'s", "ed", "ing")):
        return ""
    return label


_Rule = Callable[[Figure, str], str]
_RULES: tuple[_Rule, ...] = (_of_what, _attributive, _named_before, _spent, _reached, _counted)
