"""Articles in, a one-page brief out: quoted word for word, grouped by sector, proven line by line.

>>> import briefing
>>> article = briefing.article(
...     "Port reopens\\n\\nThe port of Aktau reopened on Monday after repairs of $12 million."
... )
>>> [row.sector for row in briefing.rank(article, k=1)]
['transport']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefing._version import __version__ as __version__

if TYPE_CHECKING:
    from briefing.api import article as article
    from briefing.api import batch as batch
    from briefing.api import make as make
    from briefing.api import rank as rank
    from briefing.api import read as read
    from briefing.api import verify as verify
    from briefing.config import Config as Config
    from briefing.errors import BriefingError as BriefingError
    from briefing.model import Article as Article
    from briefing.model import Brief as Brief
    from briefing.model import RankedSentence as RankedSentence

_HOMES = {
    "Config": "config", "BriefingError": "errors", "Article": "model", "Brief": "model",
    "RankedSentence": "model", "article": "api", "batch": "api", "make": "api", "rank": "api",
    "read": "api", "verify": "api",
}  # fmt: skip
__all__ = [
    "Article", "Brief", "BriefingError", "Config", "RankedSentence",
    "article", "batch", "make", "rank", "read", "verify",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Public names load on first use, so that ``import briefing`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'briefing' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"briefing.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """The public names, for ``help`` and completion."""
    return sorted([*globals(), *__all__])
