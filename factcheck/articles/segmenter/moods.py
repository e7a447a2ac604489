"""Rules for marks that are no stops: emoji, smileys, hashtags and semicolons."""

from factcheck.articles.segmenter.candidates import FAR, NEAR, Candidate


def hashtags(c: Candidate) -> bool | None:
    """Two hashtags or more end a sentence in front of a capital."""
    return _new_sentence_follows(c) if c.mood[0] == "#" else None


def emoji(c: Candidate) -> bool | None:
    """'Well done 👏 Next': emoji end a sentence in front of a capital, not a word in it ('I ❤ Paris')."""
    if c.mood[0] in "#:;=)":
        return None
    before = c.text[max(c.start, c.at - NEAR) : c.at]
    if before.endswith(c.language.sentence_endings):
        return True
    return _new_sentence_follows(c) and len(before.split()) > 1


def smiley(c: Candidate) -> bool | None:
    """'Thanks :) Next' and, where that is the custom, 'Спасибо)) Жду': never a bracket that closes one."""
    if c.mood[0] not in ":;=)" or not _new_sentence_follows(c):
        return None
    before = c.text[max(c.start, c.at - FAR) : c.at]
    if c.mood[-1] == ")" and before.count("(") > before.count(")"):
        return False
    if c.mood == ")" and (
        not c.language.paren_smiles or not before or before[-1].isspace() or before[-1].isdigit()
    ):
        return False
    return len(before.split()) > 1


def semicolon(c: Candidate) -> bool | None:
    """A semicolon ends only in front of a capitalised word that opens sentences, as between list points."""
    return c.first.isupper() and c.opens and c.lead.isspace()


def _new_sentence_follows(c: Candidate) -> bool:
    return c.next.isspace() and (c.first.isupper() or c.first == "@")
