"""What tells the reader to do something is told from what the news says."""

from __future__ import annotations

import pytest

import briefing
from briefing.language.orders import gives_order
from briefing.language.tokens import tokenise

ORDERS = [
    "Bake the loaf for an hour and let it cool.",
    "Indicate by check mark whether the firm has filed the form.",
    "Take a look at the map of the harbour.",
    "Explain how the pump works before you start it.",
]
NEWS = [
    "Last week the harbour was closed for two days.",
    "Lower prices helped the port of Marn to win new lines.",
    "Reports that the pier will close were denied by the board.",
    "Lack of rain has hit the wheat, farmers said.",
    "Free the river, said a banner on the pier.",
    "Ask Jeeves was sold to a rival.",
]


@pytest.mark.parametrize("line", ORDERS)
def test_order(line: str) -> None:
    assert gives_order(tokenise(line))


@pytest.mark.parametrize("line", NEWS)
def test_news(line: str) -> None:
    assert not gives_order(tokenise(line))


def test_an_order_is_no_point() -> None:
    told = (
        "The baker of Marn won the prize of the county for a loaf of rye on Monday, the jury said."
    )
    article = (
        f"Loaf wins prize\n\n{told}\n\nBake the loaf for an hour at 230 degrees in a hot oven."
    )
    brief = briefing.make([briefing.article(article)])
    shown = [brief.bottom_line.quote] + [p.quote for s in brief.sections for p in s.points]
    assert shown == [told]
