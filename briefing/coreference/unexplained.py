"""What a sentence below the lead takes for known, because its article has told of it.

A subject is bare when neither a name in it nor words after it tell which one is meant ("The
programme pays …", "The average price was …"). The lead of an article introduces what it speaks of;
after it, a bare definite points back, unless a reader knows only one of the kind ("the dollar").
The same holds for a sum with "the" ("most of the one billion dollars"), for an opening that names
an accord ("Under the plan, …"), and for a statistic of which no country or body is told.
"""

from __future__ import annotations

import re
from itertools import pairwise

from briefing.coreference.antecedents import Referents
from briefing.coreference.definites import is_bare
from briefing.coreference.openings import SPEECH
from briefing.language.entities import COUNTRY, ORGANISATION, PERSON, PLACE
from briefing.language.gazetteer import tables
from briefing.language.tokens import function_words
from briefing.language.verbs import verbs
from briefing.model import Kind, Sentence

_ONLY_ONE = frozenset(
    """government economy world earth sun moon globe planet market markets police public press media
    internet web weather climate dollar euro pound yen sterling franc mark rouble ruble yuan peso
    tenge sum som somoni manat lari dram tugrik hryvnia lira zloty krona krone forint won rupee
    ringgit baht rand real shilling naira greenback trio number amount rest majority most first last
    latest next only new best
    same way day week month year quarter time period morning evening future past end start beginning
    prosecution defence secretary minister president pope poor rich elderly unemployed young old
    dead injured wounded west east north south""".split()
)
"""Nouns of which a reader knows one without having been told of it, and words that are none."""

_OF_A_KIND = frozenset(("industry", "sector", "business", "trade", "community", "population"))
"""Nouns that need no more than a word before them: "the film industry"."""

_SUBJECT = re.compile(r"(?:The|These|Those) (?=[a-z])|This (?=[a-z-]+ [a-z])")
_FRONTED = re.compile(
    r"(?:[A-Z][a-z]+day|Last|Early|Late|Earlier|Later|In|On|At|As|After|Under|With|By|For|Despite|Following"
    r"|Since|During|When|While|If|Because|Although|Though|Meanwhile|Separately)\b[^\"“”]{0,160}?, "
    r"(?=the [a-z])"
)
_WORD = re.compile(r"([\w’'-]+)([,;:.)]?)(?: |$)")
_TELLS = frozenset(
    """of for in on at with between by to from under near that which who whose behind against about
    over into where when among aimed based called known named dubbed made held""".split()
)
"""Words after a noun that tell which one it is."""
_MOST_WORDS = 5
"""Words of a bare subject at most: "the now lower average price of" has four."""

_ACCORD = (
    r"(?:agreement|accord|deal|pact|treaty|contract|arrangement|settlement|plan|program|programme"
    r"|scheme|proposal|proposals|offer|terms|rules|law|bill|budget|system|clause|provision|merger"
    r"|takeover|transaction|package|project|initiative|compromise|measure|measures|ruling|order)"
)
_UNDER = re.compile(
    rf"(?:Under|In line with|As part of|In return for|Because of|Thanks to) (?:the|this|that|these)"
    rf" (?:[a-z][\w-]+ ){{0,3}}?{_ACCORD},"
    r"|Under an? (?:[a-z][\w-]+ ){0,3}?(?:clause|provision|article|amendment|option),"
    rf"|(?:The )?(?:[Tt]erms|[Dd]etails|[Tt]ext|[Vv]alue|[Cc]ost|[Pp]arts?|[Mm]ost|[Ss]ome)"
    rf" of the (?:[a-z][\w-]+ ){{0,2}}?{_ACCORD} (?!to\b|with\b|between\b|for\b|of\b|on\b)"
)
_THE_ACCORD = re.compile(
    r"\bthe (?P<noun>deal|agreement|accord|pact|treaty|merger|takeover|bid|offer|proposals?|ruling"
    r"|verdict|settlement|transaction|acquisition|sale)(?P<own>['’]s)?(?=[ ,.;]|$)"
)
_OF_AN_ACCORD = re.compile(
    r"\b(?:agree|sign|deal|accord|pact|treat|merg|take|took|bid|offer|propos|rul|court|judge|verdict"
    r"|settle|transact|acqui|buy|bought|purchas|sell|sold|sale|contract|negotiat|talks|plan|vote|pay"
    r"|paid|join|combin)",
    re.IGNORECASE,
)
"""What tells, before "the deal", of which deal a sentence speaks."""

_SAME_PLACE = re.compile(
    r"\bthe same (?:state|country|city|region|province|district|town|area|place|river|port)\b"
)

