"""Hebrew."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import TITLES

HEBREW = Language(
    code="he",
    abbreviations=words("ד פרופ עמ מס גב מר רח טל שד"),
    titles=TITLES,
    speech_verbs=words(
        "אמר אמרה אמרו שאל שאלה שאלו תהה תהתה השיב השיבה ענה ענתה הוסיף הוסיפה קרא קראה צעק צעקה"
    ),
    uncased=True,
    gershayim=True,
)
