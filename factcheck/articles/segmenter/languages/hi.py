"""Hindi."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import TITLES

HINDI = Language(
    code="hi",
    abbreviations=words("डॉ प्रो श्री श्रीमती सुश्री कु पं मो सं रु कि.मी कि मी ई वि डा स्व ले"),
    titles=TITLES,
    uncased=True,
    danda=True,
)
