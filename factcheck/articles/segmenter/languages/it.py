"""Italian."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

ITALIAN = Language(
    code="it",
    abbreviations=words(
        "sig sigg sig.ra sig.na dott dott.ssa prof prof.ssa ing avv arch geom rag sen gen col mons "
        "s ss art artt pag pagg fig vol n nn nr tel a.c d.c s.p.a s.r.l es p.es ecc etc ca v vs gg mm sec "
        "feb apr giu lug ott nov dic lat max min"
    ),
    capital_abbreviations=words("on don set mag mar ago cap ten"),
    never_final=words("p.es es dott prof sig ing avv cfr"),
    list_ends=("ecc", "etc"),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "il lo la i gli le un uno una questo questa questi queste quello quella egli ella lui lei loro essi esse "
        "noi voi io tu in a da di del della dei degli delle con per su tra fra dal dalla al alla nel nella sul "
        "sulla ma e o se quando mentre dopo prima poi inoltre secondo tuttavia anche non si che chi come dove ogni "
        "tutti tutte nonostante durante è sono era erano c'è"
    ),
    particles=words("il lo la i gli le di del della da e a"),
    elisions=words("l un d dell all nell sull dall quest quell c n"),
    pronouns=words("io noi lui lei loro egli questo"),
)
