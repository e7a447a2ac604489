"""X said that P; "P," X said; as X put it."""

from factcheck.sources.attribution.agreement import agrees, verb_group
from factcheck.sources.attribution.clauses import end_before_main, fronted
from factcheck.sources.attribution.complements import content_right
from factcheck.sources.attribution.cues import PUTTING, SPEAKING_BARE, TELLING
from factcheck.sources.attribution.finite import NO, finite
from factcheck.sources.attribution.hop import Cue, Found
from factcheck.sources.attribution.naming import is_document
from factcheck.sources.attribution.phrases import starts_phrase
from factcheck.sources.attribution.pieces import addressee, right_piece
from factcheck.sources.attribution.rules.around import after_parenthesis, left_content
from factcheck.sources.attribution.rules.hosts import apposed_claim, as_put, end_of_relative, relative_object
from factcheck.sources.attribution.rules.senses import is_weak, names_it, says_that, sense_at
from factcheck.sources.attribution.rules.through import told_through
from factcheck.sources.attribution.subjects import subject_left
from factcheck.sources.attribution.tokens import Paragraph, Span
from factcheck.sources.attribution.verbs import Sense
from factcheck.sources.attribution.words import ALONE, BE, DET, MODALS, PRONOUNS, words

_NOTHING = words("nothing everything something anything all")
_INFORMING = words("informed notified assured reassured reminded")
_ANYBODY = words("anybody anyone everybody everyone")
_MEANS = words("telephone phone email e-mail text letter video radio fax post")
_HEARERS = words(
    "court jury jurors inquest tribunal inquiry hearing panel committee judge magistrates parliament"
)
_CALLING = words("""call calls called calling dub dubbed label labeled labelled brand branded deem deemed""")


def subject_verb(c: Cue) -> Found | None:
    """X said that P; "P," X said; X, who heads Y, told Z that P; who said that P; as X put it."""
    p, i = c.p, c.i
    sense = sense_at(c)
    if sense is None:
        return None
    group = verb_group(p, c.lo, i)
    source = _relative_before(c, group) if group is not None else None
    if source is None and group is not None and group > c.lo:
        source = subject_left(p, c.lo, group)
    if group is None or not source or _by_somebody(c) or not _is_source(p, source):
        return None
    if not agrees(p, group, i, source, sense.form):
        return None
    if sense.form == "ed" and any(p.low[j] in BE for j in range(group, i)):
        return None
    if c.word(source[0]) == "that" and any(p.low[j] in MODALS for j in range(group, i)):
        return None  # evidence that would confirm that
    if p.low[group] == "having" or (c.word(source[0]) == "who" and c.word(source[0] - 1) in _ANYBODY):
        return None  # denies having promised; anybody who complains
    if sense.form == "adjective" and p.low[source[0]] == "it":
        return None
    found = _with_content(c, sense, group, source)
    if found:
        found.form = sense.form if not any(p.low[j] in MODALS for j in range(group, i)) else "modal"
        found.weak = is_weak(c, sense) and not says_that(p, found)
        found = told_through(p, found, i) if not found.bare else found
    return found


def _by_somebody(c: Cue) -> bool:
    """denied by the firm | not: confirmed by telephone"""
    return c.word(c.i + 1) == "by" and c.word(c.i + 2) not in _MEANS


def _relative_before(c: Cue, group: int) -> Span | None:
    """officials who he said | told him: the relative, when another's cue stands between it and its verb"""
    last = c.earlier[-1] if c.earlier else None
    if last is None or last.source is None or last.cue[1] != group or len(last.content) < 2:
        return None
    relative = (last.source[0] - 1, last.source[0])
    return relative if last.content[0] == relative and last.content[1][0] == group else None


def _is_source(p: Paragraph, source: Span) -> bool:
    """Whether more than an article stands there: the quoted price."""
    return source[1] - source[0] > 1 or p.low[source[0]] not in DET - ALONE or p.low[source[0]] in ALONE


