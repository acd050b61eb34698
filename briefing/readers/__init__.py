"""Sources in, articles out: one module per format, one canonical text for all of them."""

from briefing.model import Article
from briefing.readers.article import make_article
from briefing.readers.load import load, read
from briefing.readers.locate import expand
from briefing.readers.options import Hints, ReadOptions, Ref
from briefing.readers.registry import READERS

__all__ = ["READERS", "ReadOptions", "Ref", "article", "expand", "load", "make_article", "read"]


def article(
    text: str,
    *,
    title: str = "",
    outlet: str = "",
    author: str = "",
    date: str = "",
    language: str = "",
    url: str = "",
) -> Article:
    """An article of a text that is at hand; what is not given is looked for in the text.

    ``date`` is ISO 8601, ``language`` a two-letter code. Raises
    :class:`briefing.errors.SourceError` when there is no text in it.

    >>> article("Port opens\\n\\nAKTAU, June 12, 2024 – The port of Aktau opened.").date
    '2024-06-12'
    """
    hints = Hints(title, outlet, author, date, language, url)
    return make_article(text, location="text", options=ReadOptions(), hints=hints)
