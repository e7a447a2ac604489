"""The verbs that attribute: what each of them does with a statement, and what complement shows it.

Frames: `s` any complement; `q` only with a quotation or "that"; `c` a clause ("that", a question word, a new
    subject with its auxiliary), or "to"; `v` a clause, or words that stand before; `t` "to" or "that"; `u` the
    same, also
    after an object; `w` "to", "that" or an object; `as` a clause, or an object with "as"; `o` an object; `p`
    what follows
its particle ("called on").
"""

import re
from typing import NamedTuple

from factcheck.sources.attribution.words import words

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing written",
    "think": "thinks thought thinking",
    "find": "finds found finding",
    "feel": "feels felt feeling",
    "know": "knows knew knowing known",
    "see": "sees saw seeing seen",
    "show": "shows showed showing shown",
    "deny": "denies denied denying",
    "reply": "replies replied replying",
    "testify": "testifies testified testifying",
    "quip": "quips quipped quipping",
    "admit": "admits admitted admitting",
    "read": "reads reading",
    "plan": "plans planned planning",
    "worry": "worries worried worrying",
    "decry": "decries decried decrying",
    "swear": "swears swore swearing",
    "slam": "slams slammed slamming",
    "hear": "hears heard hearing",
    "label": "labels labeled labelled labeling labelling",
    "seek": "seeks sought seeking",
    "begin": "begins began beginning",
    "forecast": "forecasts forecasting",
    "rip": "rips ripped ripping",
    "refer": "refers referred referring",
    "speak": "speaks spoke speaking",
    "understand": "understands understood",
    "identify": "identifies identified identifying",
    "clarify": "clarifies clarified clarifying",
    "notify": "notifies notified notifying",
    "tout": "touts touted touting",
    "foresee": "foresees foresaw",
    "prefer": "prefers preferred",
    "bet": "bets",
    "hold": "holds held holding",
    "certify": "certifies certified certifying",
    "overrule": "overrules overruled overruling",
    "rebut": "rebuts rebutted rebutting",
    "put": "puts putting",
    "brag": "brags bragged bragging",
    "commit": "commits committed committing",
    "concur": "concurs concurred concurring",
    "imply": "implies implied implying",
    "specify": "specifies specified specifying",
    "vilify": "vilifies vilified vilifying",
    "retell": "retells retold retelling",
    "beg": "begs begged begging",
    "foretell": "foretells foretold foretelling",
}

_VERBS: dict[tuple[str, str], str] = {
    ("asserts", "s"): """say tell state note argue claim declare explain announce insist acknowledge admit
        concede contend assert allege complain conclude confirm emphasize emphasise stress recall remark
        reiterate reply respond retort suggest tweet warn joke quip lament boast caution clarify counter
        exclaim muse opine proclaim testify assure inform imply hint reason elaborate intone declaim brag gripe
        quote stipulate attest profess posit specify venture concur surmise theorize retweet swear whisper yell
        shout chant plead decree notify reassure rule retell relate rejoin grumble certify
        affirm aver avow confide confess crow enthuse hypothesise hypothesize insinuate intimate postulate presume
        prophesy pronounce restate recollect reaffirm suppose conjecture bluster fret disclaim retaliate""",
    ("asserts", "v"): """add maintain write underline underscore mention publicise publicize flag
        corroborate stipulate""",
    ("asserts", "q"): """continue post begin read observe comment repeat protest interject laugh smile sigh
        offer answer charge agree shrug cry snap mutter scream recite sum order instruct hold decide resolve
        bark beam bellow blurt chuckle coo croak drawl fume
        gasp grin groan growl gush howl jeer moan mumble murmur pontificate preach purr rage rant rave reflect
        reminisce roar scoff shriek sneer snort sob stammer submit thunder trumpet wail whine wince confirm
        interrupt
        marvel rejoice radio email text blog message phone telegraph wire enquire inquire nod despair""",
    ("asserts", "t"): "commit refuse decline agree volunteer wonder",
    ("asserts", "u"): "urge ask request remind advise implore beg beseech entreat exhort counsel",
    ("asserts", "w"): "vow pledge promise threaten propose recommend demand",
    ("reports", "s"): "report reveal disclose",
    ("reports", "q"): "hear",
    ("reports", "c"): """show find indicate learn demonstrate signal estimate calculate determine discover
        document uncover establish prove illustrate verify ascertain infer deduce detect confirm""",
    ("believes", "s"): "believe think reckon",
    ("believes", "c"): """feel know consider doubt suspect assume realize realise understand fear
        worry hope regret remember recognize recognise speculate guess imagine accept judge figure presume sense
        trust dread appreciate
        recall conclude""",
    ("believes", "u"): "want",
    ("predicts", "w"): "expect",
    ("believes", "as"): "see view regard perceive",
    ("believes", "t"): "hope plan intend wish aim aspire",
    ("predicts", "s"): "predict forecast",
    ("predicts", "t"): "anticipate project foresee bet foretell",
    ("predicts", "as"): "envisage envision",
    ("denies", "s"): "deny dispute refute",
    ("denies", "o"): "reject rebut rebuff contradict repudiate disavow debunk rubbish",
    ("believes", "o"): "prefer",
    ("cites", "o"): "cite",
    ("asserts", "o"): """call describe accuse criticize criticise praise condemn denounce slam blast mock dismiss
        blame compare defend endorse oppose question decry label brand dub deem characterize characterise hail
        applaud tout ridicule chide rebuke attack rip berate deride reference mention highlight discuss outline
        identify recount thank congratulate credit commend advocate vilify lambaste bash fault challenge portray
        depict assail express voice embrace favor favour champion encourage echo protest demand support
        back overrule articulate compliment chastise scold admonish castigate laud salute bemoan bewail deplore
        disparage excoriate flay malign pillory savage skewer trash
        belittle censure denigrate disown downplay lampoon caricature decry impugn reprimand upbraid berate
        eulogise eulogize lionise welcome""",
    ("asserts", "to"): "refer point allude object respond attest testify confess admit",
    ("asserts", "out"): "point lay",
    ("asserts", "on"): "call insist",
    ("asserts", "for"): "call push plead appeal argue press",
    ("asserts", "about"): "talk speak complain joke boast brag",
    ("asserts", "of"): "speak warn complain boast",
    ("asserts", "with"): "disagree agree",
    ("asserts", "against"): "rail rule argue speak warn",
    ("asserts", "at"): "hint",
    ("asserts", "off"): "brush",
}  # fmt: skip

