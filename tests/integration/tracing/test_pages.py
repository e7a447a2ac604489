"""The registry and a source's page: lists, forms, merges, refusals."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from factcheck.activity.models import Event
from factcheck.sources.models import Source
from factcheck.sources.service.editing import add_alias
from tests.integration.sources.conftest import Newsroom

FORM = {"name": "The Daily", "kind": "outlet", "aliases": "", "links": "", "note": "", "version": "1"}


def names_on(page: str) -> list[str]:
    """The sources listed, in order."""
    return re.findall(r'<a class="name[^>]*><bdi>(.*?)</bdi>', page)


def registry(newsroom: Newsroom, query: str = "", *, by: str = "lee", **headers: str) -> str:
    answer = newsroom.enter(by).get(f"/sources{query}", headers=headers)
    assert answer.status_code == 200, answer.status
    return answer.text


def test_the_registry_lists_searches_filters_and_orders(newsroom: Newsroom) -> None:
    newsroom.chain(
        ("Tarsk Gazette", {"identification": "outlet"}), ("an official", {"identification": "unnamed_bare"})
    )
    newsroom.chain(("Agence Ñandú", {"identification": "outlet"}), on=1)
    newsroom.chain(("Tarsk Gazette", {"identification": "outlet"}), on=1)
    with newsroom.database.writing() as session:
        add_alias(
            session, newsroom.named(session, "Tarsk Gazette"), "TG", actor=newsroom.person(session, "lee")
        )
    page = registry(newsroom)
    assert names_on(page) == ["Tarsk Gazette", "Agence Ñandú", "an official"]
    assert re.search(r"Tarsk Gazette.*?also <bdi>TG</bdi>.*?num\">2<.*?num\">2<", page, re.DOTALL)
    assert "unnamed, in" in page
    assert names_on(registry(newsroom, "?sort=name")) == ["Agence Ñandú", "an official", "Tarsk Gazette"]
    assert names_on(registry(newsroom, "?sort=new")) == ["Agence Ñandú", "an official", "Tarsk Gazette"]
    assert names_on(registry(newsroom, "?q=nandu")) == ["Agence Ñandú"]
    assert names_on(registry(newsroom, "?q=TG")) == ["Tarsk Gazette"]
    assert names_on(registry(newsroom, "?kind=anonymous")) == ["an official"]
    assert "Nothing matches" in registry(newsroom, "?q=zeppelin")
    part = registry(newsroom, "?q=tarsk", HX_Request="true")
    assert part.lstrip().startswith('<section id="sources"')


def test_a_reviewer_counts_what_they_may_see(newsroom: Newsroom) -> None:
    newsroom.chain("The Daily", by="robin")
    newsroom.chain("The Daily", by="dana")
    count = re.compile(r"The Daily.*?num\">(\d+)<", re.DOTALL)
    assert count.findall(registry(newsroom, by="dana")) == ["1"]
    assert count.findall(registry(newsroom, by="lee")) == ["2"]


@pytest.mark.parametrize(
    "query", ["?sort=x", "?kind=robot", "?page=0", "?page=x", "?q=" + "x" * 201, "?q=a%00"]
)
def test_c15_what_is_outside_its_list_is_refused(newsroom: Newsroom, query: str) -> None:
    assert newsroom.enter("dana").get(f"/sources{query}").status_code == 400


def test_an_empty_registry_says_how_to_begin_and_another_project_is_not_there(newsroom: Newsroom) -> None:
    assert "No source here yet" in registry(newsroom)
    assert newsroom.enter("dana").get("/sources?project=000000000000000000").status_code == 404


def test_many_sources_are_paged_and_a_page_past_the_end_is_the_last(newsroom: Newsroom) -> None:
    for number in range(55):
        newsroom.uid(f"Source {number:02}")
    assert len(names_on(registry(newsroom, "?sort=name"))) == 50
    assert names_on(registry(newsroom, "?sort=name&page=9")) == [f"Source {n}" for n in range(50, 55)]


def test_likely_duplicates_are_offered_to_leads_for_merging(newsroom: Newsroom) -> None:
    first, second = newsroom.uid("The Northern Courier"), newsroom.uid("Courier, Northern")
    newsroom.uid("Courier")
    page = registry(newsroom)
    assert "Likely the same" in page
    assert f"/sources/{second}/merge?into={first}" in page
    assert "/merge" not in registry(newsroom, by="dana")
    assert "A lead can merge them." in registry(newsroom, by="dana")
    initials = newsroom.uid("AFP")
    full = newsroom.uid("Agence France-Presse")
    assert f"/sources/{initials}" in newsroom.enter("lee").get(f"/sources/{full}").text


def told_apart(newsroom: Newsroom, uid: str, other: str, **fields: str) -> str:
    """Say that the two are not the same, from one's page or the list; the page that comes back."""
    answer = post(newsroom, uid, "/distinction", by="lee", other=other, **fields)
    assert answer.status_code == 303, answer.status
    return newsroom.enter("lee").get(answer.headers["Location"]).text


