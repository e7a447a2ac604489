"""Polish."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS, TITLES

POLISH = Language(
    code="pl",
    abbreviations=words(
        "np m.in tzn tzw tj itd itp dr prof mgr inż hab gen płk mjr kpt por sierż ks bp abp św o ul al pl os nr "
        "str s r w godz min sek tys mln mld zł gr ok ur zm jw cd cdn dot im red wyd zob por r.p n.e p.n.e "
        "woj pow gm sp spół"
    ),
    never_final=words("np m.in tzn tzw tj prof dr hab inż mgr ul im zob por ok ks gen płk św"),
    list_ends=("itd", "itp"),
    reference_words=REFERENCE_WORDS,
    titles=TITLES,
    starters=words(
        "w we na z ze do od po przed przy pod nad dla o u za i a ale lub czy jeśli gdy kiedy że jak co to ten ta te "
        "ci on ona ono oni one my wy ja ty jego jej ich nie tak tam tu teraz gdzie kto każdy wszyscy wszystko "
        "także również jednak potem był była było były jest są po według podczas"
    ),
    pronouns=words("ja on ona oni my to"),
    ordinal_stop=True,
)
