"""The signs of captions and boilerplate: openings, closed phrases, shapes.

The patterns describe habits of news sites, agencies and newsletters in general form; they were
written by hand, and read against several thousand stories to see what else they catch. All are
tried with ``match`` at the beginning of a sentence unless their name says otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.language.patterns import LazyPattern

_SITES = (
    r"(?:Facebook|Twitter|X|Instagram|Telegram|YouTube|Youtube|WhatsApp|LinkedIn|TikTok|Tiktok"
    r"|Threads|Bluesky|Mastodon|WeChat|VK|Reddit|Pinterest|social media)"
)
_ROLES = r"(?:reporter|correspondent|editor|columnist|writer|journalist|staff writer|contributor)s?"
_PICTURE = (
    r"(?:photo(?:graph)?s?|pictures?|images?|pics?|foto(?:s|graf[ií]a)?|bild(?:er)?|graphics?|maps?"
    r"|charts?|infographics?|illustrations?|video|cr[eé]dit(?:o|s)?|courtesy|фото|сурет)"
)

# The credit or the label of a picture, at the beginning of a sentence in lower case.
CREDIT = re.compile(
    rf"[\s(\[—–-]*(?:(?:(?:file|archive|courtesy|handout|press|stock|agency|library)\s+)?{_PICTURE}"
    r"(?:\s+(?:credits?|courtesy|source|by|via|de|von|of the (?:day|week)))?\s*(?:[:|/©]|[-–—]\s)"
    rf"|{_PICTURE}\s+(?:by|courtesy(?: of)?|credit|via)\s+[a-zà-öø-þ][^!?]{{0,60}}$"
    r"|(?:file|archive|courtesy|handout|stock|library)\s+(?:photo(?:graph)?|picture|image|pic)s?\b"
    r"|fot\.|foto\b.{0,40}$|pictured\b|in (?:the|this) (?:photo|picture|image)\b"
    r"|(?:above|below|left|right|top|bottom|cent(?:re|er)|inset)(?: and \w+)?[,:] "
    r"|(?:(?:an?|the|this) )?(?:undated|handout|combination) (?:image|photo|picture)s?\b"
    r"|sources?:.{1,60}$"
    r"|credit:|handout\b.{0,30}$|getty images|write caption here)"
)
# What stands beside a picture once another cue has shown that there is one.
CREDIT_NEARBY = LazyPattern(
    r"(?:©|\(c\) |Source|Author|Autor|Auteur|Quelle|Fuente|Courtesy)[ :]|[—–-] ?Picture|Courtesy of"
)
CREDIT_INLINE = LazyPattern(
    r"\((?:[^()]{0,40}\b)?(?:pictured|file (?:photo|picture|pic|image)|photo)\b[^()]{0,60}\)"
    r"|\((?:(?:far|second|third|top|bottom|main|inset|above|below)\s+)?"
    r"(?:left|right|centre|center|from left|front|L|R|C)\)"
    r"|[,(] ?pictured (?:here|left|right|above|below|together|with|in|at|on|last|earlier)\b"
    r"|\b(?:is|are) (?:pictured|seen here|shown here)\b"
    r"|(?:[A-ZÀ-Þ][\w’'-]*+|\d), (?:(?:far|second|third) )?(?:left|right|cent(?:re|er))"
    r"(?:,|\.$| and )"
    r"|\bseen here\b|\bpictured here\b|\bartist[’']s impression\b"
)
INLINE_TRIGGERS = (")", "pictured", "n here", "impression", ", left", ", right", ", cent")
LABEL = LazyPattern(r"(?P<label>['‘]?[A-Z][\w’'-]*+(?: [\w’'-]++){0,4}['’]?[!?]?): (?=['‘]?[A-Z])")

# Sentences that are never news, whatever stands around them: patterns by their first word (letters
# after any marks), matched at that word without regard to case. They are compiled when a sentence
# begins with the word, which few do: compiling them all would take 20 ms of every start.
_NOUN = "(?:story|stories|article|report|piece|post|page|news|coverage|reading|column|newsletter)"
_OPENINGS: tuple[tuple[str, str], ...] = (
    (
        "adds updates recasts corrects refiles repeats rewrites releads reporting writing editing "
        "additional compiled edited written reported",
        r"(?<=\()\w+(?: (?:reporting|writing|editing))?\b",
    ),
    (
        "reporting writing editing additional edited compiled translated reviewed produced written "
        "reported",
        r"\w+(?: (?:reporting|writing|editing))?(?: and \w+)? (?:by|from) (?:our\b|(?-i:[A-ZÀ-Þ]))"
        r"[^.]{0,80}\.?$",
    ),
    (
        "words text photographs photography story interview production graphics",
        r"\w+(?: and \w+)?(?::| by) (?-i:[A-Z])[^.]{0,60}\.?$",
    ),
    (
        "read see watch listen find learn discover",
        r"\w+ (?:(?:more|next|also|here|on|too|out more)\b(?! than\b)"
        r"|the full (?:story|article|report))",
    ),
    ("read watch listen related recommended trending also live video more", r"\w+\s*:"),
    (
        "related more also further other",
        rf"\w+ (?:{_NOUN}\b|(?:from|on) (?:this|the|our|bbc|cnn)\b).{{0,60}}(?<![.!?])$",
    ),
    ("related recommended trending", r"\w+(?: \w+){0,2}$"),
    (
        "most you",
        r"(?:most (?:read|popular|viewed)|you (?:may|might) also (?:like|be interested))\b",
    ),
    ("scroll", r"scroll (?:down|up|to)\b"),
    ("swipe click tap", r"\w+ (?:here|on|below|left|right|the (?:link|image|player|button))\b"),
    ("video", r"video(?:\s*[:|–-]|$| .{0,60}(?<![.!?])$)|(?-i:VIDEO)\b"),
    ("sign log", r"\w+ (?:up|in|on)\b"),
    ("subscribe unsubscribe", r"\w+\b"),
    ("register", r"register (?:here|now|today|for (?:free|our))\b"),
    (
        "follow join find visit contact email e-mail write tell support help call ask reach send",
        r"(?:write to|e-mail|\w+) (?:us|our|me|the (?:author|writer|reporter))\b",
    ),
    ("like", r"like us (?:on|at)\b"),
    ("follow", rf"follow\b.{{0,60}}\b(?:on|at) (?-i:{_SITES}\b|www|@)"),
    (
        "share tweet print comment bookmark email save",
        rf"\w+(?:\s*\||$| (?:this (?:{_NOUN})|on (?-i:{_SITES})|via (?-i:{_SITES}|email)))",
    ),
    (
        "get",
        r"get\b.{0,80}\b(?:inbox|newsletter|alerts|app|directly to you|delivered|updates"
        r"|for free)\b",
    ),
    (
        "want like liked enjoy enjoyed enjoying love loved got have",
        r"\w+\b.{0,60}\b(?:inbox|newsletter|story|article|tips?|feedback|comments?|post"
        r"|what you(?:.re)? (?:read|reading|see))\b"
        r".{0,40}\?$",
    ),
    ("want", r"want to .{0,30}\?$"),
    ("vote check", r"(?:vote (?:now|here)|check out)\b"),
    (
        "you if",
        r"you can (?:listen|watch|read|see|hear|follow|find|download|contact|email|call|get)\b"
        r".{0,80}\b(?:here|on|at|via|online|below|website)\b"
        r"|if you (?:are|have|would|want|need|know)\b.{0,80}"
        r"\b(?:call|contact|visit|e-?mail|get in touch)\b",
    ),
    ("never", r"never miss\b"),
    (
        "welcome",
        r"welcome (?:back )?to .{0,80}\b(?:live (?:blog|coverage|updates|feed)|podcast|newsletter"
        r"|(?:web)?site|homepage|blog)\b",
    ),
    ("thanks thank", r"thank(?:s| you) for (?:following|reading|joining|watching|visiting)\b"),
    ("stick stay keep", r"(?:stick|stay|keep it) with (?:us|our)\b"),
    ("watch check refresh", r"(?:watch this (?:page|space)|check back|refresh (?:this|the|for))\b"),
    (
        "free",
        r"free (?:\w+ )?(?:shipping|delivery|returns?|trials?|downloads?|quotes?|consultations?)\b"
        r"(?=.{0,40}(?:\$|£|€|order|today|now|online|all|$))",
    ),
    ("don't don’t", r"\w+.t miss (?:out|a|our)\b"),
    ("stay", r"stay (?:up to date|up-to-date|informed|connected|tuned)\b"),
    ("go", r"go (?:premium|ad-free|pro)\b"),
    ("become be", r"\w+ (?:a|an) (?:\w+ )?(?:member|subscriber|supporter|patron)\b"),
    (
        "please kindly",
        r"\w+ (?:consider|subscribe|sign|donate|support|share|note that this|send|contact"
        r"|enable)\b",
    ),
    (
        "support donate contribute",
        r"\w+\b.{0,60}\b(?:journalism|reporting|newsroom|subscription|donation)s?\b",
    ),
    ("download install", r"\w+\b.{0,60}(?:\bapp\b|\((?:jpe?g|pdf|png|docx?|xlsx?|zip|mp[34])\b)"),
    ("was", r"was this (?:\w+ )?(?:forwarded|helpful|useful|article)\b"),
    ("you you're you’re", r"you(?: are|.re) (?:receiving|reading) this\b"),
    ("to", r"to (?:unsubscribe|subscribe|advertise|(?:read|hear|see|watch) (?:more|the full))\b"),
    (
        "correction corrections clarification clarifications disclaimer disclosure embargo "
        "embargoed",
        r"\w+\s*(?:[:,—–(-]|\d|until|$)",
    ),
    ("editor editors editor's editor’s", r"\w+(?:['’]s?)? notes?\b"),
    ("note notes", r"notes?(?: to (?:editors?|readers?)\b|\s*:)"),
    (
        "an a the this",
        r"(?:an earlier|a previous|the original|this) (?:version|headline) of (?:this|the|our) "
        r"(?:story|article|report)",
    ),
    (
        "this",
        r"this (?:story|article|report|piece|post|version|interview|transcript|journey|trip|series"
        r"|column|newsletter|material|content) "
        r"(?:was|has been|is|were|first|originally|may|will be) (?:\w+ )?"
        r"(?:made (?:with|possible)|supported|funded by|produced|written|translated|updated"
        r"|published|corrected|edited|amended|syndicated|appeared|available|part of (?:a|our|the)"
        r"|copyright|sponsored|brought to|provided|an? abridged)",
    ),
    (
        "the what",
        r"(?:the following|what follows) (?:is|are)\b.{0,60}"
        r"\b(?:transcript|excerpts?|text|translation)\b",
    ),
    ("the", r"the (?:post|article|story)\b.{1,300}\bappeared first (?:on|in|at)\b.{1,120}$"),
    ("unofficial", r"unofficial translation"),
    ("edited lightly", r"(?:lightly )?edited transcript"),
    ("translation translated", r"\w+ (?:from|by)\b(?=.{0,80}$)"),
    (
        "the",
        r"the next (?:briefing|press conference|issue|edition|newsletter|bulletin) (?:is|will)\b",
    ),
    ("that that's that’s", r"that(?:.s| is) (?:all|it) (?:for|from) (?:this|today|now|us|me)\b"),
    ("here below", r"\w+ (?:is|are) (?:what|a (?:look|round-?up|summary)).{0,20}\b(?:our|we)\b"),
    (
        "here here's here’s",
        r"here(?:['’]s| is| are) (?:some|a few|a look|the best|our|how|everything)\b",
    ),
    ("good", r"good (?:morning|afternoon|evening)(?:[.!]|, (?:readers?|everyone|and welcome))"),
    (
        "tag tags topic topics keyword keywords category categories filed labels sections section",
        r"\w+(?: under)?:",
    ),
    ("further more additional", r"\w+ information\s*:"),
    (
        "for",
        r"for (?:(?:more|further) (?:information|details|stories|news|on)\b|(?:feedback|complaints"
        r"|subscriptions|(?:media|press|general) (?:e|i)nquiries)\b)",
    ),
    (
        "press media contact contacts",
        r"\w+ ?(?:office|contacts?|desk|enquiries|inquiries|details|service)?\s*:",
    ),
    (
        "tel phone telephone email e-mail fax whatsapp web website",
        r"[\w-]+\b\.?\s*(?:us\b|:|\+|\(?\d)",
    ),
    (
        "copyright all reproduction",
        r"copyright\b|all rights reserved|reproduction\b.{0,40}prohibited",
    ),
    (
        "published updated last posted created first",
        r"(?:published|updated|last (?:updated|modified)|posted|created|first published)"
        r"(?: (?:at|on) (?=.{0,9}\d)|\s*:|\.?$| \d).{0,60}$",
    ),
    ("we this our", r"(?:we|this (?:web)?site|our (?:web)?site)\b.{0,30}\buses? cookies"),
    (
        "by",
        r"by (?:continuing|clicking|using|signing|browsing)\b.{0,80}"
        r"\b(?:agree|cookies|terms|policy)\b",
    ),
    ("accept manage", r"\w+ (?:all )?cookies\b"),
    (
        "advertisement sponsored promoted story article loading skip",
        r"(?:advertisement|sponsored|promoted|(?:story|article) continues|loading|skip to)\b"
        r"(?=.{0,30}$)",
    ),
    (
        "sorry",
        r"sorry\b.{0,20}\bcomments\b|sorry\b.{0,30}\b(?:accept|accepting)\b.{0,12}\bcomments\b",
    ),
    ("comments", r"comments (?:are|have been) (?:now )?(?:closed|disabled|off)\b"),
    ("leave post add have what", r"(?:leave|post|add) a comment|have your say|what do you think\?"),
    ("join", r"join the (?:conversation|discussion|debate)\b(?=.{0,60}$)"),
    ("terms privacy", r"(?:terms of use|terms and conditions|privacy policy)\b(?=.{0,60}$)"),
    ("más mas suscríbete suscríbase", r"m[aá]s noticias|suscr[ií]b"),
    (
        "leia inscreva lire abonnez lesen abonnieren mehr leggi",
        r"leia (?:tamb[eé]m|mais)|inscreva|lire"
        r" aussi|abonn|lesen sie|mehr zum thema|leggi anche",
    ),
    ("читайте подписывайтесь подпишитесь подробнее источник", r"\w+\b"),
    ("оқи жазылыңыз", r"оқи отырыңыз|жазылыңыз"),
)
_BY_WORD: dict[str, list[str]] = {}
for _first_words, _pattern in _OPENINGS:
    for _first_word in _first_words.split():
        _BY_WORD.setdefault(_first_word, []).append(_pattern)
_FIRST_WORD = re.compile(r"[\s(\[*•·>|—–-]{0,4}([^\W_]+(?:['’-][^\W_]+)*)")


@cache
def _opening(word: str) -> re.Pattern[str]:
    return re.compile("|".join(_BY_WORD[word]), re.IGNORECASE)


def opens_boilerplate(text: str) -> bool:
    """Whether a sentence begins as boilerplate does.

    >>> [opens_boilerplate(text) for text in ("Sign up here.", "Signs of growth are few.")]
    [True, False]
    """
    match = _FIRST_WORD.match(text)
    if match is None:
        return text.startswith("©")
    word = match[1].lower()
    if word in _BY_WORD:
        return _opening(word).match(text, match.start(1)) is not None
    return text.startswith(("©", "(c) 1", "(c) 2", "(C) 1", "(C) 2"))


# Anywhere in a sentence, outside quotation marks; tried only where a trigger word occurs.
BOILERPLATE_INSIDE = LazyPattern(
    r"\bcontributed (?:to|reporting|additional)\b.{0,20}"
    r"\b(?:story|report|article|reporting|column)\b"
    r"|\breported this story from\b|\b(?:all )?rights reserved\b"
    r"|\bsubscribe to (?:our|the)\b.{0,60}\b(?:newsletter|channel|feed|edition)\b"
    r"|\b(?:is|are) (?:a )?(?:free )?(?:weekly|daily|monthly) newsletter\b|\bfree newsletter\b"
    r"|\bis funded by its readers\b|\bmay not be (?:published|reproduced|republished|copied)\b"
    rf"|\b(?:on|via) {_SITES}(?:, {_SITES})*,? and {_SITES}\.?$"
    r"|\bour (?:newsletter|mailing list|privacy policy|cookie policy|newsroom"
    r"|(?:\w+ )?desk (?:in|at))\b"
    r"|\b(?:sign up|subscribe|click) (?:here|now|below|today)\b|\blive ?stream on YouTube\b"
    r"|\b[Ii]n this (?:article|guide|post|blog|tutorial|video|section),? (?:we|you|I)\b"
    r"|\bnot (?:investment|financial|legal|medical) advice\b"
    r"|\b(?:[Oo]ur|[Tt]his) live (?:blog|coverage|updates?|feed)\b"
    r"|\b(?:brings?|bringing|giv(?:es?|ing)) you (?:all )?(?:the )?(?:latest|live)\b"
    r"|\b[Ww]e(?:['’]ll| will) (?:be providing|continue our|be bringing)\b"
    r".{0,40}\b(?:coverage|updates)\b"
    r"|\bforward-looking (?:statements?|information)\b|\bcould differ materially\b"
    r"|\bno (?:duty or |intention or )?obligation to (?:publicly )?(?:update|revise)\b"
    r"|\b(?:replay|archive|recording) of (?:the|this) (?:\w+ )?(?:webcast|call|conference call)\b"
    r"|\b(?:access|join|hear|listen to|participate in) (?:the|this) (?:live )?(?:audio )?"
    r"(?:webcast|conference call|call)\b"
)
INSIDE_TRIGGERS = (
    "contribut", "reported this", "reserved", "ubscri", "ewsletter", "its readers", "may not be",
    "our mailing", "our privacy", "our cookie", "our newsroom", "desk in", "desk at", "ign up",
    "lick here", "lick now", "lick below", "lick today", "YouTube", "acebook", "witter", "elegram",
    "nstagram", "hreads", "inkedIn", "on X", "ikTok", "iktok", "live blog", "live coverage",
    "live update", "live feed", "you all", "you the", "you live", "you latest", "overage",
    "updates", "n this article", "n this guide", "n this post", "n this blog", "n this tutorial",
    "n this video", "n this section", " advice", "forward-looking", "materially", "obligation to",
    "webcast", "the call", "this call", "conference call",
)  # fmt: skip
# A line that credits an author. The names may be followed by an office or a place.
_PERSON = (
    r"[A-ZÀ-ÞĀ-Ž][\w.’'-]*+"
    r"(?: (?:de|van|von|der|den|bin|al|el|la|da|dos|y|[A-ZÀ-ÞĀ-Ž][\w.’'-]*+)){1,4}"
)
BYLINE = LazyPattern(
    rf"(?:[Bb]y|BY|From|Von|Por|Par)\s*:?\s+(?:[A-ZÀ-ÞĀ-Ž]|our\b|the\b|staff\b)[^!?]{{0,90}}$"
    rf"|{_PERSON} (?:reports?|writes|reporting) (?:from|for|in)\b"
    rf"|{_PERSON}(?:, | \| | [-–—] )(?:[\w ]{{0,30}} )?{_ROLES}\b[\w, ]{{0,30}}\.?$"
    r"|(?:[A-Z][\w’'-]*+ ){0,3}(?:Staff|News|Online|Foreign) ?"
    r"(?:Reporter|Desk|Correspondent|Writer)s?\.?$"
)
NAMES_ONLY = LazyPattern(rf"{_PERSON}(?:(?:,| and| &| /|,? und|,? y|,? et) {_PERSON}){{0,3}}$")
# A place and a date alone on their line, as under a declaration.
PLACE_AND_DATE = LazyPattern(
    r"(?:(?:Done|Signed|Issued|Given|Made) (?:at|in) )?[A-ZÀ-Þ][\w’' -]{1,40}, "
    r"(?:\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+\.? \d{1,2},? \d{4})\.?$"
)
# The mark of an agency under its report: capitals, and initials of those who wrote and edited.
SIGNATURE = LazyPattern(
    r"(?:[A-Z]{2,8}(?:/[A-Za-z]{1,4}){1,4}|(?:[A-Z]{3,12}|Reuters?)[.…]*"
    r"|[A-Z][\w ]{1,30} [-–—] (?:[A-Z]\.){2,3}|[-–—#* ]*+(?:ENDS?|30|Ends?)?[-–—#* ]*"
    r"|[a-z]{2,4}/[a-z]{2,4}(?:/[a-z]{2,4})?(?: \([^()]+\))?)\.?$"
)
NOTE_IN_BRACKETS = LazyPattern(
    r".{0,60}(?:\((?:excerpts?|abridged|full text|translation|unofficial)\)|, abridged)\.?$"
)
NOTE_WORDS = LazyPattern(
    r"(?:Transcript|Full text|Text|Excerpts?|Translation|Minutes) (?:of|from|by)\b"
)
BY_ALONE = LazyPattern(r"By ?\.$")
LINK = LazyPattern(r"[^«]*»\.?$")
# Words that make a label an attribution ("The source said: 'The process…").
ATTRIBUTION = LazyPattern(
    r"(?:said|says|say|added|adds|told|tells|wrote|writes|posted|posting|tweeted|asked|asks|replied"
    r"|explained|read|reads|continued|concluded|responded|insisted|admitted|claimed|stated|warned"
    r"|joked|saying|adding|thing|question|answer|q|a)$",
    re.IGNORECASE,
)
FINITE = LazyPattern(
    r"(?<!,) \w+ed\b"
    r"|\b(?:left|went|came|took|made|won|fell|rose|met|held|began|gave|got|put|set|led|ran"
    r"|saw|sold|lost|paid|sent|spent|spoke|stood|broke|built|bought|kept|grew|became|found|hit|cut"
    r"|is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    r"|said|says|say|told|it|he|she|they|we|i|you|there|not|that|who|which)\b|n['’]t\b",
    re.IGNORECASE,
)
CONTACT = LazyPattern(r"\(?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w.-]+|\+?[\d() .-]{7,20})[.)]*$")
STAMP = LazyPattern(
    r"(?:\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?,? (?:[A-Z]{2,4}|on)\b.{0,40}$|[|•·\s.]+$)"
)
BIOGRAPHY = LazyPattern(
    rf"(?!The |A |An |In |It )(?P<name>{_PERSON})(?:, [^,.]{{1,60}},)? is "
    r"(?:(?!up |for |to )[\w’'-]++ ){0,5}"
    r"(?i:reporter|correspondent|editor|columnist|writer|journalist|author|MP|professor|fellow|director"
    r"|analyst|lecturer|researcher|chairman|chairwoman|chief|founder|president|broadcaster|economist"
    r"|historian|consultant|lawyer)\b"
)
NAME_LINE = LazyPattern(r"(?:[A-ZÀ-Þ][\w.’'&/-]*+(?: |$)){1,4}$")
