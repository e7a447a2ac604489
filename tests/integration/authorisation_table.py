"""Who may do what: one row for every route and method. A route without a row fails test_c11_authorisation.

A row says what becomes of each person's request, in the order of PEOPLE; a revoked token is treated as nobody.
`fields` are what a form needs to get as far as the thing it is about, over the usual ones (`scenes.usual_fields`);
`given` names what has to be so beforehand (`scenes.GIVEN`). `body` is what a request to the API carries.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

PEOPLE = ("anonymous", "outsider", "reviewer", "lead", "admin")
"""The outsider leads another project; reviewer and lead belong to the project of the thing; anonymous has no cookie."""


class Outcome(StrEnum):
    """What becomes of a request."""

    IN = "is let in"
    SIGN_IN = "is asked to sign in"
    REFUSED = "is refused"
    HIDDEN = "finds nothing"


IN, SIGN_IN, REFUSED, HIDDEN = Outcome.IN, Outcome.SIGN_IN, Outcome.REFUSED, Outcome.HIDDEN


@dataclass(frozen=True)
class Row:
    """What becomes of each person's request."""

    outcomes: tuple[Outcome, Outcome, Outcome, Outcome, Outcome]
    fields: dict[str, str] = field(default_factory=dict)
    given: str | None = None
    body: dict[str, object] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)


EVERYBODY = Row((IN, IN, IN, IN, IN))
NOBODY = Row((HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN))
SIGNED_IN = Row((SIGN_IN, IN, IN, IN, IN))
MEMBERS = Row((SIGN_IN, HIDDEN, IN, IN, IN))
LEADS = Row((SIGN_IN, HIDDEN, REFUSED, IN, IN))
ANY_LEAD = Row((SIGN_IN, IN, REFUSED, IN, IN))
ADMINS = Row((SIGN_IN, REFUSED, REFUSED, REFUSED, IN))


def with_fields(row: Row, **fields: str) -> Row:
    """The row, for a form that needs these fields."""
    return replace(row, fields=fields)


def given(row: Row, what: str) -> Row:
    """The row, where something has to be so beforehand."""
    return replace(row, given=what)


def with_body(row: Row, body: dict[str, object], **headers: str) -> Row:
    """The row, for a request to the API that carries this."""
    return replace(row, body=body, headers={name.replace("_", "-"): value for name, value in headers.items()})


