"""The bell: what concerns somebody, once each, until they have read of it."""

from __future__ import annotations

import re

from tests.integration.discussion.conftest import Talk


def unread(talk: Talk, of: str) -> int:
    """The number at the bell."""
    found = re.search(r'class="tag num">(\d+)', talk.enter(of).get("/bell").text.split("</header>")[0])
    return int(found.group(1)) if found else 0


def test_it_rings_for_who_is_named_who_spoke_and_who_has_a_record(talk: Talk) -> None:
    talk.say("lee", "Which register, @Robin?")
    assert "lee named you in a discussion" in talk.bell("robin")
    assert "lee spoke about a claim that you have checked" in talk.bell("dana")
    assert (unread(talk, "robin"), unread(talk, "dana"), unread(talk, "lee"), unread(talk, "mo")) == (
        1,
        1,
        0,
        0,
    )
    (thread,) = talk.threads()
    talk.say("mo", "The third.", f"/{thread}")
    assert "mo answered in a discussion" in talk.bell("lee")
    assert unread(talk, "dana") == 2


def test_a_name_that_is_put_in_later_rings_and_one_that_stays_does_not_again(talk: Talk) -> None:
    talk.say("dana", "@lee?")
    (comment,) = talk.comments()
    talk.say("dana", "@lee and @mo?", f"/comments/{comment}", version="1")
    assert (unread(talk, "lee"), unread(talk, "mo")) == (1, 1)


def test_what_was_read_is_not_new_any_more_and_what_came_meanwhile_is(talk: Talk) -> None:
    talk.say("lee", "One")
    page = talk.bell("dana")
    seqs = re.findall(r'name="seq" value="(\d+)"', page)
    talk.say("lee", "Two")
    talk.enter("dana").post("/bell", data={"seq": seqs})
    assert unread(talk, "dana") == 1
    assert unread(talk, "robin") == 2, "it was dana who read"
    assert talk.enter("dana").post("/bell", data={"seq": ["x", "9" * 30]}).status_code == 303


def test_it_rings_for_what_is_given_sent_back_and_decided(talk: Talk) -> None:
    bench = talk.bench
    project = f"/projects/{bench.project}/work/give"
    people = re.findall(
        r'name="person" value="(\w+)"> <span class="grow"><bdi>dana', talk.enter("lee").get(project).text
    )
    talk.enter("lee").post(
        project, data={"item": bench.desk.article.uid, "person": people, "priority": "normal"}
    )
    assert "lee gave you this to check" in talk.bell("dana")
    dana, _robin = bench.records(talk.claim)
    url = f"/articles/{bench.desk.article.uid}/claims/{talk.claim}/annotations/{dana.uid}/send-back"
    talk.enter("lee").post(url, data={"why": "Which?"})
    assert "lee sent this back to you" in talk.bell("dana")
    bench.desk.saved("submit", at=bench.claim(talk.claim).start, by="dana", claim=talk.claim)
    bench.decide(talk.claim, choice="refuted")
    for name in ("dana", "robin"):
        assert "lee decided a claim that you have checked" in talk.bell(name)
    talk.enter("mo").post(bench.url(talk.claim, "/reopen"), data={"why": "A new document"})
    assert "mo opened the decision" in talk.bell("robin")
    assert unread(talk, "lee") == 0


def test_of_what_was_removed_it_says_nothing(talk: Talk) -> None:
    talk.say("lee", "One")
    talk.enter("lee").post(f"/articles/{talk.bench.desk.article.uid}/remove")
    assert unread(talk, "dana") == 0
    assert "Nothing yet" in talk.bell("dana")