def undone(newsroom: Newsroom, page: str, **fields: str) -> str:
    """The page after its one button for undoing was pressed."""
    path = re.search(r'action="/sources/(\w+)(/changes/\d+/undo)"', page)
    assert path
    answer = post(newsroom, path.group(1), path.group(2), by="lee", **fields)
    assert answer.status_code == 303, answer.status
    return newsroom.enter("lee").get(answer.headers["Location"]).text


def test_what_a_lead_says_is_not_the_same_is_put_away_for_good_and_undo_brings_it_back(
    newsroom: Newsroom,
) -> None:
    first, second = newsroom.uid("The Northern Courier"), newsroom.uid("Courier, Northern")
    page = told_apart(newsroom, second, first, from_list="1")
    assert "“Courier, Northern” and “The Northern Courier” are two sources" in page
    assert "Likely the same" not in page
    assert 'action="/sources' in page, "it is the list that comes back"
    assert "Likely the same" not in newsroom.enter("lee").get(f"/sources/{first}").text
    assert "Likely the same" in undone(newsroom, page, from_list="1")
    # From a source's page, where it can be taken back later, from either side.
    told_apart(newsroom, second, first)
    told_apart(newsroom, first, second)
    assert "Not the same" in newsroom.enter("dana").get(f"/sources/{first}").text
    assert "Likely the same" in undone(newsroom, newsroom.enter("lee").get(f"/sources/{first}").text)
    with newsroom.database.reading() as session:
        actions = session.scalars(select(Event.action).where(Event.subject == "distinction")).all()
    assert actions == ["source.distinguished", "distinction.undone"] * 2


def test_of_three_alike_the_others_are_still_offered(newsroom: Newsroom) -> None:
    first, second, third = (newsroom.uid(name) for name in ("Courier", "The Courier", "Le Courier"))
    told_apart(newsroom, second, first)
    page = registry(newsroom)
    assert f"/sources/{third}/merge?into={first}" in page
    assert f"/sources/{second}/merge" not in page
    told_apart(newsroom, third, first)
    assert f"/sources/{third}/merge?into={second}" in registry(newsroom)


def test_a_distinction_holds_for_what_a_source_becomes_a_part_of(newsroom: Newsroom) -> None:
    first, second, third = (newsroom.uid(name) for name in ("Courier", "The Courier", "Le Courier"))
    told_apart(newsroom, second, first)
    assert post(newsroom, second, "/merge", by="lee", into=third).status_code == 303
    assert "Likely the same" not in registry(newsroom)
    assert f"/sources/{first}" in newsroom.enter("lee").get(f"/sources/{third}").text


def test_only_two_named_sources_of_a_project_are_told_apart(newsroom: Newsroom) -> None:
    uid, other = newsroom.uid("Courier"), newsroom.uid("The Courier")
    unnamed = newsroom.uid("an official", named=False)
    for wanted in (uid, unnamed, "nobody", "", "a\0"):
        assert post(newsroom, uid, "/distinction", by="lee", other=wanted).status_code in (400, 422)
    assert post(newsroom, uid, "/distinction", by="dana", other=other).status_code == 403
    assert "Likely the same" in registry(newsroom)


