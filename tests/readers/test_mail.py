"""Mails as they are sent: replies, forwards, covering notes, banners, signatures, disclaimers."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from briefing.model import Article, Skipped
from briefing.readers import ReadOptions
from briefing.readers.mail.phrases import table
from briefing.readers.options import Source
from briefing.readers.registry import safely

STORY = (
    "The harbour board of Lindvik bought two electric tugs on Monday after a test of six months, "
    "its chair said.",
    "The tugs cost 21 million kroner each and will cut the port's fuel bill by a third, the board "
    "told reporters.",
)
OLD = (
    "The board will lease three diesel tugs, it said last spring in a paper on the harbour. It "
    "named no cost, and the unions had asked for a vote before the end of the year."
)


def items(data: bytes) -> list[Article | Skipped]:
    return list(safely(".eml", Source(data, "m.eml", ReadOptions(cache="-"), name="m.eml")))


def one(data: bytes) -> Article:
    (item,) = items(data)
    assert isinstance(item, Article), item
    return item


def mail(subject: str, plain: str = "", page: str = "", **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Kari Nes <kari@desk.example>"
    message["To"] = "desk@desk.example"
    message["Subject"] = subject
    message["Date"] = "Wed, 12 Jun 2024 09:30:00 +0200"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if plain:
        message.set_content(plain)
    if page and plain:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message


BODY = "\n\n".join(STORY)
HTML_BODY = "".join(f"<p>{part}</p>" for part in STORY)

# Header blocks of forwarded mails as mail programs write them in many languages.
BLOCKS = {
    "outlook": "From: News desk <news@wire.example>\nSent: Tuesday, June 11, 2024 6:12 PM\n"
    "To: Kari Nes <kari@desk.example>\nSubject: Tugs for Lindvik",
    "outlook-bold": "*From:* News desk <news@wire.example>\n*Sent:* Tuesday, 11 June 2024 18:12\n"
    "*To:* Kari Nes\n*Subject:* Tugs for Lindvik",
    "gmail": "---------- Forwarded message ---------\nFrom: News desk <news@wire.example>\n"
    "Date: Tue, Jun 11, 2024 at 6:12 PM\nSubject: Tugs for Lindvik\nTo: <kari@desk.example>",
    "apple": "Begin forwarded message:\n\nFrom: News desk <news@wire.example>\n"
    "Subject: Tugs for Lindvik\nDate: 11 June 2024 at 18:12:00 CEST\nTo: kari@desk.example",
    "thunderbird": "-------- Forwarded Message --------\nSubject: \tTugs for Lindvik\n"
    "Date: \tTue, 11 Jun 2024 18:12:00 +0200\nFrom: \tNews desk <news@wire.example>\n"
    "To: \tKari Nes <kari@desk.example>",
    "original": "-----Original Message-----\nFrom: News desk <news@wire.example>\n"
    "Sent: 11 June 2024 18:12\nTo: Kari Nes\nSubject: Tugs for Lindvik",
    "de": "Von: News desk <news@wire.example>\nGesendet: Dienstag, 11. Juni 2024 18:12\n"
    "An: Kari Nes\nBetreff: Tugs for Lindvik",
    "de-gmail": "---------- Weitergeleitete Nachricht ---------\nVon: News desk "
    "<news@wire.example>\nDatum: Di., 11. Juni 2024 um 18:12 Uhr\nBetreff: Tugs for Lindvik\nAn: K",
    "fr": "De : News desk <news@wire.example>\nEnvoyé : mardi 11 juin 2024 18:12\n"
    "À : Kari Nes\nObjet : Tugs for Lindvik",
    "es": "De: News desk <news@wire.example>\nEnviado el: martes, 11 de junio de 2024 18:12\n"
    "Para: Kari Nes\nAsunto: Tugs for Lindvik",
    "it": "Da: News desk <news@wire.example>\nInviato: martedì 11 giugno 2024 18:12\n"
    "A: Kari Nes\nOggetto: Tugs for Lindvik",
    "pt": "De: News desk <news@wire.example>\nEnviado: terça-feira, 11 de junho de 2024 18:12\n"
    "Para: Kari Nes\nAssunto: Tugs for Lindvik",
    "nl": "Van: News desk <news@wire.example>\nVerzonden: dinsdag 11 juni 2024 18:12\n"
    "Aan: Kari Nes\nOnderwerp: Tugs for Lindvik",
    "sv": "Från: News desk <news@wire.example>\nSkickat: den 11 juni 2024 18:12\n"
    "Till: Kari Nes\nÄmne: Tugs for Lindvik",
    "no": "Fra: News desk <news@wire.example>\nSendt: tirsdag 11. juni 2024 18:12\n"
    "Til: Kari Nes\nEmne: Tugs for Lindvik",
    "pl": "Od: News desk <news@wire.example>\nWysłano: wtorek, 11 czerwca 2024 18:12\n"
    "Do: Kari Nes\nTemat: Tugs for Lindvik",
    "ru": "От: News desk <news@wire.example>\nОтправлено: вторник, 11 июня 2024 г. 18:12\n"
    "Кому: Kari Nes\nТема: Tugs for Lindvik",
    "tr": "Kimden: News desk <news@wire.example>\nGönderildi: 11 Haziran 2024 Salı 18:12\n"
    "Kime: Kari Nes\nKonu: Tugs for Lindvik",
    "zh": "发件人: News desk <news@wire.example>\n发送时间: 2024年6月11日 18:12\n"
    "收件人: Kari Nes\n主题: Tugs for Lindvik",
    "kk": "Кімнен: News desk <news@wire.example>\nЖіберілді: 2024 ж. 11 маусым, сейсенбі 18:12\n"
    "Кімге: Kari Nes\nТақырып: Tugs for Lindvik",
    "kk-gmail": "---------- Forwarded message ---------\nЖіберуші: News desk <news@wire.example>\n"
    "Date: сс, 2024 ж. 11 мау. 18:12\nSubject: Tugs for Lindvik\nTo: <kari@desk.example>",
    "ko": "보낸 사람: News desk <news@wire.example>\n보낸 날짜: 2024년 6월 11일 화요일 오후 6:12\n"
    "받는 사람: Kari Nes\n제목: Tugs for Lindvik",
    "ru-apple": "Начало переадресованного сообщения:\n\nОт: News desk <news@wire.example>\n"
    "Тема: Tugs for Lindvik\nДата: 11 июня 2024 г. в 18:12:05 GMT+5\nКому: kari@desk.example",
    "ru-mail": "-------- Пересылаемое сообщение --------\nОт кого: News desk <news@wire.example>\n"
    "Кому: kari@desk.example\nДата: Вторник, 11 июня 2024, 18:12 +05:00\nТема: Tugs for Lindvik",
    "fr-thunderbird": "-------- Message transféré --------\nSujet : \tTugs for Lindvik\n"
    "Date : \tTue, 11 Jun 2024 18:12:05 +0200\nDe : \tNews desk <news@wire.example>\n"
    "Pour : \tkari@desk.example",
}


def check_forwarded(article: Article) -> None:
    assert article.text.split("\n\n") == ["Tugs for Lindvik", *STORY]
    assert (article.title, article.outlet, article.date) == (
        "Tugs for Lindvik", "News desk", "2024-06-11",
    )  # fmt: skip


@pytest.mark.parametrize("layout", BLOCKS)
def test_forwarded_article_in_plain_text(layout: str) -> None:
    note = "FYI, one for tomorrow's brief.\n\nBest,\nKari\n\n"
    check_forwarded(
        one(mail("FW: Tugs for Lindvik", f"{note}{BLOCKS[layout]}\n\n{BODY}").as_bytes())
    )


@pytest.mark.parametrize("layout", BLOCKS)
def test_forwarded_article_in_html(layout: str) -> None:
    block = "<br>".join(line.replace("<", "&lt;") for line in BLOCKS[layout].split("\n"))
    page = f"<div>Please see below.</div><div><hr></div><div>{block}</div><div>{HTML_BODY}</div>"
    check_forwarded(one(mail("Fwd: Tugs for Lindvik", page=page).as_bytes()))


@pytest.mark.parametrize("layout", ["outlook", "thunderbird", "de", "fr", "ru", "zh"])
@pytest.mark.parametrize("shape", ["blocks", "bold", "table", "run"])
def test_forwarded_header_in_every_shape_of_html(layout: str, shape: str) -> None:
    lines = [line.replace("<", "&lt;") for line in BLOCKS[layout].split("\n")]
    pairs = [line.partition(":") for line in lines]
    block = {
        "blocks": "".join(f"<div>{line}</div>" for line in lines),
        "bold": "".join(f"<p><b>{a}{m}</b>{b}</p>" for a, m, b in pairs),
        "table": "<table>"
        + "".join(
            f"<tr><th>{a}{m} </th><td>{b}</td></tr>" if m else f"<tr><td>{a}</td></tr>"
            for a, m, b in pairs
        )
        + "</table>",
        "run": f"<p>{' '.join(lines)}</p>",
    }[shape]
    if shape == "run" and layout in ("thunderbird", "fr"):
        pytest.skip("begins with another header, or has a blank before its colons")
    page = f"<div>For info.</div>{block}<div>{HTML_BODY}</div>"
    check_forwarded(one(mail("Fwd: Tugs for Lindvik", page=page).as_bytes()))


@pytest.mark.parametrize("layout", ["gmail", "apple", "outlook", "de"])
def test_forwarded_article_in_quotation_marks(layout: str) -> None:
    text = f"{BLOCKS[layout]}\n\n{BODY}"
    quoted = "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    check_forwarded(one(mail("Fwd: Tugs", f"For the file.\n\n{quoted}\n").as_bytes()))


@pytest.mark.parametrize("page", [False, True])
def test_forward_under_an_attribution_alone_has_its_sender_and_date(page: bool) -> None:
    banner, end = "Пересылаемое сообщение", "Конец пересылаемого сообщения"
    sender = '11.06.2024, 18:12, "News desk" <news@wire.example>:'
    if page:
        address = sender.replace("<", "&lt;")
        message = mail(
            "Fwd: Tugs for Lindvik",
            page=f"<div>Для информации.</div><div>-------- {banner} --------</div>"
            f"<div>{address}</div><blockquote>{HTML_BODY}</blockquote><div>-------- {end} --------"
            "</div>",
        )
    else:
        message = mail(
            "Fwd: Tugs for Lindvik",
            f"-------- {banner} --------\n{sender}\n\n{BODY}\n\n-------- {end} --------\n",
        )
    check_forwarded(one(message.as_bytes()))


def test_forward_of_a_forward_is_the_innermost_article() -> None:
    outer = (
        "From: Per Dal <per@desk.example>\nSent: 11 June 2024 20:00\nTo: Kari\nSubject: Fwd: Tugs"
    )
    text = f"See below.\n\n{outer}\n\nWorth a look.\n\n{BLOCKS['gmail']}\n\n{BODY}"
    check_forwarded(one(mail("FW: Fwd: Tugs for Lindvik", text).as_bytes()))


def test_forwarded_mails_on_several_subjects_are_several_articles() -> None:
    other = BLOCKS["gmail"].replace("Tugs for Lindvik", "Ferry timetable")
    text = f"Two for you.\n\n{BLOCKS['gmail']}\n\n{BODY}\n\n{other}\n\n{OLD}"
    found = items(mail("Fwd: Two stories", text).as_bytes())
    assert [f.title for f in found if isinstance(f, Article)] == [
        "Tugs for Lindvik", "Ferry timetable",
    ]  # fmt: skip


def test_forwarded_text_with_a_report_above_it_gives_both() -> None:
    report = (
        "I spoke to the chair of the board this morning, and she confirmed that a third tug will "
        "be bought next year, which the unions had not been told so far."
    )
    found = items(mail("Fwd: Tugs", f"{report}\n\n{BLOCKS['gmail']}\n\n{BODY}").as_bytes())
    assert [f.outlet for f in found if isinstance(f, Article)] == ["Kari Nes", "News desk"]


QUOTED = "\n".join(f"> {line}" for line in OLD.split(". "))
ATTRIBUTIONS = {
    "en": "On Tue, Jun 11, 2024 at 6:12 PM News desk <news@wire.example> wrote:",
    "en-wrapped": "On Tue, Jun 11, 2024 at 6:12 PM News desk\n<news@wire.example> wrote:",
    "de": "Am Di., 11. Juni 2024 um 18:12 Uhr schrieb News desk <news@wire.example>:",
    "fr": "Le mar. 11 juin 2024 à 18:12, News desk <news@wire.example> a écrit :",
    "es": "El mar, 11 jun 2024 a las 18:12, News desk (<news@wire.example>) escribió:",
    "it": "Il giorno mar 11 giu 2024 alle ore 18:12 News desk <news@wire.example> ha scritto:",
    "pt": "Em ter., 11 de jun. de 2024 às 18:12, News desk <news@wire.example> escreveu:",
    "nl": "Op di 11 jun 2024 om 18:12 schreef News desk <news@wire.example>:",
    "sv": "Den tis 11 juni 2024 kl 18:12 skrev News desk <news@wire.example>:",
    "pl": "W dniu wt., 11 cze 2024 o 18:12 News desk <news@wire.example> napisał(a):",
    "ru": "вт, 11 июн. 2024 г. в 18:12, News desk <news@wire.example>:".replace(
        ">:", "> написал(а):"
    ),
    "ru-gmail": "вт, 11 июн. 2024 г. в 18:12, News desk <news@wire.example>:",
    "kk": "2024 ж. 11 мау., сс 18:12 News desk <news@wire.example> жазды:",
    "ko": "2024년 6월 11일 (화) 오후 6:12, News desk <news@wire.example>님이 작성:",
}


@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_reply_leaves_the_history_out(language: str) -> None:
    text = f"{BODY}\n\n{ATTRIBUTIONS[language]}\n\n{QUOTED}\n"
    assert one(mail("Re: Tugs", text).as_bytes()).text.split("\n\n") == ["Tugs", *STORY]


@pytest.mark.parametrize("layout", ["outlook", "original", "de", "fr", "ru"])
def test_reply_above_a_header_block_leaves_the_history_out(layout: str) -> None:
    text = f"{BODY}\n\n{'_' * 32}\n{BLOCKS[layout]}\n\n{OLD}\n"
    assert one(mail("RE: Tugs", text).as_bytes()).text.split("\n\n") == ["Tugs", *STORY]


@pytest.mark.parametrize(
    "history",
    [
        '<div class="gmail_quote"><div class="gmail_attr">On 11 Jun 2024 News desk wrote:<br></div>'
        f"<blockquote>{OLD}</blockquote></div>",
        '<blockquote type="cite"><div>On 11 Jun 2024, News desk wrote:</div>'
        f"<p>{OLD}</p></blockquote>",
        '<div id="divRplyFwdMsg"><b>From:</b> News desk<br><b>Sent:</b> 11 June 2024<br><b>To:</b> '
        f"Kari<br><b>Subject:</b> Tugs</div><div>{OLD}</div>",
        '<div class="protonmail_quote">On Tuesday, June 11th, 2024 at 6:12 PM, News wrote:<br>'
        f"{OLD}</div>",
    ],
)
def test_reply_in_html_leaves_the_history_out(history: str) -> None:
    article = one(mail("Re: Tugs", page=f"<div>{HTML_BODY}</div><br>{history}").as_bytes())
    assert article.text.split("\n\n") == ["Tugs", *STORY]


@pytest.mark.parametrize(
    "block",
    [
        "From: The Human Relations Office\n<a-very-long-address+123456@wire.example>\n"
        "Sent: Tuesday, June 11, 2024 6:12 PM\nTo: Kari Nes\nSubject: Old",
        "From: News desk <news@wire.example>\nDate: 11 June 2024\nSubject: An old subject that "
        "goes on and on until it has\nto be wrapped",
        "-------- Oprindelig besked --------\nFra: A B <a@wire.example>\nDato: 11.06.2024  17.45 "
        "(GMT+01:00)\nTil: k@desk.example\nEmne: Old",
        "-------- Message d'origine --------\nDe : A B <a@wire.example>\nDate : 11/06/24  10:46\n"
        "À : k@desk.example Objet : Old",
        "---- On Tue, 11 Jun 2024 14:02:50 +0530 news@wire.example wrote ----",
        "pe 20. lokakuuta 2017 klo 17.50 Ari Koski\n<ari@wire.example> kirjoitti:",
    ],
)
def test_reply_above_wrapped_and_dashed_headers_leaves_the_history_out(block: str) -> None:
    for gap in ("\n\n", f"\n{'_' * 32}\n"):
        text = f"{BODY}{gap}{block}\n\n{OLD}\n"
        assert one(mail("Re: Tugs", text).as_bytes()).text.split("\n\n") == ["Tugs", *STORY]


def test_answers_between_quoted_questions_stay() -> None:
    text = f"> Who bought the tugs?\n\n{STORY[0]}\n\n> And what do they cost?\n\n{STORY[1]}\n"
    assert one(mail("Re: Tugs", text).as_bytes()).text.split("\n\n") == ["Tugs", *STORY]


AROUND = [
    "CAUTION: This e-mail comes from outside the company. Do not open attachments or click on "
    "links unless you know the sender.",
    "[EXTERNAL]",
    "External email: treat links and attachments with caution.",
    "You don't often get email from kari@desk.example. Learn why this is important",
    "ACHTUNG: Diese E-Mail kommt von einem externen Absender. Bitte öffnen Sie keine Anhänge.",
    "Dear Ambassador Holm,",
    "Good morning all,",
    "Sehr geehrte Damen und Herren,",
    "Chers collègues,",
    "I hope this message finds you well.",
    "ВНИМАНИЕ: Это письмо отправлено извне организации. Не открывайте вложения и не переходите по "
    "ссылкам, если не знаете отправителя.",
    "Добрый день, коллеги!",
    "Құрметті әріптестер!",
    "안녕하세요,",
]
BELOW = [
    "Kind regards,\nKari Nes\nSenior Analyst | Desk Ltd\nT: +47 22 00 00 00",
    "Mit freundlichen Grüßen\nKari Nes",
    "Bien cordialement,\n\nKari",
    "С уважением,\nКари Нес",
    "-- \nKari Nes\nDesk Ltd",
    "Sent from my phone".replace("my phone", "my iPhone"),
    "Get Outlook for iOS",
    "This message and its attachments may be privileged and are meant for the addressee only. If "
    "it reached you by mistake, delete it and notify us.",
    "Diese Nachricht ist vertraulich und nur für den Empfänger bestimmt. Wenn Sie sie irrtümlich "
    "erhalten haben, löschen Sie sie bitte.",
    "Please consider the environment before printing this e-mail.",
    "You are receiving this email because you signed up on our site.",
    "To unsubscribe, click here.",
    "View this email in your browser",
    "Many thanks and best wishes,\nKari",
    "감사합니다.\n\n카리 네스 드림",
    "Ізгі ниетпен,\nКари Нес\nБас сарапшы",
    "본 메일은 수신인만을 위한 것이며 기밀 정보를 포함할 수 있습니다.",
    "Это сообщение и все вложения конфиденциальны и предназначены только для адресата.",
]


@pytest.mark.parametrize("above", AROUND)
def test_what_stands_above_the_text_is_left_out(above: str) -> None:
    assert one(mail("Tugs", f"{above}\n\n{BODY}").as_bytes()).text.split("\n\n")[1:] == [*STORY]


@pytest.mark.parametrize("below", BELOW)
def test_what_stands_below_the_text_is_left_out(below: str) -> None:
    plain = one(mail("Tugs", f"{BODY}\n\n{below}").as_bytes())
    assert plain.text.split("\n\n")[1:] == [*STORY]
    lines = "<br>".join(below.split("\n"))
    page = one(mail("Tugs", page=f"<div>{HTML_BODY}<p>{lines}</p></div>").as_bytes())
    assert page.text.split("\n\n")[1:] == [*STORY]


def test_sentences_that_only_look_like_courtesies_stay() -> None:
    text = (
        "Dear imports hurt the poorest households, the central bank said in its report on Monday."
        "\n\nThanks to the new tugs, the port will need a third less fuel, according to the board."
        "\n\nThe confidential report named no recipient of the money, two officials said on Friday."
        "\n\nFrom: the point of view of the unions, the vote came too late to change anything."
    )
    kept = one(mail("Prices", text).as_bytes()).text.split("\n\n")
    assert kept == ["Prices", *text.split("\n\n")]


def test_report_pasted_below_the_signature_is_read() -> None:
    text = f"Please find the report below.\n\nKind regards,\nKari Nes\nDesk Ltd\n\n{BODY}\n"
    assert one(mail("Tugs", text).as_bytes()).text.split("\n\n")[-2:] == [*STORY]


def test_flowed_text_without_its_soft_spaces() -> None:
    message = mail("Tugs", "x")
    message.replace_header("Content-Type", 'text/plain; charset="utf-8"; format=flowed; delsp=yes')
    message.set_payload("The harbour board bought two elec \ntric  \ntugs on Monday, it said.\n")
    assert one(message.as_bytes()).text.endswith("bought two electric tugs on Monday, it said.")


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("x-unknown", "utf-8"), ("windows-1251", "cp1251"), ("iso-8859-8-i", "iso8859-8"),
        ("ks_c_5601-1987", "cp949"), ("gb2312", "gbk"), ("utf-7", "utf-7"),
    ],
)  # fmt: skip
def test_charsets_of_mails(declared: str, codec: str) -> None:
    text = {
        "cp1251": "Порт Линдвик купил два буксира в понедельник, сообщил совет порта.",
        "iso8859-8": "נמל לינדוויק רכש שתי גוררות ביום שני, כך מסרה הנהלת הנמל לעיתונאים.",
        "cp949": "린드빅 항만 위원회는 월요일에 전기 예인선 두 척을 구입했다고 밝혔다.",
        "gbk": "林德维克港务局周一表示，该局购买了两艘电动拖船，费用将减少三分之一。",
    }.get(codec, "Der Hafen kaufte am Montag zwei Schlepper für größere Schiffe, hieß es.")
    raw = (
        f"From: K <k@desk.example>\nSubject: S\nMIME-Version: 1.0\n"
        f'Content-Type: text/plain; charset="{declared}"\nContent-Transfer-Encoding: 8bit\n\n'
    ).encode() + text.encode(codec)
    assert text in one(raw).text


def test_text_of_the_declared_charset_with_a_spoilt_character_is_read_in_it() -> None:
    told = (
        "林德维克港务局周一表示，该局购买了两艘电动拖船，费用将减少三分之一，港口燃料费用也会下降。"
    )
    raw = (
        b"From: K <k@desk.example>\nSubject: S\nMIME-Version: 1.0\n"
        b'Content-Type: text/plain; charset="gb2312"\nContent-Transfer-Encoding: 8bit\n\n'
    ) + told.encode("gbk")[:-1]
    assert told[:40] in one(raw).text


def test_calendar_parts_are_no_text() -> None:
    message = mail("Tugs", BODY)
    message.add_alternative("BEGIN:VCALENDAR\nSUMMARY:Meeting\nEND:VCALENDAR", subtype="calendar")
    assert one(message.as_bytes()).text.split("\n\n") == ["Tugs", *STORY]


@pytest.mark.parametrize(
    ("subtype", "said"),
    [("ms-tnef", "winmail.dat"), ("pkcs7-mime", "S/MIME"), ("pgp-encrypted", "PGP")],
)
def test_sealed_mail_says_what_to_ask_for(subtype: str, said: str) -> None:
    message = mail("Tugs")
    data = SEALED if subtype == "pkcs7-mime" else b"\x78\x9f\x3e\x22 cut"
    message.set_content(data, maintype="application", subtype=subtype)
    (item,) = items(message.as_bytes())
    assert isinstance(item, Skipped)
    assert said in item.reason
    assert "ask for it" in item.reason


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    width = (size.bit_length() + 7) // 8
    return bytes([tag, 0x80 | width]) + size.to_bytes(width, "big") + content


def _cms(number: int, content: bytes) -> bytes:
    """A content info (RFC 5652) of type 1.2.840.113549.1.7.``number``."""
    oid = _der(6, bytes.fromhex("2a864886f70d0107") + bytes([number]))
    return _der(0x30, oid + _der(0xA0, content))


SEALED = _cms(3, _der(0x30, _der(2, b"\0") + _der(0x31, b"")))


def test_signed_mail_is_read() -> None:
    inner = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{BODY}".encode()
    oid = _der(6, bytes.fromhex("2a864886f70d010701"))
    data = _der(0x30, oid + _der(0xA0, _der(4, inner)))
    signed = _cms(2, _der(0x30, _der(2, b"\1") + _der(0x31, b"") + data + _der(0x31, b"")))
    message = mail("Tugs")
    message.set_content(signed, maintype="application", subtype="pkcs7-mime")
    assert one(message.as_bytes()).text.split("\n\n") == ["Tugs", *STORY]


def test_date_of_the_header_counts_in_its_own_zone() -> None:
    message = mail("Tugs", BODY)
    message.replace_header("Date", "Tue, 11 Jun 24 23:30:00 -0500")
    assert one(message.as_bytes()).date == "2024-06-11"


def test_every_section_of_the_phrases_compiles() -> None:
    import re

    assert len(table()) > 15
    for phrases in table().values():
        assert phrases
        for phrase in phrases:
            re.compile(phrase)


# --- Newsletters and alerts ---------------------------------------------------------------------

NEWS = {
    "Tin smelter to reopen in Perak": "The smelter will reopen in March after two years, its owner "
    "said on Tuesday. It will employ 320 people.",
    "Lithium tax cut by half": "Parliament cut the export tax on lithium to 15 percent late on "
    "Tuesday. The vote was 112 to 40.",
    "Ferry fares to rise again": "Fares on the strait ferries rise by 8 percent in July, the "
    "regulator said on Tuesday.",
}
FOOT = "<p>Copyright © 2024 Ledger Media</p><p><a href='https://l.example/u'>Unsubscribe</a></p>"
LISTED = {"List_Unsubscribe": "<https://l.example/u>"}


def button(title: str, text: str, number: int) -> str:
    return (
        f"<tr><td><h2>{title}</h2><p>{text}</p>"
        f"<a href='https://l.example/{number}'>Read more</a></td></tr>"
    )


def linked(title: str, text: str, number: int) -> str:
    return f"<div><a href='https://l.example/{number}'>{title}</a></div><div>{text}</div>"


def alert(title: str, text: str, number: int) -> str:
    url = f"https://search.example/url?rct=j&amp;url=https://l.example/{number}&amp;ct=ga"
    return (
        f"<div><a href='{url}'><b>{title}</b></a></div><div><a href='https://l.example'>Daily "
        f"Ledger</a></div><div>{text}</div><div><a href='https://s.example'>Facebook</a> "
        "<a href='https://s.example'>Flag as irrelevant</a></div>"
    )


def newsletter(item: Callable[[str, str, int], str]) -> str:
    rows = "".join(item(title, text, n) for n, (title, text) in enumerate(NEWS.items()))
    preview = "<div style='display:none'>A preview that only lists of mails show</div>"
    head = "<p><a href='https://l.example/v'>View in your browser</a></p><h1>Morning Ledger</h1>"
    return (
        f"<html><body>{preview}{head}<p>Good morning.</p><table>{rows}</table>{FOOT}</body></html>"
    )


def check_items(found: list[Article | Skipped], outlet: str) -> None:
    assert all(isinstance(item, Article) for item in found), found
    articles = [item for item in found if isinstance(item, Article)]
    assert [a.title for a in articles] == list(NEWS)
    assert [a.text.partition("\n\n")[2] for a in articles] == list(NEWS.values())
    assert [a.url for a in articles] == [f"https://l.example/{n}" for n in range(len(NEWS))]
    assert {(a.outlet, a.date) for a in articles} == {(outlet, "2024-06-12")}


@pytest.mark.parametrize(
    ("item", "outlet"), [(button, "Kari Nes"), (linked, "Kari Nes"), (alert, "Daily Ledger")]
)
def test_newsletter_is_an_article_per_item(
    item: Callable[[str, str, int], str], outlet: str
) -> None:
    page = newsletter(item)
    check_items(items(mail("Morning Ledger", page=page, **LISTED).as_bytes()), outlet)
    check_items(items(mail("Morning Ledger", "View online", page).as_bytes()), outlet)


def test_newsletter_in_plain_text() -> None:
    rows = "\n\n".join(
        f"{n + 1}. {title}\n{text}\nRead more: https://l.example/{n}"
        for n, (title, text) in enumerate(NEWS.items())
    )
    text = f"MORNING LEDGER\n12 June 2024\n\n{rows}\n\n--\nUnsubscribe: https://l.example/u\n"
    check_items(items(mail("Morning Ledger", text).as_bytes()), "Kari Nes")


def test_alert_in_plain_text_names_outlet_and_address() -> None:
    rows = "\n\n".join(
        f"{title}\nDaily Ledger\n{text}\n<https://s.example/url?url=https://l.example/{n}&ct=ga>"
        for n, (title, text) in enumerate(NEWS.items())
    )
    text = (
        f"=== News - 3 new results for [tin] ===\n\n{rows}\n\nUnsubscribe:\n<https://s.example>\n"
    )
    check_items(items(mail("Alert - tin", text).as_bytes()), "Daily Ledger")


def bold(title: str, text: str) -> str:
    return f"<p><b>{title}</b></p><p>{text}</p>"


def ranked(title: str, text: str) -> str:
    return f"<h3>{title}</h3><p>{text}</p>"


@pytest.mark.parametrize("item", [bold, ranked])
def test_newsletter_without_links_is_an_article_per_item(item: Callable[[str, str], str]) -> None:
    rows = "".join(item(title, text) for title, text in NEWS.items())
    page = f"<body><h1>Morning Ledger</h1><p>Good morning!</p>{rows}{FOOT}</body>"
    found = items(mail("Morning Ledger", page=page, **LISTED).as_bytes())
    assert [a.title for a in found if isinstance(a, Article)] == list(NEWS)
    assert [a.text.split("\n\n")[1:] for a in found if isinstance(a, Article)] == [
        [text] for text in NEWS.values()
    ]
    assert {a.url for a in found if isinstance(a, Article)} == {""}


def test_newsletter_in_plain_text_without_links() -> None:
    rows = "\n\n".join(f"{title.upper()}\n{text}" for title, text in NEWS.items())
    text = f"MORNING LEDGER\n12 June 2024\n\n{rows}\n\nHave a great day!\n"
    found = items(mail("Morning Ledger", text, **LISTED).as_bytes())
    assert [a.title for a in found if isinstance(a, Article)] == [t.upper() for t in NEWS]
    assert "great day" not in "".join(a.text for a in found if isinstance(a, Article))


def test_sent_article_with_sections_is_one_article() -> None:
    lead = f"<p>{STORY[0]}</p><p>{STORY[1]}</p>"
    heads = ("What it costs the port now", "Who will sail the two tugs", "What happens after that")
    page = "".join(
        f"<h2>{head}</h2><p>{text}</p>" for head, text in zip(heads, NEWS.values(), strict=False)
    )
    for above in ("<h1>Tugs for Lindvik</h1>", ""):
        sent = mail("Tugs for Lindvik", page=f"<body>{above}{lead}{page}{FOOT}</body>", **LISTED)
        assert len(items(sent.as_bytes())) == 1


@pytest.mark.parametrize("page", [False, True])
def test_press_review_of_paragraphs_that_end_in_their_source(page: bool) -> None:
    texts = list(NEWS.values())
    if page:
        rows = "".join(
            f"<li>{text} (<a href='https://l.example/{n}'>Daily Ledger</a>)</li>"
            for n, text in enumerate(texts)
        )
        message = mail("Press review", page=f"<body><ul>{rows}</ul></body>", **LISTED)
    else:
        rows = "\n\n".join(
            f"* {text} (Daily Ledger, https://l.example/{n})" for n, text in enumerate(texts)
        )
        message = mail("Press review", rows, **LISTED)
    found = [a for a in items(message.as_bytes()) if isinstance(a, Article)]
    assert [a.text.split("\n\n")[-1] for a in found] == texts
    assert {a.outlet for a in found} == {"Daily Ledger"}
    assert [a.url for a in found] == [f"https://l.example/{n}" for n in range(len(texts))]


def test_teaser_cut_off_before_a_link_to_the_rest_is_no_text() -> None:
    for more in ("Read more »", "Читать далее", "Weiterlesen"):
        page = "".join(
            f"<h3><a href='https://l.example/{n}'>{title}</a></h3><p>{text[:40]}… "
            f"<a href='https://l.example/{n}'>{more}</a></p>"
            for n, (title, text) in enumerate(NEWS.items())
        )
        (line,) = items(mail("Ledger", page=f"<body>{page}{FOOT}</body>", **LISTED).as_bytes())
        assert isinstance(line, Skipped)
        assert "no whole sentence" in line.reason


def test_forwarded_newsletter_keeps_its_own_sender_and_date() -> None:
    block = "<br>".join(line.replace("<", "&lt;") for line in BLOCKS["gmail"].split("\n"))
    found = items(mail("Fwd: Ledger", page=f"FYI<div>{block}</div>{newsletter(button)}").as_bytes())
    assert {(a.outlet, a.date) for a in found if isinstance(a, Article)} == {
        ("News desk", "2024-06-11")
    }
    assert len(found) == len(NEWS)


def test_teaser_that_breaks_off_is_cut_to_whole_sentences() -> None:
    cut = {title: f"{text} Officials said that the …" for title, text in NEWS.items()}
    page = "".join(linked(title, text, n) for n, (title, text) in enumerate(cut.items()))
    page += linked("Copper mine sold to a rival", "The buyer said that it would ...", 9)
    found = items(mail("Ledger", page=f"<body>{page}{FOOT}</body>").as_bytes())
    check_items(found[:-1], "Kari Nes")
    assert found[-1] == Skipped(
        "m.eml", "1 item has no whole sentence; --follow reads the pages that they link to"
    )


def test_article_with_links_to_other_stories_is_one_article() -> None:
    others = [f"<p><a href='https://l.example/{n}'>{title}</a></p>" for n, title in enumerate(NEWS)]
    text = "".join(f"<p>{a}</p>{b}" for a, b in zip([*STORY, OLD], others, strict=True))
    found = items(mail("Tugs for Lindvik", page=f"<body><h1>Tugs</h1>{text}</body>").as_bytes())
    assert len(found) == 1


def test_press_release_with_headings_is_one_article() -> None:
    page = (
        f"<p><b>Harbour board buys two tugs</b></p>{HTML_BODY}<p><b>Notes to editors</b></p>"
        "<p>The board was founded in 1911 and runs three ports. See <a href='https://b.example'>"
        "its pages</a> for more about the fleet.</p>"
    )
    assert len(items(mail("Press release: tugs", page=f"<body>{page}</body>").as_bytes())) == 1
