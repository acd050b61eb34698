"""Methods, readers and writers that other packages add by entry points.

A package names what it adds in its own ``pyproject.toml``::

    [project.entry-points."briefing.methods"]
    longest = "my_package:longest"

The groups are ``briefing.methods``, ``briefing.readers`` and ``briefing.writers``. Looking them up
reads the metadata of all installed packages, so it is done only for a name that is not ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefing.errors import UsageError

METHODS, READERS, WRITERS = "briefing.methods", "briefing.readers", "briefing.writers"


def names(group: str) -> frozenset[str]:
    """The names that installed packages add to a group."""
    from importlib.metadata import entry_points

    return frozenset(point.name for point in entry_points(group=group))


def plugin(group: str, name: str) -> Callable[..., Any] | None:
    """What an installed package adds to a group under a name; None where there is nothing.

    Raises :class:`UsageError` for a package that cannot be imported or adds no callable.
    """
    from importlib.metadata import entry_points

    for point in entry_points(group=group, name=name):
        try:
            added = point.load()
        except (ImportError, AttributeError) as error:
            reason = " ".join(str(error).split())
            message = f"{group} {name!r}: {point.value} cannot be loaded ({reason})"
            raise UsageError(message) from error
        if not callable(added):
            raise UsageError(f"{group} {name!r}: {point.value} is not a function")
        target: Callable[..., Any] = added
        return target
    return None
