"""Giving work out: by hand, in turn, to each, into the pool; changing it, taking it back, sending it back."""

from __future__ import annotations

from datetime import timedelta

from factcheck.accounts import queries as accounts
from factcheck.accounts.models import Membership
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation
from factcheck.db import now
from tests.integration.assignments.conftest import Office


def test_an_article_is_given_to_somebody_with_a_due_date_and_a_note(office: Office) -> None:
    uid = office.article.uid
    answer = office.give(uid, to=("dana",), due_at="2027-03-01", priority="high", note="Mind the numbers.")
    assert answer.status_code == 303, answer.text
    (row,) = office.rows()
    assert (row.priority, row.note) == ("high", "Mind the numbers.")
    assert row.due_at is not None
    page = office.work("dana")
    assert "Mind the numbers." in page
    assert "high priority" in page
    assert "from lee" in page
    assert "Mar 1, 2027" in page
    assert "Mind the numbers." not in office.work("robin")


def test_an_administrator_who_is_no_member_can_be_given_work(office: Office) -> None:
    with office.database.writing() as session:
        accounts.get_user(session, "mo").is_admin = True
        session.query(Membership).filter_by(user_id=accounts.get_user(session, "mo").id).delete()
    assert office.give(office.article.uid, to=("mo",)).status_code == 303
    assert office.holders(office.article.uid) == ["mo"]
    assert "Ferry talks" in office.work("mo")


