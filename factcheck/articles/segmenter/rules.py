"""The rules that decide whether a candidate ends its sentence, in the order in which they are asked.

A rule is a function of one `Candidate`: True ends the sentence, False lets it go on, None leaves the decision
to the next rule. The first answer counts.
"""

from collections.abc import Callable

from factcheck.articles.segmenter import full_stop, glued, moods, spaced
from factcheck.articles.segmenter.candidates import Candidate

Rule = Callable[[Candidate], bool | None]

GLUED: tuple[Rule, ...] = (glued.full_width_stop, glued.unspaced_stop, glued.missing_space)
"""Nothing stands between the mark and the next sign; without an answer the sentence goes on."""

STRONG: tuple[Rule, ...] = (
    spaced.speaker_of_question,
    spaced.stop_without_capitals,
    spaced.camel_case_name,
    spaced.forgotten_capital,
    spaced.small_letter,
    spaced.continuing_sign,
    spaced.open_bracket,
    spaced.leading_ellipsis,
    spaced.exclaimed_name,
    spaced.signature,
    spaced.trailing_hashtags,
)
"""White space and a sign follow a mark that is not just one full stop; without an answer the sentence ends."""

BEFORE_SMALL_LETTER: tuple[Rule, ...] = (
    spaced.camel_case_name,
    spaced.forgotten_capital,
)
"""White space and a small letter follow one single full stop; without an answer the sentence goes on."""

BEFORE_CAPITAL: tuple[Rule, ...] = (
    spaced.open_bracket,
    spaced.signature,
    full_stop.list_number,
    full_stop.danda_in_line,
    full_stop.closed_stop,
    full_stop.end_of_list,
    full_stop.never_final,
    full_stop.clock_in_bracket,
    full_stop.initial,
    full_stop.ordinal,
    full_stop.acronym,
    full_stop.abbreviation,
    full_stop.title,
)
"""White space and a capital follow one single full stop; without an answer the sentence ends."""

BEFORE_OTHER_SIGN: tuple[Rule, ...] = (
    spaced.continuing_sign,
    spaced.open_bracket,
    spaced.trailing_hashtags,
    full_stop.list_number,
    full_stop.reference_number,
    full_stop.danda_in_line,
    full_stop.closed_stop,
    full_stop.never_final,
    full_stop.clock_in_bracket,
    full_stop.initial,
    full_stop.acronym,
    full_stop.abbreviation,
    full_stop.title,
)
"""White space and neither follow one single full stop: a figure, a bracket, a letter of a script without capitals;
without an answer the sentence ends."""

AFTER_NO_WORD: tuple[Rule, ...] = (
    spaced.continuing_sign,
    spaced.open_bracket,
    spaced.trailing_hashtags,
    full_stop.danda_in_line,
    full_stop.closed_stop,
)
"""Those of `BEFORE_OTHER_SIGN` that do not ask for the word in front of the stop, where there is none."""

MOODS: tuple[Rule, ...] = (moods.hashtags, moods.emoji, moods.smiley)
"""Emoji and smileys without a stop; without an answer the sentence goes on."""


def ends_sentence(c: Candidate) -> bool:
    """Whether the candidate ends its sentence."""
    if not c.next:
        return True
    if c.mood:
        return _first_answer(MOODS, c, False)
    if not c.run:
        return bool(moods.semicolon(c))
    if not c.next.isspace():
        return _first_answer(GLUED, c, False)
    if not c.first:
        return False
    return _at_full_stop(c) if c.run == "." else _first_answer(STRONG, c, True)


def _at_full_stop(c: Candidate) -> bool:
    """The answer for one single full stop. Most marks are one: only rules that may answer are asked."""
    if c.first.islower():
        return _first_answer(BEFORE_SMALL_LETTER, c, False)
    if c.first.isupper():
        return _first_answer(BEFORE_CAPITAL, c, True)
    return _first_answer(BEFORE_OTHER_SIGN if c.word else AFTER_NO_WORD, c, True)


def _first_answer(rules: tuple[Rule, ...], c: Candidate, default: bool) -> bool:
    for rule in rules:
        answer = rule(c)
        if answer is not None:
            return answer
    return default
