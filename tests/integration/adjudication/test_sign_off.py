"""A lead's signature under an article: what it binds, when it is void, and what it wants."""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import update

from factcheck.accounts import queries as accounts
from factcheck.adjudication.models import SignOff
from factcheck.adjudication.signing import find_signature
from factcheck.annotation.models import Evidence
from factcheck.articles.models import Article
from factcheck.db import Database
from factcheck.exchange import serialise
from factcheck.exchange.document import document
from factcheck.exchange.intake import check_document, read_document
from factcheck.exchange.parsing import parse
from tests.integration.adjudication.conftest import Bench


def page(bench: Bench, by: str = "lee") -> str:
    """The page of the sign-off."""
    return bench.enter(by).get(f"/articles/{bench.desk.article.uid}/sign-off").text


def sign(bench: Bench, note: str = "", by: str = "lee") -> int:
    """Send its form as it stands; the status."""
    seen = re.search(r'name="seen" value="(\w{64})"', page(bench, by))
    assert seen is not None
    return (
        bench.enter(by)
        .post(f"/articles/{bench.desk.article.uid}/sign-off", data={"seen": seen[1], "note": note})
        .status_code
    )


def holds(bench: Bench) -> bool:
    """Whether the page says that the signature holds; it says one or the other."""
    text = page(bench)
    assert ("Changed since it was signed off" in text) != ("<h2>Signed off</h2>" in text)
    return "<h2>Signed off</h2>" in text


def decide_everything(bench: Bench) -> str:
    """One claim, decided."""
    claim = bench.differ()
    bench.decide(claim, choice="refuted")
    return claim


def test_an_article_is_signed_off_and_a_later_change_voids_it_visibly(bench: Bench) -> None:
    claim = decide_everything(bench)
    assert "Every claim is decided." in page(bench)
    assert sign(bench) == 303
    assert holds(bench)
    assert "signed off" in bench.enter("mo").get("/").text
    assert "signed off" not in bench.enter("dana").get("/").text
    bench.enter("mo").post(bench.url(claim, "/reopen"), data={"why": "A new document"})
    assert not holds(bench)
    assert "changed since signed off" in bench.enter("mo").get("/").text


def test_what_is_not_bound_does_not_void_it(bench: Bench) -> None:
    decide_everything(bench)
    sign(bench)
    bench.desk.saved("verdict", bench.desk.starts[2], by="robin", verdict="mixed")
    assert holds(bench)
    bench.hand_in("robin", "mixed", sentence=2)
    assert not holds(bench)


def test_a_change_that_is_taken_back_leaves_it_standing(bench: Bench) -> None:
    claim = decide_everything(bench)
    sign(bench)
    bench.desk.saved("flags", by="dana", flags="outdated", claim=claim)
    assert not holds(bench)
    bench.desk.saved("undo", by="dana")
    assert holds(bench)


def test_evidence_that_was_edited_in_the_database_is_noticed_with_the_next_event(bench: Bench) -> None:
    claim = decide_everything(bench)
    sign(bench)
    with bench.database.writing() as session:
        session.execute(update(Evidence).values(quote="Something else"))
    bench.desk.saved("active", by="dana", seconds="5", claim=claim)
    bench.desk.saved("verdict", bench.desk.starts[2], by="robin", verdict="mixed")
    assert not holds(bench)


def test_with_something_missing_it_wants_a_reason(bench: Bench) -> None:
    bench.differ()
    bench.desk.saved("verdict", bench.desk.starts[2], verdict="mixed")
    text = page(bench)
    assert "claim on which the records differ" in text
    assert "claim that nobody has handed in" in text
    assert sign(bench) == 422
    assert sign(bench, note="It is published tonight.") == 303
    assert "It is published tonight." in page(bench)


def test_what_has_changed_since_the_look_is_not_signed(bench: Bench) -> None:
    decide_everything(bench)
    response = bench.enter("lee").post(
        f"/articles/{bench.desk.article.uid}/sign-off", data={"seen": "0" * 64, "note": "Mine"}
    )
    assert response.status_code == 409
    assert "Mine" in response.text
    with bench.database.reading() as session:
        assert session.query(SignOff).count() == 0


def test_it_is_withdrawn_and_given_again(bench: Bench) -> None:
    decide_everything(bench)
    sign(bench)
    url = f"/articles/{bench.desk.article.uid}/sign-off/withdraw"
    assert bench.enter("mo").post(url).status_code == 303
    assert bench.enter("mo").post(url).status_code == 404
    assert "withdrawn" in page(bench)
    assert sign(bench, by="mo") == 303
    with bench.database.reading() as session:
        assert [each.withdrawn_at is None for each in session.query(SignOff).order_by(SignOff.id)] == [
            False,
            True,
        ]
    with bench.database.reading() as session:
        title = session.query(Article).one().title
    assert title in page(bench)
    assert (
        "signed the article off"
        in bench.enter("dana").get(f"/articles/{bench.desk.article.uid}/history").text
    )


def test_it_still_holds_after_an_export_and_an_import_unless_something_sealed_stayed_behind(
    bench: Bench, other_database: Callable[[], Database]
) -> None:
    claim = decide_everything(bench)
    sign(bench)
    assert held_elsewhere(bench, other_database())
    bench.desk.saved("note", by="dana", text="The editor knows who.", sealed="1", claim=claim)
    bench.desk.saved("submit", by="dana", claim=claim)
    sign(bench)
    assert holds(bench)
    assert not held_elsewhere(bench, other_database())


def held_elsewhere(bench: Bench, other: Database) -> bool:
    """Whether the signature holds where the article's document is imported."""
    with bench.database.reading() as session:
        value = parse(serialise.page(document(session, session.query(Article).one())))
    with other.writing() as session:
        read_document(
            session, check_document(value), actor=None, project=accounts.get_default_project(session)
        )
    with other.reading() as session:
        found = find_signature(session, session.query(Article).one())
        assert found is not None
        return found.holds
