"""What is read on an idle machine is read on a busy one."""

from __future__ import annotations

from pathlib import Path

from busy import busy

import briefing

STORY = (
    "The harbour board of Quill Bay will lengthen its eastern pier by 140 metres this autumn. "
    "A yard in Bremen builds the two pilot boats that the board ordered for $9 million in May. "
    "The first ferry of the new line is due at the pier on the second Monday of October. "
)
REPEATED = 15


def letter_by_letter(text: str) -> bytes:
    """A PDF page on which each letter is placed by itself, which takes long to put together."""
    operators, x, y = ["BT /F1 6 Tf"], 30.0, 800
    for word in text.split():
        if x + 3 * len(word) > 560:
            x, y = 30.0, y - 7
        for letter in word:
            operators.append(f"1 0 0 1 {x:.1f} {y} Tm ({letter}) Tj")
            x += 3
        x += 2
    stream = "\n".join([*operators, "ET"]).encode("ascii")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
    )
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + head + table + tail


def test_slow_pdf_is_read_beside_ten_busy_processes(tmp_path: Path) -> None:
    path = tmp_path / "pier.pdf"
    path.write_bytes(letter_by_letter(STORY * REPEATED))
    alone = briefing.read(path)[0].text
    with busy(10):
        beside = briefing.read(path)[0].text
    assert " ".join(alone.split()) == " ".join((STORY * REPEATED).split())
    assert beside == alone
