"""Key figures: the numbers of a brief that stand on their own, with what they measure.

Every figure is taken from a point on the page and keeps that point's source number. The label is
made of the point's own words, by the few constructions in which English says beyond doubt what a
number measures ("trade turnover reached $148 million", "118 km of dykes", "a $210 million loan").
A figure in any other construction is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from briefing.language.quantities import AMOUNT, COUNT, DATE, MEASURE, SHARE, Figure, figures
from briefing.model import KeyFigure, Point

FEWEST, MOST = 3, 5
"""A strip of one or two figures says less than the sentences; more than five do not fit a line."""

LONGEST_LABEL = 48
"""Characters of a label: what a fifth of an A4 line holds in three lines of small type."""

REACH = 200
"""Characters on both sides of a figure that its label is looked for in: four times the longest."""

LEAST_COUNT = 10
"""Smaller counts ("two sides", "three ministers") are seldom what a reader looks for."""

_ORDER = {AMOUNT: 0, MEASURE: 1, SHARE: 2, COUNT: 3}
_LONE = len(_ORDER)
"""Added to the rank of a label of one word, which tells less than any other."""

_TIME = frozenset(("day", "month", "hour"))
_PREPOSITIONS = "of in for to from across at on between around near into against under over"
_RELATIVE = frozenset(
    "it they he she we which that who what where when if because said says".split()
)
_STOP = frozenset(
    f"""a about after along among an and are as away be been before below being both
    but by can could down during had has have having home is its may might must or out over per
    since so than that the their then this through toward towards until up upon was were when
    where which while who will with within without would each every already almost currently now
    today yet last next other also only should above lower higher less more annually come comes go
    goes take takes close not no did does do back some any
    {_PREPOSITIONS} {" ".join(_RELATIVE)}""".split()
)
_DETERMINERS = frozenset("a an the its their his her this that some all any another each".split())
# Verbs of news whose form does not show that they are verbs.
_VERBS = frozenset(
    """fell rose grew hit took found stood stands stand brings bring brought won lost made makes
    make gave gives show shows showed set sold cost costs paid pays went came runs ran met held
    began left led put saw sees got gets usually use uses just still account accounts agree agrees
    become becomes became remain remains mean means""".split()
)
_VAGUE = frozenset(
    """total amount cost figure number sum level rate value price it they them there people year
    years day days week weeks month months hour hours time times percent project rest others one
    more most half them these those part parts points basis litres liters miles terabits francs
    rials dinars bulk percentage difference case average maximum minimum range way gmt bst record
    high low""".split()
)
_VAGUE_ALONE = frozenset(
    """rise fall increase decrease drop cut target bill cap move depth growth
    gain loss change boost""".split()
)
_PEOPLE = frozenset("people women men children staff personnel police".split())
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_NEXT = re.compile(r"[\s\u00a0-]+([^\W\d_][\w’'&-]*)")
_LEADING = re.compile(r"\s*(?:(?:the|a|an|its|their|new|his|her|all)\s)*")
_PHRASE_OF = re.compile(rf"\s(?:{_PREPOSITIONS.replace(' ', '|')})\s")
_HEDGE = "(?:about|around|some|nearly|almost|more than|over|up to|at least|just|only|another)"
_REACHED = re.compile(
    r"\b(?:reach(?:ed|es|ing)|totall?(?:ed|ing|s)|stood at|stands at|amount(?:ed|s|ing) to|hit"
    r"|(?:rose|rises|fell|falls|grew|grows|climbed|dropped|jumped|increased|declined) to|was|is"
    rf"|were|are)\s(?:{_HEDGE}\s)*$"
)
_CLAUSE = re.compile(r"[,;:–—()“”\"•.]\s|^|\s-\s|\b(?:said|says|that|while|but|as|and)\s")
_OF = re.compile(r"\b(?:a|an|the)\s((?:[^\W\d_][\w’'-]*\s){1,4}?)of\s(?:\w+\s)?$", re.IGNORECASE)
_FOR = re.compile(r"\b(?:a|an|its)\s([^,;:()]{3,60}?)\sfor\s(?:about\s)?$")
_WORTH = re.compile(r"((?:[^\W\d_][\w’'-]*\s){1,4})worth\s(?:about\s|some\s|up to\s)?$")
_SPENT = re.compile(
    r"\b(invest|spend|allocat|earmark)(|s|e|es|ed|ing)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE
)
_SPENT_ON = re.compile(r"\s(?:in|on)\s")
_SUBJECT = re.compile(rf"(?:{_HEDGE}\s|the\s|all\s|its\s|these\s)*$", re.IGNORECASE)
_PREDICATE = re.compile(
    r"[^,;:–—()“”\"•.]*?(?=[,;:–—()“”\"•.]|\s-\s|\s(?:and|but|while|after)\s|$)"
)
_SHARE_OF = re.compile(r"\bof\s(?:[\w’']+\s){0,2}$")  # 3,400 of its 5,100 workers
_LISTED = re.compile(r"\s(?:and|or)\s(?!an?\s|the\s)")
# The Fathers 4 Justice, the Harbour and Allied …, attempts to meet the rule.
_GOES_ON = re.compile(r"\s(?:\d|&|and\s[A-Z]|to\s(?!(?:an?|the|its)\s)[a-z])")
_COMPARED = re.compile(r"\s(?:below|above|lower|higher|more|less|fewer|up|down|of)\b")


def key_figures(points: Sequence[Point]) -> tuple[KeyFigure, ...]:
    """At most ``MOST`` labelled figures, one a point, in the points' order; none under ``FEWEST``.

    Labels of several words go before those of one, amounts before measures, shares and counts.
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
    return list(_labelled(text))


