"""Verbs that say nothing, so that the finite verb of a clause is known when it stands there."""

from factcheck.sources.attribution.words import words

_REGULAR = words(
    """abandon abolish absorb abuse accelerate accept access accompany achieve acquire activate adapt adjust admire
    adopt advance affect aid air aim alarm allow alter amend anger annoy apologise apologize appeal appear apply
    appoint
    approach approve arise arrange arrest arrive assemble assess assign assist attach attain attempt attend attract
    audit avoid await award ban bar base battle behave belong benefit block board bomb boost border borrow bother
    breach breathe broaden burn bury calm campaign cancel capture care carry cast cause cease celebrate centre
    change
    chair charge chase check chop circle circulate clash clean clear climb close coach collapse collect combine
    command commission compete complete comply compromise concentrate concern conduct connect consist construct
    consult consume contact contain contract contribute control convert convict cook cool cooperate cope copy
    correct
    corrupt cost count cover crash create cross crush cure curb cut cycle damage dance date deal debate decide
    decline decorate decrease dedicate defeat defy delay delete deliver demolish depart depend deploy deport deposit
    deprive derive deserve design destroy detain deteriorate develop devote differ diminish dip direct disappear
    discharge display dissolve distribute disturb dive divert divide divorce dominate donate double draft drag drain
    drift drop drown dry dump earn ease edit educate elect eliminate embark emerge employ empty enable encounter end
    endanger endure enforce engage enhance enjoy enlist ensure enter entertain erect erupt escalate escape evacuate
    evade evict evolve examine exceed exchange exclude excuse execute exempt exercise exhaust exist expand expel
    experience expire explode exploit explore export expose extend face facilitate fade fail fall farm favour
    feature
    file fill film filter finance finish fire fit fix flee float flood flow focus follow force form foster
    free freeze fuel fulfil fund gain gather gauge generate govern grab graduate grant greet grow guarantee guard
    guide halt hamper hand handle hang happen harass harm harvest head heal heat help hesitate hide hire host house
    hunt hurt ignore illustrate impact impeach implement import impose impress imprison improve incite include increase
    incur inflict influence inherit initiate injure insert inspect inspire install integrate intend interfere
    intervene introduce invade invent invest investigate invite involve isolate issue jail join judge jump justify
    kick kidnap kill kiss knock lack land last laugh launch lead lean leak leap learn leave lend level liberate
    license
    lie lift light limit link list listen live load loan lobby locate lock lodge loom loot lose love lower maintain
    manage march mark market marry match matter mean measure meddle mediate melt merge migrate mine miss mix
    mobilise
    monitor mount move murder name narrow need neglect negotiate nominate number obey obtain occupy occur offend
    open
    operate organise organize originate oust overcome overlook oversee overtake overturn owe own pack paint
    park participate pass pause pay peak perform permit persist persuade phone pick pile place plant play plunge
    point
    poison police poll pose possess postpone pour practise praise prepare present preserve press pressure
    presume prevail
    prevent print proceed process produce prohibit promote prompt prosecute protect prove provide provoke publish
    pull pump punish purchase pursue push qualify quit race raid rain raise rally range rank reach react realise
    rebound rebuild recede receive recover recruit redeem reduce reelect reflect reform refuse refute regain
    register
    regulate reinforce relax release relieve rely remain remove renew rent reopen repair repay repeal replace
    represent rescue research resemble reserve resign resist resolve rest restore restrict result resume retain
    retire retreat return reunite reverse review revise revive revoke reward risk rob rock roll row ruin run rush sack
    sail sample sanction satisfy save scan scare schedule score scrap scrutinise seal search secure seize select
    sentence separate serve settle shake share shape shell shelter shift shoot shore shrink shut sign signify
    sink sit
    skip slash slide slip slow smash smell smoke smuggle soar solve sort spark spend spill spin split sponsor spread
    spur stab stabilise staff stage stall stamp start starve stay steal steer stem step stick stir store storm
    strengthen stretch strike strip struggle study stumble submit succeed suffer suit supervise supply surge
    surrender surround survive suspend sustain switch tackle target task taste tax tear tend terminate test tighten
    tip tolerate top torture total touch tour track trade trail train transfer transform translate transmit
    transport
    trap travel treat trigger trim triple trouble trust try turn undergo undermine undertake unfold unite unlock
    update
    upgrade uphold urge use vacate vaccinate value vanish vary veto view violate visit vote wage wait walk want warm
    wash waste watch water weaken wear weigh welcome widen win withdraw withhold withstand witness work worsen wound
    wreck yield"""
)
_IRREGULAR = {
    "s": """has does goes is becomes begins comes gets gives takes makes keeps knows leads leaves loses means meets
        pays puts runs sees sells sends sets shows sits speaks spends stands sticks takes teaches tells thinks wins
        brings builds buys catches chooses drives eats fights flies grows hears holds lies rises seeks feels
        finds""",
    "base": """become begin come get give take make keep know lead leave lose mean meet pay put run see sell
        send set
        sit spend stand stick teach win bring build buy catch choose drive eat fight fly grow hear hold lie rise
        seek
        feel find go do lay fall draw throw break wear""",
    "past": """became began came got gave took made kept knew led left lost meant met paid put ran saw sold sent set
        sat spent stood stuck taught thought won brought built bought caught chose drove ate fought flew grew heard
        held lay rose sought felt found went did laid fell drew threw broke wore fled hid shook shot sank stole swam
        tore woke wrote spoke swore froze arose overcame oversaw overtook undertook underwent upheld withdrew
        withheld withstood forgot forgave overthrew rode sang struck swept swung bled bore bound clung crept dealt
        dug lent lit shone shut slept slid spun sprang stung swelled upset cut hit hurt let quit rid cost burst cast
        spread split""",
}  # fmt: skip
ONLY_PASTS = words(
    """became began came gave took knew saw chose drove ate flew grew rose went did fell drew threw broke wore hid
    shook sank stole swam tore woke wrote spoke swore froze arose overcame oversaw overtook undertook underwent
    withdrew forgot forgave overthrew rode sang sprang bore got ran was were had has is are"""
)
"""Pasts that are no participles: whatever holds one of them is a clause."""
PASTS = words(_IRREGULAR["past"])
_NOUNS_IN_S = words(
    """aids aims airs arrests attacks audits awards bans bars bases battles benefits blocks boards bombs borders
    campaigns cases causes changes charges checks circles clashes coaches commands concerns contacts contracts
    controls
    copies costs counts covers crashes cuts cycles damages dances dates deals debates delays deposits designs
    displays drafts drains drops ends exchanges exercises experiences exports faces farms features files fires fits
    forms fuels funds gains grants guards guides halts hands harms heads helps hosts houses hunts impacts imports
    increases influences issues jails judges jumps kicks lands laughs launches lists loads loans locks loves marches
    marks markets matches matters measures mines monitors moves murders names needs numbers offers orders parks
    passes peaks phones picks places plants plays points polls poses presents presses prints processes profits
    promises protests pulls pumps purchases pushes questions races raids rains ranges ranks reforms releases rents
    repairs reports rescues researches reserves results returns reviews rewards risks rocks rolls rows rules runs
    sacks samples sanctions scans scores seals searches sentences services sets shapes shares shells shelters shifts
    shoots shores shows signs slides slips smokes sorts sponsors spreads stages stalls stamps starts states stays
    steps stores storms strikes strips struggles studies suits supplies surges switches talks targets tasks tastes
    taxes tears tests tops tours tracks trades trails trains transfers treats trips troubles turns uses values views
    visits votes wages walks waters wins witnesses works wounds yields lies means stands finds buys rises drives"""
)
"""Nouns as often as verbs."""


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


THIRDS = (frozenset(map(_third, _REGULAR)) | words(_IRREGULAR["s"])) - _NOUNS_IN_S
"""Third persons that are hardly ever nouns."""
BASES = _REGULAR | words(_IRREGULAR["base"])
