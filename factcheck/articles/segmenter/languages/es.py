"""Spanish."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

SPANISH = Language(
    code="es",
    abbreviations=words(
        "sr sra sres sras srta d dª dña dn dr dra drs prof profa lic ing gral cnel tte cap cía s.a s.l ee.uu ee uu "
        "ud uds vd vds pág págs núm núms n° art arts av avda c cta dpto ed fig ej p.ej vol tel télf etc aprox máx "
        "mín a.c d.c s.m ss.mm mons fr sto sta rr.hh ff.aa cc.oo jj.oo admón atte depto edo excmo hnos ilmo izq "
        "prov pta ptas"
    ),
    never_final=words("p.ej sr sra dr dra d v n"),
    list_ends=("etc",),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "el la los las lo un una unos unas este esta estos estas ese esa eso él ella ellos ellas en por para con "
        "sin de del al a pero y o si cuando según además también no se su sus que como tras desde hasta durante "
        "entre hay es son fue más muy ya aunque así luego después antes entonces mientras sobre todo todos todas "
        "cada otro otra otros otras uno algunos algunas muchos muchas actualmente está están era eran fueron "
        "posteriormente finalmente asimismo dicho dicha nuestro nuestra mi tu le les me te nos donde quien ahora "
        "hoy ayer"
    ),
    particles=words("el la los las lo de del al un una mi"),
    pronouns=words("él ella ellos ellas yo nosotros esto eso"),
)
