"""Make ``briefing/data/punkt.json``: the parameters of Punkt, the sentence splitter.

    python -m briefing.training.punkt DATA... -o briefing/data/punkt.json

DATA are ``.txt`` files, folders of them, ``.tar.gz`` archives of them, and ``.jsonl`` files with a
``text`` per line. The first paragraph of a text that has others (its title) is left out. The same
files in the same order give the same bytes.

Abbreviations are the hand-written list below and those that Punkt finds and :func:`_plausible`
passes. Of the orthographic contexts only words seen with a lower-case letter at least
``MIN_COUNT`` times are kept: the others have the same effect as unknown words, because Punkt is
only asked about words with a capital.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefing.segmentation.punkt import load_punkt

ABBREVIATIONS = """
a.d a.k.a a.m abp adm al approx apr assn assoc asst aug ave b.c b.s b.sc bhd bldg blvd brig bros
c.e c.i.a c.v capt cdr cllr cmdr co col cont corp cpl d.c dec dept dist dr drs e.g e.u eds eng esp
esq est et etc ext feb fig figs ft g.m.t gen gov govt h.e hon i.e inc incl ing insp inst intl jan
jr jul jun l.a lic lt ltd m.a m.d m.p m.sc maj mar messrs mfg mgr mme mr mrs ms msgr mt n.y natl
nos nov oct p.a p.m p.s pp ph.d pres prof prov pty rd rep reps ret rev rs rtd s.a s.p.a sdn secy
sen sep sept sgt sr st ste supt tel thurs tues u.k u.n u.s u.s.a u.s.s.r univ viz vol vols vs
""".split()
MIN_COUNT = 2  # words seen once in lower case are half of the table and mostly misprints
_LOWER_CASE = 0b1110000  # Punkt's flags for a lower-case letter at the start, inside, unknown


def texts(paths: Sequence[Path]) -> Iterator[str]:
    """The texts of ``paths`` in the given order, members of folders and archives by name."""
    for path in paths:
        if path.is_dir():
            yield from texts(sorted(path.rglob("*.txt")))
        elif path.suffix == ".jsonl":
            for line in path.read_text("utf-8").split("\n"):
                if line.strip():
                    yield json.loads(line)["text"]
        elif path.name.endswith((".tar.gz", ".tgz")):
            yield from _archived(path)
        else:
            yield path.read_text("utf-8", errors="replace")


def _archived(path: Path) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member) if member.name.endswith(".txt") else None
            if stream is not None:
                yield stream.read().decode("utf-8", errors="replace")


def without_title(text: str) -> str:
    """``text`` without its first paragraph where there are others, one paragraph per line."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text) if p.strip()]
    return "\n\n".join(paragraphs[1:] or paragraphs)


def train(paths: Sequence[Path]) -> dict[str, object]:
    """The table that is written to ``punkt.json``, all lists sorted."""
    trainer = load_punkt().PunktTrainer()
    counts: Counter[str] = Counter()
    for text in texts(paths):
        story = without_title(text)
        trainer.train(story, finalize=False)
        counts.update(re.findall(r"\b[a-z][\w'-]*", story))
    trainer.finalize_training()
    params = trainer.get_params()
    learned = {a for a in params.abbrev_types if _plausible(a)}
    pairs = {" ".join(pair) for pair in params.collocations if "##number##" not in pair}
    return {
        "abbreviations": " ".join(sorted(learned | set(ABBREVIATIONS))),
        "collocations": sorted(pairs),
        "sentence_starters": " ".join(sorted(params.sent_starters)),
        "orthographic_context": _contexts(params.ortho_context, counts),
    }


def _plausible(abbreviation: str) -> bool:
    """Letters with inner full stops; of other words the list above holds what Punkt misses.

    Units such as "dlrs" and "pct" look like abbreviations to Punkt but end sentences.

    >>> [_plausible(a) for a in ("u.s", "dlrs", "show", "7")]
    [True, False, False, False]
    """
    return bool(re.fullmatch(r"(?:[a-z]{1,2}\.)+[a-z]{1,2}", abbreviation))


def _contexts(contexts: dict[str, int], counts: Counter[str]) -> dict[str, str]:
    """Words by flag, for words seen in lower case often enough."""
    groups: dict[str, list[str]] = {}
    for word, flag in sorted(contexts.items()):
        if flag & _LOWER_CASE and counts[word] >= MIN_COUNT and word.isalpha():
            groups.setdefault(str(flag), []).append(word)
    return {flag: " ".join(words) for flag, words in sorted(groups.items())}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train on the files named and write the table."""
    parser = argparse.ArgumentParser(prog="python -m briefing.training.punkt")
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path)
    options = parser.parse_args(arguments)
    names = ", ".join(path.name for path in options.data)
    note = f"Parameters of Punkt, made by briefing/training/punkt.py from {names}"
    table = {"about": note, "en": train(options.data)}
    text = json.dumps(table, ensure_ascii=False, indent=0) + "\n"
    options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
