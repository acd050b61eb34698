"""The grouping of a brief's sections: by sector, country, outlet, language or entry of the watch
list."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.model import NONE
from briefing.selection.topics import Topic

OTHER_TITLE = "Other"


def group_of(topic: Topic, by: str) -> str:
    """The section of a topic; ``NONE`` where it belongs in none. What a person chose goes first."""
    if topic.section:
        return topic.section
    quoted = topic.quoted
    match by:
        case "country":
            from briefing.language.countries import country

            return country(quoted.text, quoted.source.title) or NONE
        case "outlet":
            return quoted.source.outlet or NONE
        case "language":
            return quoted.source.language
        case "watch":
            return topic.watch[0] if topic.watch else NONE
    return quoted.sector


def title_of(group: str, by: str, titles: Mapping[str, str], language: str) -> str:
    """The heading of a section; ``titles`` has those of the sectors."""
    if by == "sector":
        return titles.get(group, OTHER_TITLE)
    if group == NONE:
        return titles.get(NONE, OTHER_TITLE)
    if by == "country":
        from briefing.language.countries import country_name

        return country_name(group, language)
    return language_heading(group, language) if by == "language" else group


def language_heading(code: str, language: str) -> str:
    """What a language is called in another, as a heading; its code where nobody knows.

    >>> language_heading("ko", "ru"), language_heading("xx", "en")
    ('Корейский', 'xx')
    """
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code).get_language_name(language) or code
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]
