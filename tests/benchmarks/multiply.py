"""Writes many stories as JSON lines: ``python multiply.py SOURCE COUNT OUT.jsonl``.

SOURCE is a folder or tar file of .txt stories, or ``-`` for the project's samples. After the
stories themselves come copies with other names, figures, words and order of paragraphs.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from common import TESTS, load, samples

sys.path.insert(0, str(TESTS))

from vary import Variation


def multiply(stories: list[str], count: int, out: Path) -> None:
    """Writes ``count`` stories, dated day by day over a year."""
    variation = Variation(stories)
    first_day = dt.date(2024, 1, 1)
    with out.open("w", encoding="utf-8") as lines:
        for index in range(count):
            number, which = divmod(index, len(stories))
            title, _, text = variation.copy(stories[which], number).partition("\n\n")
            date = (first_day + dt.timedelta(days=index % 366)).isoformat()
            row = {
                "title": title.strip(),
                "text": text,
                "date": date,
                "outlet": f"Desk {which % 9}",
            }
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    source = sys.argv[1]
    multiply(
        samples() if source == "-" else load(Path(source)), int(sys.argv[2]), Path(sys.argv[3])
    )
