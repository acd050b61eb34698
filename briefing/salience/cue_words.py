"""English words that show what a sentence does: who does what, who says it, how sure it is.

Each group is one feature of the default method; what a group is worth is learned, not set here.
In other languages the groups match nothing and the method rests on place, repetition and figures.
"""

from __future__ import annotations

from briefing.language.units import WEEKDAYS
from briefing.languages import language

PRONOUNS = frozenset("he she they it his her their its this these those that such".split())
CONNECTIVES = frozenset(
    "but and however also meanwhile so yet still then thus therefore moreover nevertheless instead "
    "although though while besides indeed".split()
)
FIRST_PERSON = frozenset("i we my our me us you your".split())
SAYING = frozenset(
    "said says say told added adds explained noted insisted commented stressed argued warned "
    "claimed believes thinks feels".split()
)
HEDGES = frozenset(
    "may might could would perhaps possibly likely if whether should probably".split()
)
INTENT = frozenset("will plans planned set expected due aims intends".split())
DAYS = frozenset(map(str.lower, WEEKDAYS)) | {"today", "yesterday", "tomorrow"}
MONTHS = frozenset(form for forms in language("en").months for form in forms)
WHEN = frozenset("last earlier since until before when after during".split())
WHERE = frozenset({"in", "on", "at"})
EXAMPLES = frozenset({"such", "example"})
WAS = frozenset({"was", "were"})
HAVE = frozenset({"has", "have"})
PARTICIPLES = frozenset("been won risen fallen made become begun taken".split())
CURRENCY = frozenset("$ £ € dlrs pounds euros dollars".split())
PERCENT = frozenset({"%", "percent", "pct"})

DEEDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "agree": "agreed agree agrees signed sign signs sealed deal pact accord agreement "
        "memorandum treaty",
        "decide": "approved approve passed adopted ratified ruled ruling ordered banned bans ban "
        "rejected cleared granted backed voted vote fined charged sentenced jailed convicted "
        "arrested accused",
        "announce": "announced announce announces unveiled launched launch launches revealed "
        "confirmed confirms reported declared introduced opened named appointed published "
        "released issued",
        "build": "build building built construct construction start begin began starts invest "
        "investment produce plant open create expand",
        "move": "rose risen rise rises grew growth up fell fallen fall falls drop dropped down "
        "increase increased cut cuts jumped climbed slumped surged declined decline gained lost "
        "doubled soared reached hit record profit profits loss sales",
        "win": "won win wins beat beaten victory defeat defeated final title award scored",
        "harm": "killed died dead death injured attack crash bomb attacks fire flood earthquake",
        "buy": "buy bought takeover bid merger acquire acquired sell sold offer stake",
        "leave": "resign resigned quit quits leave replaced step sacked",
    }.items()
}
"""The deeds that make news, by kind; any form that occurs in news is listed, nothing is stemmed."""
