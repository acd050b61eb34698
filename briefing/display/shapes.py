"""The shapes of template variables: a text, a record with parts, a list; and what a check finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Text:
    """The shape of a text or number."""


@dataclass(frozen=True, slots=True)
class Record:
    """The shape of a value with parts.

    ``printed`` is the part that is printed for the whole. ``former`` maps names of earlier versions
    to those of today, which may have dots.
    """

    parts: Mapping[str, Shape]
    printed: str = ""
    former: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListOf:
    """The shape of a list. ``printed`` is the sibling part that is printed in its place."""

    item: Shape
    printed: str = ""


Shape = Text | Record | ListOf
TEXT = Text()
LOOP = Record(dict.fromkeys("index index0 revindex revindex0 first last length".split(), TEXT))


@dataclass(slots=True)
class Findings:
    """What a check found: ``notes`` for the user, and the names that the template ``uses``.

    Of ``section.title``, both are used; ``roots`` are those that a name begins with.
    """

    notes: list[str] = field(default_factory=list)
    uses: set[str] = field(default_factory=set)
    roots: set[str] = field(default_factory=set)

    def renamed(self, old: str, new: str) -> None:
        """Note a name of an earlier version."""
        note = f"template: {old!r} is an old name; write {new!r}"
        if note not in self.notes:
            self.notes.append(note)
