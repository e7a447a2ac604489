"""M12: proposing the attributions of a thousand sentences, beside the least that any reader of them must do."""

from __future__ import annotations

import re
import time

from benchmarks.figures import Figure
from factcheck.sources.attribution import attributions

PARAGRAPH = (
    "Harbour minister Dalia Venn said on Friday, citing an internal memo, that the northern pier would reopen in May. "
    '"The piles are sound," she added. "We counted them twice." '
    "According to the Marlow Daily, a senior official had told divers that the audit found nine cracks. "
    "The ferry left at noon with forty people and came back before dark. "
    "Two people familiar with the talks said the owner believed that the price was too low, while a rival denied it."
)
SENTENCES = 6
_WORD = re.compile(r"\w+|\S")


def measure_suggesting(rounds: int, sentences: int = 1_000) -> list[Figure]:
    """Seconds for an article, paragraph by paragraph, each with the one before; the floor cuts it into words."""
    paragraphs = [PARAGRAPH] * (sentences // SENTENCES + 1)
    taken, floor = [], []
    for _ in range(rounds):
        started = time.perf_counter()
        for paragraph in paragraphs:
            _WORD.findall(paragraph)
        floor.append(time.perf_counter() - started)
        started = time.perf_counter()
        before, found = "", 0
        for paragraph in paragraphs:
            found += len(attributions(paragraph, before))
            before = paragraph
        taken.append(time.perf_counter() - started)
        if found < len(paragraphs):
            raise RuntimeError("nothing was proposed")
    return [
        Figure(
            "M12",
            f"propose the attributions of {sentences:,} sentences",
            "s",
            taken,
            1.0,
            floor=floor,
            digits=2,
        )
    ]
