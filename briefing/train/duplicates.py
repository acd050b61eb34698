"""Make ``briefing/data/duplicates.json``: when two sentences state the same point.

    python -m briefing.train.duplicates ANNOTATED_DIR -o briefing/data/duplicates.json

The annotated articles say of each sentence which earlier one it repeats. Cross-validated by event:
all pairs of an event are held out together.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path
from typing import Any

from briefing.candidates import bucket, meta, topic
from briefing.duplicates import FEATURES, Profile, features
from briefing.model import Article, Candidate, Document, Kind, Sentence
from briefing.words import function_stems, stemmer, tokenise

LEAST_CONTAINMENT = 0.25
"""Pairs that share less of their weight are no near-duplicates to anybody: not trained on."""


def document(data: dict[str, Any], name: str) -> Document:
    """The annotated article as a document with exactly the annotated sentences."""
    stem = stemmer("en")
    sentences = []
    for row in data["sentences"]:
        text = " ".join(row["text"].split())
        tokens = tuple(tokenise(text))
        kind = Kind(row["kind"])
        sentences.append(
            Sentence(row["i"], row["i"], row["i"] + 1, row["i"], 0, kind, text, tokens,
                     tuple(map(stem, tokens)))
        )  # fmt: skip
    return Document(Article(name, data["title"], data["text"]), tuple(sentences))


def candidates(data: dict[str, Any], name: str) -> list[tuple[str, Candidate]]:
    """Each content sentence as a candidate, with the name of the point that it states."""
    doc, common = document(data, name), function_stems("en")
    about = topic(doc)
    found = []
    for sentence, row in zip(doc.sentences, data["sentences"], strict=True):
        if sentence.kind is not Kind.CONTENT:
            continue
        stems = tuple(sorted(set(sentence.stems) - common))
        item = Candidate(
            meta(doc.article), sentence.start, sentence.end, sentence.text, sentence.text, "none",
            0.5, (), (), stems, about, bucket(stems),
        )  # fmt: skip
        found.append((row["dup_of"] or f"{name}:{row['i']}", item))
    return found


def pairs(folder: Path) -> tuple[list[tuple[float, ...]], list[int], list[str]]:
    """Features, labels and events of all pairs that share enough to be worth a look."""
    rows = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        event = str(data["event"] or path.stem)
        rows += [(event, point, item) for point, item in candidates(data, path.stem)]
    x, y, groups = [], [], []
    for (event, point, a), (other, same, b) in itertools.combinations(rows, 2):
        described = features(Profile.of(a), Profile.of(b))
        if point == same or described[0] > LEAST_CONTAINMENT:
            x.append(described)
            y.append(int(point == same))
            groups.append(min(event, other))
    return x, y, groups


def main() -> None:
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotated", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path)
    parser.add_argument("--threshold", type=float, default=0.55)
    options = parser.parse_args()
    x, y, groups = pairs(options.annotated)
    model = LogisticRegression(C=10.0, max_iter=5000)
    held_out = cross_val_predict(
        model, np.array(x), np.array(y), groups=groups, cv=GroupKFold(8), method="predict_proba"
    )[:, 1]
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        hit = int(((held_out > threshold) & (np.array(y) == 1)).sum())
        false = int(((held_out > threshold) & (np.array(y) == 0)).sum())
        print(f"threshold {threshold}: {hit} of {sum(y)} found, {false} false")
    model.fit(np.array(x), np.array(y))
    weights = dict(zip(FEATURES, (round(float(w), 3) for w in model.coef_[0]), strict=True))
    table = {
        "made_from": "annotated articles: which sentences repeat which (4 events)",
        "made_by": "python -m briefing.train.duplicates",
        "weights": weights,
        "bias": round(float(model.intercept_[0]), 3),
        "threshold": options.threshold,
    }
    options.output.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
