"""Portuguese."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

PORTUGUESE = Language(
    code="pt",
    abbreviations=words(
        "sr sra srs sras srta dr dra drs dras prof profa profs eng arq gen cel ten sgt d exmo ilmo v.exa s.a "
        "ltda cia pág págs p pp vol núm n nº art arts fig tel av r pça sto sta séc a.c d.c ex p.ex etc aprox máx "
        "mín jan fev abr jun jul ago nov dez eua dep depto"
    ),
    capital_abbreviations=words("set out mar cap"),
    never_final=words("p.ex ex sr sra dr dra prof"),
    list_ends=("etc",),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "o a os as um uma uns umas este esta estes estas esse essa isso isto aquele aquela ele ela eles elas eu "
        "nós você vocês em no na nos nas por para com sem de do da dos das ao à mas e ou se quando enquanto depois "
        "antes segundo além também não que quem como onde desde até durante entre há é são foi foram mais muito já "
        "seu sua seus suas todos todas cada após"
    ),
    particles=words("o a os as de do da dos das são um uma e"),
    pronouns=words("eu ele ela eles elas nós você isso isto"),
)
