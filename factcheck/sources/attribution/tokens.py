"""A paragraph as tokens, sentences and quotations."""

import re
from bisect import bisect_left

from factcheck.articles.segmenter import segment
from factcheck.sources.attribution.kinds import OUTLET
from factcheck.sources.attribution.names import Names, find_names
from factcheck.sources.attribution.verbs import MOSTLY_NOUNS, VERB, WITH_PARTICLE, Sense
from factcheck.sources.attribution.words import (
    ADVERBS,
    ATTACH,
    DASHES,
    DAYS_AND_MONTHS,
    DET,
    NOT_ADVERBS,
    POSS,
    PRONOUNS,
    QUOTES,
    STOP,
    TIME,
)

_TOKEN = re.compile(
    r"\b(?:I|[Yy]ou|[Ss]?[Hh]e|[Ii]t|[Ww]e|[Tt]hey|[Ww]ho|[Tt]hat|[Tt]here)(?=['’](?:s|re|ve|d|ll|m)\b)"
    r"|['’](?:s|re|ve|d|ll|m)\b|\d+(?:,\d{3})+|[^\W_]+(?:['’.&/-][^\W_]+)*(?:(?<=s)['’](?= \w))?|''|``|--|\S"
)
_MARK = re.compile(r"[\"“”„«»]|''|``|(?<!\w)['‘](?=\w)")
_FAMILIES = {"«": "guillemet", "»": "guillemet", "‘": "single", "’": "single", "'": "single"}
_SINGLE_REACH = 60
"""How many tokens on the closing mark of a single quotation is looked for."""
_TITLE_CASE = 0.75


Span = tuple[int, int]


def name_key(name: str) -> tuple[str, ...]:
    """A name as the tokens that it is found by."""
    return tuple(word.replace("’", "'").lower() for word in _TOKEN.findall(name))


