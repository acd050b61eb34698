"""Where sentences end within a paragraph: our own rules first, Punkt where they are silent.

Rules look a bounded number of characters to either side of a mark and every pattern is
possessive, so that time is linear for any text. The word lists are closed classes of English
usage, written by hand; Punkt's trained lists complete them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing.language.patterns import LazyPattern
from briefing.language.units import MONTHS, WEEKDAYS
from briefing.languages import language as language_data
from briefing.segmentation.markers import marker_end
from briefing.segmentation.punkt import model

if TYPE_CHECKING:
    from briefing.segmentation.judge_elsewhere import JudgeElsewhere

# A run of marks, closing quotes and brackets, then white space, the end, or - where a space is
# missing - a capital or an opening quotation mark. Wide marks (Chinese, Japanese) need no space.
_CLOSERS = r"""(?:["'”’»)\]}]|[\u00a0\u202f ]»(?!\w)|[“‘«](?=\s|$))*+"""
# Marks of footnotes after the full stop: "[1][2]", "¹", "*", "[^3]", or a figure glued to it.
_NOTE = (
    r"(?:(?:\[(?:\^?[\w-]{1,3}|note \d{1,2}|citation needed)\])++|[¹²³⁴-⁹⁰]++|[*†‡§]{1,3}"
    r"|(?<=[a-z]{3}\.)(?:\d{1,2}|\(\d{1,2}\))(?=\s+[A-ZÀ-Þ“\"]|$))?+"
)
_MARKS = ".!?…।؟۔։"
_FIRST_ITEM = re.compile(r"\w(?P<colon>:)\s+(?P<item>1\.\s+)(?=[^\W\d_a-z])")
# An item of an inline list, which goes on with what leads up to it: "must: 1) sign. 2) build."
_ITEM = re.compile(r"\(?\d{1,2}\) (?=[^\W\d_A-Z])")
_NOTES_AT_END = re.compile(rf"[.!?…][\"'”’»)\]]?({_NOTE.rstrip('?+')})$")
_WIDE = re.compile("[。！？｡]")
# At the end of a paragraph the mark that closes may be the wrong one.
_WIDE_CLOSERS = r"""[」』”’）)]*+(?:["“‘「](?=\s*$))?+[。｡]*+"""


def _pattern(marks: str, wide: bool, glued: str = "") -> re.Pattern[str]:
    """The pattern of what may end a sentence. It begins with a set of characters, which ``re``
    seeks faster than a choice; the look behind the first mark makes it the first of its run.
    ``glued`` is what ends one without a blank after it."""
    narrow = (
        rf"(?P<stop>[{marks}](?<![{marks}]{{2}})(?:[{marks}]|(?<=\.) (?=\.))*+)"
        rf"(?P<close>{_CLOSERS})(?P<note>{_NOTE})(?:(?P<gap>\s++)|(?P<tight>(?=[A-ZÀ-ÖØ-ÞА-ЯЁ“]))|$)"
    )
    whole = (
        rf"{narrow}|(?P<wide>[。！？｡]++(?:\s*[。！？｡])*+{_WIDE_CLOSERS})\s*+" if wide else narrow
    )
    return re.compile(rf"{whole}|(?P<glued>{glued})\s*+" if glued else whole)


_CANDIDATE = _pattern(_MARKS, wide=False)
_OPENERS = re.compile(r"""["'“‘«»„‚‹›(\[{¿¡*•–—\-\s]{0,12}""")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_WORD_BREAKS = frozenset(" \t\n\u00a0\u202f\"'“”‘’«»()[]{}/–—|,;:<>+")
_SENTENCE = 2000  # characters: quotation marks further back belong to other sentences
_LOOK = 32  # characters of the longest token looked at before a mark; longer ones are no words


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ENGLISH = language_data("en").sentences
_LISTS = _ENGLISH.lists
# Never the end of a sentence before a name: titles, forms of address, and words that are
# abbreviated only in front of what they introduce.
_INTRODUCING = _ENGLISH.capital
# Abbreviated only before a number.
_BEFORE_NUMBER = _ENGLISH.figure
_MONTHS = frozenset(short for forms in language_data("en").months for short in forms[1:])
_CLOCK = _words(_LISTS["clock"])
# What goes on after a time of day although it has a capital; time zones are all capitals.
_AFTER_CLOCK = _words(_LISTS["zones"]).union(map(str.lower, WEEKDAYS), map(str.lower, MONTHS))
# Parts of company names that follow one another ("Co. Ltd.").
_COMPANY = _words(_LISTS["company"])
# Offices that follow a company's name ("Acme Corp. President Ann Lee").
_OFFICES = _words(_LISTS["offices"])
_LONG_ENOUGH = 6  # words before a company's name that make its end the likely end of a sentence
# Words that open a sentence rather than go on with a name when they are capitalised.
_STARTERS = _words(_LISTS["starters"])
# A statement does not open with these, so an abbreviation before them goes on.
_AUXILIARIES = _words(_LISTS["auxiliaries"])
# What no sentence ends within: "rejected a U.K. Suggestion", "100 mln U.S. Dlrs", "for U.S. And".
_OPEN = _words(_LISTS["open"])
# Nothing but names so far, so that the verb is still to come: "Japan and the U.S. Kick off talks".
_SUBJECTS = re.compile(r"(?:(?:The )?[A-Z][\w.-]*,? ){1,4}and the ")
_DANGLING = _words(_LISTS["dangling"])
_SAYS_SO = re.compile(
    r"[A-Z]\w+(?: (?:of |and |for )?[A-Z]\w+){0,5} (?:said|says|reported|announced|added)[.,]"
)
# What follows a full stop without a space in the name of a site or file.
_DOMAINS = _words("com org net gov edu co uk us eu io js info biz tv kz ru de fr py ai")
_INITIAL_HEADS = _words(_LISTS["initial_heads"])
# Parts of legal citations ("12 F. Supp. 2d 3", "Fed. R. Civ. P. 12(b)", "5 C.F.R. § 12").
_LEGAL = _words(_LISTS["legal"])
_LEGAL_SERIES = re.compile(r"[§¶]|[234]d\b|\d+(?:\(|\b(?= \(| F\.))|(?:1[789]|20)\d\d\)")
# A reporting clause that begins with a name, after the quotation that it belongs to.
_REPORTED = LazyPattern(
    r"(?P<first>[A-ZÀ-Þ][\w.’'-]*+)\s+(?:(?!(?:asked|told|said|says)\b)[\w.’'-]++\s+){0,7}"
    r"(?:asked|wondered|exclaimed|shouted|cried|demanded|(?:said|says|added|replied)(?=[.,])"
    r"|told(?! \w++ (?:that|to)\b)(?: [\w’'-]++){1,6}\.)"
)
_REPORT_LOOK = 140  # characters: eight words and a verb
_LOWER_NAME = re.compile(r"(?:[a-z]{1,2}[A-Z]\w|[a-z]{2}-[A-Z])")
# The short name of a company in brackets after its full one: "Acme Inc. (Acme) under which".
_ASIDE = re.compile(r"\([^()]{1,60}\)(?:,| [a-z])")
_APOSTROPHE = re.compile("['’]")
_ACRONYM = re.compile(r"(?:[a-z]\.)+[a-z]")
_BEFORE_FIGURE = _INTRODUCING | _MONTHS | _BEFORE_NUMBER | _CLOCK
_CLOSING = _BEFORE_NUMBER | _MONTHS | {"etc"}
_NUMERAL = re.compile(r"[IVXLC]{1,6}|\d{1,3}|[^\W\d_]")
_SPECIAL = _INTRODUCING | _BEFORE_NUMBER | _MONTHS | _CLOCK | _COMPANY | _DANGLING


@lru_cache(maxsize=8)
def _candidate(greek: bool, wide: bool, glued: str) -> re.Pattern[str]:
    """The Greek question mark looks like a semicolon."""
    return _pattern(_MARKS + ";\u037e" if greek else _MARKS, wide, glued)


def split(
    text: str, start: int, end: int, body: int, language: str, asked: bool = False
) -> list[tuple[int, int, int]]:
    """Sentences of the paragraph ``text[start:end]`` as (start, end, body), in order.

    ``body`` is where the first sentence proper begins: nothing before it ends a sentence. The
    spans cover the paragraph but for the white space between them. ``asked`` is that of
    :func:`~briefing.segmentation.markers.marker_end`.
    """
    mixed = not text.isascii() and _WIDE.search(text, body, end) is not None
    english, greek, glued = language == "en", language == "el", ""
    if not english:
        glued = language_data(language).sentences.glued
    pattern = _candidate(greek, mixed, glued) if greek or mixed or glued else _CANDIDATE
    judge = _Judge(text, end) if english else _judge_elsewhere(text, end, language)
    sentences: list[tuple[int, int, int]] = []
    first, first_body = start, body
    for match in pattern.finditer(text, body, end):
        after = match.end()
        if after >= end:
            break
        kind = match.lastgroup if match.lastgroup in ("wide", "glued") else "close"
        if match.start() < first_body:
            continue
        if not (_ends_wide if kind == "wide" else _ends)(judge, match, first):
            continue
        sentences.append((first, match.end(kind), first_body))
        first = after
        first_body = marker_end(text, first, end, asked)
    last = _NOTES_AT_END.search(text, max(first_body, end - _LOOK), end)
    sentences.append((first, last.start(1) if last else end, first_body))
    return [part for spans in sentences for part in _listed(text, *spans)]


def _judge_elsewhere(text: str, end: int, language: str) -> JudgeElsewhere:
    from briefing.segmentation.judge_elsewhere import JudgeElsewhere

    return JudgeElsewhere(text, end, language)


def _ends(judge: _Judge | JudgeElsewhere, match: re.Match[str], first: int) -> bool:
    return judge.ends(match, first)


def _ends_wide(judge: _Judge | JudgeElsewhere, match: re.Match[str], first: int) -> bool:
    """Whether a sentence ends at a wide mark; in an English text it always does."""
    return isinstance(judge, _Judge) or judge.ends_wide(match, first)


def _listed(text: str, start: int, end: int, body: int) -> list[tuple[int, int, int]]:
    """The sentence, parted after a colon that leads up to "1." of a list whose items follow."""
    leads = text.find(":", body, end) >= 0 and text.find("1.", body, end) >= 0
    match = _FIRST_ITEM.search(text, body, end) if leads else None
    if match is None:
        return [(start, end, body)]
    return [(start, match.end("colon"), body), (match.start("item"), end, match.end())]


class _Judge:
    """Decides on one mark after another of an English paragraph that ends at ``end``."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.punkt = model()

    def ends(self, match: re.Match[str], first: int) -> bool:
        """Whether the sentence that began at ``first`` ends at ``match``."""
        text = self.text
        token = self._token_before(first, match.start())
        if match["tight"] is not None:
            return self._tight(match, token, first)
        opened = _OPENERS.match(text, match.end(), self.end)
        following = opened.end() if opened else match.end()
        char = text[following] if following < self.end else ""
        if (char.isdigit() or char == "(") and _ITEM.match(text, match.end(), self.end):
            return False
        if char.islower():
            return bool(_LOWER_NAME.match(text, following, self.end)) and len(token) > 2
        stop = match["stop"].replace(" ", "")
        if stop[-1] in "!?":
            return not (match["close"] and self._reported(following))
        if stop not in (".", "...", "…"):
            return True
        return self._full_stop(match, token, first, following)

    def _token_before(self, first: int, position: int) -> str:
        text = self.text
        low = max(first, position - _LOOK)
        begin = position
        while begin > low:
            if text[begin - 1] in _WORD_BREAKS and not (
                text[begin - 1] in "'’" and begin - 1 > low and text[begin - 2].isalnum()
            ):
                break
            begin -= 1
        return text[begin:position]

    def _reported(self, following: int) -> bool:
        """Whether a clause such as "Lee asked" follows and belongs to the question quoted."""
        match = _REPORTED.match(self.text, following, min(self.end, following + _REPORT_LOOK))
        return match is not None and match["first"].lower() not in _STARTERS

    def _full_stop(self, match: re.Match[str], token: str, first: int, following: int) -> bool:
        lowered = token.lower()
        if self._goes_on(match, token, first, following):
            return False
        char = self.text[following] if following < self.end else ""
        if len(token) > 1 and token.isalpha() and match["stop"] == ".":
            if lowered not in self.punkt.abbreviations and lowered not in _SPECIAL:
                return True
            if token.isupper() and lowered not in _COMPANY and char.isalpha():
                return not self._word(following).isupper()  # "the SEC. Profits", but "DR. LEE"
        if not char.isalpha():
            return self._before_symbol(match, lowered, char)
        return match["close"] not in ("", ")") or self._before_letter(
            match, token, first, following
        )

    def _goes_on(self, match: re.Match[str], token: str, first: int, following: int) -> bool:
        """Whether the token before the full stop shows that the sentence does not end."""
        lowered = token.lower()
        begin = match.start() - len(token)
        leads = begin == first or (token == "1" and self.text[begin - 2 : begin] == ": ")
        if begin > first and self.text[begin - 1] == "(" and match["close"][:1] == ")":
            return True  # "a Marn County (Ala.) deputy"
        return (
            (leads and _NUMERAL.fullmatch(token) is not None)  # of a heading or an item
            or self._cited(lowered, following)
            or self._in_brackets(lowered, first, match.start())
            or (lowered in _COMPANY and bool(_ASIDE.match(self.text, match.end(), self.end)))
        )

    def _cited(self, lowered: str, following: int) -> bool:
        """Whether a legal citation goes on: its parts, a section, a series of reports."""
        if lowered not in _LEGAL:
            return False
        series = _LEGAL_SERIES.match(self.text, following, self.end)
        return series is not None or self._word(following).rstrip(".").lower() in _LEGAL

    def _in_brackets(self, lowered: str, first: int, position: int) -> bool:
        """Whether an abbreviation of capitals, or only abbreviations ("(D. Kan. Mar. 3, 2023)"),
        stand in a bracket that is still open."""
        opened = self.text.rfind("(", max(first, position - _LOOK), position)
        inside = self.text[opened + 1 : position + 1] if opened >= 0 else ""
        if not inside or ")" in inside:
            return False
        return "." in lowered or all(word.endswith(".") for word in inside.split())

    def _before_letter(self, match: re.Match[str], token: str, first: int, following: int) -> bool:
        if match["stop"] != ".":
            word = self._word(following)
            return word.lower() in _STARTERS or self.punkt.breaks("...", word)
        if token.lower() in _INTRODUCING or token in _DANGLING:
            return False
        return self._before_word(match.start(), token, first, following)

    def _before_symbol(self, match: re.Match[str], lowered: str, char: str) -> bool:
        """Before a figure, a currency sign or the like."""
        if match["stop"] != ".":
            return False
        goes_on = lowered in _BEFORE_FIGURE or (char and lowered in self.punkt.abbreviations)
        return not goes_on and not (len(lowered) == 1 and lowered.isalpha())

    def _before_word(self, position: int, token: str, first: int, following: int) -> bool:
        """After a possible abbreviation, before a capital or a script without capitals."""
        lowered = token.lower()
        word = self._word(following)
        after = _APOSTROPHE.split(word.rstrip(".").lower(), maxsplit=1)[0]
        zone = after in _AFTER_CLOCK or (word.isupper() and 1 < len(word) < 5)
        if lowered in _CLOCK or (lowered in _CLOSING and (len(token) > 1 or token.islower())):
            return not (lowered in _CLOCK and zone)
        acronym = _ACRONYM.fullmatch(lowered.rsplit("-", 1)[-1]) is not None
        if acronym and (
            after in _AUXILIARIES
            or self._words_since(first, position) < 2
            or self._counts(self._word_before(first, position - len(token)))
            or self._names_speaker(position - len(token), following)
            or _SUBJECTS.fullmatch(self.text, first, position - len(token)) is not None
        ):
            return False
        if after in _STARTERS or self.text[following - 1] in "“‘\"'«»„":
            return len(token) != 1 or after not in ("a", "i")
        if lowered in _COMPANY:
            known = after in _COMPANY or after in _OFFICES
            return not known and self._words_since(first, position) >= _LONG_ENOUGH
        single = len(token) == 1 and token.isalpha()
        asked = "u.s." if acronym else token + "."
        return self._after_letter(position) if single else self.punkt.breaks(asked, word)

    def _counts(self, word: str) -> bool:
        """Whether a word before an abbreviation leaves it open: "50 U.S. Cents"."""
        return word in _OPEN or word.replace(",", "").replace(".", "").isdigit()

    def _names_speaker(self, begin: int, following: int) -> bool:
        """Whether an abbreviation opens the name of who says it: ", the U.K. Mint said."."""
        if not self.text[max(0, begin - 6) : begin].lower().endswith(", the "):
            return False
        return _SAYS_SO.match(self.text, following, min(self.end, following + _LOOK)) is not None

    def _after_letter(self, position: int) -> bool:
        """After a single letter: a name goes on, unless a number or a noun makes it no initial."""
        before = self.text[max(0, position - 24) : position - 1].split()
        if not before:
            return False
        head = before[-1].lower()
        return head in _INITIAL_HEADS or head[-1].isdigit() or self.text[position - 2] == "/"

    def _word_before(self, first: int, begin: int) -> str:
        """The word before ``begin`` in lower case; ``""`` at the beginning of the sentence."""
        words = self.text[max(first, begin - _LOOK) : begin].rsplit(maxsplit=1)
        return words[-1].lower() if words else ""

    def _words_since(self, first: int, position: int) -> int:
        """Blanks of the sentence so far, counted up to a length that no decision asks beyond."""
        return self.text.count(" ", first, min(position, first + 200))

    def _word(self, following: int) -> str:
        match = _WORD.match(self.text, following, min(self.end, following + _LOOK))
        return match.group() if match else self.text[following : following + 1]

    def _tight(self, match: re.Match[str], token: str, first: int) -> bool:
        """Where the white space after a mark is missing."""
        if match["close"]:
            return self._tight_close(match, first)
        text, word = self.text, self._word(match.end())
        if not token:  # after a bracket or a quotation mark
            return text[match.start() - 1] in ")]”" and word[1:2].islower()
        wordlike = len(token) > 1 and token.isalnum() and (token[-1].islower() or token.isdigit())
        if not wordlike or token.lower() in _INTRODUCING or match["stop"] not in (".", "?", "!"):
            return False
        named = word.split(".")[0].lower() in _DOMAINS or word[1:2] == "."
        if named or not (word[1:2].islower() or word in ("A", "I") or token.islower()):
            return text[match.end()] == "“"
        low = max(first, match.start() - 200)  # no word of a sentence is longer
        run = text[max(text.rfind(" ", low, match.start()) + 1, low) : match.end()]
        return not any(mark in run for mark in ("://", "www.", "@", "/"))

    def _tight_close(self, match: re.Match[str], first: int) -> bool:
        close = match["close"]
        if close[-1] == '"':
            low = max(first, match.end() - _SENTENCE)
            return self.text.count('"', low, match.end()) % 2 == 0
        return close[-1] in "”»)" or (close[-1] == "’" and len(close) > 1)
