"""Checks that a brief still says what its sources say: every point, character by character.

:func:`verify` takes a brief as it is now, after whatever was done to it in a word processor, a
wiki or a converter, and looks for each point in the sources. It needs only the visible text; the
provenance that our writers store is used to look in the likeliest article first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from briefing.errors import UsageError
from briefing.language.label_verbs import DIRECTIONS, said_otherwise
from briefing.language.tokens import function_words, stemmer
from briefing.model import Article
from briefing.verification.entries import wrong_entries
from briefing.verification.headings import Titles, titles_of, wrong_headings
from briefing.verification.match import Match, Nearest, find
from briefing.verification.match import nearest as most_like
from briefing.verification.normalise import Folded, fold, words
from briefing.verification.points import Page, Shown, page
from briefing.verification.stored import Stored
from briefing.verification.words_beside import without_words_beside

SUFFIXES = (".docx", ".md", ".json", ".html", ".eml", ".odt", ".pdf")
# A paragraph that neither cites nor is a list item counts as an altered point only when it is
# nearly a source's sentence; otherwise it is the editor's own comment.
_COMMENT_SHARE = 0.7
NO_TITLES: Titles = {}
_FIGURE_LINE = re.compile(r"\W{0,3}\d(?!.*[.!?…]$)")
"""A line that begins with a figure and is no sentence."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


