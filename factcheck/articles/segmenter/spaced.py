"""Rules for any mark that white space follows."""

import re

from factcheck.articles.segmenter.candidates import FAR, FULL_WIDTH_STOPS, Candidate
from factcheck.articles.segmenter.full_stop import is_abbreviation
from factcheck.articles.segmenter.glued import names_speaker
from factcheck.articles.segmenter.language import words

_GOES_ON = frozenset(",;:%&+=/|")
_CAMEL = re.compile(r"[a-z][A-Z]")
_SPEAKERS = words("the he she they his her a an i one")
_SIGNATURE = re.compile(r"\s?[-–—]{1,2}\s?[^.!?…\"“”]{2,80}")
_HASHTAGS = re.compile(r"#\w{1,60}\s{0,2}(?:#\w|$)")


def speaker_of_question(c: Candidate) -> bool | None:
    """'"Why?" Cohen asked': a closed question or exclamation, then its speaker and a verb of speech.

    Hebrew and Arabic put the verb first, and a later one may belong to a sentence of its own.
    """
    if not c.closers or c.last not in "?!؟" or not c.language.speech_verbs:
        return None
    if c.next_word.lower() in c.language.starters and c.next_word.lower() not in _SPEAKERS:
        return None
    ahead = c.words_ahead(count=1 if c.language.uncased else 4)
    return False if any(word in c.language.speech_verbs for word in ahead) else None


def stop_without_capitals(c: Candidate) -> bool | None:
    """Full-width stops, dandas and Arabic question marks end whatever comes next."""
    if c.last in FULL_WIDTH_STOPS or c.last in "।॥۔":
        return not names_speaker(c)
    return True if c.last == "؟" and not c.first.islower() else None


def camel_case_name(c: Candidate) -> bool | None:
    """'iPhone' and 'eBay' begin a sentence in spite of their small letter."""
    small = c.first.islower() and c.run != "…"
    return True if small and _CAMEL.match(c.text, c.first_at) else None


def forgotten_capital(c: Candidate) -> bool | None:
    """In careless text, or in front of a pronoun, a small letter may begin a sentence."""
    if not c.first.islower() or c.closers or set(c.run) - set(".?!") or ".." in c.run:
        return None
    word = c.word.lower()
    if len(word) < 2 or "." in word or is_abbreviation(c, word.title()) or word in c.language.never_final:
        return None
    if c.careless:
        return True
    plain = c.last == "." and len(word) > 3 and c.word.islower() and c.word.isalpha()
    return True if plain and c.next_word in c.language.pronouns else None


def small_letter(c: Candidate) -> bool | None:
    """A small letter goes on with the sentence."""
    return False if c.first.islower() else None


def continuing_sign(c: Candidate) -> bool | None:
    """A comma, colon, percent sign and the like goes on with the sentence."""
    return False if c.first in _GOES_ON else None


def open_bracket(c: Candidate) -> bool | None:
    """A stop inside a bracket that stands within a sentence and closes soon is not the sentence's end."""
    closing = c.text.find(")", c.end, c.end + FAR)
    if closing < 0 or c.first == "(" or not c.inside("(", ")"):
        return None
    opening = c.text.rfind("(", max(c.start, c.at - FAR), c.at)
    if not c.text[max(c.start, opening - 9) : opening].strip():
        return None
    return False if c.text.find("(", c.end, closing) < 0 else None


def leading_ellipsis(c: Candidate) -> bool | None:
    """'"... The plan': dots at the head of a sentence or quotation mark what was left out."""
    if set(c.run) - set(".… \u00a0") or (len(c.run) < 2 and c.run != "…"):
        return None
    if c.at <= c.start or c.text[c.at - 1] in '"“«‘„':
        return False
    spaced = c.language.uncased and c.text[c.at - 1].isspace()
    return False if spaced and not c.closers else None


def exclaimed_name(c: Candidate) -> bool | None:
    """'Yahoo! News': the mark belongs to a name."""
    return False if c.run == "!" and not c.opens and c.word.lower() in c.language.exclaimed_names else None


def signature(c: Candidate) -> bool | None:
    """'"It goes on." - Dana Levi': who is quoted stands behind a dash and ends the line."""
    if not c.closers or not c.first.isupper():
        return None
    return False if _SIGNATURE.fullmatch(c.text, c.end) else None


def trailing_hashtags(c: Candidate) -> bool | None:
    """Several hashtags, or one at the end of the line, belong to the sentence in front of them."""
    return False if c.first == "#" and _HASHTAGS.match(c.text, c.first_at) else None