def test_several_go_round_among_several_who_is_free_first(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    items = [office.more(title) for title in ("Train", "Plane", "Coach")]
    office.give(*items, to=("dana", "robin"))
    given = [office.holders(item)[0] for item in items]
    assert sorted(given, key=str) == ["dana", "robin", "robin"], "robin had nothing to do"


def test_each_gets_each_where_it_is_wanted(office: Office) -> None:
    office.give(office.article.uid, to=("dana", "robin"), how="everybody")
    assert sorted(map(str, office.holders(office.article.uid))) == ["dana", "robin"]


def test_without_people_it_waits_in_the_pool(office: Office) -> None:
    office.give(office.article.uid)
    assert office.holders(office.article.uid) == [None]
    page = office.enter("lee").get(f"/projects/{office.bench.project}/work?show=pool").text
    assert "Ferry talks" in page
    assert "nobody yet" in page


def test_who_has_it_already_is_passed_over(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    again = office.give(office.article.uid, to=("dana",), note="Once more")
    assert again.status_code == 409
    assert "They have it already" in again.text
    assert 'value="Once more"' in again.text
    office.give(office.article.uid, to=("dana", "robin"), how="everybody")
    assert sorted(map(str, office.holders(office.article.uid))) == ["dana", "robin"]


def test_who_has_handed_in_a_record_is_not_given_the_claim(office: Office) -> None:
    claim = office.bench.hand_in("dana", "refuted")["claim"]
    assert office.give(office.item(claim), to=("dana",)).status_code == 409
    assert office.give(office.item(claim), to=("dana", "robin")).status_code == 303
    assert office.holders(office.item(claim)) == ["robin"]


def test_what_is_wrong_is_said_and_what_was_typed_stays(office: Office) -> None:
    nothing = office.give(note="For later")
    assert nothing.status_code == 422
    assert "Tick what is to be checked" in nothing.text
    assert 'value="For later"' in nothing.text
    no_day = office.give(office.article.uid, to=("dana",), due_at="soon")
    assert no_day.status_code == 422
    assert f'value="{office.article.uid}" form="give" checked' in no_day.text
    assert f'value="{office.uid("dana")}" checked' in no_day.text
    assert office.rows() == []


def test_somebody_from_elsewhere_is_given_nothing(office: Office) -> None:
    answer = office.enter("lee").post(
        f"/projects/{office.bench.project}/work/give",
        data={"item": office.article.uid, "person": "nobody", "priority": "normal"},
    )
    assert answer.status_code == 422
    assert office.rows() == []


def test_it_is_changed_and_given_to_somebody_else(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    (row,) = office.rows()
    lee = office.enter("lee")
    assert lee.get(f"/assignments/{row.uid}").status_code == 200
    changed = lee.post(
        f"/assignments/{row.uid}", data={"person": office.uid("robin"), "priority": "low", "note": "Yours"}
    )
    assert changed.status_code == 303
    assert office.holders(office.article.uid) == ["robin"]
    assert "Yours" in office.work("robin")
    lee.post(f"/assignments/{row.uid}", data={"person": "", "priority": "low"})
    assert office.holders(office.article.uid) == [None]


def test_it_is_not_given_to_somebody_who_has_it(office: Office) -> None:
    office.give(office.article.uid, to=("dana", "robin"), how="everybody")
    row = office.rows()[0]
    refused = office.enter("lee").post(
        f"/assignments/{row.uid}", data={"person": office.uid("robin"), "priority": "low", "note": "Kept"}
    )
    assert refused.status_code == 409
    assert "robin has this already" in refused.text
    assert 'value="Kept"' in refused.text


def test_c40_taken_from_a_reviewer_while_they_write_nothing_is_lost(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    receipt = office.bench.desk.saved("rationale", by="dana", text="Half a reason")
    (row,) = office.rows()
    office.enter("lee").post(f"/assignments/{row.uid}/withdraw")
    office.bench.desk.saved("rationale", by="dana", text="A whole reason", claim=receipt["claim"])
    late = office.enter("dana").post(f"/work/{row.uid}/done", follow_redirects=True)
    assert "This is not yours any more" in late.text
    assert "Your records stay" in late.text
    with office.database.reading() as session:
        assert session.query(Annotation).one().rationale == "A whole reason"
    assert "1 draft" in office.work("dana")


def test_an_article_that_is_done_is_sent_back_with_a_reason(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    (row,) = office.rows()
    lee, url = office.enter("lee"), f"/assignments/{row.uid}/send-back"
    assert lee.post(url, data={"why": "Why?"}).status_code == 409, "it is not done"
    office.enter("dana").post(f"/work/{row.uid}/done")
    assert "✓ done" in office.work("dana")
    assert lee.post(url, data={"why": "  "}).status_code == 422
    assert lee.post(url, data={"why": "The **caption** too."}).status_code == 303
    page = office.work("dana")
    assert "Sent back" in page
    assert "The <strong>caption</strong> too." in page


def test_a_record_is_sent_back_and_is_a_draft_again_with_everything_on_it(office: Office) -> None:
    claim = office.bench.differ()
    dana = office.bench.records(claim)[0]
    url = f"/articles/{office.article.uid}/claims/{claim}/annotations/{dana.uid}/send-back"
    lee = office.enter("lee")
    assert dana.rationale in lee.get(office.bench.url(claim)).text
    assert "Send back to dana" in lee.get(url).text
    refused = lee.post(url, data={"why": ""})
    assert refused.status_code == 422
    assert lee.post(url, data={"why": "Which ministry?"}).status_code == 303
    back = office.bench.records(claim)[0]
    assert (back.status, back.verdict, back.rationale) == ("draft", "refuted", dana.rationale)
    assert "Which ministry?" in office.work("dana")
    at = office.bench.claim(claim).start
    shown = office.enter("dana").get(f"/articles/{office.article.uid}/inspector?at={at}&claim={claim}").text
    assert "Which ministry?" in shown
    assert "Which ministry?" not in office.work("robin")
    assert lee.post(url, data={"why": "Again"}).status_code == 409, "it is a draft"
    office.bench.desk.saved("submit", at=at, by="dana", claim=claim)
    assert "Which ministry?" not in office.work("dana").split("Done lately")[0]
    office.bench.desk.saved("reopen", at=at, by="dana", claim=claim)
    assert "Which ministry?" not in office.work("dana"), "they opened it again themselves"


def test_a_submission_of_what_was_sent_back_is_undone_with_the_reason_back(office: Office) -> None:
    claim = office.bench.differ()
    dana = office.bench.records(claim)[0]
    url = f"/articles/{office.article.uid}/claims/{claim}/annotations/{dana.uid}/send-back"
    office.enter("lee").post(url, data={"why": "Which ministry?"})
    at = office.bench.claim(claim).start
    office.bench.desk.saved("submit", at=at, by="dana", claim=claim)
    office.bench.desk.saved("undo", by="dana")
    assert office.bench.records(claim)[0].status == "draft"
    assert "Which ministry?" in office.work("dana")
    office.bench.desk.saved("submit", at=at, by="dana", claim=claim)
    assert "Which ministry?" not in office.work("dana").split("Done lately")[0]
    with office.database.reading() as session:
        assert verify(session) is None


def test_a_record_on_a_decided_claim_is_not_sent_back(office: Office) -> None:
    claim = office.bench.differ()
    dana = office.bench.records(claim)[0]
    office.bench.decide(claim, choice="refuted")
    url = f"/articles/{office.article.uid}/claims/{claim}/annotations/{dana.uid}/send-back"
    refused = office.enter("lee").post(url, data={"why": "But why?"})
    assert refused.status_code == 409
    assert "But why?" in refused.text


def test_the_lists_of_what_is_given_out(office: Office) -> None:
    late, soon = office.more("Late"), office.more("Soon")
    office.give(late, to=("dana",), due_at="2020-01-01")
    office.give(soon, to=("robin",), due_at="2999-01-01")
    office.give(office.article.uid)
    lee, url = office.enter("lee"), f"/projects/{office.bench.project}/work"
    out = lee.get(url).text
    assert out.index("Late talks") < out.index("Soon talks")
    assert "Ferry talks" not in out
    assert "Soon talks" not in lee.get(f"{url}?show=late").text
    assert "Late talks" not in lee.get(f"{url}?person={office.uid('robin')}").text
    assert lee.get(f"{url}?show=none").status_code == 400
    assert office.enter("dana").get(url).status_code == 403
    table = out.split("Who is free")[1].split("</table>")[0]
    assert table.index("mo") < table.index("dana"), "who has nothing to do stands first"


def test_an_article_is_due_with_itself_where_nothing_else_is_said(office: Office) -> None:
    uid = office.more("Old", due_at=now() - timedelta(days=1))
    office.give(uid, to=("dana",))
    assert "late" in office.work("dana")


def test_the_history_tells_leads_who_gave_what_and_others_what_they_did(office: Office) -> None:
    office.give(office.article.uid, to=("dana",))
    (row,) = office.rows()
    office.enter("dana").post(f"/work/{row.uid}/done")
    history = f"/articles/{office.article.uid}/history"
    told = office.enter("lee").get(history).text
    assert "gave this out" in told
    assert "was done with the article" in told
    own = office.enter("dana").get(history).text
    assert "was done with the article" in own
    assert "gave this out" not in own
    assert "was done with the article" not in office.enter("robin").get(history).text
