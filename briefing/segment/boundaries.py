"""Where sentences end within a paragraph: our own rules first, Punkt where they are silent.

Rules look a bounded number of characters to either side of a mark and every pattern is
possessive, so that time is linear for any text. The word lists are closed classes of English
usage, written by hand; Punkt's learned lists complete them.
"""

from __future__ import annotations

import re

from briefing.segment.openings import marker_end
from briefing.segment.punkt import Model, model

# A run of marks, closing quotes and brackets, then white space, the end, or - where a space is
# missing - a capital or an opening quotation mark. Wide marks (Chinese, Japanese) need no space.
_CLOSERS = r"""(?:["'”’»)\]}]|[\u00a0\u202f ]»|[“‘](?=\s|$))*+"""
_PATTERN = (
    r"(?<![MARKS])(?P<stop>[MARKS]++)(?P<close>" + _CLOSERS + r")"
    r"(?:(?P<gap>\s++)|(?P<tight>(?=[A-ZÀ-ÖØ-ÞА-ЯЁ“]))|$)"
    r"|(?P<wide>[。！？｡]++[」』”’）)]*+)\s*+"
)
_MARKS = ".!?…।؟۔։"
_CANDIDATE = re.compile(_PATTERN.replace("MARKS", _MARKS))
_CANDIDATE_GREEK = re.compile(_PATTERN.replace("MARKS", _MARKS + ";\u037e"))
_OPENERS = re.compile(r"""["'“‘«„‚‹(\[{¿¡*•–—\-\s]{0,12}""")
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*\.?")
_WORD_BREAKS = frozenset(" \t\n\u00a0\u202f\"'“”‘’«»()[]{}/–—|,;:<>+")
_LOOK = 32  # characters of the longest token looked at before a mark; longer ones are no words

# Never the end of a sentence before a name: titles and forms of address, and words that are
# abbreviated only in front of what they introduce.
_INTRODUCING = frozenset(
    """mr mrs ms mx dr prof gen col lt maj capt cpt cmdr cdr sgt cpl adm brig sen rep gov rev hon
    pres fr mt ft st ste messrs mme mlle m eng ing ir amb min dep sec supt insp asst assoc atty
    vs v e.g i.e eg ie cf viz approx est incl excl esp h.e h.h h.m h.r.h ma sra sr.a dra drs lic
    univ dist ave blvd mgr msgr secy rtd""".split()
)
# Abbreviated only before a number.
_BEFORE_NUMBER = frozenset(
    "no nos nr p pp vol fig figs sec art arts ch par para pt ed op ca c".split()
)
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_CLOCK = frozenset(("a.m", "p.m", "am", "pm"))
# Parts of company names that follow one another ("Co. Ltd.").
_COMPANY = frozenset(
    """co corp inc ltd llc llp plc bhd sdn pty pte ag gmbh sa s.a s.p.a spa nv n.v bv b.v kk k.k jsc
    ojsc pjsc cjsc oyj oy ab asa as a/s company limited incorporated corporation group holdings
    & and""".split()
)
# Words that open a sentence rather than go on with a name when they are capitalised.
_STARTERS = frozenset(
    """the a an it its he his she her they their we our i you your this that these those there here
    but and or so yet if when while as at by for from in on of to with after before since until
    although though because however meanwhile moreover also some many most more several both each
    all no not other others another such what who how why where which is are was were will would
    can could may might must should do does did has have had then now last next under over about
    during between among despite unlike like according instead even only just still later earlier
    once one two three four five six seven eight nine ten""".split()
)
_COMMON_BEFORE_STOP = frozenset("a an the and or of than my your their our its if because".split())
# Words between a full stop without a space and a capital that make it a name, not a sentence end.
_DOMAINS = frozenset("com org net gov edu co uk us eu io js info biz tv kz ru de fr py ai".split())
_ASKED = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*+\s+){1,4}+"
    r"(?:asked|wondered|exclaimed|shouted|cried|demanded|(?:said|says|added|replied)(?=[.,]))\b"
)
_ASKED_LOOK = 90  # characters: four names and a verb
_INITIAL_HEADS = frozenset(
    "vitamin plan hepatitis group grade type class category series section phase schedule war "
    "option appendix annex part level tier".split()
)
_LOWER_NAME = re.compile(r"(?:[a-z]{1,2}[A-Z]\w|[a-z]{2}-[A-Z])")


def split(text: str, start: int, end: int, body: int, language: str) -> list[tuple[int, int, int]]:
    """Sentences of the paragraph ``text[start:end]`` as (start, end, body), in order.

    ``body`` is where the first sentence proper begins: nothing before it ends a sentence. The
    spans cover the paragraph but for the white space between them.
    """
    pattern = _CANDIDATE_GREEK if language == "el" else _CANDIDATE
    judge = _Judge(text, end, model(language))
    found: list[tuple[int, int, int]] = []
    first, first_body = start, body
    for match in pattern.finditer(text, body, end):
        after = match.end()
        if after >= end:
            break
        stop = match.start()
        if stop < first_body or not (match["wide"] or judge.ends(match, first)):
            continue
        close = match.end("wide") if match["wide"] else match.end("close")
        found.append((first, close, first_body))
        first = after
        first_body = marker_end(text, first, end)
    found.append((first, end, first_body))
    return found


