"""Whether a stretch of tokens reads as one noun phrase."""

from factcheck.sources.attribution.inner import InnerClauses
from factcheck.sources.attribution.phrases import abbreviated, appositive, closing_bracket, is_relative
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.verbs import NOUNS_TOO
from factcheck.sources.attribution.words import (
    ALONE,
    ATTACH,
    AUX,
    DASHES,
    DAYS_AND_MONTHS,
    DET,
    FRACTIONS,
    GENERIC,
    IRREGULAR_PASTS,
    OBJECTS,
    POSS,
    PRONOUNS,
    ROUGHLY,
    TIME,
    words,
)

_HEADS_IN_ED_OR_ING = words(
    """accused unemployed wounded deceased bed need seed feed meeting hearing building filing ruling finding
    briefing king ring thing wing being spring evening morning bidding training housing funding polling
    writing beijing feeling painting opening united reed"""
)
_PARTICIPLES = words("taken given shown written driven drawn chosen broken known seen sworn born")
_NO_START = words("asked speaking based")
_SUBORDINATE = words("whether if while how why what")
_LIKE = frozenset({"including", "like"})
_BEFORE_PARTICIPLES = words("and of now then once formerly")


def phrase_reaches(p: Paragraph, first: int, end: int) -> int | None:
    """Where the source ends if tokens [first, end) are one noun phrase, perhaps with an aside at its end."""
    quantified = p.low[first] in ROUGHLY and first + 1 < end
    nobody = p.low[first] in GENERIC and first + 1 < end and p.low[first + 1] in ATTACH
    earlier = p.low[first] in ("earlier", "later") and first + 1 < end and p.nominal(first + 1)
    opens = (
        nobody
        or earlier
        or p.low[first] in DET
        or p.low[first] in POSS
        or p.low[first] in FRACTIONS
        or quantified
    )
    if not (p.nominal(first) or opens or p.opens(first)):
        return None
    if (p.low[first].endswith("ing") and not p.capital(first)) or p.low[first] in _NO_START:
        return None
    sense = p.verb(first)
    if sense and sense.form == "s" and not p.capital(first) and p.low[first] not in NOUNS_TOO:
        return None  # expects growth
    if p.low[first] in ("say", "tell", "believe", "think", "insist", "argue"):
        return None
    return PhraseReader(p, first, end).read()


