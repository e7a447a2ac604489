"""Chinese."""

from factcheck.articles.segmenter.language import Language, words

CHINESE = Language(
    code="zh",
    speech_verbs=words("说 說 问 問 道 称 稱 喊 叫 答 写道 寫道 表示 指出 回答 回應 回应 反问 反問"),
    uncased=True,
)
