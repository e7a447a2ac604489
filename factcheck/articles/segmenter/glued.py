"""Rules for a mark that the next sign is glued to. Without an answer the sentence goes on."""

import re

from factcheck.articles.segmenter.candidates import FULL_WIDTH_STOPS, UNSPACED_STOPS, Candidate
from factcheck.articles.segmenter.languages.shared import DOMAIN_ENDINGS

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_CLAUSE_GOES_ON = frozenset('，、,；;：:）)」』”’"…—-~〜' + FULL_WIDTH_STOPS)
_SPEAKER = re.compile(r"[^，。！？；：、,.!?\s]{0,12}(?=[，。：,.:])")


def full_width_stop(c: Candidate) -> bool | None:
    """Chinese and Japanese stops need no space: they end, unless the clause visibly goes on."""
    between = c.last in "!?…" and c.at and _CJK.match(c.text[c.at - 1]) and _CJK.match(c.next)
    if c.last not in FULL_WIDTH_STOPS and not between:
        return None
    if c.next in _CLAUSE_GOES_ON or c.last == "…" or (c.run == "．" and c.next.isdigit()):
        return False
    if c.closers and c.next in c.language.clause_particles:
        return False
    return not (names_speaker(c) or c.inside("《", "》"))


def unspaced_stop(c: Candidate) -> bool | None:
    """Dandas and their like end a sentence even where the next one is glued to them."""
    if c.last not in UNSPACED_STOPS:
        return None
    return not (c.next in ",;:،" or c.next.isdigit())


def missing_space(c: Candidate) -> bool | None:
    """'raids.The report': a lower-case word, a stop, a capitalised word; not 'example.Com' or 'a.Next'."""
    if c.run not in (".", "!", "?", "..", "....") or not c.next.isupper():
        return None
    if not c.text[c.end + 1 : c.end + 2].islower():
        return None
    after = c.end + len(c.next_word)
    if c.text[after : after + 1] in ("@", ".", "/", "_"):
        return None
    enough = c.word.isalpha() and c.word.islower() and (len(c.word) > 2 or bool(c.closers))
    return enough and c.next_word.lower() not in DOMAIN_ENDINGS


def names_speaker(c: Candidate) -> bool:
    """'“…吗？”记者问。': who spoke belongs to the closed quotation."""
    if not c.language.speech_verbs or not c.closers or c.closers[-1] not in '”」』"’':
        return False
    match = _SPEAKER.match(c.text, c.end)
    return match is not None and match.group().endswith(tuple(c.language.speech_verbs))