ADJECTIVES = words(
    """confident hopeful certain convinced sure worried concerned skeptical sceptical aware adamant optimistic
    eager clear afraid glad thrilled satisfied pleased proud sorry doubtful unconvinced disappointed relieved
    alarmed amazed pessimistic bullish bearish wary fearful insistent emphatic unaware furious unsure"""
)
NOUNS_TOO = words(
    """claims reports calls plans hopes notes shows demands promises fears charges claim report call plan hope
    note show demand promise fear charge answer offer offers estimate estimates forecast tweets tweet worry
    worries joke jokes doubt doubts vow vows pledge pledges bet bets aim aims wish wishes blame praise feeling
    volunteers volunteer writing finding thought concerns wonder wonders suspect suspects meaning planning thinking
    support supports read boast signed proposed hail cites rule rules order orders proposals press thanks guess
    echoes answers backing points warning ruling hearing holding flags submits rages cheers figures figure
    trusts trust judges
    judge senses sense welcome hammer decides projects contest query queries reflects""",
)
"""Forms that are nouns as often as verbs."""
_NEVER_VERB = words(
    """state states attack attacks question questions remark remarks reason reasons request requests document
    documents project projects comment comments signal signals back backs address addresses detail details
    outline outlines post posts brand brands label labels challenge challenges credit credits fault faults hit
    quote quotes reference references advocate advocates backing relate related instruct order orders
    pressing press certified ruling sum cry holding contest contests snap radio radios email emails text texts
    blog blogs message messages phone phones wire wires phoned wired judge judges figure figures sense senses
    trust trusts air airs cheer cheers
    welcome rage rages hammer hammers query queries retaliate flag flags discount discounts submit beam gasp groan
    growl roar howl preach reflect reflects rave accept accepted accepts detect detects detected"""
)
"""Forms that are nearly always nouns or something else."""
STRONG_OBJECT_VERBS = words(
    """call calls called accuse accuses accused criticize criticizes criticized criticise criticises criticised
    describe describes described blame blames blamed condemn condemns condemned denounce denounced praise praises
    praised dismiss dismisses dismissed reject rejects rejected cite cites cited citing deny contradict
    contradicts contradicted refute refutes refuted rebut rebuts rebutted repudiate repudiates repudiated"""
)
"""Verbs with an object that make an attribution even inside what somebody else says."""


class Sense(NamedTuple):
    """What a form can be as a verb: `form` is base, s, ed, ing or adjective."""

    act: str
    frame: str
    form: str


def _forms(lemma: str) -> list[tuple[str, str]]:
    """Each form of a verb with what it is."""
    if lemma in _IRREGULAR:
        listed = _IRREGULAR[lemma].split()
        return [(lemma, "base")] + [
            (form, "ing" if form.endswith("ing") else "ed" if number else "s")
            for number, form in enumerate(listed)
        ]
    if re.search(r"[^aeiou]y$", lemma):
        stem = lemma[:-1]
        return [(lemma, "base"), (stem + "ies", "s"), (stem + "ied", "ed"), (lemma + "ing", "ing")]
    third = lemma + ("es" if re.search(r"(?:s|sh|ch|x|z)$", lemma) else "s")
    stem = lemma.removesuffix("e")
    if _DOUBLING.fullmatch(lemma):
        stem += lemma[-1]
    return [(lemma, "base"), (third, "s"), (stem + "ed", "ed"), (stem + "ing", "ing")]


_DOUBLING = re.compile(r"(?:[^aeiou]*|in)[^aeiouw]?[aeiou][bdgmnprt]|infer")
"""Verbs that double their last letter: shrugged, grinned."""
_PARTICLES = words("""to out about against off on for of with at""")
VERB: dict[str, Sense] = {}
MOSTLY_NOUNS: dict[str, Sense] = {}
"""Forms that are verbs only before "that": the letter states that."""
WITH_PARTICLE: dict[tuple[str, str], Sense] = {}
for (_act, _frame), _lemmas in _VERBS.items():
    for _lemma in _lemmas.split():
        for _form, _kind in _forms(_lemma):
            if _frame in _PARTICLES:
                WITH_PARTICLE[_form, _frame] = Sense(_act, "s" if _frame == "out" else "p", _kind)
            elif _form not in _NEVER_VERB:
                VERB.setdefault(_form, Sense(_act, _frame, _kind))
            elif _frame in "sq":
                MOSTLY_NOUNS.setdefault(_form, Sense(_act, _frame, _kind))
VERB.update({word: Sense("believes", "c", "adjective") for word in ADJECTIVES})