_NUMBER = r"(?:[$€£]?\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|hundred)"
_SUM = re.compile(
    rf"\b(?:of|from|with|on|out) the (?:[a-z]+ )?{_NUMBER} (?:(?:mln|bln|million|billion|trillion)"
    r"(?: (?:dlrs?|dollars|euros|pounds|stg|francs|marks|yen|tenge|tonnes|tons|barrels))?"
    r"|dlrs|dollars|tonnes|tons|barrels)"
    r"(?=[,.;]| (?:will|would|was|were|is|are|has|had|have|can|could|may|goes|go|went|on offer)\b)"
)

_MEASURED = re.compile(
    r"(?:The )?(?:(?:[Ss]easonally|[Aa]djusted|[Uu]nadjusted|[Nn]on-seasonally|[Aa]nnual"
    r"|[Mm]onthly|[Qq]uarterly|[Ww]holesale|[Rr]etail|[Cc]onsumer|[Ii]ndustrial|[Dd]omestic"
    r"|[Pp]rivate|[Pp]ublic|[Tt]otal|[Aa]verage|[Rr]eal|[Nn]et|[Gg]ross|[Nn]ew|[Cc]ore|[Oo]verall"
    r"|[Uu]nderlying|[Ll]ocal|[Cc]urrency|[Ff]oreign|[Tt]rade|[Cc]urrent|[Mm]anufacturing"
    r"|[Ff]actory|[Cc]rude|[Oo]il) )*"
    r"(?:[Ss]ales|[Ee]xports|[Ii]mports|[Oo]utput|[Pp]roduction|[Pp]rices|[Ii]nflation"
    r"|[Uu]nemployment|[Gg]rowth|[Oo]rders|[Ss]tocks|[Ii]nventories|[Dd]eficit|[Ss]urplus"
    r"|[Rr]eserves|[Ss]pending|[Cc]onsumption|[Bb]orrowing|[Ii]nvestment|[Dd]emand|[Ss]upply"
    r"|[Ww]ages|[Ll]ending|[Rr]evenues?|[Tt]urnover|[Pp]rofits?|[Ee]arnings|[Ll]oss(?:es)?|[Ii]ndex"
    r"|[Rr]ates?|[Ii]ncome|[Vv]olumes?|M[0-4]|money supply)"
    r"(?: (?:in|for|during|over|of) [^,;]{2,40}?)? (?:also |then |now )?"
    r"(?:rose|fell|grew|increased|decreased|declined|dropped|climbed|jumped|slipped|eased|totall?ed"
    r"|reached|stood|amounted|averaged|went|came|remained|were|was|are|is|will|would|has|have|had)\b"
)


_STATE = re.compile(
    r"[Tt]he (?P<name>(?:(?:federal|central|national) )?(?:government|cabinet|parliament)"
    r"|(?:[A-Z][a-z]+,? (?:and )?){1,4}Ministry|Ministry of [A-Z][a-z]+(?:(?:, | and )[A-Z][a-z]+)*"
    r"|Cabinet|Parliament|[Cc]entral [Bb]ank|[Ss]tatistics (?:office|bureau|agency|committee))"
    r"(?P<own>['’]s)?(?=[ ,.;]|$)"
)
"""A body of which every state has one, as who acts or who says the sentence."""
_BEFORE_SPEAKER = re.compile(r"[^“”\"]*, (?=the )")


def leans_on_article(sentence: Sentence, begin: int, text: str, referents: Referents) -> bool:
    """Whether ``sentence``, shown as ``text`` from ``begin``, takes for known what only its article
    tells. In the first sentence of an article only a body of an unnamed state does."""
    if unnamed_state(sentence, begin, text, referents) and not title_country(referents):
        return True
    if _is_lead(sentence, referents):
        return False
    if _MEASURED.match(text, begin) and not _of_somebody(sentence, text, referents):
        return True
    return _points_back(sentence, begin, text, referents) or _bare_subject(
        sentence, begin, text, referents
    )


def _points_back(sentence: Sentence, begin: int, text: str, referents: Referents) -> bool:
    """Whether an accord, a sum or a place with "the" is one that nothing before it tells of."""
    if _UNDER.match(text, begin) or _SUM.search(text, begin):
        return True
    same = _SAME_PLACE.search(text, begin)
    if same is not None and not _names_before(sentence, same.start(), referents):
        return True
    accord = _THE_ACCORD.search(text, begin)
    told = accord is None or _OF_AN_ACCORD.search(text, begin, accord.start())
    return accord is not None and not told and is_bare(accord, text)


