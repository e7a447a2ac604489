"""German."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

GERMAN = Language(
    code="de",
    abbreviations=words(
        "bzw ca etc evtl ggf inkl exkl mind nr st str tel vgl zb z.b d.h u.a u.ä o.ä z.t i.d.r s.o s.u "
        "abs bd bspw dgl dr prof hr fr frl ing dipl geb gest hl jh jhd jhdt kath ev mio mrd mwst n.chr v.chr "
        "sog usf usw verh vs gem gegr chr dt engl frz ital lat bes entspr hrsg jr sen allg ehem einschl zzgl abb "
        "anm aufl kap kfm mr mrs pol rd sek std tsd zw zzt lt ltn bundesgesetzbl ders ebd "
        "forts gez insb kgl lfd mdl niederl österr p.a russ schweiz span stellv südl nördl östl westl "
        "tägl urspr ver vorm wg zit zus jan feb febr apr aug sept okt nov dez"
    ),
    capital_abbreviations=words("mo di mi do sa so art mag gen"),
    never_final=words("z.b d.h u.a i.d.r bzw vgl ca dr prof nr med phil rer nat jur h.c u.v.m sog insb bspw"),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "der die das den dem des ein eine einen einem einer er sie es wir ihr ich du im in am an auf aus bei mit "
        "nach von zu zum zur für durch als auch aber und oder doch dann da dort hier wenn weil während seit dies "
        "diese dieser dieses so sein seine seiner ihre ihr nun heute nicht noch nur man was wer wie wo alle jedoch "
        "danach dabei damit daher darum deshalb trotzdem außerdem zudem bereits bisher schließlich später zuvor "
        "laut viele einige mehr ob über unter vor um gegen ohne obwohl nachdem bevor beim vom ins"
    ),
    pronouns=words("ich wir er es du man"),
    ordinal_stop=True,
)
