"""The given name before a bare surname, as the article tells it before."""

from __future__ import annotations

import re

from briefing.coreference.antecedents import Referents
from briefing.language.entities import PERSON, Mention
from briefing.language.gazetteer import spaced
from briefing.model import Sentence


def given_name(sentence: Sentence, begin: int, referents: Referents) -> str:
    """What goes before the bare surname that ``sentence`` opens with at ``begin``, or ``""``."""
    match = _SURNAME.match(spaced(sentence.text), begin)
    if match is None or not _follows_capital(match[0], referents.text, sentence.start):
        return ""
    for mention in referents.names.mentions[sentence.index]:
        if mention.start - sentence.start == begin and mention.text == match[0]:
            return "" if mention.title else given_part(mention, sentence, referents)
    return ""


def given_part(mention: Mention, sentence: Sentence, referents: Referents) -> str:
    """The given name of a person whom ``sentence`` has by surname only, as the article tells it
    before; ``""`` where it does not."""
    entity = referents.entity(mention.entity)
    given = entity.name.removesuffix(" " + mention.text)
    whole = given != entity.name and entity.kind == PERSON
    if not whole or entity.name in spaced(sentence.text) or _GIVEN.fullmatch(given) is None:
        return ""
    return given if entity.name in referents.text[: sentence.start] else ""


def _follows_capital(surname: str, text: str, end: int) -> bool:
    """Whether ``surname`` follows a word with a capital in it somewhere before ``end``."""
    at = text.find(f" {surname}", 0, end)
    while at >= 0:
        after = at + 1 + len(surname)
        whole = after >= end or not (text[after].isalnum() or text[after] == "_")
        if whole and _CAPITALISED.search(text, max(0, at - _LONGEST_WORD), at) is not None:
            return True
        at = text.find(f" {surname}", after, end)
    return False


_CAPITALISED = re.compile(r"[A-Z][\w.’'-]*\Z")
_LONGEST_WORD = 80
_GIVEN = re.compile(r"(?:[A-Z][\w’'-]*[a-zà-ž]|[A-Z]\.)(?: (?:[A-Z][\w’'-]*[a-zà-ž]|[A-Z]\.)){0,2}")
_SURNAME = re.compile(r"[A-Z][a-zà-ž]+(?:[-’'][A-Z][a-zà-ž]+)?(?= [a-z]|,)")
