"""A brief that went out as a mail of plain text: its headings, entries and comments."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from command import run

GRAIN = """Lemnia signs a grain terminal deal

12 June 2024

Lemnia's state grain company signed a $40 million agreement on Wednesday to build a terminal at \
the port of Karsund.
"""
WIND = """Velmar raises wind power target

11 June 2024

Velmar will build 900 megawatts of wind farms by 2030, half as many again as planned, the energy \
minister said on Tuesday.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mail")
    (made / "a.txt").write_text(GRAIN, "utf-8")
    (made / "b.txt").write_text(WIND, "utf-8")
    assert run(["make", "a.txt", "b.txt", "-o", "w.eml", "-q"], made).code == 0
    return made


def verified(folder: Path, old: str = "", new: str = "") -> tuple[int, str]:
    """Exit code and output for the plain part alone, with one change."""
    mail = email.message_from_bytes((folder / "w.eml").read_bytes(), policy=default)
    assert isinstance(mail, EmailMessage)
    part = mail.get_body(("plain",))
    assert part is not None
    text = part.get_content().replace("\r\n", "\n")
    assert old in text
    plain = EmailMessage()
    plain["Subject"], plain["Keywords"] = mail["Subject"], mail["Keywords"]
    plain.set_content(text.replace(old, new, 1) if old else text)
    (folder / "plain.eml").write_bytes(bytes(plain))
    ran = run(["verify", "plain.eml", "a.txt", "b.txt"], folder)
    return ran.code, ran.out.decode()


def test_the_plain_part_of_a_mail_passes_as_it_was_written(folder: Path) -> None:
    code, out = verified(folder)
    assert (code, out.splitlines()[-1]) == (0, "2 of 2 points are in the sources")


def test_another_heading_in_plain_text_is_found(folder: Path) -> None:
    code, out = verified(folder, "Energy\n- Velmar", "Mining\n- Velmar")
    assert code == 1
    assert "Mining" in out


def test_each_entry_of_the_source_list_in_plain_text_is_checked(folder: Path) -> None:
    code, out = verified(folder, "Velmar raises wind", "Velmar lowers wind")
    assert code == 1
    assert "lowers" in out


def test_comments_below_headings_and_points_in_plain_text_are_passed_over(folder: Path) -> None:
    code, _ = verified(folder, "Energy\n", "Energy\n  Comment: We said so.\n")
    assert code == 0
    code, _ = verified(folder, "\n\nSources", "\n  Why it matters: Winters.\n\nSources")
    assert code == 0
