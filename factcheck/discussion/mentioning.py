"""Who is named in a text by an @ before their name. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def mentioned(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in the text behind an @, whatever their case, in the order of the text.

    A name ends where no letter or digit follows; of names that begin alike the longest counts ("@Ann Lee" is not
    "@Ann"). An @ within a word, as in an address, names nobody. Linear in the length of the text.
    """
    folded = text.casefold()
    known = sorted(names, key=len, reverse=True)
    spelled = [(name, name.casefold()) for name in known]
    found: list[str] = []
    at = folded.find("@")
    while at >= 0:
        if at == 0 or not folded[at - 1].isalnum():
            for name, spelling in spelled:
                end = at + 1 + len(spelling)
                if folded.startswith(spelling, at + 1) and not folded[end : end + 1].isalnum():
                    found.append(name)
                    break
        at = folded.find("@", at + 1)
    return list(dict.fromkeys(found))
