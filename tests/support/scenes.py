"""A desk with an article on which everybody has worked, made anew for each request of the authorisation table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from factcheck.accounts import invites, queries, service, sessions, tokens
from factcheck.accounts.keys import hashed
from factcheck.accounts.models import ApiToken, Invite, Membership, Project, Role, SignInSession, User
from factcheck.adjudication.service.decisions import Decision, decide
from factcheck.adjudication.service.sign_off import sign_off
from factcheck.adjudication.signing import digest_of
from factcheck.annotation.models import Annotation, Assignment, Claim, Evidence, Hop, Waiver
from factcheck.annotation.policy import Policy
from factcheck.annotation.rules import RuleKey
from factcheck.annotation.service.changes import Context
from factcheck.annotation.service.records import findings_of, own_annotation, save_verdict
from factcheck.articles.models import Article, Origin
from factcheck.articles.queries import current_revision
from factcheck.articles.segmentation import cut
from factcheck.articles.service import create_article
from factcheck.dashboard.filters import Filters
from factcheck.dashboard.saved import Board, save_view
from factcheck.db import new_uid, now
from factcheck.discussion.models import Thread
from factcheck.discussion.service import start
from factcheck.evidence.models import Attachment, EvidenceCopy, KeptCopy
from factcheck.evidence.service.blobs import pack, store_blob
from factcheck.projects.service.settings import edit_project
from factcheck.sources.models import Source
from factcheck.sources.service.editing import edit_source
from factcheck.sources.service.naming import name_source
from factcheck.webhooks.service import set_webhook

ROLES = {"reviewer": Role.REVIEWER, "lead": Role.LEAD, "admin": Role.ADMIN}
TEXT = "Ferry talks resume\n\nThe minister met the ambassador on Tuesday. Nobody expected that.\n"


@dataclass
class Scene:
    """What one person's request can be about. `cookie` and `token` are the person's own; None for nobody."""

    user: User | None
    cookie: str | None
    token: str | None
    article: Article
    claim: Claim
    uids: dict[str, str]


def add_people(session: Session) -> dict[str, User]:
    """The people of the table: three of the default project's, one who leads another project, and a bystander."""
    found = {
        name: service.add_person(session, name=name, role=role, password_hash=None, actor=None)
        for name, role in {**ROLES, "outsider": Role.LEAD, "bystander": Role.REVIEWER}.items()
    }
    other = Project(slug="other", name="Another desk")
    session.add(other)
    session.flush()
    session.query(Membership).filter_by(user_id=found["outsider"].id).update({"project_id": other.id})
    # Somebody who can sign in has to be left when an administrator is disabled.
    found["admin"].password_hash = "not a password"
    return found


