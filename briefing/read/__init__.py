"""Sources in, articles out: one module per format, one canonical text for all of them.

The package can be called like its function :func:`read`, as ``briefing.read("report.pdf")``: its
name is both a step of the flow and a verb of the public API, and Python keeps but one of the two.
"""

import sys
from types import ModuleType

from briefing.model import Article
from briefing.read.formats import READERS
from briefing.read.loading import load, read
from briefing.read.options import Hints, ReadOptions, Ref
from briefing.read.sources import expand
from briefing.read.text import make_article

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


class _Callable(ModuleType):
    def __call__(self, spec: str, options: ReadOptions | None = None) -> list[Article]:
        return read(spec, options)


sys.modules[__name__].__class__ = _Callable
