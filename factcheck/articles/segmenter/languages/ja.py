"""Japanese."""

from factcheck.articles.segmenter.language import Language

JAPANESE = Language(
    code="ja",
    clause_particles=frozenset("とのをがはでにもなや（(ってかよね"),
    sentence_endings=("です", "ます", "した", "ません", "さい", "よね", "すね", "すよ"),
    uncased=True,
)
