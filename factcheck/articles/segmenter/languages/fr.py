"""French."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

FRENCH = Language(
    code="fr",
    abbreviations=words(
        "m mm mme mmes mlle mlles dr drs pr prof me mgr st ste av bd boul art al cf chap éd env ex fig ibid p pp "
        "vol n° no tél t.v.a j.-c j.c apr janv févr avr juil sept oct nov déc req suiv "
        "trad univ adj dir"
    ),
    never_final=words("p.ex ex cf m mm mme dr mgr c.-à-d"),
    list_ends=("etc",),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "le la les un une des ce cet cette ces il elle ils elles on nous vous je tu en du de dans sur à au aux "
        "pour par avec mais et ou or car donc si quand lorsque après avant depuis selon cependant son sa ses leur "
        "leurs que qui où comme tout c'est qu'est il s'il l'on d'après d'autres puis ainsi toutefois enfin aussi "
        "ensuite malgré pendant plus plusieurs toutes tous sous sans entre chez notre nos votre vos mon ma mes"
    ),
    particles=words("le la les des du sur"),
    elisions=words("l d c n s j m t qu jusqu lorsqu puisqu"),
    pronouns=words("il elle ils elles on nous je c'est"),
)