def set_scene(session: Session, people: dict[str, User], name: str) -> Scene:
    """Everything that a request of that person can be about; made anew, since the request may change it."""
    user = people.get(name)
    project = queries.get_default_project(session)
    article = create_article(
        session,
        project,
        actor=people["bystander"],
        text=TEXT,
        cuts=cut(TEXT, "en"),
        lang="en",
        origin=Origin.PASTE,
    )
    worker = user if user and name != "outsider" else people["bystander"]
    claim, evidence, hop = _work(session, article, worker)
    file = _keep_and_attach(session, article, evidence)
    record = session.query(Annotation).filter_by(claim_id=claim.id).one()
    context = Context(article, claim, worker, record)
    mark = next(
        found.mark for found in findings_of(session, context, Policy()).open if found.rule is RuleKey.QUOTE
    )
    waiver = Waiver(annotation_id=record.id, rule="media", mark="0" * 16, reason="-", by_id=worker.id)
    session.add(waiver)
    session.flush()
    source = session.get_one(Source, hop.source_id)
    assignment = Assignment(article_id=article.id, reviewer_id=worker.id)
    session.add(assignment)
    session.flush()
    described = edit_source(session, source, {"note": "A remark."}, actor=worker)
    name_source(session, article, "another source", named=True)
    owner = user or people["bystander"]
    victim = service.add_person(session, name=new_uid(), role=Role.REVIEWER, password_hash=None, actor=None)
    invitation = invites.invite(session, role=Role.REVIEWER, days=1, actor=people["admin"])
    elsewhere = sessions.start_session(session, owner, agent="another")
    spare, _secret = _token(session, owner)
    uids = {
        "/articles/<uid>": article.uid,
        "/api/v1/articles/<uid>": article.uid,
        "/api/v1/claims/<uid>": claim.uid,
        "/api/v1/annotations/<uid>": record.uid,
        "<view_uid>": claim.uid,
        "<claim_uid>": claim.uid,
        "<question_uid>": claim.uid,
        "<thread_uid>": claim.uid,
        "<comment_uid>": claim.uid,
        "<evidence_uid>": evidence.uid,
        "<attachment_uid>": file.uid,
        "<hop_uid>": hop.uid,
        "/sources/<uid>": source.uid,
        "<int:seq>": str(described.seq if described else 0),
        "<annotation_uid>": record.uid,
        "<mark>": mark,
        "<waiver_uid>": waiver.uid,
        "/assignments/<uid>": assignment.uid,
        "/work/<uid>": assignment.uid,
        "<rule>": "quote",
        "/projects/<uid>": project.uid,
        "/api/v1/projects/<uid>": project.uid,
        "/people/<uid>": victim.uid,
        "/people/invites/<uid>": session.query(Invite).filter_by(secret_hash=hashed(invitation)).one().uid,
        "<person_uid>": victim.uid,
        "<invite_uid>": session.query(Invite).filter_by(secret_hash=hashed(invitation)).one().uid,
        "/me/sessions/<uid>": session.query(SignInSession).filter_by(secret_hash=hashed(elsewhere)).one().uid,
        "/me/tokens/<uid>": spare.uid,
        "<secret>": "a-secret",
        "<version>": "x",
        "<path:name>": "icon.svg",
        "<table>": "progress",
    }
    cookie = sessions.start_session(session, user, agent="test") if user else None
    token = _token(session, user)[1] if user else None
    return Scene(user, cookie, token, article, claim, uids)


def usual_fields(scene: Scene) -> dict[str, str]:
    """What most forms of the workbench send."""
    return {"at": str(scene.claim.start), "claim": scene.claim.uid, "version": "1"}


def _remove_article(session: Session, scene: Scene) -> None:
    session.merge(scene.article).removed_at = now()


def _change_something(session: Session, scene: Scene) -> None:
    if scene.user:
        claim, user = session.merge(scene.claim), session.merge(scene.user)
        annotation = own_annotation(session, claim, user)
        context = Context(session.merge(scene.article), claim, user, annotation)
        save_verdict(session, context, "mixed")


def _change_the_project(session: Session, scene: Scene) -> None:
    project = session.merge(scene.article).project_id
    changed = session.get_one(Project, project)
    edit_project(
        session,
        changed,
        actor=session.query(User).filter_by(name="lead").one(),
        given={"name": new_uid(), "slug": changed.slug, "lang": changed.lang},
        seen={"name": changed.name, "slug": changed.slug, "lang": changed.lang},
    )


def _delete_a_project(session: Session, scene: Scene) -> None:
    gone = Project(slug=new_uid(), name="A desk that is over", deleted_at=now())
    session.add(gone)
    session.flush()
    scene.uids["/projects/<uid>"] = gone.uid


def _decide(session: Session, scene: Scene, outcome: str = "not_a_claim", by: str = "") -> None:
    own = session.get(User, scene.user.id) if scene.user and not by else None
    actor = own or session.query(User).filter_by(name=by or "lead").one()
    article, claim = session.merge(scene.article), session.merge(scene.claim)
    session.query(Annotation).filter_by(claim_id=claim.id).update({"verdict": None})
    made = decide(session, article, claim, Decision(outcome, rationale="-"), actor=actor, seen=None)
    session.flush()
    scene.uids["<question_uid>"] = made.uid


def _put_aside(session: Session, scene: Scene) -> None:
    _decide(session, scene, "guideline_unclear", "lead")