TABLE: dict[str, Row] = {
    # web
    "GET /healthz": EVERYBODY,
    "GET /static/<version>/<path:name>": EVERYBODY,
    # accounts
    "GET /login": EVERYBODY,
    "POST /login": EVERYBODY,
    "GET /session": EVERYBODY,
    "GET /welcome/<secret>": EVERYBODY,
    "GET /welcome": NOBODY,  # without a link; with one, see test_c08_links
    "POST /welcome": NOBODY,
    "POST /logout": SIGNED_IN,
    "GET /me": SIGNED_IN,
    "POST /me/password": SIGNED_IN,
    "POST /me/preferences": SIGNED_IN,
    "POST /me/sessions/<uid>/end": SIGNED_IN,
    "POST /me/tokens": SIGNED_IN,
    "POST /me/tokens/<uid>/revoke": SIGNED_IN,
    "GET /people": ADMINS,
    "POST /people/invites": ADMINS,
    "POST /people/invites/<uid>/revoke": ADMINS,
    "POST /people/<uid>/role": with_fields(ADMINS, role="lead"),
    "POST /people/<uid>/disable": ADMINS,
    "POST /people/<uid>/enable": ADMINS,
    "POST /people/<uid>/password-link": ADMINS,
    # desk and articles
    "GET /": SIGNED_IN,
    "GET /articles/new": SIGNED_IN,
    "POST /articles/new": SIGNED_IN,
    "POST /articles/preview": SIGNED_IN,
    "POST /articles/sample": SIGNED_IN,
    "POST /articles": SIGNED_IN,
    "GET /articles/<uid>/settings": MEMBERS,
    "POST /articles/<uid>/settings": with_fields(LEADS, title="New", lang="en"),
    "POST /articles/<uid>/remove": LEADS,
    "POST /articles/<uid>/restore": given(LEADS, "the article is removed"),
    "POST /articles/<uid>/split": with_fields(MEMBERS, offset="24"),
    "POST /articles/<uid>/merge": MEMBERS,
    "POST /articles/<uid>/kind": with_fields(MEMBERS, kind="dek"),
    # workbench
    "GET /articles/<uid>": MEMBERS,
    "GET /articles/<uid>/inspector": MEMBERS,
    "GET /articles/<uid>/history": MEMBERS,
    "GET /articles/<uid>/guidelines": MEMBERS,
    "POST /articles/<uid>/verdict": with_fields(MEMBERS, verdict="supported"),
    "POST /articles/<uid>/flags": MEMBERS,
    "POST /articles/<uid>/confidence": MEMBERS,
    "POST /articles/<uid>/rationale": MEMBERS,
    "POST /articles/<uid>/note": MEMBERS,
    "POST /articles/<uid>/active": MEMBERS,
    "POST /articles/<uid>/claims": with_fields(MEMBERS, words="the ambassador"),
    "POST /articles/<uid>/claim": MEMBERS,
    "POST /articles/<uid>/claim/remove": MEMBERS,
    "POST /articles/<uid>/evidence": MEMBERS,
    "POST /articles/<uid>/evidence/<evidence_uid>": MEMBERS,
    "POST /articles/<uid>/evidence/<evidence_uid>/seal": with_fields(MEMBERS, sealed="1"),
    "POST /articles/<uid>/evidence/<evidence_uid>/remove": MEMBERS,
    "GET /articles/<uid>/evidence/<evidence_uid>/text": MEMBERS,
    "POST /articles/<uid>/attachments": with_fields(MEMBERS, text="She said so."),
    "GET /articles/<uid>/evidence/<evidence_uid>/attachments/<attachment_uid>": MEMBERS,
    "POST /articles/<uid>/evidence/<evidence_uid>/attachments/<attachment_uid>/remove": MEMBERS,
    "POST /articles/<uid>/hops": MEMBERS,
    "POST /articles/<uid>/hops/<hop_uid>": MEMBERS,
    "POST /articles/<uid>/hops/<hop_uid>/move": MEMBERS,
    "POST /articles/<uid>/hops/<hop_uid>/remove": MEMBERS,
    "POST /articles/<uid>/annotations/<annotation_uid>/findings/<mark>/waive": with_fields(
        MEMBERS, text="It was on the record."
    ),
    "POST /articles/<uid>/waivers/<waiver_uid>/revoke": MEMBERS,
    "POST /articles/<uid>/suggestions/take": with_fields(
        MEMBERS, suggestion="1-5", source="A", act="asserts", mode="direct", identification="named"
    ),
    "POST /articles/<uid>/suggestions/dismiss": with_fields(MEMBERS, suggestion="1-5"),
    "POST /articles/<uid>/submit": MEMBERS,
    "POST /articles/<uid>/reopen": MEMBERS,
    "POST /articles/<uid>/undo": given(MEMBERS, "the person has changed something"),
    "POST /preview": SIGNED_IN,
    "GET /keys": SIGNED_IN,
    "POST /keys": SIGNED_IN,
    "GET /rules": SIGNED_IN,
    "GET /projects/<uid>/rules": LEADS,
    "POST /projects/<uid>/rules": LEADS,
    "GET /projects/<uid>/rules/<rule>": LEADS,
    "POST /projects/<uid>/undo": given(LEADS, "the project was changed"),
    # projects
    "GET /projects": SIGNED_IN,
    "GET /projects/new": ADMINS,
    "POST /projects/new": ADMINS,
    "GET /projects/settings": ANY_LEAD,
    "GET /projects/<uid>/settings": LEADS,
    "POST /projects/<uid>/settings": LEADS,
    "GET /projects/<uid>/verdicts": LEADS,
    "POST /projects/<uid>/verdicts": LEADS,
    "GET /projects/<uid>/checks": LEADS,
    "POST /projects/<uid>/checks": with_fields(LEADS, blind="off"),
    "GET /work": SIGNED_IN,
    "POST /work/next": SIGNED_IN,
    "POST /work/<uid>/done": MEMBERS,
    "POST /work/<uid>/resume": MEMBERS,
    "POST /work/<uid>/give-back": MEMBERS,
    "GET /projects/work": ANY_LEAD,
    "GET /projects/<uid>/work": LEADS,
    "GET /projects/<uid>/work/give": LEADS,
    "POST /projects/<uid>/work/give": LEADS,
    "GET /assignments/<uid>": LEADS,
    "POST /assignments/<uid>": with_fields(LEADS, priority="high", person=""),
    "POST /assignments/<uid>/withdraw": LEADS,
    "GET /assignments/<uid>/send-back": LEADS,
    "POST /assignments/<uid>/send-back": given(
        with_fields(LEADS, why="The second half."), "the person is done with the article"
    ),
    "GET /articles/<uid>/claims/<claim_uid>/annotations/<annotation_uid>/send-back": LEADS,
    "POST /articles/<uid>/claims/<claim_uid>/annotations/<annotation_uid>/send-back": given(
        with_fields(LEADS, why="Who says so?"), "the record is handed in"
    ),
    "GET /projects/<uid>/webhook": LEADS,
    "POST /projects/<uid>/webhook": with_fields(LEADS, url="https://chat.example/a", kinds="decisions"),
    "POST /projects/<uid>/webhook/test": given(LEADS, "the project has a webhook"),
    "POST /projects/<uid>/webhook/secret": given(LEADS, "the project has a webhook"),
    "POST /projects/<uid>/webhook/remove": given(LEADS, "the project has a webhook"),
    "GET /bell": SIGNED_IN,
    "POST /bell": SIGNED_IN,
    "GET /articles/<uid>/claims/<claim_uid>/discussion": given(MEMBERS, "a claim is decided"),
    "POST /articles/<uid>/claims/<claim_uid>/discussion": given(
        with_fields(MEMBERS, text="Is it so?"), "a claim is decided"
    ),
    "POST /articles/<uid>/claims/<claim_uid>/discussion/<thread_uid>": given(
        with_fields(MEMBERS, text="It is."), "the person has said something"
    ),
    "POST /articles/<uid>/claims/<claim_uid>/discussion/<thread_uid>/resolve": given(
        MEMBERS, "the person has said something"
    ),
    "POST /articles/<uid>/claims/<claim_uid>/discussion/comments/<comment_uid>": given(
        with_fields(MEMBERS, text="Perhaps."), "the person has said something"
    ),
    "POST /articles/<uid>/claims/<claim_uid>/discussion/comments/<comment_uid>/remove": given(
        MEMBERS, "the person has said something"
    ),
    "GET /decisions": ANY_LEAD,
    "GET /projects/<uid>/decisions": LEADS,
    "POST /projects/<uid>/decisions": LEADS,
    "POST /projects/<uid>/questions/<question_uid>/settle": given(LEADS, "a claim was put aside"),
    "GET /articles/<uid>/claims/<claim_uid>/decision": given(MEMBERS, "a claim is decided"),
    "POST /articles/<uid>/claims/<claim_uid>/decision": with_fields(
        LEADS, choice="not_a_claim", rationale="No."
    ),
    "POST /articles/<uid>/claims/<claim_uid>/decision/reopen": given(LEADS, "a claim is decided"),
    "POST /articles/<uid>/claims/<claim_uid>/decision/undo": given(LEADS, "the person has decided a claim"),
    "GET /articles/<uid>/sign-off": LEADS,
    "POST /articles/<uid>/sign-off": LEADS,
    "POST /articles/<uid>/sign-off/withdraw": given(LEADS, "the article is signed off"),
    "GET /projects/<uid>/guidelines": MEMBERS,
    "GET /projects/<uid>/guidelines/edit": LEADS,
    "POST /projects/<uid>/guidelines": LEADS,
    "GET /projects/<uid>/guidelines/history": MEMBERS,
    "GET /projects/<uid>/members": LEADS,
    "POST /projects/<uid>/members": with_fields(LEADS, name="bystander", role="lead"),
    "POST /projects/<uid>/members/<person_uid>/role": with_fields(LEADS, role="lead"),
    "POST /projects/<uid>/members/<person_uid>/remove": LEADS,
    "POST /projects/<uid>/invites": with_fields(LEADS, role="reviewer", days="1"),
    "POST /projects/<uid>/invites/<invite_uid>/revoke": LEADS,
    "GET /projects/<uid>/ending": LEADS,
    "POST /projects/<uid>/archive": LEADS,
    "POST /projects/<uid>/bring-back": LEADS,
    "POST /projects/<uid>/delete": with_fields(ADMINS, typed="something else"),
    "POST /projects/<uid>/restore": given(ADMINS, "a project is deleted"),
    # live
    "GET /articles/<uid>/live": MEMBERS,
    "GET /articles/<uid>/changes": MEMBERS,
    "POST /articles/<uid>/here": MEMBERS,
    # evidence
    "GET /articles/<uid>/evidence/<evidence_uid>/copy": MEMBERS,
    "POST /articles/<uid>/evidence/<evidence_uid>/check": MEMBERS,
    "GET /projects/links": SIGNED_IN,
    "GET /projects/<uid>/links": MEMBERS,
    "GET /projects/<uid>/links/progress": MEMBERS,
    "POST /projects/<uid>/links/check": LEADS,
    "POST /projects/<uid>/links/stop": LEADS,
    "GET /projects/<uid>/links/settings": LEADS,
    "POST /projects/<uid>/links/settings": LEADS,
    # tracing
    "GET /articles/<uid>/sources": MEMBERS,
    # dashboard
    "GET /dashboard": ANY_LEAD,
    "GET /projects/<uid>/dashboard": LEADS,
    "GET /projects/<uid>/dashboard/sourcing": LEADS,
    "GET /projects/<uid>/dashboard/quality": LEADS,
    "GET /projects/<uid>/dashboard/people": LEADS,
    "GET /projects/<uid>/dashboard/digest": LEADS,
    "GET /projects/<uid>/dashboard/digest.json": LEADS,
    "GET /projects/<uid>/dashboard/news": with_fields(LEADS, after="0"),
    "GET /projects/<uid>/dashboard/views": LEADS,
    "POST /projects/<uid>/dashboard/views": with_fields(LEADS, name="Late", page="overview", query="days=30"),
    "POST /projects/<uid>/dashboard/views/<view_uid>": given(with_fields(LEADS, name="Late"), "a saved view"),
    "POST /projects/<uid>/dashboard/views/<view_uid>/remove": given(LEADS, "a saved view"),
    "GET /work/figures": SIGNED_IN,
    "GET /projects/<uid>/dashboard/<table>.csv": LEADS,
    "GET /projects/<uid>/claims": LEADS,
    "GET /projects/<uid>/claims.csv": LEADS,
    # sources
    "GET /articles/<uid>/sources/matching": MEMBERS,
    "GET /sources": SIGNED_IN,
    "GET /sources/<uid>": MEMBERS,
    "POST /sources/<uid>": with_fields(MEMBERS, name="The Ministry", kind="office"),
    "GET /sources/<uid>/fall": MEMBERS,
    "GET /sources/<uid>/merge": LEADS,
    "POST /sources/<uid>/merge": with_fields(LEADS, into="another source"),
    "GET /sources/<uid>/targets": LEADS,
    "POST /sources/<uid>/distinction": with_fields(LEADS, other="another source"),
    "POST /sources/<uid>/approval": LEADS,
    "POST /sources/<uid>/changes/<int:seq>/undo": MEMBERS,
    # exchange
    "GET /articles/<uid>/export": MEMBERS,
    "GET /projects/<uid>/export": LEADS,
    "GET /api/v1/openapi.json": EVERYBODY,
    "GET /api/v1/schema/factcheck-1.json": EVERYBODY,
    "GET /api/v1/articles": SIGNED_IN,
    "POST /api/v1/articles": SIGNED_IN,
    "GET /api/v1/articles/<uid>": MEMBERS,
    "POST /api/v1/articles/<uid>/claims": with_body(MEMBERS, {"spans": [{"start": 20, "end": 30}]}),
    "GET /api/v1/claims/<uid>/annotation": MEMBERS,
    "PUT /api/v1/claims/<uid>/annotation": with_body(MEMBERS, {"verdict": "mixed"}, If_Match='"1"'),
    "GET /api/v1/annotations/<uid>/findings": MEMBERS,
    "POST /api/v1/annotations/<uid>/waivers": with_body(
        MEMBERS, {"mark": "0" * 16, "reason": "It was on the record."}, If_Match="*"
    ),
    "DELETE /api/v1/annotations/<uid>/waivers/<waiver_uid>": with_body(MEMBERS, {}, If_Match="*"),
    "GET /api/v1/projects": SIGNED_IN,
    "GET /api/v1/projects/<uid>/digest": LEADS,
    "GET /api/v1/sources": SIGNED_IN,
}
