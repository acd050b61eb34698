"""Expletive "it": a subject that refers to nothing ("It is important that …")."""

from __future__ import annotations

from briefing.language.patterns import LazyPattern

_BE = (
    r"(?:['’]s| is| was| has been| had been| will be| would be| may be| might be| could be| can be|"
    r" should be| must be| is being| isn['’]t| wasn['’]t| is not| was not| has become| became|"
    r" will become| would become| seems| looks| appears| remains| remained| makes| made|"
    r" can['’]t be)"
)
_ADVERB = (
    r"(?: (?:not|never|only|also|now|still|too|very|quite|so|just|even|rather|\w+ly|no longer))*"
)
_JUDGED = (
    r"(?:thought|hoped|believed|understood|expected|estimated|feared|claimed|reported|said|alleged|"
    r"known|accepted|assumed|agreed|argued|considered|rumoured|denied|suggested|proposed|planned|"
    r"recommended|acknowledged|decided|announced|revealed|predicted|forecast|anticipated|clear|"
    r"unclear|likely|unlikely|possible|probable|obvious|true|apparent|evident|certain|doubtful)"
)
_QUALITY = (
    r"(?:(?:more|less|as|most) )?(?:\w+ (?:and|but|or) )?(?:important|vital|essential|crucial|"
    r"necessary|impossible|possible|difficult|hard|easy|easier|harder|better|best|worse|good|bad|"
    r"wrong|right|fair|unfair|reasonable|natural|normal|common|rare|unusual|usual|strange|odd|"
    r"surprising|disappointing|interesting|useful|useless|helpful|worth|worthwhile|time|high time|"
    r"no (?:use|good|surprise|secret|accident|coincidence|wonder|exaggeration)|up|safe|dangerous|"
    r"risky|illegal|legal|premature|early|late|simple|painful|clear|tempting|preferable|desirable|"
    r"advisable|customary|"
    r"imperative|inevitable|inconceivable|unthinkable|unacceptable|acceptable|appropriate|"
    r"inappropriate|ridiculous|naive|nice|great|sad|tough|tragic|ironic|significant|remarkable|"
    r"fitting|the case|my business|in (?:our|the|everyone['’]s) interests?|"
    r"an? (?:mistake|pity|shame|fact|question|matter|pleasure|privilege|honou?r|surprise|relief|"
    r"myth|duty|crime|good idea|bad idea|"
    r"long (?:way|journey|time)))"
)
_THAT = (
    r"(?: (?:that|to|for|if|whether|how|why|when|where|what|who|as if|as though|because|"
    r"(?!\w*thing)\w+ing))"
)
_PATTERNS = LazyPattern(
    rf"it(?:"
    rf"{_BE}{_ADVERB} {_JUDGED}(?:{_THAT}| [a-z]+ )"
    rf"|{_BE}{_ADVERB} {_QUALITY}(?: (?:of|for) (?:\w+ ){{1,4}}?)?{_THAT}"
    r"|(?: also)? (?:appears|seems|seemed|appeared|emerged|transpired|turns out|turned out|"
    r"remains to be seen|follows that|is as if|looks as if|looks like|looked as if|"
    r"goes without saying)\b"
    r"|(?: also| now| still)? (?:takes?|took|will take|would take|has taken|costs?|cost|would cost)"
    r" (?!over|part|place|off|on|in|up|out|effect)(?:[\w-]+ ){1,8}?(?:to|for|before)\b"
    rf"|{_BE} (?:only |also |not )?(?:[a-z][\w’'-]+ ){{1,4}}(?:who|that|which)\b"
    rf"|{_BE} (?:\w+ ){{1,3}}(?:years|months|weeks|days|decades) (?:since|ago|before|until)"
    r"|(?:['’]s| is| was) (?:not )?(?:until|when|because|why|where|(?:then|here|there) that)\b"
    r"|(?: has| had)? (?:rained|snowed|rains|snows)\b"
    r"|(?: may| might| could)? (?:well )?be that\b"
    r")"
)


def is_expletive(text: str) -> bool:
    """Whether ``text``, which begins with "It", uses it as an empty subject.

    >>> is_expletive("It is important that rates stay low."), is_expletive("It is a bank.")
    (True, False)
    """
    return _PATTERNS.match(text.lower()) is not None
