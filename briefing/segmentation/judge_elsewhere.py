"""Whether a sentence ends at a mark, in a language other than English.

The language's data file names the abbreviations and what belongs to a quotation before it. Without
a file the shapes decide: initials, ordinals, small letters that follow.
"""

from __future__ import annotations

import re

from briefing.languages import Language, first_match, language

_OPENERS = re.compile(r"""["'“‘«»„‚‹›「『《〈(（\[{¿¡*•–—\-\s]{0,12}""")
_WORD = re.compile(r"[^\W_]+(?:['’ʻ‘-][^\W_]+)*\.?")
_BREAKS = frozenset(' \t\n\u00a0\u202f"“”„«»「」『』《》()（）[]{}/–—|,;:<>+、，。')
_LOOK = 32  # characters of the longest token that is looked at before a mark
_REPORT_LOOK = 60  # characters of the longest sentence that only says who was quoted
_NUMERAL = re.compile(r"[IVXLC]{1,6}|\d{1,3}|[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]\.")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ITEM = re.compile(r"\(?\d{1,2}\) (?=[^\W\d_])")
_LOWER_NAME = re.compile(r"(?:[a-z]{1,2}[A-Z]\w|[a-z]{2}-[A-Z])")
_LATIN = frozenset("mr mrs ms dr jr sr st inc ltd co corp no vs u.s u.k e.g i.e prof gen".split())
"""Abbreviations in names that any language writes in Latin letters."""
_ORDINALS = frozenset("de da no nb nn fi et lv cs sk sl hr sr bs hu is tr az".split())
"""Languages that write ordinal numbers with a full stop ("am 3. Mai")."""
_QUOTE_CLOSERS = frozenset("\"”»“’'」』）)")
LONGEST_INNER = 60
"""Characters of a quotation in corner or Chinese marks that is not cut at the full stops in it; the
sentences of a longer one are bound together later, as in other languages."""


