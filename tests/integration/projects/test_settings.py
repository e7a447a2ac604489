"""What is set for a project: name and language, guidelines with their versions, words for verdicts, members."""

from __future__ import annotations

from sqlalchemy import select

from factcheck.accounts import members, queries
from factcheck.accounts.models import Role
from factcheck.activity.service import verify
from factcheck.annotation.policy import PackKey, Policy
from factcheck.articles.models import Article
from factcheck.projects.models import GuidelinesVersion
from tests.integration.projects.conftest import Desks

WORDS = {"name": "Desk", "slug": "desk", "lang": "en"}
SEEN = {f"seen-{name}": value for name, value in WORDS.items()}


def test_a_project_is_made_empty_or_as_a_copy(desks: Desks) -> None:
    uid = desks.first.uid
    desks.post("lee", f"/projects/{uid}/guidelines", guidelines="Check **names** first.", seen="0")
    desks.post("lee", f"/projects/{uid}/verdicts", **{"mixed-name": "Half right"})
    desks.post("lee", f"/projects/{uid}/links/settings", fetch="1", check_days="7")
    desks.put_in(desks.first)
    assert desks.post("lee", "/projects/new", name="Mine", lang="en", start="standard").status_code == 403

    made = desks.post("ada", "/projects/new", name="Außenpolitik", slug="", lang="de", start="magazine")
    assert made.status_code == 303
    project = desks.project("aussenpolitik")
    assert Policy.from_dict(project.policy) == Policy.of_pack(PackKey.MAGAZINE)
    assert (project.lang, project.guidelines_version) == ("de", 0)

    copy = {"name": "Desk two", "lang": "en", "start": f"copy:{uid}", "members": "1"}
    assert desks.post("ada", "/projects/new", **copy).status_code == 303
    project, origin = desks.project("desk-two"), desks.project("desk")
    assert (project.guidelines, project.guidelines_version) == ("Check **names** first.", 1)
    assert project.labels == origin.labels == {"mixed": {"name": "Half right", "meaning": ""}}
    assert (project.policy, project.link_settings) == (origin.policy, origin.link_settings)
    with desks.database.reading() as session:
        roles = {each.user.name: each.role for each in members.members_of(session, project)}
        assert session.scalars(select(Article).where(Article.project_id == project.id)).all() == []
    assert roles == {"lee": Role.LEAD, "dana": Role.REVIEWER}

    refused = desks.post("ada", "/projects/new", **{**copy, "slug": "desk", "name": "Kept typing"})
    assert refused.status_code == 422
    assert "Kept typing" in refused.text
    for slug in ("Ünder", "a--b", "-a", "a" * 61):
        assert desks.post("ada", "/projects/new", **{**copy, "slug": slug}).status_code == 422


def test_name_and_language_are_set_and_two_leads_do_not_overwrite_each_other(desks: Desks) -> None:
    url = f"/projects/{desks.first.uid}/settings"
    assert desks.post("lee", url, **SEEN, **{**WORDS, "name": "Foreign desk"}).status_code == 303
    assert desks.post("ada", url, **SEEN, **{**WORDS, "lang": "de"}).status_code == 303, "another field"
    late = desks.post("ada", url, **SEEN, **{**WORDS, "name": "Home desk"})
    assert late.status_code == 409
    assert "Home desk" in late.text
    assert "stored now: Foreign desk" in late.text
    project = desks.project("desk")
    assert (project.name, project.lang) == ("Foreign desk", "de")
    refused = desks.post("lee", url, **SEEN, **{**WORDS, "name": " ", "slug": "typed-this"})
    assert refused.status_code == 422
    assert "typed-this" in refused.text
    assert desks.post("dana", url, **SEEN, **{**WORDS, "name": "Mine"}).status_code == 403


