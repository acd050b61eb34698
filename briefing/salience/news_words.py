"""English words that show what kind of news an article opens with: who acts, and what is done.

Each group is one number in :mod:`briefing.salience.news_features`: how many of its words stand in
the first sentences. What a group is worth is learned, not set here. In other languages the groups
match nothing.
"""

from __future__ import annotations

NEWS_WORDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "head_of_state": "president presidents premier chancellor king queen monarch leaders "
        "leader prime",
        "government": "minister ministers ministry secretary government governments cabinet "
        "administration treasury",
        "central_bank": "bank fed reserve bundesbank ecb monetary",
        "court": "court judge judges supreme jury tribunal prosecutors prosecutor attorney trial",
        "parliament": "parliament senate congress lawmakers house mps bill law legislation vote "
        "commission council assembly",
        "international_body": "united nations nato imf world un eu european opec gatt wto g8 g7 "
        "union summit commonwealth unicef who",
        "observer": "analyst analysts expert experts trader traders dealers economist economists "
        "brokers observers sources survey study researchers report",
        "company": "company group corp inc co ltd firm plc corporation holdings airlines motors "
        "bank shareholders board chief executive",
        "force": "police army troops military soldiers rebels militants forces security navy",
        "private_life": "fans shoppers residents neighbours family friends viewers singer actor "
        "film star player match",
        "sport": "goal goals season league coach striker squad team teams championship tournament "
        "club clubs win champion champions race olympic football cricket rugby tennis golf",
        "culture": "album song songs movie movies actress band celebrity celebrities concert "
        "festival tv show series novel museum artist painting game games",
        "decision": "approved approve approves passed adopted ratified ruled ruling ordered orders "
        "banned bans rejected cleared granted backed voted votes fined imposed imposes suspended "
        "suspends cancelled scrapped decided decides decision agreed agrees agree signed sign "
        "signs pact accord deal treaty",
        "policy": "cut cuts raise raised raises hike lowered rate rates devalue devalued tariffs "
        "tariff sanctions duties quota quotas subsidies budget tax loan loans debt rescheduling",
        "harm": "killed kills died dead deaths death injured attack attacks attacked bomb bombing "
        "explosion crash crashed fire earthquake quake flood floods tsunami shot shooting struck "
        "strike strikes hostage murder collapse collapsed",
        "movement": "rose fell jumped plunged soared slumped surged dropped climbed tumbled "
        "doubled tripled rise fall surge slump deficit surplus inflation gdp profit profits loss "
        "losses earnings growth unemployment",
        "sale": "buy buys bought acquire acquires acquired takeover merger bid bids sell sells "
        "sold stake offer invest investment merge",
        "plan": "plan plans planned planning proposed proposes proposal consider considering may "
        "might could expected hopes hope aims intends seek seeks talks discuss discussed meeting "
        "meet",
        "speech": "said says told welcomed praised urged warned called stressed noted added "
        "believes thinks hailed expressed thanked",
        "ceremony": "ceremony anniversary celebrate celebrated visit tour award awards honour "
        "dinner speech attended congratulated",
        "superlative": "first largest biggest highest lowest worst record most historic "
        "unprecedented ever longest",
        "world": "world global international countries nations worldwide",
        "people": "people workers jobs employees civilians passengers children patients victims "
        "million",
        "start": "launch launched launches opened opens opening begin begins began begun started "
        "completed built build construction",
        "justice": "charged charges arrested convicted sentenced jailed guilty accused sued "
        "lawsuit sue fraud bribery trial",
        "office": "resign resigned resigns quit quits sacked fired stepped ousted elected election "
        "elections won wins defeated win victory appointed named",
        "danger": "warn warned warning threat threatened threaten risk crisis emergency shortage",
        "denial": "not no denied denies never without",
        "background": "ago earlier previously last since former already history year before had "
        "been",
        "next_step": "will next expected due tomorrow later",
    }.items()
}
"""What makes news, by kind; any form that occurs in news is listed, nothing is stemmed."""

GROUPS = tuple(NEWS_WORDS)

_PLACES: dict[str, tuple[int, ...]] = {}
for _at, _words in enumerate(NEWS_WORDS.values()):
    for _word in sorted(_words):
        _PLACES[_word] = (*_PLACES.get(_word, ()), _at)


def counts(words: list[str]) -> list[float]:
    """How many of some lower-cased words belong to each group, in the order of :data:`GROUPS`."""
    numbers = [0.0] * len(GROUPS)
    for word in words:
        for at in _PLACES.get(word, ()):
            numbers[at] += 1.0
    return numbers
