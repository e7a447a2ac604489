"""Discussions of a claim: begun, answered, changed, taken back, settled; blind until one's own record is handed in."""

from __future__ import annotations

from factcheck.accounts.models import Role
from factcheck.activity.models import Event
from factcheck.discussion.models import COMMENT_LENGTH, Comment, Thread
from tests.integration.discussion.conftest import Talk


def test_a_discussion_is_begun_and_answered(talk: Talk) -> None:
    assert "Ask, object, point something out" in talk.page("dana")
    assert talk.say("dana", "Is **that** the ministry?").status_code == 303
    (thread,) = talk.threads()
    assert talk.say("robin", "It is.", f"/{thread}").status_code == 303
    page = talk.page("lee")
    assert "Is <strong>that</strong> the ministry?" in page
    assert page.index("ministry?") < page.index("It is.")
    assert talk.bench.claim(talk.claim).open_threads == 1


def test_what_cannot_be_said_comes_back_with_what_was_typed(talk: Talk) -> None:
    empty = talk.say("dana", " \n ")
    assert empty.status_code == 422
    assert "Write something first" in empty.text
    long = talk.say("dana", "x" * (COMMENT_LENGTH + 1))
    assert long.status_code == 422
    assert "x" * COMMENT_LENGTH in long.text
    assert talk.threads() == []


def test_settled_and_opened_again(talk: Talk) -> None:
    talk.say("dana", "Is it?")
    (thread,) = talk.threads()
    talk.say("robin", "", f"/{thread}/resolve")
    assert "Settled by robin" in talk.page("dana")
    assert talk.bench.claim(talk.claim).open_threads == 0
    late = talk.say("dana", "One more thing", f"/{thread}")
    assert late.status_code == 409
    assert "One more thing" not in talk.page("dana")
    talk.say("dana", "", f"/{thread}/resolve", open="1")
    talk.say("dana", "", f"/{thread}/resolve", open="1")
    assert talk.bench.claim(talk.claim).open_threads == 1
    assert talk.say("dana", "One more thing", f"/{thread}").status_code == 303


def test_one_changes_what_one_said_and_nobody_elses(talk: Talk) -> None:
    talk.say("dana", "Is it?")
    (comment,) = talk.comments()
    assert talk.say("dana", "Is it so?", f"/comments/{comment}", version="1").status_code == 303
    assert "Is it so?" in talk.page("robin")
    assert "changed" in talk.page("robin")
    stale = talk.say("dana", "Elsewhere", f"/comments/{comment}", version="1")
    assert stale.status_code == 409
    assert "Elsewhere" in stale.text
    assert talk.say("robin", "Mine", f"/comments/{comment}", version="2").status_code == 403
    assert talk.say("lee", "", f"/comments/{comment}/remove").status_code == 403


def test_what_is_taken_back_is_gone_and_its_place_stays(talk: Talk) -> None:
    talk.say("dana", "A name that should not be here, @robin")
    (comment,) = talk.comments()
    talk.say("dana", "", f"/comments/{comment}/remove")
    page = talk.page("robin")
    assert "dana took this back" in page
    assert "should not be here" not in page
    assert talk.bench.claim(talk.claim).open_threads == 0, "nothing is left of it"
    with talk.bench.database.reading() as session:
        assert session.query(Comment).one().text == ""
        told = [(each.action, each.after) for each in session.query(Event).filter_by(subject="discussion")]
    assert told == [("thread.started", None), ("comment.removed", None)]
    assert talk.say("dana", "Again", f"/comments/{comment}", version="2").status_code == 404


def test_c13_whoever_has_not_handed_in_a_record_learns_nothing_of_it(talk: Talk) -> None:
    talk.bench.desk.enter("cleo", role=Role.REVIEWER)
    talk.bench.desk.saved("verdict", by="cleo", verdict="mixed", claim="")
    cleo, here = talk.enter("cleo"), f"/articles/{talk.bench.desk.article.uid}"
    talk.say("dana", "Look at the register, @cleo and @robin")
    assert cleo.get(talk.url).status_code == 404
    assert talk.say("cleo", "Hello?").status_code == 404
    at = talk.bench.desk.starts[1]
    pages = [f"{here}/inspector?at={at}", here, "/bell", "/", "/work", f"{here}/history", f"{here}/export"]
    for address in pages:
        told = cleo.get(address).text
        assert "register" not in told, address
        assert "to-discussion" not in told, address
        assert "began a discussion" not in told, address
    assert 'class="tag num"' not in cleo.get("/bell").text
    talk.bench.hand_in("cleo", "mixed", claim=talk.claim)
    assert "Look at the register" in cleo.get(talk.url).text
    assert "dana named you in a discussion" in talk.bell("cleo")
    assert "to-discussion" in cleo.get(f"{here}/inspector?at={at}").text
    assert cleo.get(f"{here}/export").get_json()["claims"][0]["threads"][0]["comments"][0]["mentions"] == [
        "cleo",
        "robin",
    ]


def test_outsiders_find_nothing(talk: Talk) -> None:
    talk.say("dana", "Is it?")
    (thread,) = talk.threads()
    with talk.bench.database.reading() as session:
        assert session.query(Thread).one().uid == thread
    other = talk.url.replace(talk.claim, "0" * 18)
    assert talk.enter("dana").get(other).status_code == 404
    assert talk.say("dana", "x", f"/{'0' * 18}").status_code == 404


def test_the_workbench_says_how_much_is_open_and_opens_it_as_a_dialog(talk: Talk) -> None:
    talk.say("dana", "Is it?")
    at = talk.bench.desk.starts[1]
    page = talk.enter("robin").get(f"/articles/{talk.bench.desk.article.uid}/inspector?at={at}").text
    link = page.split('id="to-discussion"')[1].split("</a>")[0]
    assert talk.url in link
    assert ">1<" in link
    dialog = talk.enter("robin").get(talk.url, headers={"HX-Request": "true"}).text
    assert "<html" not in dialog
    assert "Is it?" in dialog


def test_open_pages_of_those_who_may_know_are_told_that_something_was_said(talk: Talk) -> None:
    talk.bench.desk.enter("cleo", role=Role.REVIEWER)
    url = f"/articles/{talk.bench.desk.article.uid}/changes"
    with talk.bench.database.reading() as session:
        before = session.query(Event.seq).order_by(Event.seq.desc()).limit(1).scalar()
    talk.say("dana", "Is it?")
    query = {"after": before, "page": "0123456789abcdef", "at": 0}
    told = {
        name: talk.enter(name).get(url, query_string=query).get_json()["changes"]
        for name in ("dana", "robin", "lee", "cleo")
    }
    assert [len(told[name]) for name in told] == [0, 1, 1, 0]
    assert told["robin"][0]["claim"] == talk.claim
    assert "Is it?" not in str(told)
