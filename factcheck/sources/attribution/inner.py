"""The clauses inside a noun phrase: a phrase holds as many finite verbs as it has clauses that need one."""

from factcheck.sources.attribution.finite import NO, SURE, finite
from factcheck.sources.attribution.tokens import Paragraph
from factcheck.sources.attribution.words import PRONOUNS, words

_RELATIVES = words("who which where whose whom")
_JOINING = words("and or but when after before until as than because")


class InnerClauses:
    """Counts the clauses since the last comma, and the verbs in them."""

    def __init__(self) -> None:
        self.opened = 0
        """How many clauses have begun that have a finite verb of their own."""
        self.joined = 0
        """How many more finite verbs "and" and the like may add to them."""
        self.sure = 0
        self.possible = 0
        """How many finite verbs stand in them for sure, and at most."""

    def too_many(self) -> bool:
        """Whether there is a verb more than the clauses have: what holds one is no phrase."""
        return self.sure > self.opened + self.joined

    def whole(self) -> bool:
        """Whether each clause has its verb, and none is left over."""
        return not self.too_many() and self.possible >= self.opened

    def count(self, p: Paragraph, i: int, relative: bool) -> None:
        """Count token i: a relative that opens a clause inside the clause, a word that joins two, or a verb."""
        word = p.low[i]
        if word in _RELATIVES or (word == "that" and relative):
            self.opened += 1
        elif word in _JOINING or (word in PRONOUNS and p.nominal(i - 1)):
            self.joined += 1  # … and left; the man she met
        else:
            verb = finite(p, i)
            self.sure += verb == SURE
            self.possible += verb > NO
