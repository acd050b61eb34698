"""What Outlook sends in formats of its own: rich-text bodies and ``winmail.dat``."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import outlook
import pytest
from compressed_rtf import compress
from read_items import items

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions, Ref, expand, load
from briefing.readers.detect import guess

STORY = (
    "Die Werft in Tönning baut für 84 Millionen Euro zwei Fähren, teilte sie am Montag mit.",
    "The first ferry will sail in 2027 and carry 400 people, the yard told the town council.",
)
PLAIN = "\r\n\r\n".join(STORY)


def _rich_text() -> str:
    body = r"\par ".join("".join(c if ord(c) < 128 else rf"\u{ord(c)}?" for c in p) for p in STORY)
    return rf"{{\rtf1\ansi\ansicpg1252\fromtext \deff0 {body}\par }}"


@pytest.mark.parametrize("rich", [outlook.encapsulated(*STORY), _rich_text()])
def test_body_in_rich_text_alone_is_read(rich: str) -> None:
    folder = outlook.message("Fähren", rich=compress(rich.encode("ascii")))
    (article,) = items(outlook.compound(folder), "a.msg")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == ["Fähren", *STORY]


def test_damaged_rich_text_costs_only_itself() -> None:
    packed = bytearray(compress(_rich_text().encode("ascii")))
    packed[20] ^= 0xFF
    folder = outlook.message("Fähren", PLAIN, rich=bytes(packed))
    (article,) = items(outlook.compound(folder), "a.msg")
    assert isinstance(article, Article)
    (skipped,) = items(outlook.compound(outlook.message("Fähren", rich=bytes(packed))), "a.msg")
    assert isinstance(skipped, Skipped)


def carrier(data: bytes, plain: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = "Yard press <press@yard.example>"
    message["Subject"] = "Two ferries"
    message["Date"] = "Wed, 12 Jun 2024 09:30:00 +0200"
    message.set_content(plain)
    message.add_attachment(data, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return message.as_bytes()


ENVELOPES = {
    "plain": outlook.envelope("Fähren", PLAIN.encode("cp1252")),
    "wide": outlook.envelope(properties={(0x1000, 0x1F): f"{PLAIN}\0".encode("utf-16-le")}),
    "page": outlook.envelope(
        properties={
            (0x3FDE, 3): (65001).to_bytes(4, "little"),
            (0x1013, 0x102): "".join(f"<p>{part}</p>" for part in STORY).encode(),
        }
    ),
    "rich": outlook.envelope(
        properties={(0x1009, 0x102): compress(outlook.encapsulated(*STORY).encode("ascii"))}
    ),
}


@pytest.mark.parametrize("body", ENVELOPES)
def test_envelope_is_read_as_the_mail_it_holds(body: str) -> None:
    (article,) = items(carrier(ENVELOPES[body]), "a.eml")
    assert isinstance(article, Article)
    assert article.text.split("\n\n") == ["Two ferries", *STORY]
    assert (article.outlet, article.date) == ("Yard press", "2024-06-12")


def test_body_that_the_mail_has_too_is_read_once_and_the_files_with_it() -> None:
    release = "\n\n".join(["Yard wins order", *STORY]).encode()
    data = outlook.envelope("Fähren", PLAIN.encode("cp1252"), files={"Erklärung.txt": release})
    found = items(carrier(data, plain=PLAIN), "a.eml")
    assert [a.title for a in found if isinstance(a, Article)] == ["Two ferries", "Yard wins order"]


def test_mail_attached_within_an_envelope_is_an_article() -> None:
    inner = outlook.envelope("Yard wins order", PLAIN.encode("cp1252"))
    data = outlook.envelope("Note", b"Please see attached.", files={"order.tnef": inner})
    found = items(carrier(data), "a.eml")
    assert [a.title for a in found if isinstance(a, Article)] == ["Yard wins order"]


def test_envelope_saved_on_its_own_is_read_when_it_is_named(tmp_path: Path) -> None:
    data = outlook.envelope("Порт", "Порт купил два буксира в понедельник.".encode("cp1251"),
                            code_page=1251)  # fmt: skip
    assert guess(data) == ".tnef"
    (tmp_path / "winmail.dat").write_bytes(data)
    (ref,) = expand([str(tmp_path / "winmail.dat")], ReadOptions(cache="-"))
    assert isinstance(ref, Ref)
    (article,) = load(ref, ReadOptions(cache="-"))
    assert isinstance(article, Article)
    assert (article.title, article.date) == ("Порт", "2024-06-11")
    assert "купил два буксира" in article.text


@pytest.mark.parametrize("size", [4, 9, 20, 70, 200, 300])
def test_envelope_that_is_cut_off_costs_at_most_a_line(size: int) -> None:
    for item in items(carrier(ENVELOPES["page"][:size]), "a.eml"):
        assert isinstance(item, Skipped)
        assert "\n" not in item.reason
