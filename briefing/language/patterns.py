"""Regular expressions that are compiled when they are first used.

Compiling a pattern takes from 0.1 to 20 ms, which every start would pay for; of the patterns of all
stages, one article needs about half.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Protocol


class _Finds(Protocol):
    def __call__(
        self, string: str, pos: int = 0, endpos: int = sys.maxsize, /
    ) -> re.Match[str] | None: ...


class _FindsAll(Protocol):
    def __call__(
        self, string: str, pos: int = 0, endpos: int = sys.maxsize, /
    ) -> Iterator[re.Match[str]]: ...


class LazyPattern:
    """A regular expression that is compiled at the first call of one of its methods.

    The methods are those of :class:`re.Pattern`. For a pattern that not every article needs.
    """

    match: _Finds
    search: _Finds
    fullmatch: _Finds
    finditer: _FindsAll
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[Any]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._source)
        self.match, self.search = compiled.match, compiled.search
        self.fullmatch, self.finditer = compiled.fullmatch, compiled.finditer
        self.sub, self.subn = compiled.sub, compiled.subn
        self.findall, self.split = compiled.findall, compiled.split
        return getattr(compiled, name)
