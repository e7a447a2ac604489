"""Which languages the segmenter knows."""

from functools import lru_cache

from factcheck.articles.segmenter.language import Language
from factcheck.articles.segmenter.languages import (
    ar,
    de,
    en,
    es,
    fr,
    he,
    hi,
    it,
    ja,
    nl,
    pl,
    pt,
    ru,
    shared,
    uk,
    zh,
)

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        ar.ARABIC,
        de.GERMAN,
        en.ENGLISH,
        es.SPANISH,
        fr.FRENCH,
        he.HEBREW,
        hi.HINDI,
        it.ITALIAN,
        ja.JAPANESE,
        nl.DUTCH,
        pl.POLISH,
        pt.PORTUGUESE,
        ru.RUSSIAN,
        uk.UKRAINIAN,
        zh.CHINESE,
    )
}

OTHER = Language(code="", titles=shared.TITLES, reference_words=shared.REFERENCE_WORDS)


@lru_cache(maxsize=64)
def language_for(code: str) -> Language:
    """The data for a BCP 47 code ("de", "pt-BR", any case); for a language without data, what all share."""
    return LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower(), OTHER)