def post(newsroom: Newsroom, uid: str, path: str = "", *, by: str = "dana", **fields: Any) -> Any:
    return newsroom.enter(by).post(f"/sources/{uid}{path}", data=fields)


def test_a_form_is_saved_and_undone_from_the_page(newsroom: Newsroom) -> None:
    uid = newsroom.uid("The Daily")
    answer = post(newsroom, uid, **{**FORM, "aliases": "TD\n\nDaily", "links": "https://daily.example/"})
    assert answer.status_code == 303
    page = newsroom.enter("dana").get(answer.headers["Location"]).text
    assert "Saved." in page
    assert '<a href="https://daily.example/" rel="noopener noreferrer"' in page
    assert newsroom.uid("TD") == uid
    undo = re.search(rf"/sources/{uid}(/changes/\d+/undo)", page)
    assert undo
    assert post(newsroom, uid, undo.group(1)).status_code == 303
    assert newsroom.uid("TD") != uid


def test_what_is_refused_comes_back_with_everything_that_was_typed(newsroom: Newsroom) -> None:
    uid = newsroom.uid("The Daily")
    answer = post(newsroom, uid, **{**FORM, "links": "javascript:alert(1)", "note": "kept typing"})
    assert answer.status_code == 422
    assert "kept typing" in answer.text
    assert "Only links that begin with http:// or https:// can be attached." in answer.text
    assert post(newsroom, uid, **{**FORM, "name": ""}).status_code == 422
    assert post(newsroom, uid, **{**FORM, "kind": "robot"}).status_code == 422
    newsroom.uid("AFP")
    answer = post(newsroom, uid, **{**FORM, "aliases": "AFP", "note": "kept typing"})
    assert (answer.status_code, "kept typing" in answer.text, "merge them" in answer.text) == (
        409,
        True,
        True,
    )


def test_c37_of_two_who_save_from_the_same_version_the_second_sees_both(newsroom: Newsroom) -> None:
    uid = newsroom.uid("The Daily")
    assert post(newsroom, uid, **{**FORM, "note": "theirs"}).status_code == 303
    answer = post(newsroom, uid, by="robin", **{**FORM, "note": "mine"})
    assert answer.status_code == 409
    assert "theirs" in answer.text
    assert "mine" in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert post(newsroom, uid, by="robin", **{**FORM, "note": "mine", "version": "2"}).status_code == 303


def test_c14_extra_fields_change_nothing(newsroom: Newsroom) -> None:
    uid = newsroom.uid("The Daily")
    extra = {
        "project_id": "9",
        "merged_into_id": "1",
        "identity_known": "y",
        "identity_approved_by": "dana",
    }
    post(newsroom, uid, **{**FORM, **extra})
    with newsroom.database.reading() as session:
        source = session.scalars(select(Source)).one()
        assert (source.uid, source.identity_known, source.identity_approved_by_id) == (uid, False, None)


def test_a_lead_looks_at_a_merge_first_and_can_take_it_back_from_the_page(newsroom: Newsroom) -> None:
    newsroom.chain("Courier", "The Daily")
    uid, kept = newsroom.uid("Courier"), newsroom.uid("Northern Courier")
    lee = newsroom.enter("lee")
    preview = lee.get(f"/sources/{uid}/merge?into=northern%20courier").text
    assert "1 hop on 1 claim in 1 article" in preview
    assert "The merge can be taken back later." in preview
    answer = post(newsroom, uid, "/merge", by="lee", into=kept)
    assert answer.status_code == 303
    page = lee.get(answer.headers["Location"]).text
    assert "“Courier” is a part of this source now." in page
    assert lee.get(f"/sources/{uid}").headers["Location"].endswith(f"/sources/{kept}")
    assert lee.get(f"/sources/{uid}/merge").status_code == 303
    with newsroom.database.reading() as session:
        seq = session.scalars(select(Event.seq).where(Event.subject == "merge")).one()
    path = f"/changes/{seq}/undo"
    assert f"/sources/{uid}{path}" in page
    assert post(newsroom, uid, path, by="dana").status_code == 403
    assert post(newsroom, uid, path, by="lee").status_code == 303
    assert newsroom.uid("Courier") == uid
    assert post(newsroom, uid, path, by="lee").status_code == 404
    assert post(newsroom, uid, f"/changes/{2**70}/undo", by="lee").status_code == 404


