"""Verbs of the labels of key figures, where a label says in another form what its sentence says.

"Alder will pay $9 million" is labelled "to be paid by Alder", "exports rose 4%" "rise in exports".
The labels are made with these forms, and ``verify`` asks for them in the sentence.
"""

from __future__ import annotations

from collections.abc import Collection

PARTICIPLES = {
    "earn": "earned", "lose": "lost", "save": "saved", "raise": "raised", "receive": "received",
    "allocate": "allocated", "approve": "approved", "win": "won", "collect": "collected",
    "contribute": "contributed", "donate": "donated", "sell": "sold", "order": "ordered",
    "produce": "produced", "export": "exported", "import": "imported", "ship": "shipped",
    "carry": "carried", "hire": "hired", "cut": "cut", "shed": "shed", "create": "created",
    "invest": "invested", "spend": "spent", "pay": "paid", "lend": "lent", "borrow": "borrowed",
    "build": "built", "buy": "bought", "lay": "laid", "open": "opened", "supply": "supplied",
    "provide": "provided", "grant": "granted", "sanction": "sanctioned", "recall": "recalled",
    "close": "closed", "harvest": "harvested", "acquire": "acquired", "launch": "launched",
    "certify": "certified", "rebuild": "rebuilt", "repair": "repaired", "train": "trained",
    "plant": "planted", "recruit": "recruited", "connect": "connected", "install": "installed",
    "deliver": "delivered", "axe": "axed", "vaccinate": "vaccinated", "house": "housed",
    "add": "added", "extract": "extracted", "process": "processed", "assemble": "assembled",
    "refine": "refined", "secure": "secured", "obtain": "obtained", "attract": "attracted",
    "purchase": "purchased", "send": "sent", "deploy": "deployed", "generate": "generated",
    "replace": "replaced", "withdraw": "withdrawn", "crush": "crushed", "seize": "seized",
    "mine": "mined", "drill": "drilled", "transport": "transported", "handle": "handled",
    "employ": "employed", "operate": "operated", "own": "owned", "issue": "issued",
}  # fmt: skip
"""What somebody did or will do with a sum or a number of things."""

SPENDING = {
    "invest": "invested", "spend": "spent", "pay": "paid", "lend": "lent", "allocate": "allocated",
    "earmark": "earmarked", "raise": "raised", "borrow": "borrowed", "contribute": "contributed",
    "donate": "donated", "inject": "injected", "pump": "pumped", "put": "put",
    "commit": "committed", "pledge": "pledged",
}  # fmt: skip
"""What somebody does with money for a purpose."""

GIVING = {
    "pay": "paid", "lend": "lent", "give": "given", "grant": "granted", "award": "awarded",
    "owe": "owed", "hand": "handed",
}  # fmt: skip
"""What somebody does with money for somebody."""

DIRECTIONS = frozenset(("rise", "fall"))
"""Words of a label that only its own sentence can bear out."""

_HARM = "kill dead died drown injur wound hurt arrest detain missing evacuat displac homeless"
_STEMS = {
    "rise": "rise rising rose grew grow climb increas jump surg gain soar expand accelerat advanc"
    " rais lift boost hik up",
    "fall": "fall fell drop declin decreas slip slid shrank shrunk sank plung tumbl contract narrow"
    " dip eas slow down",
    "cut": "cut reduc lower trim slash", "fine": "fined", "sought": "sued suing",
    "given": "gave give giving", "killed": "kill dead died drown", "injured": "injur wound hurt",
    "sale": "sold sell", "arrested": "arrest detain", "evacuated": "evacuat",
    "displaced": "displac homeless",
    "people": _HARM, "expected": "expect forecast predict project estimat set due will",
    "planned": "plan intend set due",
}  # fmt: skip
_FORMS = {
    **{word: (base.removesuffix("e"),) for base, word in (SPENDING | GIVING | PARTICIPLES).items()},
    **{word: tuple(stems.split()) for word, stems in _STEMS.items()},
}
_WHOLE = frozenset(("up", "down"))


def said_otherwise(word: str, words: Collection[str]) -> bool:
    """Whether a sentence of these ``words`` says ``word``, of a label, in another form.

    >>> said_otherwise("paid", ["it", "will", "pay"]), said_otherwise("rise", ["exports", "fell"])
    (True, False)
    """
    return any(
        other == stem or (stem not in _WHOLE and other.startswith(stem))
        for stem in _FORMS.get(word, ())
        for other in words
    )
