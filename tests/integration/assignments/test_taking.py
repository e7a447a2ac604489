"""Taking the next piece of work, giving it back, and what goes back by itself; on both databases by many at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Role
from factcheck.annotation.models import Annotation, Assignment
from factcheck.articles.models import Article
from factcheck.assignments.service.taking import is_left_alone, return_left_alone, take_next
from factcheck.db import Database, now
from tests.integration.assignments.conftest import Office


def test_the_urgent_comes_first_then_what_is_due_first(office: Office) -> None:
    plain, soon, urgent = office.more("Plain"), office.more("Soon"), office.more("Urgent")
    office.policy()
    office.give(plain)
    office.give(soon, due_at="2027-01-01")
    office.give(urgent, priority="high")
    order = [office.take("dana").location.partition("?")[0].rpartition("/")[2] for _time in range(3)]
    assert order == [urgent, soon, plain]
    nothing = office.enter("dana").post("/work/next", follow_redirects=True)
    assert "There is nothing to take just now" in nothing.text


def test_articles_that_nobody_has_are_offered_unless_the_project_says_no(office: Office) -> None:
    office.policy(articles="1")
    assert office.take("dana").location.endswith(office.article.uid)
    assert office.take("robin").location == "/work", "dana has it"
    office.policy()
    office.more("Another")
    assert office.take("robin").location == "/work"


def test_an_article_that_somebody_has_begun_is_not_offered(office: Office) -> None:
    office.policy(articles="1")
    office.bench.desk.saved("verdict", by="robin", verdict="mixed")
    assert office.take("dana").location == "/work"


def test_what_is_given_back_is_there_for_others_and_comes_last_for_oneself(office: Office) -> None:
    office.policy()
    office.give(office.article.uid, note="First")
    other = office.more("Other")
    office.give(other)
    office.take("dana")
    office.bench.desk.saved("rationale", by="dana", text="Half of it")
    (row, _other) = office.rows()
    assert office.enter("robin").post(f"/work/{row.uid}/give-back").status_code == 404, "it is not theirs"
    office.enter("dana").post(f"/work/{row.uid}/give-back")
    assert office.holders(office.article.uid) == [None]
    assert office.take("dana").location.endswith(other)
    assert office.take("robin").location.endswith(office.article.uid)
    with office.database.reading() as session:
        assert session.query(Annotation).one().rationale == "Half of it"


def test_done_and_not_done_after_all(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    (row,) = office.rows()
    dana = office.enter("dana")
    assert "I am done" in dana.get(f"/articles/{office.article.uid}").text
    dana.post(f"/work/{row.uid}/done")
    assert office.rows()[0].ended == "done"
    dana.post(f"/work/{row.uid}/resume")
    assert office.rows()[0].ended is None
    dana.post(f"/work/{row.uid}/done")
    assert office.enter("robin").post(f"/work/{row.uid}/resume").status_code == 404


def test_a_claim_is_done_when_its_record_is_handed_in(office: Office) -> None:
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    office.give(office.item(claim), to=("robin",))
    (row,) = office.rows()
    said = office.enter("robin").post(f"/work/{row.uid}/done", follow_redirects=True).text
    assert "done when your record on it is submitted" in said
    office.bench.hand_in("robin", "refuted", claim=claim)
    assert "1 piece of work" not in office.work("robin")
    office.bench.desk.saved("reopen", at=office.bench.claim(claim).start, by="robin", claim=claim)
    assert "1 piece of work" in office.work("robin"), "it is a draft again"


def aged(office: Office, **values: object) -> None:
    """Make every assignment as old."""
    with office.database.writing() as session:
        session.query(Assignment).update(values)  # type: ignore[arg-type]


def is_due(office: Office) -> bool:
    """Whether a worker is started for it."""
    with office.database.reading() as session:
        return is_left_alone(session)


def test_work_that_was_taken_and_left_alone_goes_back_with_the_drafts_kept(office: Office) -> None:
    office.policy()
    office.give(office.article.uid)
    office.take("dana")
    office.bench.desk.saved("rationale", by="dana", text="Begun")
    assert return_left_alone(office.database) == 0
    aged(office, taken_at=now() - timedelta(days=4))
    assert return_left_alone(office.database) == 0, "it was worked on"
    assert not is_due(office)
    with office.database.writing() as session:
        session.query(Annotation).update({"changed_at": now() - timedelta(days=3, hours=1)})
    assert is_due(office)
    assert return_left_alone(office.database) == 1
    assert not is_due(office)
    assert office.holders(office.article.uid) == [None]
    assert "1 draft" in office.work("dana")
    assert office.take("robin").location.endswith(office.article.uid)


def test_work_that_was_given_by_hand_stays(office: Office) -> None:
    office.policy()
    office.give(office.article.uid, to=("dana",))
    aged(office, given_at=now() - timedelta(days=90))
    assert return_left_alone(office.database) == 0


def test_nothing_goes_back_where_the_project_says_never(office: Office) -> None:
    office.policy(days="0")
    office.give(office.article.uid)
    office.take("dana")
    aged(office, taken_at=now() - timedelta(days=400))
    assert return_left_alone(office.database) == 0


def test_an_article_taken_by_oneself_and_left_alone_is_offered_again(office: Office) -> None:
    office.policy(articles="1")
    office.take("dana")
    aged(office, taken_at=now() - timedelta(days=4))
    assert return_left_alone(office.database) == 1
    assert office.rows()[0].ended == "returned"
    assert office.take("robin").location.endswith(office.article.uid)


def test_twelve_people_at_once_take_twelve_articles(office: Office, database: Database) -> None:
    items = [office.more(f"Line {number}") for number in range(12)]
    office.policy()
    office.give(*items)
    names = [f"taker{number}" for number in range(12)]
    for name in names:
        office.bench.desk.enter(name, role=Role.REVIEWER)

    def take(name: str) -> str:
        with database.writing() as session:
            default = accounts.get_default_project(session)
            project = accounts.get_project(session, default.uid, lock=True)
            taken = take_next(session, project, actor=accounts.get_user(session, name))
            assert taken is not None
            return session.get_one(Article, taken.article_id).uid

    with ThreadPoolExecutor(6) as pool:
        taken = list(pool.map(take, names))
    assert sorted(taken) == sorted(items)


def test_a_removed_article_is_nobodys_work(office: Office) -> None:
    office.policy()
    office.give(office.article.uid, to=("dana",))
    office.enter("lee").post(f"/articles/{office.article.uid}/remove")
    assert "Ferry talks" not in office.work("dana")
    assert office.take("robin").location == "/work"


def test_disputed_is_what_others_see_otherwise_once_one_may_know(office: Office) -> None:
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    office.bench.desk.saved("verdict", at=office.bench.desk.starts[1], by="robin", verdict="mixed")
    assert "Disputed" not in office.work("dana")
    assert "Disputed" not in office.work("robin"), "nothing is handed in yet"
    office.bench.hand_in("robin", "mixed")
    for name in ("dana", "robin"):
        assert "Disputed" in office.work(name)
    office.bench.decide(claim, choice="refuted")
    assert "Disputed" not in office.work("dana")


def test_signing_in_a_reviewer_comes_to_their_work_and_a_lead_to_the_desk(office: Office) -> None:
    assert "My work" in office.enter("dana").get("/").text
    assert 'href="/work"' in office.enter("lee").get("/").text
    assert "/projects/work" not in office.enter("dana").get("/").text
