"""Which attribution is told by which."""

from collections.abc import Sequence

from factcheck.sources.attribution.hop import Found

_OPEN = 6
"""How many attributions that are still open are looked at for one."""


def parents_of(found: Sequence[Found]) -> list[int | None]:
    """For each the innermost one whose content holds its cue. The contents are swept once, in order of their start.

    Where two say the same, the one that is told by another is the inner one: X, citing Y, said that Z denied P.
    """
    events = sorted(
        [(s, 0, -e, f.parent is not None, n) for n, f in enumerate(found) for s, e in f.content if s < e]
        + [(f.cue[0], 1, 0, False, n) for n, f in enumerate(found)]
    )
    ends: list[tuple[int, int]] = []
    parents: list[int | None] = [None] * len(found)
    for at, is_cue, end, _, n in events:
        while ends and ends[-1][0] <= at:
            ends.pop()
        if not is_cue:
            ends.append((-end, n))
        else:
            parents[n] = next((m for e, m in reversed(ends[-_OPEN:]) if m != n and e > at), None)
    index = {id(f): n for n, f in enumerate(found)}
    told = [
        index.get(id(f.parent), parent) if f.parent else parent
        for f, parent in zip(found, parents, strict=True)
    ]
    return _without_cycles(told)


def _without_cycles(parents: list[int | None]) -> list[int | None]:
    """A tree whatever the text: the link that would close a circle is dropped."""
    done: set[int] = set()
    for n in range(len(parents)):
        path: dict[int, None] = {}
        at: int | None = n
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = parents[at]
        if at is not None and at in path:
            parents[next(reversed(path))] = None
        done.update(path)
    return parents
