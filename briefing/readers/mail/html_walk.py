"""The walk through the HTML of a mail, from which lines and newsletters' blocks are gathered."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from briefing.readers.formats.html_blocks import SKIPPED


class HtmlWalk(ABC):
    """Visits the elements of a tree in order and passes over what no reader sees.

    A subclass says what is ``hidden`` beside scripts, styles and the head, what begins and ends
    with an element, and takes the text between; ``flush`` ends the block at hand.
    """

    def __init__(self) -> None:
        self._inside_hidden = 0

    def walk(self, tree: Any) -> None:
        """Visit all elements of an lxml tree."""
        from lxml import etree

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if not isinstance(element.tag, str):  # a comment
                if event == "end":
                    self._text_of(element.tail)
            elif event == "start":
                self._enter(element, element.tag.lower())
            else:
                self._leave(element, element.tag.lower())
        self.flush()

    def _enter(self, element: Any, tag: str) -> None:
        if self._inside_hidden or tag in SKIPPED or tag == "head" or self.hidden(element):
            self._inside_hidden += 1
            return
        self.begins(element, tag)
        self._text_of(element.text)

    def _leave(self, element: Any, tag: str) -> None:
        if self._inside_hidden:
            self._inside_hidden -= 1
        else:
            self.ends(element, tag)
        self._text_of(element.tail)

    def _text_of(self, text: str | None) -> None:
        if text and not self._inside_hidden:
            self.add(text)

    @abstractmethod
    def hidden(self, element: Any) -> bool:
        """Whether an element is passed over with all that is in it."""

    @abstractmethod
    def begins(self, element: Any, tag: str) -> None:
        """Called before the text of an element."""

    @abstractmethod
    def ends(self, element: Any, tag: str) -> None:
        """Called after all that is in an element."""

    @abstractmethod
    def add(self, text: str) -> None:
        """Take a piece of text."""

    @abstractmethod
    def flush(self) -> None:
        """End the block at hand."""
