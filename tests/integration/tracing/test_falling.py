"""What falls with a source: from stored chains, as far as the reader may see them."""

from __future__ import annotations

import random
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import event, select

from factcheck.accounts import queries as accounts
from factcheck.accounts.access import Viewer, viewer_for
from factcheck.annotation.facts import hop_facts
from factcheck.annotation.models import Annotation, Claim
from factcheck.annotation.queries import hops_of
from factcheck.db import now
from factcheck.sources.models import Source
from factcheck.tracing.fall import Step, leaning, roots
from factcheck.tracing.queries.falling import Fall, suppose_fallen
from factcheck.tracing.queries.resting import Resting, resting
from tests.integration.sources.conftest import Newsroom

UNNAMED = {"identification": "unnamed_described"}


def viewer(newsroom: Newsroom, session: Any, name: str) -> Viewer:
    user = accounts.get_user(session, name)
    return viewer_for(session, user)


def suppose(newsroom: Newsroom, name: str, *, reader: str = "lee", wider: bool = False) -> Fall:
    with newsroom.database.reading() as session:
        source = session.scalars(select(Source).where(Source.name == name)).one()
        return suppose_fallen(session, viewer(newsroom, session, reader), source, wider=wider)


def rests(newsroom: Newsroom, name: str, *, reader: str = "lee", page: int = 1) -> Resting:
    with newsroom.database.reading() as session:
        source = session.scalars(select(Source).where(Source.name == name)).one()
        return resting(session, viewer(newsroom, session, reader), source, page)


def claims_of(newsroom: Newsroom, found: Fall) -> tuple[set[str], set[str]]:
    """The uids of the claims that fall, and of those that are weakened."""
    with newsroom.database.reading() as session:
        query = select(Annotation.id, Claim.uid).join(Claim, Claim.id == Annotation.claim_id)
        uid = dict(session.execute(query).all())
    return {uid[hit.annotation_id] for hit in found.fell}, {uid[hit.annotation_id] for hit in found.weakened}


def test_verdicts_fall_or_are_weakened_across_all_articles(newsroom: Newsroom) -> None:
    line = newsroom.chain("Outlets", "The Daily", ("an official", UNNAMED))
    ending = newsroom.chain("The Daily", on=1)
    two_roots = newsroom.chain("Agency", ("The Daily", {"via": [0]}), ("Minister", {"via": [0]}))
    two_ways = newsroom.chain("The Daily", ("Agency", {"via": []}), ("Report", {"via": [0, 1]}))
    newsroom.chain("Agency", "Minister")
    newsroom.chain("The Daily", verdict=None)
    found = suppose(newsroom, "The Daily")
    assert claims_of(newsroom, found) == ({line, ending}, {two_roots})
    assert (found.unchanged, found.undecided, list(found.others)) == (1, 1, [])
    assert claims_of(newsroom, suppose(newsroom, "Report")) == ({two_ways}, set())


def test_what_rests_only_on_it_falls_along_where_that_is_asked_for(newsroom: Newsroom) -> None:
    newsroom.chain("Outlets", "The Daily")
    alone = newsroom.chain("Outlets", on=1)
    newsroom.chain("Agency", "The Daily")
    newsroom.chain("Agency", "Minister")
    assert alone not in claims_of(newsroom, suppose(newsroom, "The Daily"))[0]
    found = suppose(newsroom, "The Daily", wider=True)
    with newsroom.database.reading() as session:
        names = session.scalars(select(Source.name).where(Source.id.in_(found.others))).all()
    assert names == ["Outlets"]
    assert alone in claims_of(newsroom, found)[0]


def test_what_was_removed_does_not_count(newsroom: Newsroom) -> None:
    newsroom.chain("The Daily")
    newsroom.chain("The Daily", on=1)
    with newsroom.database.writing() as session:
        session.scalars(
            select(Claim).where(Claim.article_id == newsroom.article(session).id)
        ).one().removed_at = now()
        newsroom.article(session, 1).removed_at = now()
    found = suppose(newsroom, "The Daily")
    assert (found.fell, found.weakened, found.unchanged) == ([], [], 0)
    assert rests(newsroom, "The Daily").total == 0


def test_c13_a_reviewer_sees_their_own_records_and_those_handed_in_and_a_lead_all(newsroom: Newsroom) -> None:
    newsroom.show_what_was_submitted()
    own = newsroom.chain("The Daily", by="dana")
    draft = newsroom.chain("The Daily", by="robin")
    submitted = newsroom.chain("The Daily", by="robin", submitted=True, on=1)
    assert claims_of(newsroom, suppose(newsroom, "The Daily", reader="dana"))[0] == {own, submitted}
    assert claims_of(newsroom, suppose(newsroom, "The Daily", reader="lee"))[0] == {own, draft, submitted}
    assert rests(newsroom, "The Daily", reader="dana").total == 2
    assert rests(newsroom, "The Daily").total == 3


