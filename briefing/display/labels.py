"""The fixed words of a brief in every language that has them, else in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of one language.

    ``one_source``, ``several_sources`` and ``and_more`` (further sources, after the numbers of
    those that are listed) hold ``{}`` for the number, ``covering`` for a period.
    """

    sources: str
    one_source: str
    several_sources: str
    covering: str
    key_figures: str
    bottom_line: str
    sources_differ: str
    memo: str
    to: str
    sender: str
    date: str
    subject: str
    page: str
    and_more: str


_LABELS = {
    "en": Labels(
        "Sources", "{} source", "{} sources", "covering {}", "Key figures", "Bottom line",
        "Sources differ", "Memo", "To", "From", "Date", "Subject", "Page",
        "and {} more",
    ),
    "de": Labels(
        "Quellen", "{} Quelle", "{} Quellen", "Zeitraum {}", "Kennzahlen", "Das Wichtigste",
        "Quellen weichen ab", "Vermerk", "An", "Von", "Datum", "Betreff", "Seite",
        "und {} weitere",
    ),
    "fr": Labels(
        "Sources", "{} source", "{} sources", "période : {}", "Chiffres clés", "L’essentiel",
        "Les sources divergent", "Note", "À", "De", "Date", "Objet", "Page",
        "et {} autres",
    ),
    "es": Labels(
        "Fuentes", "{} fuente", "{} fuentes", "periodo: {}", "Cifras clave", "Lo esencial",
        "Las fuentes difieren", "Nota", "Para", "De", "Fecha", "Asunto", "Página",
        "y {} más",
    ),
    "ru": Labels(
        "Источники", "источников: {}", "источников: {}", "период: {}", "Ключевые цифры",
        "Главное", "Источники расходятся", "Записка", "Кому", "От", "Дата", "Тема", "Страница",
        "и ещё {}",
    ),
    "kk": Labels(
        "Дереккөздер", "дереккөздер: {}", "дереккөздер: {}", "кезең: {}", "Негізгі сандар",
        "Ең маңыздысы", "Дереккөздер әртүрлі", "Жазба", "Кімге", "Кімнен", "Күні", "Тақырыбы",
        "Бет", "және тағы {}",
    ),
    "ko": Labels(
        "출처", "출처 {}건", "출처 {}건", "기간: {}", "주요 수치", "핵심", "출처 간 차이", "메모",
        "받는 사람", "보낸 사람", "날짜", "제목", "쪽", "외 {}건",
    ),
    "el": Labels(
        "Πηγές", "πηγές: {}", "πηγές: {}", "περίοδος: {}", "Βασικά μεγέθη", "Το κυριότερο",
        "Οι πηγές διαφέρουν", "Υπόμνημα", "Προς", "Από", "Ημερομηνία", "Θέμα", "Σελίδα",
        "και άλλες {}",
    ),
}  # fmt: skip
LANGUAGES = tuple(_LABELS)
"""The languages that have labels of their own."""


def labels(language: str) -> Labels:
    """The fixed words in ``language``, a two-letter code.

    >>> labels("de").sources, labels("xx").sources
    ('Quellen', 'Sources')
    """
    return _LABELS.get(language, _LABELS["en"])


def source_count(count: int, language: str) -> str:
    """The number of sources in words.

    >>> source_count(1, "en"), source_count(9, "de")
    ('1 source', '9 Quellen')
    """
    words = labels(language)
    return (words.one_source if count == 1 else words.several_sources).format(count)