class PhraseReader:
    """Reads tokens as one noun phrase, and gives up where it can be none."""

    def __init__(self, p: Paragraph, first: int, end: int) -> None:
        self.p = p
        self.first = first
        self.end = end
        self.commas: list[int] = []
        self.in_clause = False
        """In a relative or participial clause, where verbs may stand."""
        self.relative = False
        """In a relative one, which has a finite verb of its own."""
        self.clauses = InnerClauses()

    def read(self) -> int | None:
        """The end of the source, None when the tokens are no phrase."""
        i = self.first
        while i < self.end:
            after = self._step(i)
            if after is None:
                return None
            i = after
        if (self.commas and not self._commas_fit()) or not self.clauses.whole():
            return None
        return self._without_aside()

    def _open_clause(self) -> None:
        self.in_clause = self.relative = True
        self.clauses.opened += 1

    def _step(self, i: int) -> int | None:
        p, word = self.p, self.p.low[i]
        if p.quote(i):
            said = p.quotation_of(i)  # an officer "with knowledge of the order" said
            if said is None or p.low[said[1] - 2] in ",.?!":
                return None
            return said[1] if said[0] == i and said[1] <= self.end and said[1] - i <= 9 else None
        if word == "(":
            return closing_bracket(p, i, self.end)
        if word == ",":
            return self._comma(i)
        if (
            word in ";:!?"
            or word in DASHES
            or (word in OBJECTS - POSS and not self.in_clause and self.p.low[i - 1] not in ATTACH)
        ):
            return None
        if word == ".":
            return i + 1 if abbreviated(p, i) else None
        if self.in_clause:
            return self._in_clause(i)
        if is_relative(word) and i > self.first:
            if p.low[i - 1] in TIME or (
                word == "that" and (not p.nominal(i - 1) or p.verb(i - 1) is not None)
            ):
                return None
            self._open_clause()
            return i + 1
        return i + 1 if self._fits(i, word) else None

    def _in_clause(self, i: int) -> int | None:
        word = self.p.low[i]
        if word in _SUBORDINATE or (word == "because" and not self.relative):
            return None
        if not self.relative and (word in AUX - {"being", "been", "not"} or word == "that"):
            return None
        if word == "that" and not self.p.nominal(i - 1):
            return None
        sense = self.p.verb(i)
        saying = sense is not None and sense.frame == "s" and sense.form in ("ed", "s")
        if saying and word not in NOUNS_TOO and not self.p.capital(i):
            return None
        self.clauses.count(self.p, i, self.relative)
        return None if self.clauses.too_many() else i + 1

    def _comma(self, i: int) -> int | None:
        if i == self.first or not self.clauses.whole():
            return None
        if self.in_clause and not self.relative and i + 1 < self.end and self.p.low[i + 1] == "and":
            return None  # Residents reached by phone described three blasts, and one of them
        self.in_clause = self.relative = False
        self.clauses = InnerClauses()
        if i + 1 < self.end and not self._after_comma(i + 1):
            return None
        self.commas.append(i)
        if i + 1 < self.end and (self.p.low[i + 1] in _LIKE or self._opens_aside(i + 1)):
            self.in_clause = True
        return i + 1

    def _after_comma(self, i: int) -> bool:
        p = self.p
        if p.low[i] in ("and", "or") or p.low[i] in _LIKE or appositive(p, i) or self._opens_aside(i):
            return True
        return p.capital(i) and p.nominal(i)

    def _opens_aside(self, i: int) -> bool:
        """X, speaking in Y, | X, at a later event, | X, on Friday, | X, based in Y,"""
        word = self.p.low[i]
        lower = not self.p.capital(i)
        return lower and (
            word.endswith(("ing", "ed"))
            or word in ATTACH - {"of"}
            or word in ("such", "as", "when", "without", "despite", "amid", "during", "after")
        )

    def _belongs(self, i: int) -> bool:
        """X, known as Y, | X, such as Y, | X, including Y: part of the name, unlike X, speaking in Y."""
        word = self.p.low[i]
        among = word == "among" and i + 1 < self.end and self.p.low[i + 1] == "them"
        return (
            among
            or word in _LIKE
            or word == "such"
            or (word.endswith("ed") and word not in ("asked", "pressed", "questioned"))
        )

    def _fits(self, i: int, word: str) -> bool:
        p = self.p
        if word in OBJECTS and p.low[i - 1] in ATTACH:
            return i > self.first + 1  # one of them
        if word in DET or word in POSS:
            before = p.low[i - 1] if i > self.first else ""
            counted = word in FRACTIONS and i > self.first and (p.low[i - 1] in ROUGHLY or p.nominal(i - 1))
            opens = before in ATTACH | DET or before in ("and", "or", ",", "like", "including", "as")
            return i == self.first or opens or counted or p.in_name(i)
        if word == "being" and i > self.first:
            self.in_clause = True
            return True
        if word in PRONOUNS and i > self.first and p.nominal(i - 1) and i + 2 < self.end:
            self._open_clause()  # a man he knew
            return True
        if (word in AUX and not p.nominal(i)) or (word in PRONOUNS and i > self.first):
            return False
        if word in ATTACH:
            apposed = word == "of" and p.low[i - 1] == ","
            return i > self.first and i + 1 < self.end and (apposed or self._noun_before(i))
        if word in ("and", "or", "&", "as", "per", "than"):
            return i > self.first and i + 1 < self.end
        if word in TIME:
            named = p.capital(i) and i + 1 < self.end and p.capital(i + 1)  # the Sunday Argus
            return i > self.first and (named or word not in DAYS_AND_MONTHS)
        if p.adverb(i) or word in ROUGHLY:
            return i + 1 < self.end
        if not p.nominal(i):
            return word in FRACTIONS or word in ("'s", "$", "%", "–", "/")
        return self._noun_fits(i, word)

    def _noun_before(self, i: int) -> bool:
        before = self.p.low[i - 1]
        return self.p.nominal(i - 1) or before in FRACTIONS or before in ALONE or before in ").s'"

    def _noun_fits(self, i: int, word: str) -> bool:
        """Whether a word of an open class can be a noun here; a participle after a noun opens a clause."""
        p = self.p
        if p.capital(i):
            return True
        if word in IRREGULAR_PASTS or word in _PARTICIPLES:
            by = i > self.first and i + 1 < self.end and p.low[i + 1] in ATTACH | TIME
            self.in_clause = by
            return by
        if word.endswith("ed") and i > self.first and i + 1 < self.end and p.low[i + 1] == "by":
            self.in_clause = True  # analysts quoted by
            return True
        if word not in NOUNS_TOO and self._speaks(i):
            return False
        if i == self.first or not word.endswith(("ed", "ing")) or word in _HEADS_IN_ED_OR_ING:
            return True
        if p.low[i - 1] in DET or p.low[i - 1] in POSS or p.low[i - 1] in _BEFORE_PARTICIPLES:
            return True
        if i + 1 >= self.end:
            return word.endswith("ing")
        if word.endswith("ed") and p.low[i + 1] in DET | POSS | PRONOUNS | OBJECTS | {","}:
            return False
        self.in_clause = p.nominal(i - 1) and (word.endswith("ing") or not p.nominal(i + 1))
        return True

    def _speaks(self, i: int) -> bool:
        """Whether the word is a finite verb of saying, or one of thinking right after a plural."""
        p, sense = self.p, self.p.verb(i)
        if sense is None:
            return False
        if sense.form == "base" and i > self.first:
            if p.low[i] in ("say", "think", "believe", "argue", "insist"):
                return True
            return p.low[i - 1] == "percent" or (p.low[i - 1].endswith("s") and not p.capital(i - 1))
        return sense.frame in ("s", "v") and sense.form in ("ed", "s")

    def _commas_fit(self) -> bool:
        """A list ends in "A, B and C"; anything else between commas is closed by one before the verb."""
        if self.commas[-1] == self.end - 1:
            return len(self.commas) > 1
        tail = range(self.commas[-1] + 1, self.end)
        return any(self.p.low[j] == "and" for j in tail) and self._is_list()

    def _is_list(self) -> bool:
        p = self.p
        members = [self.first, *(c + 1 for c in self.commas)]
        heads = [m + 1 if m == self.first and p.low[m] in DET else m for m in members]
        kinds = {p.capital(m) for m in heads if p.low[m] != "and"}
        return len(kinds) == 1 and not p.quote(self.first) and not any(p.low[m] in DET for m in members[1:])

    def _without_aside(self) -> int:
        p = self.p
        for j in range(self.first + 1, self.end - 2):  # Stumpf in a televised interview
            if p.low[j] in ("in", "on", "at") and p.low[j + 1] in ("a", "an") and p.capital(j - 1):
                return j
        for comma in self.commas:
            if comma + 1 < self.end and self._opens_aside(comma + 1) and not self._belongs(comma + 1):
                return comma
        return self.end
