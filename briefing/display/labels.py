"""The fixed words of a brief in every language that has them, else in English."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.display.dates import days_between, long_date, long_period


@dataclass(frozen=True, slots=True)
class Labels:
    """The fixed words of one language.

    ``one_source``, ``several_sources`` and ``and_more`` (further sources, after the numbers of
    those that are listed) hold ``{}`` for the number, ``covering`` for a period. ``other`` heads
    the points that belong to no sector, ``nothing_new`` is a sentence.
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
    watch_list: str
    other: str
    top_points: str
    also: str
    nothing_new: str


_LABELS = {
    "en": Labels(
        "Sources", "{} source", "{} sources", "covering {}", "Key figures", "Bottom line",
        "Sources differ", "Memo", "To", "From", "Date", "Subject", "Page",
        "Brief", "Daily brief",
        "and {} more",
        "Comment", "Why it matters", "Action",
        "Watch list", "Other",
        "Top points", "Also in the news",
        "Nothing new.",
    ),
    "de": Labels(
        "Quellen", "{} Quelle", "{} Quellen", "Zeitraum {}", "Kennzahlen", "Das Wichtigste",
        "Quellen weichen ab", "Vermerk", "An", "Von", "Datum", "Betreff", "Seite",
        "Überblick", "Tagesüberblick",
        "und {} weitere",
        "Kommentar", "Warum es wichtig ist", "Maßnahme",
        "Beobachtungsliste", "Sonstiges",
        "Weitere Hauptpunkte", "Außerdem berichtet",
        "Nichts Neues.",
    ),
    "fr": Labels(
        "Sources", "{} source", "{} sources", "période : {}", "Chiffres clés", "L’essentiel",
        "Les sources divergent", "Note", "À", "De", "Date", "Objet", "Page",
        "Synthèse", "Synthèse du jour",
        "et {} autres",
        "Commentaire", "Pourquoi c’est important", "Suite à donner",
        "Liste de suivi", "Divers",
        "À retenir aussi", "Autres actualités",
        "Rien de nouveau.",
    ),
    "es": Labels(
        "Fuentes", "{} fuente", "{} fuentes", "periodo: {}", "Cifras clave", "Lo esencial",
        "Las fuentes difieren", "Nota", "Para", "De", "Fecha", "Asunto", "Página",
        "Resumen", "Resumen del día",
        "y {} más",
        "Comentario", "Por qué importa", "Acción",
        "Lista de seguimiento", "Otros",
        "Otros puntos clave", "Otras noticias",
        "Sin novedades.",
    ),
    "ru": Labels(
        "Источники", "источников: {}", "источников: {}", "период: {}", "Ключевые цифры",
        "Главное", "Источники расходятся", "Записка", "Кому", "От", "Дата", "Тема", "Страница",
        "Обзор", "Обзор дня",
        "и ещё {}",
        "Комментарий", "Почему это важно", "Действие",
        "Под наблюдением", "Прочее",
        "Важнейшее", "Другие новости",
        "Ничего нового.",
    ),
    "kk": Labels(
        "Дереккөздер", "дереккөздер: {}", "дереккөздер: {}", "кезең: {}", "Негізгі сандар",
        "Ең маңыздысы", "Дереккөздер әртүрлі", "Жазба", "Кімге", "Кімнен", "Күні", "Тақырыбы",
        "Бет",
        "Шолу", "Күн шолуы", "және тағы {}",
        "Түсініктеме", "Неліктен маңызды", "Әрекет",
        "Бақылау тізімі", "Басқа",
        "Басты оқиғалар", "Басқа жаңалықтар",
        "Жаңалық жоқ.",
    ),
    "ko": Labels(
        "출처", "출처 {}건", "출처 {}건", "기간: {}", "주요 수치", "핵심", "출처 간 차이", "메모",
        "받는 사람", "보낸 사람", "날짜", "제목", "쪽",
        "브리프", "일일 브리프", "외 {}건",
        "코멘트", "중요한 이유", "조치",
        "관심 목록", "기타",
        "주요 소식", "그 밖의 소식",
        "새로운 소식이 없습니다.",
    ),
    "el": Labels(
        "Πηγές", "πηγές: {}", "πηγές: {}", "περίοδος: {}", "Βασικά μεγέθη", "Το κυριότερο",
        "Οι πηγές διαφέρουν", "Υπόμνημα", "Προς", "Από", "Ημερομηνία", "Θέμα", "Σελίδα",
        "Σύνοψη", "Ημερήσια σύνοψη",
        "και άλλες {}",
        "Σχόλιο", "Γιατί έχει σημασία", "Ενέργεια",
        "Λίστα παρακολούθησης", "Λοιπά",
        "Κύρια σημεία", "Επίσης στις ειδήσεις",
        "Κανένα νέο.",
    ),
    "uk": Labels(
        "Джерела", "джерел: {}", "джерел: {}", "період: {}", "Ключові цифри", "Головне",
        "Джерела розходяться", "Записка", "Кому", "Від", "Дата", "Тема", "Сторінка", "Огляд",
        "Огляд дня", "і ще {}", "Коментар", "Чому це важливо", "Дія", "Під наглядом", "Інше",
        "Найважливіше", "Інші новини",
        "Нічого нового.",
    ),
    "tr": Labels(
        "Kaynaklar", "{} kaynak", "{} kaynak", "dönem: {}", "Temel rakamlar", "Özet",
        "Kaynaklar çelişiyor", "Not", "Kime", "Kimden", "Tarih", "Konu", "Sayfa", "Bülten",
        "Günlük bülten", "ve {} kaynak daha", "Yorum", "Neden önemli", "Yapılacak",
        "İzleme listesi", "Diğer",
        "Öne çıkanlar", "Diğer haberler",
        "Yeni bir haber yok.",
    ),
    "uz": Labels(
        "Manbalar", "{} ta manba", "{} ta manba", "davr: {}", "Asosiy raqamlar", "Eng muhimi",
        "Manbalar farq qiladi", "Xat", "Kimga", "Kimdan", "Sana", "Mavzu", "Sahifa", "Sharh",
        "Kun sharhi", "va yana {} ta", "Izoh", "Nega muhim", "Chora", "Kuzatuv roʻyxati", "Boshqa",
        "Asosiy xabarlar", "Boshqa xabarlar",
        "Yangilik yoʻq.",
    ),
    "az": Labels(
        "Mənbələr", "{} mənbə", "{} mənbə", "dövr: {}", "Əsas rəqəmlər", "Ən vacibi",
        "Mənbələr fərqlənir", "Qeyd", "Kimə", "Kimdən", "Tarix", "Mövzu", "Səhifə", "İcmal",
        "Günün icmalı", "və daha {}", "Şərh", "Niyə vacibdir", "Tədbir", "İzləmə siyahısı", "Digər",
        "Əsas xəbərlər", "Digər xəbərlər",
        "Yenilik yoxdur.",
    ),
    "ky": Labels(
        "Булактар", "булактар: {}", "булактар: {}", "мезгил: {}", "Негизги сандар",
        "Эң негизгиси", "Булактар айырмаланат", "Кат", "Кимге", "Кимден", "Күнү", "Темасы",
        "Бет", "Баяндама", "Күн баяндамасы", "жана дагы {}", "Түшүндүрмө", "Эмне үчүн маанилүү",
        "Чара", "Көзөмөл тизмеси", "Башка",
        "Башкы кабарлар", "Башка кабарлар",
        "Жаңылык жок.",
    ),
    "tg": Labels(
        "Манбаъҳо", "манбаъҳо: {}", "манбаъҳо: {}", "давра: {}", "Рақамҳои асосӣ",
        "Муҳимтаринаш", "Манбаъҳо фарқ мекунанд", "Ёддошт", "Ба", "Аз", "Сана", "Мавзӯъ",
        "Саҳифа", "Шарҳ", "Шарҳи рӯз", "ва боз {}", "Эзоҳ", "Чаро муҳим аст", "Тадбир",
        "Рӯйхати назорат", "Дигар",
        "Хабарҳои асосӣ", "Хабарҳои дигар",
        "Хабари нав нест.",
    ),
    "mn": Labels(
        "Эх сурвалж", "эх сурвалж: {}", "эх сурвалж: {}", "хугацаа: {}", "Гол тоонууд",
        "Хамгийн чухал нь", "Эх сурвалж зөрж байна", "Тэмдэглэл", "Хэнд", "Хэнээс", "Огноо",
        "Сэдэв", "Хуудас", "Тойм", "Өдрийн тойм", "ба бусад {}", "Тайлбар", "Яагаад чухал вэ",
        "Арга хэмжээ", "Хяналтын жагсаалт", "Бусад",
        "Гол мэдээ", "Бусад мэдээ",
        "Шинэ мэдээ алга.",
    ),
    "zh": Labels(
        "来源", "{}个来源", "{}个来源", "时段：{}", "关键数字", "要点", "来源不一致", "备忘录",
        "收件人", "发件人", "日期", "主题",
        "页", "简报", "每日简报", "等{}个", "评论", "为何重要", "行动", "关注名单", "其他",
        "要闻", "其他新闻",
        "没有新消息。",
    ),
    "ja": Labels(
        "出典", "出典{}件", "出典{}件", "期間：{}", "主な数字", "要点", "出典により相違", "メモ",
        "宛先", "差出人", "日付", "件名",
        "ページ", "ブリーフ", "デイリーブリーフ", "ほか{}件",
        "コメント", "重要な理由", "対応", "ウォッチリスト", "その他",
        "主なニュース", "その他のニュース",
        "新しいニュースはありません。",
    ),
    "ar": Labels(
        "المصادر", "عدد المصادر: {}", "عدد المصادر: {}", "الفترة: {}", "أرقام رئيسية", "الخلاصة",
        "المصادر تختلف", "مذكرة", "إلى", "من", "التاريخ", "الموضوع", "صفحة", "موجز",
        "الموجز اليومي", "و{} أخرى", "تعليق", "سبب الأهمية", "الإجراء", "قائمة المتابعة", "أخرى",
        "أهم النقاط", "أخبار أخرى",
        "لا جديد.",
    ),
    "it": Labels(
        "Fonti", "{} fonte", "{} fonti", "periodo: {}", "Cifre chiave", "In sintesi",
        "Le fonti divergono", "Nota", "A", "Da", "Data", "Oggetto", "Pagina", "Sintesi",
        "Sintesi del giorno", "e altre {}", "Commento", "Perché è importante", "Azione",
        "Da seguire", "Altro",
        "In primo piano", "Altre notizie",
        "Nessuna novità.",
    ),
    "pt": Labels(
        "Fontes", "{} fonte", "{} fontes", "período: {}", "Números-chave", "O essencial",
        "As fontes divergem", "Nota", "Para", "De", "Data", "Assunto", "Página", "Resumo",
        "Resumo do dia", "e mais {}", "Comentário", "Por que importa", "Ação",
        "Lista de acompanhamento", "Outros",
        "Destaques", "Outras notícias",
        "Sem novidades.",
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
