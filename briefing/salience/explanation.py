"""The default method: the probability that an editor gives a sentence a place in a brief.

A linear model of the features of :mod:`briefing.salience.features`, with weights learned from
stories whose every sentence an editor marked (``python -m briefing.training.scorer``). The odds are
fitted to held-out stories, so that scores of different articles may be compared: of sentences with
a score near 0.6 about 60% are worth a place. The score depends on the one document only.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from briefing.model import Document, Kind
from briefing.salience.context import Story, story
from briefing.salience.cue_words import DEEDS
from briefing.salience.features import NUMBERS, Sheet, features
from briefing.salience.model import editor, editor_odds, logistic
from briefing.salience.scores import Scores
from briefing.salience.sentence_flags import FLAGS

DEED_REASONS = {
    "agree": "reports an agreement",
    "decide": "reports a decision",
    "announce": "reports an announcement",
    "build": "reports a start or an investment",
    "move": "reports a rise or fall",
    "win": "reports a win",
    "harm": "reports harm",
    "buy": "reports a sale or an offer",
    "leave": "reports a change at the top",
}

# A reason holds where its value is at least the bound, and speaks for the sentence where the model
# gives what it rests on more than the average sentence has. The bounds are what the words of the
# reason promise: a third of the title's weight, a standard deviation over the article's mean, the
# most named actor.
REASONS: tuple[tuple[str, str, float, tuple[str, ...]], ...] = (
    ("echoes the headline", "title_cover", 1 / 3, ("title_cover", "title_share", "title_stems")),
    ("names a figure", "figure", 1.0, ("figure", "figure_density", "early_figure", "new_figure")),
    ("names a sum of money", "money", 1.0, ("money",)),
    ("central", "standard_mass_a_stem", 1.0, ("mass", "frequency", "repeated_share")),
    ("the story builds on it", "standard_degree", 1.0, ("degree_after", "standard_degree")),
    ("names the main actor", "main_name", 1.0, ("main_name", "names", "standard_names")),
    ("opens a topic", "new_share", 0.6, ("new_share", "opens_paragraph")),
    ("says what comes next", "intent", 1.0, ("intent",)),
    ("says what has happened", "perfect", 1.0, ("perfect",)),
    *((DEED_REASONS[deed], f"deed_{deed}", 1.0, (f"deed_{deed}", "deeds")) for deed in DEEDS),
)


@dataclass(frozen=True)
class DefaultScores(Scores):
    """The scores of the default method, with the features that they come from."""

    story: Story
    sheet: Sheet

    def reasons(self, index: int) -> tuple[str, ...]:
        """The features that speak for the sentence, the strongest first; "lead" before all."""
        if self.document.sentences[index].kind is not Kind.CONTENT:
            return ()
        place = bisect_left(self.story.views, index, key=_INDEX)
        features = _reasons(self.sheet, place)
        return (*(["lead"] if place == 0 else []), *features) or ("adds detail",)

    def best(self, k: int) -> list[int]:
        """The ``k`` sentences that together say most (see :mod:`briefing.salience.summary`)."""
        from briefing.salience.summary import choose

        return choose(self.story, self.sheet, self.values, k)


def score(document: Document) -> DefaultScores:
    """One probability in [0, 1] per sentence; what is not content gets 0.0."""
    values = [0.0] * len(document.sentences)
    context = story(document)
    sheet = features(context)
    for view, odds in zip(context.views, editor_odds(sheet), strict=True):
        values[view.sentence.index] = logistic(odds)
    return DefaultScores(document, "default", tuple(values), context, sheet)


_INDEX = attrgetter("sentence.index")  # of a view; views are in the order of the document
_MOST_REASONS = 4  # more than a reader can take in at a glance


@dataclass(frozen=True, slots=True)
class _Rule:
    """A reason whose value is a flag (``bit``) or, with ``bit`` 0, the number at ``at``; ``parts``
    are bit, place, weight and mean of what it rests on."""

    reason: str
    bit: int
    at: int
    bound: float
    parts: tuple[tuple[int, int, float, float], ...]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    parts = editor().parts
    return tuple(
        _Rule(reason, *_where(feature), bound, tuple((*_where(n), *parts[n]) for n in names))
        for reason, feature, bound, names in REASONS
    )


def _where(name: str) -> tuple[int, int]:
    return (FLAGS[name], 0) if name in FLAGS else (0, NUMBERS.index(name))


def _reasons(sheet: Sheet, place: int) -> list[str]:
    flags, numbers = sheet.flags[place], sheet.numbers[place]
    held = []
    for order, rule in enumerate(_rules()):
        if not flags & rule.bit if rule.bit else numbers[rule.at] < rule.bound:
            continue
        speaks = 0.0
        for bit, at, weight, mean in rule.parts:
            value = numbers[at] if not bit else 1.0 if flags & bit else 0.0
            speaks += weight * (value - mean)
        if speaks > 0:
            held.append((-speaks, order, rule.reason))
    return [reason for _, _, reason in sorted(held)[:_MOST_REASONS]]