@lru_cache(maxsize=1024)
def _labelled(text: str) -> tuple[tuple[int, int, str, str], ...]:
    rows = []
    for figure in figures(text):
        if not _tells(figure, text):
            continue
        first = max(0, figure.start - REACH)
        near = replace(figure, start=figure.start - first, end=figure.end - first)
        window = text[first : figure.end + REACH]
        label = next(filter(None, (rule(near, window) for rule in _RULES)), "")
        if label:
            lone = 0 if " " in label else _LONE
            rows.append((_ORDER[figure.kind] + lone, figure.start, figure.value, label))
    return tuple(rows)


def _tells(figure: Figure, text: str) -> bool:
    """Whether a figure is of a kind that a strip shows: no dates, ages, times or small counts."""
    if figure.kind == DATE or figure.unit in _TIME:
        return False
    attribute = text[figure.end : figure.end + 1] == "-"  # the 22-cap player
    return figure.kind != COUNT or (figure.number >= LEAST_COUNT and not attribute)


def _of_what(figure: Figure, text: str) -> str:
    """``118 km of dykes`` → dykes; ``60% of their electricity`` → of electricity."""
    found = re.match(r"\sof\s", text[figure.end :])
    if not found or figure.kind not in (MEASURE, SHARE):
        return ""
    prefix = "of " if figure.kind == SHARE else ""
    start = figure.end + found.end()
    return _does(figure, text, prefix, start) or _label(text, start, prefix)


def _attributive(figure: Figure, text: str) -> str:
    """``a $210 million loan for dykes`` → loan for dykes; ``a 120-megawatt wind farm`` → wind farm.

    The determiner tells that the words after the figure are what it measures.
    """
    before = _WORD.findall(text[max(0, figure.start - 24) : figure.start].lower())
    if figure.kind not in (AMOUNT, MEASURE) or not before or before[-1] not in _DETERMINERS:
        return ""
    return _label(text, figure.end)


def _counted(figure: Figure, text: str) -> str:
    """``2,300 refrigerated containers`` → refrigerated containers, up to the first plural."""
    if figure.kind != COUNT or _SHARE_OF.search(text, 0, figure.start):
        return ""
    end = figure.end
    for _ in range(4):
        found = _NEXT.match(text, end)
        if not found or found[1].lower() in _STOP | _VERBS:
            return ""
        end = found.end()
        if _plural(found[1]):
            label = _does(figure, text, "", figure.end) or _checked(text, figure.end, end, "")
            return label if " " in label else ""
    return ""


def _plural(word: str) -> bool:
    low = word.lower()
    return low in _PEOPLE or (low.endswith("s") and not low.endswith(("ss", "us", "’s", "'s")))


def _does(figure: Figure, text: str, prefix: str, start: int) -> str:
    """``Some 600 schools have signed up, …`` → schools have signed up, in a short clause."""
    clause = max(m.end() for m in _CLAUSE.finditer(text, 0, figure.start))
    if not _SUBJECT.fullmatch(text, clause, figure.start):
        return ""
    found = _PREDICATE.match(text, start)
    said = (found[0] if found else "").strip()
    words = said.lower().split()
    if len(prefix + said) > LONGEST_LABEL or len(words) < 3 or not _RELATIVE.isdisjoint(words):
        return ""
    if "between" in words:  # what it parts may come after the end
        return ""
    return prefix + _LEADING.sub("", said, count=1)


