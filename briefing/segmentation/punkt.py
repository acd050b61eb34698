"""NLTK's Punkt on parameters that ship with the package.

Punkt (Kiss and Strunk 2006, Unsupervised Multilingual Sentence Boundary Detection) decides about
full stops after abbreviations, initials, numbers and ellipses. Its package takes about 180 ms to
import, so :func:`load_punkt` executes the one module needed, with stand-ins for the modules that
it names but does not use when it splits text (its trainer, its file and pickle readers). All of
them leave ``sys.modules`` again: a later ``import nltk`` finds nothing changed. Where anything
fails, the plain import is used.
"""

from __future__ import annotations

import importlib
import json
import sys
from functools import lru_cache
from importlib.machinery import PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

from briefing.resources import data_path

# Modules that nltk.tokenize.punkt and nltk.tokenize.api name at import but call only to train, to
# read models and to print; with them the import takes 60 ms, without 10 ms (7 of them the
# regex package that Punkt's own patterns use).
_UNUSED = (
    "internals", "pathsec", "picklesec", "probability", "tabdata", "termsec", "tokenize.util",
)  # fmt: skip
_TARGET = "nltk.tokenize.punkt"
_CACHE_LIMIT = 50_000  # decisions; about 10 MB


class _StandIn(ModuleType):
    """A module whose names are functions that import the real module when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        module = self.__name__

        def late(*args: Any, **kwargs: Any) -> Any:
            return getattr(importlib.import_module(module), name)(*args, **kwargs)

        return late


@lru_cache(maxsize=1)
def load_punkt() -> ModuleType:
    """The module ``nltk.tokenize.punkt``, without the rest of its package where possible."""
    if "nltk" in sys.modules:
        return importlib.import_module(_TARGET)
    try:
        return _load_alone()
    except Exception:  # noqa: BLE001 - whatever the installed version lacks, the plain way works
        return importlib.import_module(_TARGET)


def _load_alone() -> ModuleType:
    spec = PathFinder.find_spec("nltk")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("nltk")
    root = Path(spec.submodule_search_locations[0])
    before = set(sys.modules)
    try:
        for name, folder in (("nltk", root), ("nltk.tokenize", root / "tokenize")):
            package = ModuleType(name)
            package.__path__ = [str(folder)]
            sys.modules[name] = package
        for name in _UNUSED:
            sys.modules[f"nltk.{name}"] = _StandIn(f"nltk.{name}")
        return importlib.import_module(_TARGET)
    finally:
        for name in set(sys.modules) - before:
            if name == "nltk" or name.startswith("nltk."):
                del sys.modules[name]


class Model:
    """The shipped parameters, and Punkt's decisions on pairs of tokens.

    ``abbreviations`` are lower-cased types without their last full stop. ``breaks`` is a pure
    function of its two tokens and caches its answers.
    """

    def __init__(self, table: dict[str, Any]) -> None:
        self.abbreviations = frozenset(table["abbreviations"].split())
        self._table = table
        self._known: dict[tuple[str, str], bool] = {}
        self._tokenizer: Any = None

    def breaks(self, token: str, following: str) -> bool:
        """Whether a sentence ends between ``token`` (with its full stop) and ``following``."""
        key = (token, following)
        verdict = self._known.get(key)
        if verdict is None:
            if self._tokenizer is None:
                self._tokenizer = self._build()
            verdict = bool(self._tokenizer.text_contains_sentbreak(f"{token} {following}"))
            if len(self._known) < _CACHE_LIMIT:
                self._known[key] = verdict
        return verdict

    def _build(self) -> Any:
        punkt = load_punkt()
        parameters = punkt.PunktParameters()
        parameters.abbrev_types = set(self.abbreviations)
        parameters.sent_starters = set(self._table["sentence_starters"].split())
        pairs = (pair.split(" ") for pair in self._table["collocations"])
        parameters.collocations = {(first, second) for first, second in pairs}
        for flag, words in self._table["orthographic_context"].items():
            parameters.ortho_context.update(dict.fromkeys(words.split(), int(flag)))
        return punkt.PunktSentenceTokenizer(parameters)


@lru_cache(maxsize=1)
def model() -> Model:
    """The parameters trained for English."""
    return Model(json.loads(data_path("punkt.json").read_text("utf-8"))["en"])