def _with_content(c: Cue, sense: Sense, group: int, source: Span) -> Found | None:
    """The attribution with what stands before and after it; bare when nothing does."""
    p, i = c.p, c.i
    if c.word(i) in PUTTING or c.word(source[0] - 1) == "as":
        found = as_put(c, sense, group, source)
        if found or c.word(i) in PUTTING:
            return found
    frame = _frame(c, sense, source)
    after, via = addressee(p, i, c.hi)
    if after == i + 1 and p.closes(after) and p.opens(group):  # she "utterly rejects" P
        group, after = group + 1, after + 1
    start = _start(c, frame, after)
    apposed = apposed_claim(c, source[0], start)
    if apposed:
        return Found(source, (group, i + 1), apposed[0], sense.act, via=via, begin=apposed[1])
    if start is not None and frame == "o" and c.word(i) in _CALLING and not names_it(p, start, c.hi):
        return None
    if c.word(i) in ("heard", "hears") and p.low[source[1] - 1] in _HEARERS:  # the court heard that
        return (
            Found(None, (group, i + 1), [right_piece(p, start, c.hi)], "reports")
            if start is not None
            else None
        )
    if frame == "s" and start is not None and _tells_what_it_did(c, source, start):
        return None
    content = relative_object(c, source[0], start, after) or _pieces(c, source, frame, after, start)
    found = Found(source, (group, i + 1), content, sense.act, via=via, covers=_pushed_into(c, source, after))
    if found.covers:  # X told Y, she said, that P: she says all of it
        c.earlier[-1].parent = found
    if not content:
        announces = _announces(c, after)
        found.bare = (sense.frame in ("s", "n") or c.word(i) in SPEAKING_BARE) and not announces
        return found if found.bare or announces else None
    return found


def _tells_what_it_did(c: Cue, source: Span, start: int) -> bool:
    """The Post, which first reported the arrest, said | whether a relative's object is a thing and no clause."""
    p = c.p
    if p.low[source[0]] not in ("which", "who") or not starts_phrase(p, start):
        return False
    if p.low[start] in PRONOUNS or p.low[start] == "that" or p.opens(start):
        return False
    end = next((j for j in range(start, min(c.hi, start + 12)) if p.low[j] in ",."), c.hi)
    if c.word(source[0] - 1) == "," and c.word(end) != ",":
        return False
    return not any(finite(p, j) > NO for j in range(start + 1, end))


def _frame(c: Cue, sense: Sense, source: Span) -> str:
    """The frame of the verb with this source and this object: the poll showed a majority; charged him with."""
    if sense.act == "reports" and sense.frame == "c" and c.word(c.i) != "find" and is_document(c.p, source):
        return "s"
    if c.word(c.i) in ("heard", "hears") and c.p.low[source[1] - 1] in _HEARERS:
        return "v"
    if c.word(c.i) == "charged" and any(c.p.low[j] == "with" for j in range(c.i, min(c.hi, c.i + 16))):
        return "o"
    return sense.frame


def _start(c: Cue, frame: str, after: int) -> int | None:
    """The token where the content after the cue begins."""
    if c.word(c.i) in TELLING and after > c.i + 1 and c.word(after) == "to":
        return after  # told him to wait
    if c.word(c.i) in ("told", "tell", "tells") and (after == c.i + 1 or c.word(after) in _NOTHING):
        return None
    return content_right(c.p, after, c.hi, frame)


def _pieces(c: Cue, source: Span, frame: str, after: int, start: int | None) -> list[Span]:
    """What is said before and after the cue."""
    p = c.p
    if _pushed_into(c, source, after):
        return [(c.lo, source[0] - 1), right_piece(p, after + 1, c.hi)]
    parenthesis = c.word(source[0] - 1) == "," and c.word(after) == ","
    opens = p.low[c.lo] in PRONOUNS or start is None or not p.opens(start)
    ends = after >= c.hi or p.low[after] in ",.;"
    nothing = start is None and (frame != "c" or ends)
    hears = c.word(c.i) in _INFORMING and after < c.hi and p.low[after] == ","
    left = None if hears else left_content(c, source[0], frame, nothing or (parenthesis and opens))
    if left and start is not None and p.opens(start) and _quotes_late(p, left):
        left = None
    if left:
        goes_on = start is not None and (p.opens(start) or (p.low[start] == "that" and start == after))
        start = start if goes_on else None
    if start is None:
        start = after_parenthesis(c, after, source[0], bool(left))
    content = [left] if left else []
    if start is not None and start < c.hi:
        end = end_before_main(p, start, c.hi) if fronted(p, c.lo, source[0]) else c.hi
        content.append(right_piece(p, start, min(end, end_of_relative(c, source, start))))
    return content


def _pushed_into(c: Cue, source: Span, after: int) -> bool:
    """X told Y, she said, that P | whether another's cue and what it says stand on both sides"""
    if c.word(source[0] - 1) != "," or c.word(after) != "," or c.word(after + 1) != "that" or not c.earlier:
        return False
    return any(s == after + 1 for s, _ in c.earlier[-1].content)


def _quotes_late(p: Paragraph, left: Span) -> bool:
    """At the end of "A Song," she added "…" | whether the words before only end in a quotation."""
    closed = p.quotation_of(left[1] - 1)
    return closed is not None and closed[0] > left[0] + 2


def _announces(c: Cue, after: int) -> bool:
    """The Lantern reports: | the paragraph ends and what is said stands in the next one."""
    return c.hi == len(c.p.low) and after < c.hi and c.p.low[c.hi - 1] == ":" and c.hi - after < 12
