"""Where a sentence could end: the marks that are looked at, and what stands around one of them.

Every look is bounded (`NEAR`, `FAR`), so a whole text is cut in linear time, and no look asks whether
quotation marks pair up: pasted news often has an odd number of them.
"""

import re
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from factcheck.articles.segmenter.language import Language

NEAR, FAR = 40, 250
"""How many characters back or ahead a rule may look: for a word, and for a bracket."""

STOPS = ".!?…‼⁇⁈⁉؟۔।॥։።။។"
FULL_WIDTH_STOPS = "。！？｡．︒"
UNSPACED_STOPS = "।॥۔؟։።။។"
"""Stops that end a sentence even when the next one is glued to them."""
INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
INVISIBLES = "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF))
)
CLOSERS = "\"'”’»›)\\]}＂＇」』）】》〉〕］"
PICTOGRAPHS = "\U0001f300-\U0001faff\U0001f1e6-\U0001f1ff☀-⛿✊✋✌✨❄❣❤⭐"
POINTERS = "☎☏☐☑☒☚☛☜☞⚠⚡⚪⚫👉👇👆👈📞📍📌📅📆🔴🔵🔹🔸🔺🔻🔶🔷🔔📷📸🎥📹💻📧📩🆔🆕🗓🕐🟢🟡🟠⬛"
"""Pictographs that head a line or an item and never end a sentence."""
EMOJI = f"(?:(?![{POINTERS}])[{PICTOGRAPHS}][\ufe0f\u200d\u20e3♀♂]{{0,9}}){{1,99}}"
HASHTAGS = r"#\w{1,60}(?: ?#\w{1,60}){1,60}"
SMILEY = r"[:;=]['’]?-?(?:[)(\]DPp*3]|\){2,9})(?![\w/])"
_INVISIBLE_OR_SPACE = INVISIBLES + " \u00a0\u202f"
_CLOSING = f"[{CLOSERS}{INVISIBLE}]*"

MARK = re.compile(
    f"(?P<run>[.!?…](?:[ \u00a0][.!?…]){{1,5}}|[{STOPS}]+|[{FULL_WIDTH_STOPS}!?…]+)"
    f"(?P<closers>{_CLOSING}(?:[“‘](?=[\\s,;:.)\\]–—]|$){_CLOSING}){{0,3}}(?:[ \u00a0\u202f][)\\]»](?=\\s|$))?)"
    r"(?P<notes>(?:\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰]){0,9}(?:[ \u00a0]\[\d{1,3}\](?=\s|$)){0,9})"
    f"(?P<moods>(?: ?{EMOJI}){{0,9}})"
    f"|(?P<mood>{EMOJI}(?: ?{EMOJI}){{0,9}}|{SMILEY}|\\){{1,9}}(?=\\s|$)|{HASHTAGS})"
    r"|(?P<semicolon>;)(?=\s)"
)

_HEAD = re.compile(f"[{STOPS}{FULL_WIDTH_STOPS}{PICTOGRAPHS}:;=)#]")
"""Every character a mark can begin with. To look for one set first halves the time for a whole text."""

_OPENERS = frozenset('("“„‘')
_LEAD = re.compile(f"[\\s\"'“”‘’«»„‚‹›(\\[{{<—–\\-•*¿¡….{INVISIBLE}「『（《]{{0,{NEAR}}}")
_WORD = re.compile(rf"[^\W\d_]{{1,{NEAR}}}(?:['’][^\W\d_]{{1,{NEAR}}})?|\d{{1,{NEAR}}}")
_BOUNDARIES = frozenset(' \t\u00a0\u202f\u2009\u200a\u2002\u2003\u3000"“”«»‘([{<>/—–:;,=+*|')


Mark = tuple[int, int, int, str, str, str]
"""A match of `MARK`: where it begins and ends in its line, and where `first` stands behind it; its stops, closing signs
and emoji. A text may have hundreds of thousands, so it is a plain tuple."""


def marks(line: str) -> Iterator[Mark]:
    """The matches of `MARK` in a line, in order and without overlap."""
    head = _HEAD.search(line)
    while head:
        at = end = head.start()
        ahead = line[at + 2 : at + 3] if line.startswith(". ", at) else ""
        if ahead.isalnum() or ahead in _OPENERS:
            # Most marks are one: a full stop, and behind a space what no mark goes on with.
            end = at + 1
            yield at, end, _first_at(line, end), ".", "", ""
        elif match := MARK.match(line, at):
            end = match.end()
            run, closers, mood = match.group("run", "closers", "mood")
            yield at, end, _first_at(line, end), run or "", closers or "", mood or ""
        head = _HEAD.search(line, max(end, head.end()))


