"""Names of the project's registry, where they stand in a text."""

from collections.abc import Mapping, Sequence

_LONGEST = 6

Names = Mapping[tuple[str, ...], str]
"""Names as small tokens, each with its identification."""


def find_names(low: Sequence[str], raw: Sequence[str], known: Names) -> tuple[dict[int, str], set[int]]:
    """(token after a name → its identification, the tokens inside names); the longest name counts.

    low, raw: the tokens in small letters and as they stand; a name begins with a capital or a figure.
    """
    ends: dict[int, str] = {}
    inside: set[int] = set()
    if not known:
        return ends, inside
    for i, word in enumerate(raw):
        if word[0].islower():
            continue
        for length in range(min(_LONGEST, len(low) - i), 0, -1):
            kind = known.get(tuple(low[i : i + length]))
            if kind:
                ends[i + length] = kind
                inside.update(range(i, i + length))
                break
    return ends, inside