def test_every_saved_text_of_the_guidelines_is_a_version(desks: Desks) -> None:
    uid, article = desks.first.uid, desks.put_in(desks.first)
    url = f"/projects/{uid}/guidelines"
    page = f"/articles/{article.uid}"
    assert "data-news" not in desks.get("dana", page).text
    desks.post("lee", url, guidelines="Check **names** first.\r\nThen dates.", note="the first", seen="0")
    assert "data-news" in desks.get("dana", page).text
    assert "<strong>names</strong>" in desks.get("dana", f"{page}/guidelines").text
    assert "data-news" not in desks.get("dana", page).text

    desks.post("lee", url, guidelines="Check **places** first.\nThen dates.", note="places", seen="1")
    assert "data-news" in desks.get("dana", page).text
    read = desks.get("dana", url).text
    assert "Changed since you last read them" in read
    assert "<ins>places**</ins>" in read
    assert "<del>names**</del>" in read
    assert "Changed since" not in desks.get("dana", url).text

    history = desks.get("dana", f"{url}/history").text
    assert "the first" in history
    assert "<del>names**</del>" in history
    assert "again=1" not in history
    assert "Check **names** first." in desks.get("lee", f"{url}/edit?again=1").text
    assert desks.get("lee", f"{url}/edit?again=9").status_code == 404
    assert (
        desks.post("lee", url, guidelines="Check **places** first.\nThen dates.", seen="2").status_code == 303
    )
    with desks.database.reading() as session:
        stored = session.scalars(select(GuidelinesVersion).order_by(GuidelinesVersion.number)).all()
        assert [(each.number, each.note, each.text) for each in stored] == [
            (1, "the first", "Check **names** first.\nThen dates."),
            (2, "places", "Check **places** first.\nThen dates."),
        ]
        assert verify(session) is None
    assert desks.actions("guidelines") == ["guidelines.saved"] * 2


def test_a_history_says_under_which_version_a_record_was_submitted(desks: Desks) -> None:
    article, url = desks.put_in(desks.first), f"/projects/{desks.first.uid}/guidelines"
    desks.post("lee", url, guidelines="first", seen="0")
    desks.post("dana", f"/articles/{article.uid}/verdict", at="0", verdict="not_checkable")
    desks.post("dana", f"/articles/{article.uid}/rationale", at="0", rationale="An opinion.")
    desks.post("dana", f"/articles/{article.uid}/submit", at="0")
    desks.post("lee", url, guidelines="second", seen="1")
    history = desks.get("dana", f"/articles/{article.uid}/history").text
    assert 'submitted <span class="muted">under version 1 of the guidelines' in history


def test_c37_guidelines_changed_by_two_leads_are_shown_side_by_side(desks: Desks) -> None:
    url = f"/projects/{desks.first.uid}/guidelines"
    assert desks.post("lee", url, guidelines="first", seen="0").status_code == 303
    late = desks.post("ada", url, guidelines="second", note="my note", seen="0")
    assert late.status_code == 409
    for words in (">second<", ">first<", "my note", 'name="seen" value="1"'):
        assert words in late.text
    assert desks.project("desk").guidelines == "first"
    long = desks.post("lee", url, guidelines="long and careful " * 1_500, seen="1")
    assert long.status_code == 422
    assert "long and careful" in long.text
    assert desks.post("dana", url, guidelines="mine", seen="1").status_code == 403


def test_own_words_for_verdicts_are_used_wherever_verdicts_are_shown(desks: Desks) -> None:
    uid, article = desks.first.uid, desks.put_in(desks.first)
    url = f"/projects/{uid}/verdicts"
    words = {"mixed-name": "Halb richtig", "mixed-meaning": "Einiges stimmt."}
    assert desks.post("lee", url, **words).status_code == 303
    assert desks.project("desk").labels == {"mixed": {"name": "Halb richtig", "meaning": "Einiges stimmt."}}
    desks.post("dana", f"/articles/{article.uid}/verdict", at="0", verdict="mixed")
    page = desks.get("dana", f"/articles/{article.uid}").text
    assert 'title="Einiges stimmt."' in page
    assert "Halb richtig" in page
    assert "Halb richtig" in desks.get("dana", f"/articles/{article.uid}/history").text
    assert "Halb richtig: 1" in desks.get("dana", "/").text
    assert "Mixed: 1" not in desks.get("dana", "/").text

    late = desks.post("ada", url, **{"mixed-name": "Gemischt", "refuted-name": "Falsch"})
    assert late.status_code == 409
    assert "stored now: Halb richtig" in late.text
    assert 'value="Gemischt"' in late.text
    assert desks.post("ada", url, **{"refuted-name": "Falsch", **_seen(words)}, **words).status_code == 303
    assert set(desks.project("desk").labels) == {"mixed", "refuted"}
    assert desks.post("lee", url, **{"mixed-name": "x" * 41}).status_code == 422
    assert desks.actions("project") == ["verdicts.set"] * 2