class JudgeElsewhere:
    """Decides on one mark after another of a paragraph that ends at ``end``."""

    def __init__(self, text: str, end: int, code: str) -> None:
        self.text = text
        self.end = end
        self.own: Language = language(code)
        self.ordinals = code in _ORDINALS

    def ends(self, match: re.Match[str], first: int) -> bool:
        """Whether the sentence that began at ``first`` ends at ``match``."""
        text = self.text
        if match.lastgroup == "glued":
            return not self._tied(match.end(), match["glued"])
        if self._tied(match.end(), match["close"] or ""):
            return False
        if match["tight"] is not None:
            return self._tight(match, first)
        opened = _OPENERS.match(text, match.end(), self.end)
        following = opened.end() if opened else match.end()
        char = text[following] if following < self.end else ""
        token = self._token_before(first, match.start())
        item = _ITEM.match(text, match.end(), self.end)
        if char.islower() or (item and text[item.end()].islower()):
            return bool(_LOWER_NAME.match(text, following, self.end)) and len(token) > 2
        stop = match["stop"].replace(" ", "")
        if stop != ".":
            return True
        return not self._goes_on(match, token, first, following)

    def ends_wide(self, match: re.Match[str], first: int) -> bool:
        """The same at a wide mark: not within a short quotation, nor before what belongs to it."""
        return not self._tied(match.end(), match["wide"][-1:]) and not self._within(first, match)

    def _tied(self, after: int, close: str) -> bool:
        """Whether words follow that belong to the quotation which is closed here."""
        if not close or not self.own.sentences.ties or close[-1] not in _QUOTE_CLOSERS:
            return False
        if self._reported(after):
            return True
        following = self.text[after : after + 16].lstrip()
        for tie in self.own.sentences.ties:
            if following.startswith(tie):
                rest = following[len(tie) :]
                if self.own.paired or len(tie) > 1 or not rest[:1].isalnum():
                    return True
        return False

    def _reported(self, after: int) -> bool:
        """Whether a short sentence follows that says whose words were quoted."""
        reported = self.own.sentences.reported
        following = self.text[after : min(self.end, after + _REPORT_LOOK)].lstrip()
        return bool(reported) and first_match((reported,), following) is not None

    def _within(self, first: int, match: re.Match[str]) -> bool:
        """Whether the end of ``match`` lies in a quotation that began a short while ago."""
        low = max(first, match.start() - LONGEST_INNER)
        part = self.text[low : match.end("wide")]
        for opening, closing in self.own.quotes:
            at = part.rfind(opening) if opening != closing else -1
            if at >= 0 and closing not in part[at:]:
                return closing in self.text[match.end("wide") : low + at + LONGEST_INNER]
        return False

    def _token_before(self, first: int, position: int) -> str:
        low = max(first, position - _LOOK)
        begin = position
        while begin > low and self.text[begin - 1] not in _BREAKS:
            begin -= 1
        return self.text[begin:position]

    def _word(self, following: int) -> str:
        match = _WORD.match(self.text, following, min(self.end, following + _LOOK))
        return match.group() if match else self.text[following : following + 1]

    def _goes_on(self, match: re.Match[str], token: str, first: int, following: int) -> bool:
        """Whether the token before a full stop shows that the sentence does not end."""
        begin = match.start() - len(token)
        ordinal = self.ordinals and token.isdigit() and len(token) < 3
        if ordinal or (begin == first and _NUMERAL.fullmatch(token)):  # of a heading or an item
            return True
        if not token or match["close"] not in ("", ")"):
            return False
        lowered, words = token.lower(), self.own.sentences
        char = self.text[following] if following < self.end else ""
        if self._opens(token, following):
            return lowered in words.never - words.capital
        if not char.isalpha():
            number = char.isdigit() or char in "№($€£"
            short = lowered.rpartition("-")[2]  # of "2024-y."
            figure = number and (short in words.figure or lowered in _LATIN)
            return figure or lowered in words.never
        if (
            len(token) == 1
            and token.islower()
            and token.isascii()
            and _LETTER.match(self.text, following, self.end)
        ):
            return True  # "z. B.", "h. c. A. Weber"
        known = lowered in words.capital | words.never or (lowered in _LATIN and char.isascii())
        return known or (self._initial(token) and not self._measured(begin))

    def _opens(self, token: str, following: int) -> bool:
        """Whether a function word follows, which opens a sentence and is no part of a name."""
        word = self._word(following)
        if word.lower() not in self.own.words.function:
            return False
        initial = len(word) == 1 and self.text[following + 1 : following + 2] == "."
        foreign = len(token) > 1 and token.isascii() and not word.isascii()  # "Washington, D.C. В"
        return not initial and (foreign or not self._initial(token))

    def _initial(self, token: str) -> bool:
        """Whether it is the initial of a name, or several."""
        cased = token.upper() == token and token.lower() != token
        return cased and _INITIALS.fullmatch(token) is not None

    def _measured(self, begin: int) -> bool:
        """Whether what a capital letter follows makes it no initial: a figure, a full word."""
        before = self.text[max(0, begin - 2) : begin].strip()
        return before[-1:].isdigit()

    def _tight(self, match: re.Match[str], first: int) -> bool:
        """Where the white space after a mark is missing."""
        token = self._token_before(first, match.start())
        close = match["close"]
        if close:
            if close[-1] == '"':
                low = max(first, match.end() - 2000)
                return self.text.count('"', low, match.end()) % 2 == 0
            return close[-1] in "”»)」』" or (close[-1] == "’" and len(close) > 1)
        word = self._word(match.end())
        wordlike = len(token) > 1 and token.isalnum() and (token[-1].islower() or token.isdigit())
        if not wordlike or match["stop"] not in (".", "?", "!"):
            return False
        if token.lower() in self.own.sentences.never | self.own.sentences.capital | _LATIN:
            return False
        if word[1:2] == "." or not (word[1:2].islower() or token.islower()):
            return False
        low = max(first, match.start() - 200)
        run = self.text[max(self.text.rfind(" ", low, match.start()) + 1, low) : match.end()]
        return not any(mark in run for mark in ("://", "www.", "@", "/"))