def test_a_merge_that_cannot_be_says_why_where_it_was_typed(newsroom: Newsroom) -> None:
    uid = newsroom.uid("an official", named=False)
    newsroom.uid("an official", on=1, named=False)
    answer = newsroom.enter("lee").get(f"/sources/{uid}/merge?into=Nobody")
    assert (answer.status_code, "There is no source of this name" in answer.text) == (422, True)
    assert 'value="Nobody"' in answer.text
    newsroom.chain(("an official", {"identification": "unnamed_described", "ground_rules": "background"}))
    jane = newsroom.uid("Jane Doe")
    answer = post(newsroom, uid, "/merge", by="lee", into=jane)
    assert (answer.status_code, "never kept here" in answer.text) == (409, True)
    assert post(newsroom, uid, "/merge", by="dana", into=jane).status_code == 403


def test_an_undo_that_is_not_safe_says_so_on_the_page(newsroom: Newsroom) -> None:
    uid = newsroom.uid("The Daily")
    first = post(newsroom, uid, **{**FORM, "note": "one"}).headers["Location"]
    post(newsroom, uid, **{**FORM, "note": "two", "version": "2"})
    seq = first.rpartition("=")[2]
    answer = post(newsroom, uid, f"/changes/{seq}/undo")
    assert (answer.status_code, "Undo the later change first" in answer.text) == (409, True)


def test_targets_of_a_merge_are_the_projects_names_and_the_articles_own_words(newsroom: Newsroom) -> None:
    uid = newsroom.uid("an official", named=False)
    newsroom.uid("an official of the port", named=False)
    newsroom.uid("an official elsewhere", on=1, named=False)
    newsroom.uid("Official Gazette")
    answer = newsroom.enter("lee").get(f"/sources/{uid}/targets?q=official").get_json()
    assert [offer["label"] for offer in answer["offers"]] == ["Official Gazette", "an official of the port"]
    assert answer["said"] == "2 sources are offered."


def test_confidence_is_stated_by_reviewers_approved_by_leads_and_never_names_anybody(
    newsroom: Newsroom,
) -> None:
    uid = newsroom.uid("an official", named=False)
    form = {**FORM, "name": "an official", "kind": "anonymous"}
    page = newsroom.enter("dana").get(f"/sources/{uid}").text
    assert "Who a confidential source is, is never kept here" in page
    assert post(newsroom, uid, **form, identity_known="y").status_code == 303
    assert post(newsroom, uid, "/approval", by="dana", approved="1").status_code == 403
    answer = post(newsroom, uid, "/approval", by="lee", approved="1")
    page = newsroom.enter("dana").get(answer.headers["Location"]).text
    assert "Approved by lee." in page
    undo = re.search(rf"/sources/{uid}(/changes/\d+/undo)", page)
    assert undo
    assert post(newsroom, uid, undo.group(1), by="dana").status_code == 403
    assert post(newsroom, uid, "/approval", by="lee", approved="0").status_code == 303
    assert "Not approved yet." in newsroom.enter("dana").get(f"/sources/{uid}").text


def test_c24_a_hostile_name_is_only_ever_text(newsroom: Newsroom) -> None:
    name = '"><script>alert(1)</script><img src=x onerror=alert(1) hx-get="/">'
    newsroom.chain(name, "The Daily")
    uid = newsroom.uid(name)
    other = newsroom.uid("The Daily")
    pages = ["", f"/{uid}", f"/{uid}/fall?wider=1", f"/{uid}/merge", f"/{other}"]
    for path in pages:
        page = newsroom.enter("lee").get(f"/sources{path}").text
        assert "<script>alert" not in page, path
        assert "<img" not in page, path
