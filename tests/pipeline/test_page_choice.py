"""Points that surely fit, or surely do not, are not measured one by one: the page is the same."""

from __future__ import annotations

import math

import pytest
from stories import load_stories
from vary import Variation

from briefing.config import Config
from briefing.layout.measure import Layout
from briefing.model import Brief
from briefing.pipeline.brief import Material, choose, set_up
from briefing.pipeline.opening import open_desk
from briefing.resources import template_path
from briefing.selection import fit

LOOKS = ("", "digest.docx", "morning_note.docx", "coverage.docx", "memo.docx", "ministry.docx")


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """What 80 stories give to choose from: several pages."""
    folder = tmp_path_factory.mktemp("many")
    texts = ["\n\n".join([story.title, *story.paragraphs]) for story in load_stories()]
    vary = Variation(texts)
    for number in range(80):
        text = vary.copy(texts[number % len(texts)], number // len(texts))
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return open_desk([str(folder)], Config(jobs=1)).material


@pytest.mark.parametrize("everything", [False, True], ids=["worth", "fill"])
@pytest.mark.parametrize("look", LOOKS)
def test_the_page_of_every_look_is_as_when_each_point_is_measured(
    look: str, everything: bool, material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = str(template_path(look)) if look else ""

    def page() -> tuple[Brief, int]:
        setup = set_up(Config(jobs=1, template=template, fill=everything))
        measured = 0
        share = Layout.share

        def counted(self: Layout, brief: Brief) -> float:
            nonlocal measured
            measured += 1
            return share(self, brief)

        with monkeypatch.context() as patch:
            patch.setattr(Layout, "share", counted)
            return choose(material, setup), measured

    brief, few = page()
    monkeypatch.setattr(fit, "FIRST_STEP", 1)
    monkeypatch.setattr(Layout, "height", lambda *_: math.nan)
    whole, all_of_them = page()
    assert brief == whole
    assert few < all_of_them