class Paragraph:
    """Parallel lists over the tokens of a paragraph; sentences and quotations as token ranges `[first, last)`.

    Quotations are told by the white space around their marks, not by counting, so marks need not be balanced.
    """

    def __init__(self, text: str, known: Names | None = None) -> None:
        found = list(_TOKEN.finditer(text))
        self.text = text
        self.span: list[Span] = [m.span() for m in found]
        self.raw = [m[0].replace("’", "'") for m in found]
        self.low = [word.lower() for word in self.raw]
        self._capitals = [word[0].isupper() for word in self.raw]
        self._verbs: dict[int, Sense | None] = {}
        self._nominals: dict[int, bool] = {}
        self._name_ends, self._in_name = find_names(self.low, self.raw, known or {})
        self.sentences = self._cut(segment(text, "en"))
        self.marks = [m.start() for m in _MARK.finditer(text)]
        self.headline = len(self.sentences) <= 2 and self._is_headline()
        self.quotations, self.unclosed = self._find_quotations()
        self._quotation_at = self._index()

    def name_ending_at(self, end: int) -> str | None:
        """The identification of the registry's name whose last token stands before token `end`."""
        return self._name_ends.get(end)

    def _cut(self, spans: list[Span]) -> list[Span]:
        """The sentences, without a closing mark cut off from its sentence and without a dateline."""
        cuts: list[Span] = []
        n = 0
        for _, end in spans:
            first = n
            while n < len(self.span) and self.span[n][0] < end:
                n += 1
            if n == first:
                continue
            if cuts and all(self.low[j] in QUOTES for j in range(first, n)):
                cuts[-1] = (cuts[-1][0], n)
            else:
                cuts.append((first, n))
        if cuts:
            first, last = cuts[0]
            cuts[0] = (self._after_dateline(first, last), last)
        return cuts

    def _after_dateline(self, first: int, last: int) -> int:
        """WASHINGTON (AP) — | the token after a place in capitals and a dash."""
        if len(self.raw[first]) < 3 or not self.raw[first].isupper():
            return first
        dash = next((j for j in range(first, min(last, first + 10)) if self.low[j] in DASHES | {"-"}), None)
        return dash + 1 if dash is not None and dash + 1 < last else first

    def _is_headline(self) -> bool:
        """Whether nearly every long word has a capital."""
        long = [word for word in self.raw if len(word) > 3 and word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in long)
        return 3 <= len(long) < 25 and capitals >= _TITLE_CASE * len(long)

    def _find_quotations(self) -> tuple[list[Span], bool]:
        """The quotations in order, and whether the last one is still open at the end."""
        starts = {first for first, _ in self.sentences}
        begin_of = self._sentence_begins()
        found: list[Span] = []
        at: int | None = None
        family = ""
        for i, word in enumerate(self.low):
            if word not in QUOTES:
                continue
            kind = _FAMILIES.get(word, "double")
            if at is None:
                if self.opens(i) and (kind != "single" or self._closing_single(i)):
                    at, family = i, kind
                elif kind == "double" and self.closes(i) and not (found and found[-1][1] > begin_of[i]):
                    found.append((begin_of[i], i + 1))
            elif kind == family and self.closes(i):
                found.append((at, i + 1))
                at = None
            elif kind == family and i in starts:
                found.append((at, i))
                at = i
        if at is None:
            return found, False
        lasting = at in starts or (at > 0 and self.low[at - 1] in ":,")
        end = next((last for first, last in self.sentences if first <= at < last), len(self.low))
        found.append((at, len(self.low) if lasting else end))
        return found, lasting

    def _sentence_begins(self) -> list[int]:
        """For each token the first token of its sentence."""
        begins = [0] * len(self.low)
        for first, last in self.sentences:
            begins[first:last] = [first] * (last - first)
        return begins

    def _closing_single(self, i: int) -> bool:
        reach = range(i + 1, min(len(self.low), i + _SINGLE_REACH))
        return any(_FAMILIES.get(self.low[j]) == "single" and self.closes(j) for j in reach)

    def _index(self) -> list[int]:
        """For each token the number of the quotation it stands in, or -1."""
        index = [-1] * len(self.low)
        for number, (first, last) in enumerate(self.quotations):
            index[first:last] = [number] * (last - first)
        return index

    def quotation_of(self, i: int) -> Span | None:
        """The quotation that token i stands in."""
        number = self._quotation_at[i] if 0 <= i < len(self._quotation_at) else -1
        return self.quotations[number] if number >= 0 else None

    def mark_in(self, start: int, end: int) -> int | None:
        """Where the first quotation mark of a stretch of text stands, if any."""
        n = bisect_left(self.marks, start)
        return self.marks[n] if n < len(self.marks) and self.marks[n] < end else None

    def without_foreign_close(self, start: int, end: int) -> Span:
        """A stretch of text without a closing mark whose opening lies before it."""
        if end - start > 2 and self.text[end - 1] in QUOTES and self.mark_in(start, end - 1) is None:
            return (start, end - 1 - (self.text[end - 2] in ",."))
        return (start, end)

    def capital(self, i: int) -> bool:
        return self._capitals[i]

    def in_name(self, i: int) -> bool:
        """Channel Nine, The Week: whether a number or an article with a capital stands inside a name."""
        return i in self._in_name or (self.capital(i) and i > 0 and self.raw[i - 1][0].isupper())

    def adverb(self, i: int) -> bool:
        word = self.low[i]
        if word in ADVERBS:
            return True
        return word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS and not self.capital(i)

    def nominal(self, i: int) -> bool:
        """Whether the word can be part of a name or a noun phrase and is no article or pronoun."""
        if i not in self._nominals:
            self._nominals[i] = self._is_nominal(i)
        return self._nominals[i]

    def _is_nominal(self, i: int) -> bool:
        if i in self._in_name:
            return True
        word = self.low[i]
        within = self.capital(i) and i > 0 and self.low[i - 1][0].isalnum()
        if not word[0].isalnum() or word in PRONOUNS:
            return False
        named = word in TIME and self.capital(i) and i + 1 < len(self.raw) and self.capital(i + 1)
        if named and OUTLET.search(f"{self.raw[i]} {self.raw[i + 1]}"):
            return True  # the Sunday Echo
        if word in TIME and not (within and word in ("today", "tonight", "week", "may", "april", "june")):
            return False
        if within:  # Will Estrada, May Chen
            return True
        outside = word in STOP or word in ATTACH or word in DET or word in POSS
        return not outside and not self.adverb(i)

    def verb(self, i: int) -> Sense | None:
        """What the word does when it can be a verb of saying."""
        if i not in self._verbs:
            self._verbs[i] = self._read_verb(i)
        return self._verbs[i]

    def _read_verb(self, i: int) -> Sense | None:
        if i in self._in_name:
            return None
        particle = self.particle_after(i)
        if particle is not None:
            return WITH_PARTICLE[self.low[i], self.low[particle]]
        if self.capital(i) and i and not self.headline and self.low[i - 1] not in QUOTES | {".", ":"}:
            return None
        sense = VERB.get(self.low[i])
        if sense is None and i and self.low[i] in MOSTLY_NOUNS and i + 1 < len(self.low):
            stated = self.low[i + 1] == "that" and self.low[i - 1] not in DET | POSS | ATTACH
            return MOSTLY_NOUNS[self.low[i]] if stated else None
        return sense

    def particle_after(self, i: int) -> int | None:
        """Where the particle of the verb at i stands: called on, ruled Friday against."""
        j = i + 1
        if j + 1 < len(self.low) and self.low[j] in DAYS_AND_MONTHS:
            j += 1
        return j if j < len(self.low) and (self.low[i], self.low[j]) in WITH_PARTICLE else None

    def quote(self, i: int) -> bool:
        return 0 <= i < len(self.low) and self.low[i] in QUOTES

    def opens(self, i: int) -> bool:
        """A quotation mark that stands before its words, told by the white space around it."""
        if not self.quote(i) or self.low[i] in ("”", "’") or i + 1 >= len(self.low):
            return False
        if self.span[i][1] != self.span[i + 1][0]:
            return False
        glued = i > 0 and self.span[i - 1][1] == self.span[i][0]
        return not (glued and self.low[i] not in ("“", "‘") and self.low[i - 1] not in "([—–-―--")

    def closes(self, i: int) -> bool:
        return self.quote(i) and not self.opens(i)

    def chars(self, first: int, last: int) -> Span | None:
        """Code points of tokens `[first, last)`, without commas and the like at the ends."""
        while first < last and self.low[first] in ",;:.—–-―--":
            first += 1
        while last > first and self.low[last - 1] in ",;:—–-―--":
            last -= 1
        if last - first > 1 and self.low[last - 1] == "." and not self.quote(last - 2):
            last -= 1
        return (self.span[first][0], self.span[last - 1][1]) if first < last else None

    def words(self, first: int, last: int) -> str:
        """The text of tokens `[first, last)`, which must not be empty."""
        return self.text[self.span[first][0] : self.span[last - 1][1]]