T = TypeVar("T")


class once(Generic[T]):  # noqa: N801 - used like a keyword
    """A property that is worked out when it is first asked for; without the lock that Python 3.11's has."""

    def __init__(self, find: Callable[["Candidate"], T]) -> None:
        self.find = find
        self.name = find.__name__
        self.__doc__ = find.__doc__

    def __get__(self, candidate: "Candidate", _owner: type["Candidate"]) -> T:
        found = candidate.__dict__[self.name] = self.find(candidate)
        return found


class Candidate:
    """A mark in one line that may end a sentence, and its neighbours.

    `text` is the line, `start` where the open sentence begins, `at` where the mark begins,
    `end` where the sentence would end (behind closing quotation marks, brackets, notes and emoji).
    `next` is the character behind that; `first`, at `first_at`, the first behind white space and opening marks,
    which could begin a sentence. Both are empty at the end of the line. `word` is the word that ends at the mark.
    """

    def __init__(self, text: str, start: int, mark: Mark, language: Language, careless: bool) -> None:
        self.text = text
        self.start = start
        self.language = language
        self.careless = careless
        at, end, first_at, run, closers, mood = mark
        self.at, self.end, self.first_at = at, end, first_at
        self.run, self.mood = run, mood
        self.closers = closers.strip(_INVISIBLE_OR_SPACE) if closers else ""
        self.next = text[end : end + 1]
        self.first = text[first_at : first_at + 1]
        self.word = _word_before(text, start, at) if run else ""

    @property
    def last(self) -> str:
        """The last of the stops."""
        return self.run[-1:]

    @property
    def lead(self) -> str:
        """White space and opening marks between the mark and `first`."""
        return self.text[self.end : self.first_at]

    @once
    def next_word(self) -> str:
        """The word that would begin the next sentence, with straight apostrophes, or a single sign."""
        match = _WORD.match(self.text, self.first_at)
        return match.group().replace("’", "'") if match else self.first

    @once
    def opens(self) -> bool:
        """Whether `next_word` is one that opens sentences, and not the beginning of a name ("Le Goff")."""
        word = self.next_word.lower()
        after = self.first_at + len(word)
        if word in self.language.starters:
            if word in self.language.particles:
                return self.text[after : after + 2].lstrip(" \u00a0'’")[:1].islower()
            return len(word) > 1 or self.text[after : after + 1] != "."
        if "'" not in word:
            return False
        elided = word.partition("'")[0]
        return elided in self.language.elisions and self.next_word[len(elided) + 1 :][:1].islower()

    @property
    def before_word(self) -> str:
        """Up to 20 characters in front of `word`, without white space at their end."""
        at = self.at - len(self.word)
        return self.text[max(self.start, at - 20) : at].rstrip()

    def words_ahead(self, count: int) -> Iterator[str]:
        """The next `count` words, lower case, within 60 characters."""
        ahead = _WORD.finditer(self.text, self.first_at, min(len(self.text), self.first_at + 60))
        return (match.group().lower() for match, _ in zip(ahead, range(count), strict=False))

    def inside(self, opening: str, closing: str) -> bool:
        """Whether a bracket was opened in this sentence at most `FAR` back and is still open at the mark."""
        low = max(self.start, self.at - FAR)
        return self.text.rfind(opening, low, self.at) > self.text.rfind(closing, low, self.end)


def _first_at(text: str, end: int) -> int:
    """Where the first character behind white space and opening marks stands, at most `NEAR` behind `end`."""
    if text[end : end + 1] == " " and text[end + 1 : end + 2].isalnum():
        return end + 1
    lead = _LEAD.match(text, end)
    return lead.end() if lead else end


def _word_before(text: str, start: int, at: int) -> str:
    """The word that ends at `at`, at most `NEAR` characters of it, without apostrophes around it."""
    low, begin = max(start, at - NEAR), at
    while begin > low and text[begin - 1] not in _BOUNDARIES:
        begin -= 1
    return text[begin:at].strip("'’\u200e\u200f")
