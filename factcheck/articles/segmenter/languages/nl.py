"""Dutch."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

DUTCH = Language(
    code="nl",
    abbreviations=words(
        "dhr mevr mw drs ir ing mr dr prof gen kol st bijv bv b.v n.v d.w.z o.a m.a.w t.a.v i.v.m a.u.b e.d enz "
        "etc ca jl ll resp vgl blz pag nr nrs art afb fig hfst red tel jan feb mrt apr jun jul aug sept okt nov "
        "dec incl excl max min mln mld m.b.t n.a.v z.o.z v.chr n.chr"
    ),
    never_final=words("bijv d.w.z o.a m.a.w t.a.v i.v.m m.b.t n.a.v vgl dhr mevr drs dr prof ir"),
    list_ends=("enz", "etc"),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "de het een deze dit die dat hij zij ze wij we ik jij je jullie u er hier daar in op aan bij met na van "
        "naar voor uit door als toen terwijl omdat hoewel maar en of want dus ook toch dan nu vandaag gisteren "
        "volgens wie wat waar wanneer hoe waarom zijn haar hun ons onze mijn geen niet nog al veel sommige alle "
        "tijdens sinds onder over tot tegen zonder"
    ),
    particles=words("de het van in op"),
    pronouns=words("ik hij zij ze wij we het dit dat er"),
)
