"""Arabic."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import TITLES

ARABIC = Language(
    code="ar",
    abbreviations=words("د أ م ا ق هـ ص ج ت أ.د"),
    titles=TITLES,
    speech_verbs=words("قال قالت سأل سألت تساءل تساءلت أضاف أضافت أجاب أجابت صاح صاحت هتف"),
    uncased=True,
)
