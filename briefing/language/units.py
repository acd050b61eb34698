"""Words for scales, currencies and units of measure, with their values in a base unit.

A base unit is one string per dimension: ``w`` for power, ``m`` for length, ``kg`` for mass.
Currencies have their lower-case ISO 4217 code, or the name that several countries share when the
text does not say which one it means. The tables hold only what news in English uses.
"""

from __future__ import annotations

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "lakh": 1e5, "cr": 1e7, "lakhs": 1e5, "million": 1e6,
    "mln": 1e6, "mn": 1e6, "m": 1e6, "crore": 1e7, "crores": 1e7, "billion": 1e9, "bln": 1e9,
    "bn": 1e9, "b": 1e9, "trillion": 1e12, "trn": 1e12, "tn": 1e12, "lakh crore": 1e12,
}  # fmt: skip

NUMERALS = {
    w: float(i)
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0,
     "eighty": 80.0, "ninety": 90.0, "dozen": 12.0}  # fmt: skip

CODES = tuple(
    """usd eur gbp chf jpy cny kzt uzs kgs tjs tmt mnt rub try azn gel amd byn uah inr pkr bdt lkr
    npr idr myr sgd hkd aud cad nzd sek nok dkk pln czk huf ron bgn aed sar qar kwd bhd omr ils egp
    zar ngn kes ghs tzs ugx etb mad brl mxn ars clp cop pen thb php vnd krw twd isk
    rwf xof xaf mwk zmw bwp nad mzn aoa mur mga""".split()
)
"""ISO 4217 codes that are read before or after an amount ("CHF 2 million", "3 million KZT")."""

SYMBOLS = {
    "$": "usd", "us$": "usd", "c$": "cad", "a$": "aud", "s$": "sgd", "hk$": "hkd", "nz$": "nzd",
    "nt$": "twd", "r$": "brl", "€": "eur", "£": "gbp", "¥": "jpy", "₩": "krw", "₹": "inr",
    "₸": "kzt", "₽": "rub", "₺": "try", "₴": "uah", "₦": "ngn", "₪": "ils", "₫": "vnd", "₱": "php",
    "₾": "gel", "₼": "azn", "₮": "mnt", "฿": "thb", "rm": "myr", "rs": "inr", "rmb": "cny",
    "tk": "bdt", "ksh": "kes", "sh": "kes", "sfr": "chf", "dm": "dem", "r": "zar",
}  # fmt: skip

CURRENCIES = {
    "dollar": "usd", "dollars": "usd", "dlrs": "usd", "dlr": "usd", "euro": "eur", "euros": "eur",
    "pound": "gbp", "pounds": "gbp", "yen": "jpy", "won": "krw", "yuan": "cny", "rouble": "rub",
    "roubles": "rub", "rubles": "rub", "ruble": "rub", "tenge": "kzt", "francs": "chf",
    "franc": "chf", "rupee": "inr", "rupees": "inr", "rand": "zar", "lira": "try", "liras": "try",
    "riyals": "sar", "dirhams": "aed", "crowns": "crown", "kronor": "sek", "kroner": "krone",
    "zloty": "pln", "zlotys": "pln", "rials": "rial", "soles": "pen", "pounds sterling": "gbp",
    "shekels": "ils", "lei": "ron", "forints": "huf", "hryvnia": "uah", "hryvnias": "uah",
    "lari": "gel", "dinars": "dinar", "manat": "azn", "manats": "azn", "pesos": "peso",
    "marks": "dem", "taka": "bdt", "birr": "etb", "ringgit": "myr", "sen": "sen", "cents": "cent",
    "cts": "cent", "pence": "penny", "cedis": "ghs", "rupiah": "idr", "baht": "thb",
    "naira": "ngn", "shillings": "kes", "reais": "brl", "soms": "kgs", "som": "kgs",
    "soums": "uzs", "soum": "uzs", "somoni": "tjs", "tugriks": "mnt", "tugrik": "mnt",
    "drams": "amd", "peseta": "esp", "pesetas": "esp",
    "leva": "bgn", "dong": "vnd", "renminbi": "cny",
}  # fmt: skip

SHARED_NAMES = {
    "dollar": {"us": "usd", "canadian": "cad", "australian": "aud", "singapore": "sgd",
               "hong kong": "hkd", "new zealand": "nzd"},
    "franc": {"swiss": "chf"}, "pound": {"british": "gbp"},
    "rupee": {"indian": "inr", "pakistani": "pkr", "sri lankan": "lkr", "nepali": "npr"},
    "lira": {"turkish": "try"}, "riyal": {"saudi": "sar"}, "dirham": {"uae": "aed"},
    "shilling": {"kenyan": "kes"}, "mark": {"german": "dem"}, "dinar": {}, "peso": {}, "rial": {},
    "crown": {}, "kroner": {}, "cent": {},
}  # fmt: skip
"""Names of currencies that several countries share, with the countries that have a code here."""