class Verdict(StrEnum):
    """The state of a point."""

    VERBATIM = "verbatim"
    BRACKETS = "verbatim but for marked brackets"
    ALTERED = "altered"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class PointCheck:
    """The verdict on one point.

    ``article`` and ``[start:end]`` of its text: where the words stand, or the passage they are
    most like (None: not found). ``inserted``: an editor's brackets. ``difference``: the passage
    with ``[-words taken out-]`` and ``{+words put in+}``. ``reason``: one line for an alteration
    that is not in the words. ``dropped``: the dateline or connectives left out before the words.
    ``of_point``: not of a key figure, a heading or an entry of the source list.
    """

    text: str
    verdict: Verdict
    article: Article | None = None
    start: int = 0
    end: int = 0
    inserted: tuple[str, ...] = ()
    difference: str = ""
    reason: str = ""
    dropped: str = ""
    of_point: bool = True

    @property
    def ok(self) -> bool:
        return self.verdict in (Verdict.VERBATIM, Verdict.BRACKETS)


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The checks in the order of the page."""

    checks: tuple[PointCheck, ...]

    @property
    def ok(self) -> bool:
        """True if there is a point and every point is verbatim, but for marked brackets."""
        return bool(self.checks) and all(check.ok for check in self.checks)

    def count(self, verdict: Verdict) -> int:
        return sum(check.verdict is verdict for check in self.checks)


def verify(
    data: bytes,
    suffix: str,
    articles: Sequence[Article],
    titles: Titles = NO_TITLES,
    own: Collection[str] = (),
) -> VerifyReport:
    """Check each point of the brief ``data``, of one of ``SUFFIXES``, against ``articles``.

    Letters, digits, case, punctuation and the order of words count; typography that a word
    processor changes by itself does not. A point in several articles is reported in the one it
    credits, else in the first. Differing values given after a point must stand in some article, a
    point must credit a source that has its words, a key figure must stand in a point, an entry of
    the source list must not contradict its article, and a heading over points must be one that the
    brief holds. ``titles`` are those of sectors, by slug, for briefs that store slugs alone;
    ``own`` are the words of the template itself, which are no points where they stand alone. Raises
    :class:`UsageError` for a file that cannot be read as a brief.
    """
    brief, stored = _read(data, suffix, [article.title for article in articles], titles)
    if own:
        brief = replace(brief, points=tuple(p for p in brief.points if p.text not in own))
    folded = [Folded(article) for article in articles]
    matches = _matched(brief, folded)
    if not stored.points:
        every = (title for known in titles.values() for title in known)
        matches = without_words_beside(matches, brief, folded, every, own)
    lost = [i for i, (_, match) in enumerate(matches) if match is None or match.reason]
    like = dict(zip(lost, most_like([matches[i][0].text for i in lost], folded), strict=True))
    checks: list[PointCheck] = []
    doubtful: list[PointCheck] = []
    for i, (point, match) in enumerate(matches):
        check = _judged(point, match, like.get(i))
        if check and not check.ok and not point.certain and _FIGURE_LINE.match(point.text):
            doubtful.append(check)
        elif check:
            checks.append(_credited(check, point, brief, folded) if check.ok else check)
    entries = [
        PointCheck(entry, Verdict.ALTERED, reason=reason, of_point=False)
        for entry, reason in wrong_entries(brief, folded)
    ]
    headings = [
        PointCheck(heading, Verdict.ALTERED, reason=reason, of_point=False)
        for heading, reason in wrong_headings(brief)
    ]
    figures = (
        *_figures(brief),
        *_labels(brief, stored, checks),
        *(check for check in doubtful if _differs(check.text, checks)),
    )
    return VerifyReport((*checks, *figures, *headings, *entries))


def _matched(brief: Page, folded: list[Folded]) -> list[tuple[Shown, Match | None]]:
    """Each point with the passage that it is, if any; points that were joined one by one."""
    matches: list[tuple[Shown, Match | None]] = []
    for place, point in enumerate(brief.points):
        articles = _ordered(point, brief, folded, place)
        match = find(point.text, articles)
        whole = match is not None and not match.reason
        matches += [(point, match)] if whole else _parts(point, articles) or [(point, match)]
    return matches


def _parts(point: Shown, articles: list[Folded]) -> list[tuple[Shown, Match | None]]:
    """The points that were joined in a paragraph, if each is found whole; else nothing."""
    parts = [(part, find(part.text, articles)) for part in point.parts]
    return parts if all(match and not match.reason for _, match in parts) else []


def read_page(data: bytes, suffix: str, titles: Sequence[str] = ()) -> Page:
    """The points and source entries that a brief shows. Raises :class:`UsageError`.

    ``titles`` of the articles help to tell an entry of the source list from a point.
    """
    return _read(data, suffix, titles, NO_TITLES)[0]


def _read(data: bytes, suffix: str, titles: Sequence[str], sectors: Titles) -> tuple[Page, Stored]:
    kind = "." + suffix.lower().lstrip(".")
    if kind == ".docx":
        from briefing.verification import read_docx as docx

        blocks, stored = docx.blocks(data)
        brief = page(blocks, stored.hints, (*titles, *stored.sources))
        return replace(brief, sections=stored.headings), stored
    if kind == ".json":
        return _json_page(data, sectors), Stored()
    if kind == ".odt":
        from briefing.verification.read_odt import blocks as odt

        blocks, keywords = odt(data)
        return replace(page(blocks, (), titles), sections=keywords), Stored()
    if kind == ".pdf":
        from briefing.verification.read_pdf import blocks as pdf

        blocks, keywords = pdf(data)
        return replace(page(blocks, (), titles), sections=keywords), Stored()
    if kind == ".eml":
        from briefing.verification.read_mail import body

        text, kind, held = body(data)
        mail = _text_page(text, kind, titles, sectors)
        return replace(mail, sections=held) if held else mail, Stored()
    if kind not in (".md", ".html", ".htm"):
        raise UsageError(f"a brief to verify ends in {', '.join(SUFFIXES)}, not {suffix!r}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"not a brief: the page is not UTF-8 text ({error.reason})") from error
    return _text_page(text, kind, titles, sectors), Stored()


def _text_page(text: str, kind: str, titles: Sequence[str], sectors: Titles) -> Page:
    if kind == ".md":
        from briefing.verification.read_markdown import blocks as markdown

        blocks, front = markdown(text)
        held = titles_of(front.sectors, sectors, front.language)
        return replace(page(blocks, front.hints, titles), sections=held)
    from briefing.verification.read_html import blocks as html

    blocks, keywords = html(text)
    return replace(page(blocks, (), titles), sections=keywords)


def _json_page(data: bytes, sectors: Titles) -> Page:
    from briefing.verification.read_json import brief_from_json

    brief = brief_from_json(data)
    ids = {s.n: s.id for s in brief.sources}
    points = []
    for point in brief.points:
        cited = tuple(map(str, (point.source, *point.also_in)))
        values = tuple(c.value for c in point.conflicts)
        points.append(Shown(point.text, cited, values, quote=point.quote))
    entries = {str(s.n): f"{s.outlet} {s.title} {s.date} {s.location}" for s in brief.sources}
    hints = tuple(ids.get(p.source, "") for p in brief.points)
    figures = tuple(f.value for f in brief.key_figures)
    labels = tuple(f.label for f in brief.key_figures)
    headings = tuple(section.title for section in brief.sections if section.points)
    held = titles_of([section.sector for section in brief.sections], sectors, brief.language)
    return Page(tuple(points), entries, hints, figures, labels, headings, held)


def _ordered(point: Shown, brief: Page, folded: list[Folded], place: int) -> list[Folded]:
    """The articles, those first that the point credits or that the stored provenance names."""
    hint = brief.hints[place] if place < len(brief.hints) else ""
    credits = [fold(brief.entries.get(label, "")).lower() for label in point.cited]

    def rank(article: Folded) -> int:
        if any(_names(entry, article) for entry in credits):
            return 0
        return 1 if article.article.id == hint else 2

    return sorted(folded, key=rank)


def _names(entry: str, article: Folded) -> bool:
    title = fold(article.article.title).lower()
    return bool(title and entry) and title in entry


def _judged(point: Shown, match: Match | None, like: Nearest | None) -> PointCheck | None:
    if match and not match.reason:
        verdict = Verdict.BRACKETS if match.inserted else Verdict.VERBATIM
        where = (match.article.article, match.start, match.end)
        return PointCheck(point.text, verdict, *where, match.inserted, dropped=match.dropped)
    if match:
        where = (match.article.article, match.start, match.end)
        return PointCheck(
            point.text, Verdict.ALTERED, *where, difference=like.difference if like else "",
            reason=match.reason,
        )  # fmt: skip
    if like and (point.certain or like.share >= _COMMENT_SHARE):
        where = (like.article.article, like.start, like.end)
        reason = "" if "[-" in like.difference or "{+" in like.difference else "cut short"
        return PointCheck(
            point.text, Verdict.ALTERED, *where, difference=like.difference, reason=reason
        )
    return PointCheck(point.text, Verdict.NOT_FOUND) if point.certain else None


def _credited(check: PointCheck, point: Shown, brief: Page, folded: Sequence[Folded]) -> PointCheck:
    """``check``, or an alteration if a differing value, the stored quote or the credit is wrong."""
    if point.quote:
        kept = find(point.quote, folded)
        if kept is None or kept.inserted:
            reason = "the quote stored beside the text is not in the sources"
            return replace(check, verdict=Verdict.ALTERED, reason=reason)
    for value in point.values:
        if not any(_has_value(article.text, fold(value)) for article in folded):
            reason = f"the differing value {value!r} is in no source"
            return replace(check, verdict=Verdict.ALTERED, reason=reason)
    wrong = _wrong_credit(check, point, brief, folded)
    return replace(check, verdict=Verdict.ALTERED, reason=wrong) if wrong else check


def _figures(brief: Page) -> list[PointCheck]:
    """An alteration for each key figure that no point has."""
    points = " ".join(fold(point.text) for point in brief.points)
    checks = []
    for text in brief.figures:
        for number in _NUMBER.findall(fold(text)):
            if not _has_value(points, number):
                reason = f"the key figure {number!r} is in no point"
                checks.append(PointCheck(text, Verdict.ALTERED, reason=reason, of_point=False))
    return checks


def _labels(brief: Page, stored: Stored, checks: Sequence[PointCheck]) -> list[PointCheck]:
    """An alteration for each key figure whose label is not the one it had, or not of its point.

    Stored labels are compared as they are. Without them each word must stand in the point that has
    the figure, or in the article of that point.
    """
    if len(brief.labels) != len(brief.figures):
        return []
    known = {(fold(value), fold(label)) for value, label in stored.figures}
    checks_of_labels = []
    for value, label in zip(brief.figures, brief.labels, strict=True):
        said = (fold(value), fold(label))
        if known:
            reason = "" if said in known else "the label of the key figure was changed"
        else:
            strange = _strange(label, value, checks)
            reason = f"{strange[0]!r} is not in the point of the key figure" if strange else ""
        if reason:
            said_so = f"{value} {label}"
            checks_of_labels.append(
                PointCheck(said_so, Verdict.ALTERED, reason=reason, of_point=False)
            )
    return checks_of_labels


def _differs(line: str, checks: Sequence[PointCheck]) -> bool:
    """Whether a line that begins with a figure says something else than the point of that figure.

    A key figure stands so where nothing says which lines are key figures.
    """
    figure = _NUMBER.search(fold(line))
    value = figure[0] if figure else ""
    stands = any(check.article and _has_value(fold(check.text), value) for check in checks)
    return not stands or bool(_strange(line, value, checks))


def _strange(label: str, value: str, checks: Sequence[PointCheck]) -> list[str]:
    """The words of a label that neither a point with the figure nor its article has."""
    numbers = _NUMBER.findall(fold(value))
    owners = [
        check
        for check in checks
        if check.article and all(_has_value(fold(check.text), number) for number in numbers)
    ]
    if not owners:
        return []  # the figure itself is in no point, which is reported already
    points = {word for check in owners for word in words(fold(check.text))}
    articles = (Folded(check.article).words for check in owners if check.article)
    said = points.union(*articles) - (DIRECTIONS - points) | function_words("en")
    strange = [
        word for word in words(fold(label)) if word not in said and not said_otherwise(word, points)
    ]
    for code in {check.article.language for check in owners if check.article} - {"en"}:
        stem = stemmer(code)
        stems = set(map(stem, said))
        strange = [word for word in strange if stem(word) not in stems]
    return strange


def _has_value(text: str, value: str) -> bool:
    """True if ``value`` stands in folded ``text``, no digit or letter of its kind cut off."""
    if not value:
        return False
    before = (
        r"(?<!\d)(?<!\d[.,])" if value[0].isdigit() else r"(?<!\w)" if value[0].isalpha() else ""
    )
    after = r"(?!\d)(?![.,]\d)" if value[-1].isdigit() else r"(?!\w)" if value[-1].isalpha() else ""
    return re.search(before + re.escape(value) + after, text) is not None


def _wrong_credit(check: PointCheck, point: Shown, brief: Page, folded: Sequence[Folded]) -> str:
    """Why the credit is wrong, or ``""``: the words' source is listed under another number.

    Or the entry is no source at all. Only where the list names sources by their titles, and none of
    the entries credited names an article that has the words.
    """
    entries = {label: fold(entry).lower() for label, entry in brief.entries.items()}
    mine = [entries[label] for label in point.cited if label in entries]
    if not mine or check.article is None:
        return ""
    owner = Folded(check.article)
    if any(_names(entry, owner) for entry in mine):
        return ""
    if any(_names(e, a) and find(point.text, [a]) for e in mine for a in folded):
        return ""
    right = [label for label, entry in entries.items() if _names(entry, owner)]
    if right:
        return f"credited to source {', '.join(point.cited)}, but the words are those of {right[0]}"
    titled = any(_names(entry, a) for entry in entries.values() for a in folded)
    if titled and not any(_names(entry, a) for entry in mine for a in folded):
        listed = next(brief.entries[label] for label in point.cited if label in brief.entries)
        return f"the source listed as {listed!r} is none of the sources"
    return ""


__all__ = [
    "SUFFIXES", "PointCheck", "Verdict", "VerifyReport", "read_page", "verify",
]  # fmt: skip
