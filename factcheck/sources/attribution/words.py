"""Function words of English, as far as the rules ask for them, in small letters."""


def words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


FRACTIONS = words("percent majority half third quarter two three four five six seven eight nine ten 10")
BE = words("is are was were be been being 's 're 'm isn't wasn't weren't aren't")
HAVE = words("has have had having 've hasn't haven't hadn't")
MODALS = words(
    """will would can could may might must shall should 'd 'll won't wouldn't can't couldn't shouldn't cannot"""
)
AUX = BE | HAVE | MODALS | words("do does did not never don't doesn't didn't")

OBJECTS = words("me him her them us")
DET = words(
    """the a an this these those another some many several most all both each every no any few one two three
    four five six seven eight nine ten"""
)
POSS = words("his her its their my our your whose")
PRONOUNS = words("he she they i we you it who others everyone everybody someone nobody")
RELATIVES = words("who which that")
GENERIC = words("people some one nobody everyone everybody somebody someone many")
SPEAKERS_THEMSELVES = words("i we you")
ROUGHLY = words("nearly almost roughly about only around over some just")
ALONE = words("another some many others both few one several those most all none")
"""Words that stand for a source by themselves: "some say"."""

ATTACH = words(
    """of for in at from with on to against about within near inside between behind by under among across
    over"""
)
AFTER_TO = words("aide aides adviser advisers ambassador envoy close led")
"""What "to" belongs to inside a noun phrase: an adviser to the king."""
TIGHT = words("familiar close briefed")
"""What a preposition stays with: people familiar with the talks."""

ADVERBS = words(
    """also both all later then still now first even just further already again soon once often long always
    sometimes twice aloud instead thus too since ever yet"""
)
NOT_ADVERBS = words(
    """family ally rally reply italy july daily weekly monthly assembly supply only early elderly friendly
    likely anomaly monopoly bully belly fly jelly lily"""
)
STOP = AUX | words(
    """that and but or if because as when while where after before since though although whether so than then
    what how why which who yet nor until unless once like including according during per via into onto through
    up out off down him me us them whom without despite ahead along away together amid upon"""
)
DAYS_AND_MONTHS = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december"""
)
TIME = DAYS_AND_MONTHS | words(
    """yesterday today tonight tomorrow week month year morning afternoon evening night weekend last next
    earlier later recently"""
)
OPENERS = words(
    """here there but and so meanwhile however instead still yet also then moreover thus indeed later now when
    while as if because although though since after before that whether how why nor or even than where
    whereas overall hopefully perhaps"""
)
CONTRAST = words("but while though although whereas yet")
CLAUSE_START = DET | POSS | PRONOUNS | words("that if whether how what why when where who there to for")
CLAUSE_WORDS = words("that if whether how what why there it they he she we i you where who when")
"""What a clause can begin with, after a verb of saying that has no "that"."""

KEEPING = words("keep keeps kept")
FALLING_OUT = words("because after before when while as if since although though unless until")

IRREGULAR_PASTS = words(
    """met left went came took made gave held got saw won lost ran began became brought bought built caught
    chose drew drove fell flew fought grew kept led lay met paid put rose sat sent shot sold spent stood stole
    found knew felt thought heard struck taught threw wore rode broke sought hid dealt fled bore bled sank shook
    shut slept slid sprang
    swam swept swung tore rang drank sang drew shone froze woke wound spread hurt cost"""
)
"""Finite verbs that no ending gives away; what they stand in is no noun phrase."""

TITLES = words(
    "mr mrs ms dr sen rep gov gen col lt sgt capt rev hon prof st jr sr adm no vs sens reps messrs supt det"
)
QUOTES = frozenset("\"“”„«»‘’'") | {"''", "``"}
DASHES = frozenset("—–-―") | {"--"}
ASIDE_ENDINGS = ("ing", "ed")
PLURAL_HEADS = FRACTIONS | words(
    "they we i you who that which some many others both few several those people media police most all"
    " staff crew"
)
GROUP_WORDS = words("people those some many members critics sources officials number")