def _seen(words: dict[str, str]) -> dict[str, str]:
    return {f"seen-{name}": value for name, value in words.items()}


def test_a_lead_manages_the_members_of_their_own_project(desks: Desks) -> None:
    url = f"/projects/{desks.first.uid}/members"
    dana, nora = (_uid(desks, name) for name in ("dana", "nora"))
    page = desks.get("lee", url).text
    assert "dana" in page
    assert "nora" not in page, "who else is at this installation is not told"
    assert "nora" in desks.get("ada", url).text
    assert desks.post("lee", f"{url}/{nora}/role", role="lead").status_code == 404
    assert (
        desks.post("lee", f"/projects/{desks.second.uid}/members", name="lee", role="lead").status_code == 404
    )
    assert desks.post("lee", f"{url}/{dana}/role", role="admin").status_code == 422

    session_of_dana = desks.get("dana", "/me").status_code
    assert session_of_dana == 200
    assert desks.post("lee", f"{url}/{dana}/role", role="lead").status_code == 303
    assert desks.get("dana", "/me").status_code == 303, "c03: signed out by the change"
    for name, said in (("nobody", "nobody of the name"), ("ada", "administrator")):
        refused = desks.post("lee", url, name=name, role="reviewer")
        assert refused.status_code == 422
        assert said in refused.text
    assert desks.post("lee", url, name="Nora", role="reviewer").status_code == 303
    assert desks.post("lee", f"{url}/{dana}/remove").status_code == 303
    assert desks.actions("member")[-3:] == ["member.role_changed", "member.added", "member.removed"]
    with desks.database.reading() as session:
        roles = {each.user.name: each.role for each in members.members_of(session, desks.first)}
    assert roles == {"lee": Role.LEAD, "nora": Role.REVIEWER}


def test_c02_the_last_lead_leaves_only_when_that_is_meant(desks: Desks) -> None:
    url = f"/projects/{desks.first.uid}/members/{_uid(desks, 'lee')}"
    for path, fields in ((f"{url}/remove", {}), (f"{url}/role", {"role": "reviewer"})):
        asked = desks.post("lee", path, **fields)
        assert asked.status_code == 409
        assert "lee is the last lead of “Desk”" in asked.text
    assert desks.actions("member")[-1] == "member.removed", "that of nora, when the desks were set up"
    before = desks.browser("lee").get_cookie("factcheck")
    done = desks.post("lee", f"{url}/role", role="reviewer", sure="1")
    assert done.status_code == 303
    assert desks.browser("lee").get_cookie("factcheck") != before, "the session has another secret"
    assert desks.get("lee", f"/projects/{desks.first.uid}/members").status_code == 403
    assert desks.get("lee", "/").status_code == 200


def test_somebody_is_invited_straight_into_a_project(desks: Desks) -> None:
    url = f"/projects/{desks.second.uid}"
    assert desks.post("nora", f"{url}/invites", role="admin", days="7").status_code == 422
    made = desks.post("nora", f"{url}/invites", role="reviewer", days="7")
    assert made.status_code == 201
    newcomer = desks.browser("nora").application.test_client()
    newcomer.get("/welcome/" + made.text.split("/welcome/")[1].split('"')[0])
    assert newcomer.post("/welcome", data={"name": "new", "password": "a green bicycle"}).status_code == 303
    with desks.database.reading() as session:
        roles = queries.roles_of(session, queries.get_user(session, "new"))
    assert roles == {desks.second.id: Role.REVIEWER}

    desks.post("nora", f"{url}/invites", role="reviewer", days="7")
    page = desks.get("nora", f"{url}/members").text
    link = page.split(f"{url}/invites/")[1].split("/")[0]
    assert desks.post("lee", f"/projects/{desks.first.uid}/invites/{link}/revoke").status_code == 404
    assert desks.post("nora", f"{url}/invites/{link}/revoke").status_code == 303


def _uid(desks: Desks, name: str) -> str:
    with desks.database.reading() as session:
        return queries.get_user(session, name).uid