def test_hops_are_listed_by_how_far_they_are(newsroom: Newsroom) -> None:
    far = newsroom.chain("Outlets", "The Daily", ("an official", UNNAMED))
    near = newsroom.chain("The Daily", on=1)
    found = rests(newsroom, "The Daily")
    assert [mention.line.claim_uid for mention in found.mentions] == [near, far]
    assert [mention.distance for mention in found.mentions] == [(1, 0), (2, 1)]
    assert found.by_distance == {1: 1, 2: 1}
    assert list(found.mentions[1].through) == ["Outlets"]
    assert (found.claims, found.articles) == (2, 2)
    assert found.mentions[1].line.words == "The port is closed, officials say."
    assert (found.mentions[1].line.article_title, found.mentions[1].line.reviewer) == ("Port closed", "dana")


def test_what_is_read_of_chains_agrees_with_the_rules_on_each_of_them(newsroom: Newsroom) -> None:
    chance = random.Random(4)
    for _ in range(25):
        size = chance.randint(1, 5)
        labels: list[Any] = []
        for place in range(size):
            details = {}
            if chance.random() < 0.4:
                details = {"via": sorted(chance.sample(range(place), min(place, chance.randint(0, 2))))}
            labels.append((f"Source {chance.randrange(6)}", details))
        newsroom.chain(*labels)
    with newsroom.database.reading() as session:
        chains = {}
        for annotation in session.scalars(select(Annotation)):
            facts = hop_facts(hops_of(session, annotation))
            chains[annotation.id] = {fact.id: Step(fact.via, fact.source or "") for fact in facts}
        for source in session.scalars(select(Source)).all():
            seen = viewer(newsroom, session, "lee")
            for wider in (False, True):
                fallen: set[Any] = {source.uid}
                while wider and (more := leaning(chains.values(), fallen)):
                    fallen |= more
                found = suppose_fallen(session, seen, source, wider=wider)
                expected = {key: roots(chain, fallen) for key, chain in chains.items()}
                assert {hit.annotation_id for hit in found.fell} == {
                    key for key, each in expected.items() if each.fell
                }
                assert {hit.annotation_id: hit.roots for hit in found.weakened} == {
                    key: each for key, each in expected.items() if each.weakened
                }


def test_more_records_take_no_more_statements(newsroom: Newsroom) -> None:
    statements: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    for _ in range(3):
        newsroom.chain("Agency", ("The Daily", {"via": [0]}), ("Minister", {"via": [0]}))
    found = []
    for _ in range(2):
        event.listen(newsroom.database.engine, "before_cursor_execute", count)
        suppose(newsroom, "The Daily")
        rests(newsroom, "The Daily")
        event.remove(newsroom.database.engine, "before_cursor_execute", count)
        found.append(len(statements))
        statements.clear()
        for _ in range(5):
            newsroom.chain("Agency", ("The Daily", {"via": [0]}), ("Minister", {"via": [0]}))
    assert found[0] == found[1]


def page_of(client: FlaskClient, uid: str, rest: str = "") -> str:
    answer = client.get(f"/sources/{uid}{rest}")
    assert answer.status_code == 200, answer.status
    return answer.text


def test_the_pages_say_it_in_words_with_links_to_the_sentences(newsroom: Newsroom) -> None:
    newsroom.show_what_was_submitted()
    claim = newsroom.chain("Outlets", "The Daily", by="robin", submitted=True)
    hidden = newsroom.chain("The Daily", by="robin")
    uid = newsroom.uid("The Daily")
    client = newsroom.enter("dana")
    page = page_of(client, uid)
    assert "2 steps from the article" in page
    assert f"at=0&amp;claim={claim}#s0" in page
    assert "Supported" in page
    assert "2 attributions, 1 independent root, 0 named." in page
    assert hidden not in page
    page = page_of(client, uid, "/fall")
    assert "1 verdict would be left with no independent root." in page
    assert f"claim={claim}" in page
    assert "2 attributions, 1 independent root, 0 named." in page
    assert hidden not in page
    assert "Outlets" in page_of(client, uid, "/fall?wider=1")
    assert client.get(f"/sources/{uid}/fall?page=x").status_code == 400
    assert "No verdict would be left" in page_of(newsroom.enter("dana"), newsroom.uid("Nobody"), "/fall")