def _say_something(session: Session, scene: Scene) -> None:
    _decide(session, scene, by="lead")
    article, claim = session.merge(scene.article), session.merge(scene.claim)
    actor = session.get(User, scene.user.id) if scene.user else None
    said = start(
        session, article, claim, "Is it so?", actor=actor or session.query(User).filter_by(name="lead").one()
    )
    session.flush()
    scene.uids["<comment_uid>"] = said.uid
    scene.uids["<thread_uid>"] = session.get_one(Thread, said.thread_id).uid


def _have_a_webhook(session: Session, scene: Scene) -> None:
    project = session.get_one(Project, session.merge(scene.article).project_id)
    lead = session.query(User).filter_by(name="lead").one()
    set_webhook(session, project, "https://chat.example/a", ["decisions"], actor=lead)


def _be_done(session: Session, scene: Scene) -> None:
    assignment = session.query(Assignment).filter_by(article_id=scene.article.id).one()
    assignment.ended, assignment.ended_at = "done", now()


def _hand_in(session: Session, scene: Scene) -> None:
    session.query(Annotation).filter_by(claim_id=scene.claim.id).update({"status": "submitted"})


def _sign_off(session: Session, scene: Scene) -> None:
    article = session.merge(scene.article)
    lead = session.query(User).filter_by(name="lead").one()
    sign_off(session, article, actor=lead, seen=digest_of(session, article), note="-")


def _save_a_view(session: Session, scene: Scene) -> None:
    project = session.get_one(Project, session.merge(scene.article).project_id)
    lead = session.query(User).filter_by(name="lead").one()
    view = save_view(session, project, Board.OVERVIEW, Filters(), new_uid(), shared=True, actor=lead)
    scene.uids["<view_uid>"] = view.uid


GIVEN: dict[str, Callable[[Session, Scene], None]] = {
    "the article is removed": _remove_article,
    "the person has changed something": _change_something,
    "the project was changed": _change_the_project,
    "a claim is decided": lambda session, scene: _decide(session, scene, by="lead"),
    "the person has decided a claim": _decide,
    "a claim was put aside": _put_aside,
    "the article is signed off": _sign_off,
    "the project has a webhook": _have_a_webhook,
    "the person is done with the article": _be_done,
    "the person has said something": _say_something,
    "the record is handed in": _hand_in,
    "a project is deleted": _delete_a_project,
    "a saved view": _save_a_view,
}


def _work(session: Session, article: Article, user: User) -> tuple[Claim, Evidence, Hop]:
    revision = current_revision(session, article)
    start = TEXT.index("The minister")
    claim = Claim(
        article_id=article.id,
        revision_id=revision.id,
        spans=[[start, start + 40]],
        start=start,
        end=start + 40,
        created_by_id=user.id,
    )
    source = name_source(session, article, new_uid(), named=True)
    session.add(claim)
    session.flush()
    annotation = Annotation(claim_id=claim.id, article_id=article.id, reviewer_id=user.id)
    session.add(annotation)
    session.flush()
    evidence = Evidence(annotation_id=annotation.id, position=0, url="https://example.org/a")
    hop = Hop(annotation_id=annotation.id, position=0, source_id=source.id)
    session.add_all([evidence, hop])
    session.flush()
    return claim, evidence, hop


def _keep_and_attach(session: Session, article: Article, evidence: Evidence) -> Attachment:
    """A copy that the evidence rests on, and a file on it."""
    packed = pack(b"What the page said.")
    blob_id = store_blob(session, packed)
    copy = KeptCopy(
        project_id=article.project_id,
        url=evidence.url,
        final_url=evidence.url,
        body_sha256=packed.sha256,
        body_blob_id=blob_id,
        text_sha256=packed.sha256,
        text_blob_id=blob_id,
    )
    file = Attachment(
        evidence_id=evidence.id,
        blob_id=blob_id,
        name="note.txt",
        media_type="text/plain",
        size=packed.size,
        sha256=packed.sha256,
    )
    session.add_all([copy, file])
    session.flush()
    session.add(EvidenceCopy(evidence_id=evidence.id, copy_id=copy.id))
    session.flush()
    return file


def _token(session: Session, user: User) -> tuple[ApiToken, str]:
    scopes = [scope.value for scope in tokens.offered_scopes(session, user)]
    return tokens.create_token(session, user, name="test", scopes=scopes, days=1, actor=user)
