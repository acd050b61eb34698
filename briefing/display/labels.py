"""The fixed words of a brief in every language that has them, else in English."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.display.dates import days_between, long_date, long_period


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
    brief: str
    daily_brief: str
    and_more: str
    comment: str
    why_it_matters: str
    action: str


_LABELS = {
    "en": Labels(
        "Sources", "{} source", "{} sources", "covering {}", "Key figures", "Bottom line",
        "Sources differ", "Memo", "To", "From", "Date", "Subject", "Page",
        "Brief", "Daily brief",
        "and {} more",
        "Comment", "Why it matters", "Action",
    ),
    "de": Labels(
        "Quellen", "{} Quelle", "{} Quellen", "Zeitraum {}", "Kennzahlen", "Das Wichtigste",
        "Quellen weichen ab", "Vermerk", "An", "Von", "Datum", "Betreff", "Seite",
        "Überblick", "Tagesüberblick",
        "und {} weitere",
        "Kommentar", "Warum es wichtig ist", "Maßnahme",
    ),
    "fr": Labels(
        "Sources", "{} source", "{} sources", "période : {}", "Chiffres clés", "L’essentiel",
        "Les sources divergent", "Note", "À", "De", "Date", "Objet", "Page",
        "Synthèse", "Synthèse du jour",
        "et {} autres",
        "Commentaire", "Pourquoi c’est important", "Suite à donner",
    ),
    "es": Labels(
        "Fuentes", "{} fuente", "{} fuentes", "periodo: {}", "Cifras clave", "Lo esencial",
        "Las fuentes difieren", "Nota", "Para", "De", "Fecha", "Asunto", "Página",
        "Resumen", "Resumen del día",
        "y {} más",
        "Comentario", "Por qué importa", "Acción",
    ),
    "ru": Labels(
        "Источники", "источников: {}", "источников: {}", "период: {}", "Ключевые цифры",
        "Главное", "Источники расходятся", "Записка", "Кому", "От", "Дата", "Тема", "Страница",
        "Обзор", "Обзор дня",
        "и ещё {}",
        "Комментарий", "Почему это важно", "Действие",
    ),
    "kk": Labels(
        "Дереккөздер", "дереккөздер: {}", "дереккөздер: {}", "кезең: {}", "Негізгі сандар",
        "Ең маңыздысы", "Дереккөздер әртүрлі", "Жазба", "Кімге", "Кімнен", "Күні", "Тақырыбы",
        "Бет",
        "Шолу", "Күн шолуы", "және тағы {}",
        "Түсініктеме", "Неліктен маңызды", "Әрекет",
    ),
    "ko": Labels(
        "출처", "출처 {}건", "출처 {}건", "기간: {}", "주요 수치", "핵심", "출처 간 차이", "메모",
        "받는 사람", "보낸 사람", "날짜", "제목", "쪽",
        "브리프", "일일 브리프", "외 {}건",
        "코멘트", "중요한 이유", "조치",
    ),
    "el": Labels(
        "Πηγές", "πηγές: {}", "πηγές: {}", "περίοδος: {}", "Βασικά μεγέθη", "Το κυριότερο",
        "Οι πηγές διαφέρουν", "Υπόμνημα", "Προς", "Από", "Ημερομηνία", "Θέμα", "Σελίδα",
        "Σύνοψη", "Ημερήσια σύνοψη",
        "και άλλες {}",
        "Σχόλιο", "Γιατί έχει σημασία", "Ενέργεια",
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


def brief_name(language: str, date: str, period: tuple[str, str]) -> str:
    """The title of a brief of several articles, from its ISO date and those of its first and last
    article; a brief of a day and the evening before is a daily one.

    >>> brief_name("en", "2024-06-14", ("2024-06-13", "2024-06-14"))
    'Daily brief, 14 June 2024'
    >>> brief_name("en", "2024-06-14", ("2024-06-03", "2024-06-14")), brief_name("en", "", ("", ""))
    ('Brief, 3–14 June 2024', 'Brief')
    """
    words = labels(language)
    first, last = period
    if date and not (days_between(first, last) <= 1 and last <= date):
        date = ""
    if date:
        return f"{words.daily_brief}, {long_date(date, language)}"
    covered = long_period(first, last, language)
    return f"{words.brief}, {covered}" if covered else words.brief


def source_count(count: int, language: str) -> str:
    """The number of sources in words.

    >>> source_count(1, "en"), source_count(9, "de")
    ('1 source', '9 Quellen')
    """
    words = labels(language)
    return (words.one_source if count == 1 else words.several_sources).format(count)