def unnamed_state(
    sentence: Sentence, begin: int, text: str, referents: Referents
) -> re.Match[str] | None:
    """The body by which a state acts or speaks in a sentence that does not tell which state; its
    group ``own`` is a possessive."""
    match = _STATE.match(text, begin)
    telling = {COUNTRY, PLACE}
    if match is None:
        telling |= {ORGANISATION, ""}  # what a company does needs no state
        before = _BEFORE_SPEAKER.match(text, begin)
        match = _STATE.match(text, before.end()) if before else None
        if match is None or not re.match(rf" (?:also )?{SPEECH}\b", text[match.end() :]):
            return None
    kinds = {referents.entity(m.entity).kind for m in referents.names.mentions[sentence.index]}
    if kinds & telling or not is_bare(match, text):
        return None
    said, known = _words(text), tables()
    told = any(
        not said.isdisjoint(names) for names in (known.demonyms, known.countries, known.places)
    )
    return None if told else match


def title_country(referents: Referents) -> str:
    """The country that the title names, if it names no other and the text names none but it."""
    title = referents.document.article.title
    countries = tables().countries
    named = {w for w in _words(title) | _words(title.title()) if w in countries}
    others = {e.name for e in referents.names.entities if e.kind == COUNTRY}
    return named.pop() if len(named) == 1 and others <= named else ""


def _words(text: str) -> set[str]:
    """The words of a text and its pairs of words, as names are listed."""
    words = re.findall(r"[\w.-]*\w", text)
    return {f"{one} {two}" for one, two in pairwise(words)}.union(words)


def _is_lead(sentence: Sentence, referents: Referents) -> bool:
    rows = referents.document.sentences[: sentence.index]
    return not any(row.kind is Kind.CONTENT for row in rows)


def _of_somebody(sentence: Sentence, text: str, referents: Referents) -> bool:
    """Whether a sentence names a country, place, nationality, company or body."""
    kinds = {referents.entity(m.entity).kind for m in referents.names.mentions[sentence.index]}
    told = bool(kinds - {PERSON}) or " country" in text  # "the country" has a rule of its own
    return told or not tables().demonyms.isdisjoint(_words(text))


def _names_before(sentence: Sentence, end: int, referents: Referents) -> bool:
    """Whether something but a person is named before the character ``end`` of a sentence."""
    return any(
        m.start - sentence.start < end and referents.entity(m.entity).kind != PERSON
        for m in referents.names.mentions[sentence.index]
    )


def _bare_subject(sentence: Sentence, begin: int, text: str, referents: Referents) -> bool:
    at = begin
    fronted = _FRONTED.match(text, begin)
    if fronted is not None:
        named = any(
            m.start - sentence.start < fronted.end()
            and referents.entity(m.entity).kind not in {COUNTRY, PLACE}
            for m in referents.names.mentions[sentence.index]
        )
        if named:
            return False
        at = fronted.end()
    match = _SUBJECT.match(text[:at] + text[at : at + 1].upper() + text[at + 1 :], at)
    return match is not None and _is_bare(text, match.end())


def _is_bare(text: str, at: int) -> bool:
    """Whether the noun phrase at ``at`` ends at its verb, or at a comma after which no name
    stands."""
    noun = ""
    for count, word in enumerate(_WORD.finditer(text, at)):
        if count > _MOST_WORDS or (noun and text[word.start() - 1] != " "):
            return False
        token, mark = word[1], word[2]
        if not token[0].islower() or (not noun and token in _TELLS):
            return False
        own = re.fullmatch(r"([a-z-]+?)(?:['’]s|s['’])", token)
        if own is not None:
            return own[1] not in _ONLY_ONE
        if noun and _ends(noun, token, text[word.end() :]):
            told = noun in _ONLY_ONE or (count > 1 and noun in _OF_A_KIND)
            return not told and token not in _TELLS
        if mark == ",":
            return token not in _ONLY_ONE and not text[word.end() : word.end() + 1].isupper()
        noun = token
    return False


def _ends(noun: str, token: str, rest: str) -> bool:
    """Whether a word after a noun is its verb, or a word that goes on to tell which one it is."""
    if token.endswith("ed") and rest.startswith("by "):
        return False
    known = verbs()
    following = rest.split(" ", 1)[0]
    plural = noun.endswith("s")
    third = not plural and token.endswith("s") and token[:-1] in known.base
    acts = (third or (plural and token in known.base)) and not known.strong(following)
    acts = acts and following != "of"
    return acts or token in _TELLS or known.strong(token) or token in function_words("en")
