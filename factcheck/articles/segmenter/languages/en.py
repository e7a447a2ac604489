"""English."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

ENGLISH = Language(
    code="en",
    abbreviations=words(
        "approx co ed eds est ext inc tel gen sen rep gov prof dr mr mrs ms v al fig figs nos vol vols pp ch eq "
        "sect para"
    ),
    capital_abbreviations=words(
        "ltd corp llc plc bros jr sr esq dept univ assn bldg ave blvd rd hwy trans govt intl natl etc "
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
        "ph.d m.d b.a m.a b.sc m.sc d.phil ll.b "
        "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore "
        "pa tenn tex va vt wash wis wyo ont que"
    ),
    never_final=words("e.g i.e cf vs viz ps p.s c ca eg ie incl"),
    list_ends=("etc",),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "the a an this that these those he she it they we i you his her its their our my your there here in on at "
        "by for from with as but and or so if when while after before since although however meanwhile according "
        "what who why how where which no not yet then thus also many most some all both each every other another "
        "such last during despite under among today yesterday now it's he's she's that's there's let's i'm we're "
        "they're don't is are was were did do does has have had can could will would should please thanks perhaps "
        "maybe even just only again later earlier finally several few once until instead still without because "
        "unlike given more much although though whether neither nobody nothing everyone everything someone "
        "something additionally furthermore moreover nevertheless therefore otherwise i've i'd i'll we've we'll "
        "you're you've isn't wasn't aren't weren't didn't doesn't can't couldn't won't wouldn't"
    ),
    particles=words("will"),
    pronouns=words(
        "i it he she we they you this these there it's i'm i've we're they're there's that's please"
    ),
    speech_verbs=words(
        "said says say saying asked asks ask told tells added adds replied replies wrote writes cried shouted "
        "shouts answered answers continued explained noted insisted warned declared announced tweeted posted "
        "exclaimed whispered wondered stated argued quipped remarked recalled concluded responded yelled muttered "
        "begged demanded demands declares insists warns read reads"
    ),
    exclaimed_names=words("yahoo jeopardy yum"),
    lone_i=True,
)
