"""Rules for one full stop with white space and a possible beginning of a sentence behind it."""

import re

from factcheck.articles.segmenter.candidates import Candidate
from factcheck.articles.segmenter.language import words
from factcheck.articles.segmenter.languages.shared import COMPANY_ENDINGS

_ACRONYM = re.compile(r"(?:[^\W\d_]{1,3}\.-?){1,9}[^\W\d_]{1,4}")
_LIST_NUMBER = re.compile(r"[\s(\[\"“«]{0,9}(?:\d{1,3}|[A-Za-zА-Яа-яא-ת]|[ivxIVX]{1,5})")
_DANDA_NEAR = 2000
_CLOCK_COMPANY = words(
    "et est edt gmt utc pt pst pdt cet eastern pacific local "
    "monday tuesday wednesday thursday friday saturday sunday"
)


def list_number(c: Candidate) -> bool | None:
    """'1. Text', 'b. Text' at the head of a sentence numbers it."""
    short = c.at - c.start <= 12 and not c.closers
    return False if short and _LIST_NUMBER.fullmatch(c.text, c.start, c.at) else None


def reference_number(c: Candidate) -> bool | None:
    """'No. 10', 'p. 12': the number belongs to the word."""
    return False if c.first.isdigit() and c.word.lower() in c.language.reference_words else None


def danda_in_line(c: Candidate) -> bool | None:
    """Where sentences end in a danda, full stops abbreviate."""
    if not c.language.danda:
        return None
    return False if c.text.find("।", max(0, c.start - _DANDA_NEAR), c.end + _DANDA_NEAR) >= 0 else None


def closed_stop(c: Candidate) -> bool | None:
    """A full stop in front of a closing quotation mark or bracket is no abbreviation."""
    return True if c.closers else None


def end_of_list(c: Candidate) -> bool | None:
    """'etc. Smith', 'и т. д. Нужно': what closes a list ends the sentence in front of a capital."""
    if c.word[-1:].lower() not in c.language.list_end_letters or not c.first.isupper():
        return None
    tail = c.text[max(c.start, c.at - 10) : c.at].replace(" ", "").replace("\u00a0", "").lower()
    return True if tail.endswith(c.language.list_ends) else None


def never_final(c: Candidate) -> bool | None:
    """'e.g. Paris', 'ca. 1900'; a single capital is an initial, whatever its small letter abbreviates."""
    word = c.word if len(c.word) == 1 else c.word.lower()
    return False if word in c.language.never_final else None


def clock_in_bracket(c: Candidate) -> bool | None:
    """'at 5 p.m. (Moscow time)'."""
    return False if "(" in c.lead and c.word.lower() in ("a.m", "p.m") else None


def initial(c: Candidate) -> bool | None:
    """'J. Smith' goes on; 'Vitamin C. The trial' ends, for only the first is followed by a name."""
    if len(c.word) != 1 or not c.word.isalpha() or _geresh_or_gershayim(c):
        return None
    small = c.word.islower() and not is_abbreviation(c, c.word)
    if small and not c.language.ordinal_stop:
        return None
    if c.word == "I" and c.language.lone_i:
        return c.opens
    return c.opens and not c.before_word.endswith(".")


def ordinal(c: Candidate) -> bool | None:
    """'am 3. Mai', where ordinals are written with a stop."""
    digits = c.word.lstrip("-")
    if not c.language.ordinal_stop or c.first.isdigit() or not digits.isdigit() or len(digits) > 2:
        return None
    return c.opens and c.next_word.lower() not in ("in", "an")


def acronym(c: Candidate) -> bool | None:
    """'U.S. President' goes on, 'U.S. They' ends; 'at 5 p.m. Cohen' ends, 'at 5 p.m. Eastern' does not."""
    if "." not in c.word or not _ACRONYM.fullmatch(c.word):
        return None
    clock = c.word.lower() in ("a.m", "p.m")
    return c.opens or (clock and c.next_word.lower() not in _CLOCK_COMPANY)


def abbreviation(c: Candidate) -> bool | None:
    """'Inc. shares' goes on; in front of a word that opens sentences it ends."""
    if not is_abbreviation(c, c.word):
        return None
    return c.opens and not c.language.uncased


def title(c: Candidate) -> bool | None:
    """'Gen. Brown' goes on."""
    return False if c.word[:1].isupper() and c.word.lower() in c.language.titles else None


def is_abbreviation(c: Candidate, word: str) -> bool:
    """Whether `word`, as it is written, abbreviates."""
    small = word.lower()
    if small in c.language.abbreviations:
        return True
    capital = word[:1].isupper()
    return capital and (small in c.language.capital_abbreviations or small in COMPANY_ENDINGS)


def _geresh_or_gershayim(c: Candidate) -> bool:
    """A geresh behind, or gershayim in front of, the last letter: 'ג׳.', 'ארה״ב.'"""
    if not c.language.gershayim:
        return False
    if c.text[c.at - 1] in "'’׳":
        return True
    mark = c.at - len(c.word) - 1
    return mark > c.start and c.text[mark] in '"״' and "א" <= c.text[mark - 1] <= "ת"