class _Judge:
    """Decides on one mark after another of a paragraph that ends at ``end``."""

    def __init__(self, text: str, end: int, punkt: Model) -> None:
        self.text = text
        self.end = end
        self.punkt = punkt

    def ends(self, match: re.Match[str], first: int) -> bool:
        """Whether the sentence that began at ``first`` ends at ``match``."""
        text = self.text
        position = match.start()
        token = self._token_before(first, position)
        opened = _OPENERS.match(text, match.end(), self.end)
        following = opened.end() if opened else match.end()
        char = text[following] if following < self.end else ""
        if match["tight"] is not None:
            return self._tight(match, token, first)
        if char.islower():
            return bool(_LOWER_NAME.match(text, following, self.end)) and len(token) > 2
        if match["stop"][-1] in "!?":
            return not (match["close"] and _ASKED.match(text, following, following + _ASKED_LOOK))
        if match["stop"] != "." and match["stop"] not in ("...", "…"):
            return True
        return self._full_stop(match, token, following, char)

    def _token_before(self, first: int, position: int) -> str:
        text = self.text
        low = max(first, position - _LOOK)
        begin = position
        while begin > low and text[begin - 1] not in _WORD_BREAKS:
            begin -= 1
        return text[begin:position]

    def _full_stop(self, match: re.Match[str], token: str, following: int, char: str) -> bool:
        lowered = token.lower()
        plain = len(token) > 1 and token.isalpha() and match["stop"] == "."
        if plain and lowered not in self.punkt.abbreviations and lowered not in _SPECIAL:
            return True
        if not char.isalpha():
            return self._before_symbol(match, lowered, char)
        if match["close"] and match["close"] != ")":
            return True
        found = _WORD.match(self.text, following, self.end)
        word = found.group() if found else char
        return self._before_word(match, token, word, following)

    def _before_symbol(self, match: re.Match[str], lowered: str, char: str) -> bool:
        """Before a figure, a currency sign or the like."""
        if match["stop"] != ".":
            return False
        if lowered in _INTRODUCING or lowered in _MONTHS or lowered in _BEFORE_NUMBER:
            return False
        if lowered in _CLOCK or (char and lowered in self.punkt.abbreviations):
            return False
        return not (len(lowered) == 1 and lowered.isalpha())

    def _before_word(self, match: re.Match[str], token: str, word: str, following: int) -> bool:
        """Before a word with a capital, or of a script without capitals."""
        lowered = token.lower()
        next_lowered = word.rstrip(".").lower()
        opened_quote = self.text[following - 1] in "“‘\"'«„"
        if lowered in _INTRODUCING or (match["stop"] == "." and token in _COMMON_BEFORE_STOP):
            return False
        if lowered in _COMPANY and next_lowered in _COMPANY and next_lowered not in _STARTERS:
            return False
        if lowered in _BEFORE_NUMBER:
            return True
        if next_lowered in _STARTERS or opened_quote:
            return not (len(token) == 1 and next_lowered in ("a", "i"))
        if len(token) == 1 and token.isupper():
            return self._after_initial(match.start(), word)
        stand_in = "u.s." if _ACRONYM.fullmatch(lowered.rsplit("-", 1)[-1]) else token + "."
        if match["stop"] != ".":
            stand_in = "..."
        return self.punkt.breaks(stand_in, word)

    def _after_initial(self, position: int, word: str) -> bool:
        """After a single capital: a name goes on, unless a common noun stands before it."""
        before = self.text[max(0, position - 24) : position - 1].split()
        return bool(before) and before[-1].lower() in _INITIAL_HEADS

    def _tight(self, match: re.Match[str], token: str, first: int) -> bool:
        """Where the white space after a mark is missing."""
        close, text = match["close"], self.text
        if close:
            if close[-1] in "”’»)":
                return close[-1] != "’" or len(close) > 1
            return close[-1] == '"' and text.count('"', first, match.end()) % 2 == 0
        if len(token) < 2 or not token.isalnum() or token.lower() in _INTRODUCING:
            return False
        if not (token[-1].islower() or token.isdigit()) or match["stop"] == "…":
            return False
        if text[match.end()] == "“":
            return True
        found = _WORD.match(text, match.end(), self.end)
        word = found.group() if found else ""
        if word.split(".")[0].lower() in _DOMAINS or not (len(word) > 1 or word in "AI"):
            return False
        space = text.rfind(" ", max(first, match.start() - 200), match.start())
        run = text[max(space + 1, first, match.start() - 200) : match.end()]
        return word[1:2] != "." and not any(mark in run for mark in ("://", "www.", "@", "/"))


_SPECIAL = _INTRODUCING | _BEFORE_NUMBER | _MONTHS | _CLOCK | _COMPANY | _COMMON_BEFORE_STOP
_ACRONYM = re.compile(r"(?:[a-z]\.)+[a-z]")