def _reached(figure: Figure, text: str) -> str:
    """``Trade between the two reached $148 million`` → Trade between the two."""
    verb = _REACHED.search(text, 0, figure.start)
    if not verb or _COMPARED.match(text, figure.end):
        return ""
    start = max(m.end() for m in _CLAUSE.finditer(text, 0, verb.start()))
    leading = _LEADING.match(text, start)
    start = leading.end() if leading else start
    subject = text[start : verb.start()].strip()
    words = subject.lower().split()
    if not words or words[0] in _STOP:
        return ""
    clear = (_VERBS | _RELATIVE).isdisjoint(words)
    if clear and not any(w.endswith("ed") or w[0].isdigit() for w in words):
        return _checked(text, start, start + len(subject), "") or _label(text, start)
    first, end = _phrase(text, start)
    return _checked(text, first, end, "", longer=False) if _PHRASE_OF.match(text, end) else ""


def _named_before(figure: Figure, text: str) -> str:
    """``a pay rise of 9.5 percent`` → pay rise; ``contracts worth $3 billion`` → contracts."""
    if figure.kind == COUNT:
        return ""
    before = text[: figure.start]
    found = _OF.search(before)
    if found:
        return _checked(before, found.start(1), found.end(1), "", longer=False)
    bought = _FOR.search(before) if figure.kind == AMOUNT else None
    if bought and (_STOP - {"in", "of"}).isdisjoint(bought[1].lower().split()):
        return _label(before, bought.start(1))
    return _worth(before)


def _worth(before: str) -> str:
    """What is worth the figure: the noun before the word, unless it may belong to another."""
    found = _WORTH.search(before)
    words = found[1].split() if found else []
    kept: list[str] = []
    for word in reversed(words):
        low = word.lower()
        if low.endswith("ed") or low in _VERBS | _DETERMINERS:
            break
        if low in _STOP:
            return ""
        kept.insert(0, word)
    return _checked(" ".join(kept), 0, len(" ".join(kept)), "") if kept else ""


def _spent(figure: Figure, text: str) -> str:
    """``has invested $4.4 billion in Kazakhstan`` → invested in Kazakhstan."""
    verb = _SPENT.search(text[: figure.start])
    target = _SPENT_ON.match(text, figure.end) if verb else None
    if not verb or not target or figure.kind != AMOUNT:
        return ""
    past = {"invest": "invested", "spend": "spent", "allocat": "allocated", "earmark": "earmarked"}
    form = verb[1].lower() + verb[2]
    prefix = f"{form} {target[0].strip()} " if form in past.values() else ""
    return _label(text, target.end(), prefix)


def _phrase(text: str, start: int) -> tuple[int, int]:
    """The noun phrase at ``start``, to a function word, verb or mark; empty over four words."""
    found = _LEADING.match(text, start)
    start = end = found.end() if found else start
    word = _WORD.match(text, start) or _NEXT.match(text, start)
    before = ""
    for place in range(5):
        shown = word[word.lastindex or 0] if word else ""
        low = shown.lower()
        if word is None or low in _STOP | _VERBS or (place and low.endswith("ed")):
            break
        if place == 4 or _parts(before, shown):  # a clause, not a phrase
            return start, start
        end, before = word.end(), shown
        word = _NEXT.match(text, end)
    return start, end


def _parts(before: str, word: str) -> bool:
    """Whether a name after a common word begins something new: an agreement Lenovo signed."""
    return before.islower() and word[0].isupper() and not before.endswith(("ern", "central"))


def _label(text: str, start: int, prefix: str = "") -> str:
    """The noun phrase at ``start`` as a label, with the phrases that tell more of it."""
    first, end = _phrase(text, start)
    return _checked(text, first, end, prefix)


def _checked(text: str, start: int, end: int, prefix: str, longer: bool = True) -> str:
    """``text[start:end]`` if it says what is measured, with what follows it while it fits."""
    head = text[start:end].split()
    if not head or head[-1].lower() in _VAGUE | _STOP or head[0].lower() in _VAGUE:
        return ""
    lone = len(head) == 1 and (head[0].lower() in _VAGUE_ALONE or _LISTED.match(text, end))
    if lone or head[0].endswith("ly"):
        return ""
    if head[-1].endswith(("’s", "'s", "ed", "ing")) or len(prefix) + end - start > LONGEST_LABEL:
        return ""
    for _ in range(2 if longer else 0):
        link = _PHRASE_OF.match(text, end)
        first, stop = _phrase(text, link.end()) if link else (0, 0)
        if first == stop or text[first:stop].endswith(("’s", "'s", "day", "ing")):
            break
        if len(prefix) + stop - start > LONGEST_LABEL or _GOES_ON.match(text, stop):
            break
        end = stop
    return prefix + " ".join(text[start:end].split())


_Rule = Callable[[Figure, str], str]
_RULES: tuple[_Rule, ...] = (_of_what, _attributive, _named_before, _spent, _reached, _counted)