def _spelt(**spellings: tuple[str, str, float]) -> dict[str, tuple[str, float]]:
    """Each word of the first part of a row, with the base unit and the factor."""
    return {
        word: (base, factor)
        for words, base, factor in spellings.values()
        for word in words.split("|")
    }


UNITS = _spelt(
    share=("%|percent|per cent|pct|prct", "%", 1.0),
    pp=("percentage points|percentage point", "pp", 1.0),
    bp=("basis points|basis point", "pp", 0.01), points=("points", "points", 1.0),
    kw=("kw|kilowatt|kilowatts", "w", 1e3), mw=("mw|megawatt|megawatts", "w", 1e6),
    gw=("gw|gigawatt|gigawatts", "w", 1e9), tw=("tw|terawatt|terawatts", "w", 1e12),
    kv=("kv|kilovolt|kilovolts", "v", 1e3),
    kwh=("kwh|kilowatt-hours|kilowatt hours", "wh", 1e3),
    mwh=("mwh|megawatt-hours|megawatt hours", "wh", 1e6),
    gwh=("gwh|gigawatt-hours|gigawatt hours", "wh", 1e9),
    twh=("twh|terawatt-hours|terawatt hours", "wh", 1e12),
    km=("km|kms|kilometre|kilometres|kilometer|kilometers", "m", 1e3),
    metre=("metre|metres|meter|meters", "m", 1.0),
    cm=("cm|centimetre|centimetres|centimeter|centimeters", "m", 0.01),
    mm=("mm|millimetre|millimetres|millimeter|millimeters", "m", 0.001),
    mile=("mile|miles", "m", 1609.344), foot=("foot|feet|ft", "m", 0.3048),
    inch=("inch|inches", "m", 0.0254), yard=("yard|yards", "m", 0.9144),
    tonne=("tonne|tonnes|ton|tons|metric tons|metric tonnes|short tons|long tons", "kg", 1e3),
    kg=("kg|kilo|kilos|kilogram|kilograms", "kg", 1.0), gram=("gram|grams|grammes", "kg", 0.001),
    lb=("lb|lbs", "kg", 0.4536), ounce=("ounce|ounces|oz|troy ounces", "oz", 1.0),
    carat=("carat|carats", "carat", 1.0), bushel=("bushel|bushels", "bushel", 1.0),
    m3=("m³|cubic metres|cubic meters|cubic metre|cubic meter", "m3", 1.0), bcm=("bcm", "m3", 1e9),
    tcm=("tcm", "m3", 1e12), mcm=("mcm", "m3", 1e6), cubic_feet=("cubic feet", "m3", 0.0283),
    litre=("litre|litres|liter|liters", "m3", 0.001), gallon=("gallon|gallons", "m3", 0.003785),
    km2=("square kilometres|square kilometers|square km|sq km|sq. km", "m2", 1e6),
    m2=("square metres|square meters|sq m|sq. m", "m2", 1.0),
    mile2=("square miles", "m2", 2.59e6), foot2=("square feet|sq ft|sq. ft", "m2", 0.0929),
    hectare=("hectare|hectares|ha", "m2", 1e4), acre=("acre|acres", "m2", 4046.9),
    barrel=("barrel|barrels|bbl", "bbl", 1.0),
    bpd=("bpd|b/d|barrels per day|barrels a day|barrels daily", "bpd", 1.0),
    teu=("teu|teus", "teu", 1.0),
    kmh=("km/h|kph|kilometres per hour|kilometers per hour", "km/h", 1.0),
    mph=("mph|miles per hour|miles an hour", "km/h", 1.609344),
    second=("second|seconds", "hour", 1 / 3600), minute=("minute|minutes", "hour", 1 / 60),
    hour=("hour|hours", "hour", 1.0), day=("day|days", "day", 1.0), week=("week|weeks", "day", 7.0),
    month=("month|months", "month", 1.0), year=("year|years", "month", 12.0),
)  # fmt: skip
"""Unit, base unit and how many of the base unit it is."""

TIMES = frozenset(("hour", "day", "month"))
"""Base units of time."""

GOODS = frozenset(("kg", "m3", "bbl", "bushel", "oz", "carat", "wh"))
"""Base units that goods are counted in: the words around them say tonnes of what."""

_PARTS = (("quarter", 4), ("third", 3), ("fifth", 5), ("tenth", 10))
PARTS = {
    f"{count}{join}{part}{'s' * (n > 1)}": round(100.0 * n / whole, 1)
    for count, n in (("a", 1), ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("nine", 9))
    for part, whole in _PARTS
    for join in (" ", "-")
    if n < whole
}
"""Parts of a whole in words, in percent."""

FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
MONTHS = (
    "January February March April May June July August September October November December".split()
)
NUMBER_WORDS = (*NUMERALS, *SCALES)
UNIT_WORDS = (*UNITS, *(c for c in CURRENCIES if len(c) > 2))
