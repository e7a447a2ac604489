"""Words that attribute beside verbs, and what verbs go with."""

from factcheck.sources.attribution.words import words

_NOUNS_OF_SAYING = {
    "asserts": """claim claims assertion assertions allegation allegations statement warning warnings suggestion
        suggestions accusation accusations promise argument arguments insistence pledge contention complaint
        complaints admission remark remarks comment comments charge charges vow announcement testimony confession
        declaration acknowledgement acknowledgment assurance assurances advice reply answer message boast rumour
        rumor rumours rumors account accounts explanation reminder hint hints reassurance reassurances protestation
        protestations         contention recollection submission speculation threat threats word story""",
    "believes": """belief assessment expectation expectations impression sense theory notion understanding fear
        fears hope hopes conviction view opinion suspicion suspicions concern concerns""",
    "predicts": "prediction predictions forecast forecasts",
    "reports": "evidence report reports finding findings revelation revelations conclusion estimate ruling verdict",
    "denies": "denial denials",
}


NOUN_CUES = {noun: act for act, nouns in _NOUNS_OF_SAYING.items() for noun in nouns.split()}


UNSOURCED = words(
    """said believed expected reported thought alleged considered seen known rumored rumoured understood
    estimated projected claimed feared"""
)
"""Participles that attribute without a source: is said to."""


EMERGING = {
    **dict.fromkeys(("emerged", "emerges", "transpired", "transpires"), ""),
    **dict.fromkeys(("turned", "turns"), "out"),
    **dict.fromkeys(("came", "come", "comes"), "to light"),
}
"""Verbs by which something is said and nobody says it, each with its particle: it emerged that."""


TOLD = words("told informed assured warned reminded notified advised")
"""Passives of the hearer: the mayor was told that."""


BLAMING = {"accused": "of", "blamed": "for", "criticized": "as", "criticised": "as", "charged": "with"}
"""Participle → the preposition that makes it an attribution without a source: was accused of."""


SHOWING = words(
    """showing saying telling conceding admitting stating alleging claiming suggesting indicating warning arguing
    reporting"""
)
"""What a document does: a memo saying that."""


HEARSAY = words("reportedly allegedly supposedly purportedly")


LIGHT_VERBS = words(
    """make makes made making raise raises raised raising voice voices voiced voicing issue issues issued issuing
    offer offers offered offering file files filed filing announce announces announced announcing unveil unveils
    unveiled express expresses expressed expressing share shares shared repeat repeats repeated give gave gives
    have has had"""
)


LIGHT_NOUNS = words(
    """question questions claim claims case point reference pledge promise comment comments remark remarks statement
    allegation
    allegations accusation accusations argument prediction threat threats concern concerns doubt doubts fear fears
    hope hopes objection objections opposition confidence regret warning warnings plan plans proposal proposals
    advice criticism praise assurance assurances complaint complaints motion suit misgivings frustration
    skepticism scepticism optimism outrage view belief assertion
    insistence demand clear suggestion suggestions recommendation recommendations"""
)
"""What a light verb makes an attribution with: raised doubts about, made the case that, filed a complaint."""


GOVERNORS = frozenset(
    tuple(phrase.split("_"))
    for phrase in words(
        "went_on goes_on going_on came_out continued continues began proceeded paused appear appears appeared"
        " seem seems seemed"
    )
)
"""What may govern an infinitive of saying: went on to say."""


TELLING = words(
    """told tell tells telling reminded assured informed warned asked notified reassured advised urged reminds
    warns asks assures informs assuring warning reminding informing"""
)


PUTTING = words("put puts putting")


SPEAKING_BARE = words("said says told spoke")


OTHER_CUES = (
    words(
        """words learnt according quoted quotes citing quoting cited cites put puts asked speaking spoke record records
        recorded"""
    )
    | HEARSAY
    | frozenset(EMERGING)
    | frozenset(NOUN_CUES)
)
