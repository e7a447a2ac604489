"""What the sentence rules need to know about a language, as plain values."""

from dataclasses import dataclass, field


def words(text: str) -> frozenset[str]:
    """The white-space separated words of `text`; a word may hold inner full stops ("z.b")."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language. All words are lower case and written without their last full stop.

    `abbreviations` may end a sentence, but only in front of a word of `starters`;
    `never_final` never end one; `list_ends` close a list ("etc", "и т.д", written without spaces)
    and end the sentence in front of any capital.
    `reference_words` stay with the number after them ("No. 5"); `titles` stay with the name after them,
    `capital_abbreviations` are abbreviations only when written with a capital ("Sun.", "Mass.").
    `starters` open sentences and are hardly ever the first word of a name; `particles` are those of them
    that names do begin with ("Le Goff"), so they need a lower-case word behind them; so do `elisions`,
    which stand before an apostrophe ("L'espoir", but "L'Oréal").
    `pronouns` open a sentence even where the writer forgot the capital.
    `speech_verbs` make a closed question part of the sentence around it ('"Why?" Cohen asked').
    """

    code: str
    abbreviations: frozenset[str] = frozenset()
    capital_abbreviations: frozenset[str] = frozenset()
    never_final: frozenset[str] = frozenset()
    list_ends: tuple[str, ...] = ()
    reference_words: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    speech_verbs: frozenset[str] = frozenset()
    exclaimed_names: frozenset[str] = frozenset()
    clause_particles: frozenset[str] = frozenset()
    """Glued to a closed quotation, they carry the sentence on ("「…。」と")."""
    sentence_endings: tuple[str, ...] = ()
    """Endings of a verb that only emoji divide from the next sentence."""
    ordinal_stop: bool = False
    """Ordinal numbers are written with a full stop ("am 3. Mai")."""
    paren_smiles: bool = False
    """A lone ")" without a bracket before it is a smile."""
    uncased: bool = False
    """The script has no capitals, so no letter tells whether a sentence begins."""
    danda: bool = False
    """Sentences end in a danda; where a line has one, its full stops are abbreviations."""
    gershayim: bool = False
    """A quotation mark in front of the last letter marks an abbreviation ('ארה"ב')."""
    lone_i: bool = False
    """"i" is the first person, which careful writers write large; a small one marks careless typing."""
    list_end_letters: frozenset[str] = field(init=False)
    """The last letters of `list_ends`: few words need a closer look. An empty word is none."""

    def __post_init__(self) -> None:
        letters = frozenset(ending[-1] for ending in self.list_ends)
        object.__setattr__(self, "list_end_letters", letters)
