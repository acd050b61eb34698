"""Word lists that several stages share; closed classes of usage, written by hand."""

from __future__ import annotations

AGENCIES = frozenset(
    """AA|ACN Newswire|AFP|AKIPRESS|AKIPRESS.COM|AKIpress|ANI|ANSA|AP|APA|APP|ARMENPRESS|AZERTAC
    |Anadolu|Antara|Armenpress|Azertac|BBC|BELTA|BERNAMA|BUSINESS WIRE|BelTA|Bernama|Bloomberg|CNN
    |Dow Jones|Dunyo|EFE|GLOBE NEWSWIRE|IANS|INTERFAX|IRNA|ITAR-TASS|Interfax|Interfax-Kazakhstan
    |Jiji|KAZINFORM|KUNA|Kabar|KazTAG|Kazinform|Khovar|Kyodo|MONTSAME|Montsame|PAP|PRNEWSWIRE
    |PRNewswire|PTI|QAZINFORM|QNA|Qazinform|REUTERS|RIA Novosti|Report|Reuters|SPA|Sputnik|TASS
    |TREND|Trend|UPI|Ukrinform|UzA|UzDaily|WAM|XINHUA|Xinhua|Yonhap|dpa|Интерфакс|КазТАГ
    |РИА Новости|ТАСС""".replace("\n", "")
    .replace("    |", "|")
    .strip()
    .split("|")
)
"""Names by which news agencies and distributors of press releases sign, as they write them."""
