"""One review: the desk, the history of its edits, and the file that each change is saved to."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from briefing.edits import Edits
from briefing.errors import BriefingError, UsageError
from briefing.pipeline.desk import Desk
from briefing.pipeline.desk_view import article_view, desk_view, search
from briefing.pipeline.output import render, write_bytes
from briefing.review.operations import changed, marks

MOST_STEPS = 500
"""Number of changes that can be undone: one every seven seconds for an hour."""


class Session:
    """A review in progress; its methods may be called from several threads.

    ``revision`` counts changes, so that a second window sees that its page is old.
    """

    def __init__(self, desk: Desk, file: Path) -> None:
        self.desk, self.file = desk, file
        self.revision = 1
        self.past: list[Edits] = []
        self.future: list[Edits] = []
        self.last_used = time.monotonic()
        self.failure = ""
        self._lock = threading.RLock()

    def view(self) -> dict[str, Any]:
        """The page as it stands."""
        with self._lock:
            return {
                **desk_view(self.desk),
                "revision": self.revision,
                "undo": len(self.past),
                "redo": len(self.future),
                "file": str(self.file),
                "unsaved": self.failure,
            }

    def apply(self, operation: dict[str, Any]) -> dict[str, Any]:
        """Make a change; returns the page after it, with the points that came in and those that
        went.

        Raises :class:`BriefingError` for a change that cannot be made; then nothing changes.
        """
        with self._lock:
            before = self.desk.edits
            for mark in marks(operation):
                if self.desk.admit(mark) is None:
                    raise UsageError("no article of the sources has that sentence")
            after = changed(before, operation)
            if after == before:
                return {**self.view(), "came": [], "went": []}
            made = self._made(after)
            self.past = [*self.past, before][-MOST_STEPS:]
            self.future = []
            return {**self.view(), **made}

    def undo(self) -> dict[str, Any]:
        """Take back the last change, if there is one."""
        with self._lock:
            if not self.past:
                return {**self.view(), "came": [], "went": []}
            now, last = self.desk.edits, self.past[-1]
            made = self._made(last)
            self.past.pop()
            self.future.append(now)
            return {**self.view(), **made}

    def redo(self) -> dict[str, Any]:
        """Make the change again that was taken back last, if there is one."""
        with self._lock:
            if not self.future:
                return {**self.view(), "came": [], "went": []}
            now, following = self.desk.edits, self.future[-1]
            made = self._made(following)
            self.future.pop()
            self.past.append(now)
            return {**self.view(), **made}

    def _made(self, edits: Edits) -> dict[str, Any]:
        """Make the edits; returns the points that came in and those that went."""
        old = {point.quote: point.text for point in self.desk.brief.points}
        self.desk.edit(edits)
        new = {point.quote: point.text for point in self.desk.brief.points}
        self.revision += 1
        self.save()
        return {
            "came": [text for quote, text in new.items() if quote not in old],
            "went": [text for quote, text in old.items() if quote not in new],
        }

    def save(self) -> None:
        """Write the file. A disk error is shown on the page and does not end the review."""
        with self._lock:
            try:
                write_bytes(self.file, self.desk.to_bytes())
                self.failure = ""
            except BriefingError as error:
                self.failure = str(error)

    def article(self, identifier: str) -> dict[str, Any] | None:
        """An article by its identifier."""
        with self._lock:
            return article_view(self.desk, identifier)

    def search(self, text: str) -> list[dict[str, Any]]:
        """Sentences of any article that hold all words of a text."""
        with self._lock:
            return search(self.desk, text)

    def export(self, form: str) -> bytes:
        """The brief in a format. What leaves the house is kept in the library, if there is one."""
        with self._lock:
            exported = render(self.desk.brief, form)
            try:
                self.keep()
            except BriefingError as error:
                self.failure = str(error)
        return exported

    def keep(self) -> None:
        """Add the brief to its library; one of the same run takes the place of the former.

        Raises :class:`BriefingError`.
        """
        desk = self.desk
        if desk.setup.config.library:
            from briefing.pipeline.library import keep

            with self._lock:
                keep(desk.brief, desk.texts, desk.setup.config, desk.sources)
