"""Words that tie a sentence to the one before: connectives, pronouns, demonstratives. English only.

They are in the language file: ``[leaning.phrases]``, ``[leaning.pronouns]``.
"""

from __future__ import annotations

from functools import lru_cache

from briefing.languages import language

_PRONOUNS = language("en").leaning.pronouns
PEOPLE = dict.fromkeys(_PRONOUNS["masculine"].split(), "m")
PEOPLE |= dict.fromkeys(_PRONOUNS["feminine"].split(), "f")
SINGLE = frozenset(_PRONOUNS["neuter"].split())
PLURAL = frozenset(_PRONOUNS["plural"].split())
PRONOUNS = frozenset(PEOPLE) | SINGLE | PLURAL
POINTING = frozenset(_PRONOUNS["pointing"].split())
_LINKS = ("dropped", "dropped_before_comma", "kept", "soft")
MOST_IN_ROW = 3
"""Connectives that may open one sentence: "And yet, in addition, …" has three."""


@lru_cache(maxsize=1)
def phrases() -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    """Connective phrases with their section, and the word lists of the other sections."""
    links: dict[str, str] = {}
    lists: dict[str, set[str]] = {}
    for section, rows in language("en").leaning.phrases.items():
        listed = rows.strip().replace("\n", ", ").split(", ")
        if section in _LINKS:
            links |= dict.fromkeys(listed, section)
        else:
            lists[section] = set(listed)
    lists["links"] = {phrase.split()[0] for phrase in links}
    lists["any"] = {"a", "an", "the", "because"}.union(
        PRONOUNS, POINTING, *(lists[key] for key in ("links", "starts", "participles", "numbers"))
    )
    return links, {key: frozenset(words) for key, words in lists.items()}


def connective(text: str, at: int) -> tuple[str, int]:
    """The connective at ``at``: its section (``""`` for none) and where the sentence goes on.

    >>> connective("However, output fell.", 0)
    ('dropped', 9)
    """
    links, lists = phrases()
    words = text[at : at + 60].split(" ", 6)
    if words[0].lower().rstrip(",") not in lists["links"]:
        return "", at
    for size in range(min(5, len(words)), 0, -1):
        raw = " ".join(words[:size])
        phrase = raw.lower().replace("’", "'").rstrip(",")
        section = links.get(phrase, "")
        if not section or "," in phrase:
            continue
        following = words[size].lower() if len(words) > size else ""
        comma = raw.endswith(",")
        if section == "dropped_before_comma":
            section = "dropped" if comma else ""
        if not comma and _goes_on(phrase, following):
            section = ""
        if section:
            after = at + len(raw) + 1
            return section, min(after, len(text))
    return "", at


def _goes_on(phrase: str, following: str) -> bool:
    """Whether the words after a phrase change its meaning: "in response to", "so far"."""
    if phrase in {"but", "and", "or", "nor"}:
        return False
    if phrase == "so":
        return following.strip(",") in {
            "far", "many", "much", "few", "long", "called", "little", "often", "that", "is", "are",
            "was", "were", "do", "does", "did", "has", "have", "too", "close", "great", "strong",
        }  # fmt: skip
    if phrase == "however":
        return following in {"much", "many", "hard", "long", "far", "well", "small", "you"}
    if " " not in phrase and phrase not in {"instead", "rather"}:
        return False
    return following in {"of", "to", "for", "with", "as", "between", "from", "than", "on", "on,"}


def droppable(lead: str) -> bool:
    """Whether ``lead`` consists of connectives that can be left out without a change of meaning.

    >>> droppable("And yet, in addition,"), droppable("Critics claim that")
    (True, False)
    """
    at, text = 0, lead.strip() + " X"
    for _ in range(MOST_IN_ROW):
        section, after = connective(text, at)
        if section not in {"dropped", "dropped_before_comma", "soft"}:
            return False
        at = after
        if at >= len(text) - 1:
            return True
    return False
