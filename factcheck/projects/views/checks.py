"""What a project's reviewers see of each other's records, and when; who may decide; what is checked more than once; and
how work is taken."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from factcheck.accounts.access import get_viewer, require
from factcheck.accounts.models import Project
from factcheck.adjudication.outcomes import MEMBER as DECIDE_OWN
from factcheck.adjudication.outcomes import may_decide_own
from factcheck.adjudication.service.policy import set_decide_own
from factcheck.annotation.blind import MEMBER, blind_of
from factcheck.annotation.labels import BLINDS, PRIORITIES
from factcheck.annotation.service.project import set_blind
from factcheck.annotation.verdict_words import verdict_words
from factcheck.annotation.verdicts import Priority, Verdict
from factcheck.assignments.pooling import MOST_DAYS, Pool
from factcheck.assignments.sampling import WHOLE, Sampling
from factcheck.assignments.service.checks import set_pool, set_sampling
from factcheck.errors import Invalid
from factcheck.projects.views.blueprint import MANAGE, bp, locked_project, shown_project
from factcheck.web import no_nul, writing


@bp.get("/projects/<uid>/checks")
@require(MANAGE)
def checks(uid: str) -> ResponseReturnValue:
    """How it is now, and what each choice means."""
    return _page(shown_project(uid))


@bp.post("/projects/<uid>/checks")
@require(MANAGE)
def save_checks(uid: str) -> ResponseReturnValue:
    """Set it."""
    chosen, own = no_nul(request.form.get(MEMBER)) or "", DECIDE_OWN in request.form
    actor = get_viewer().user
    try:
        sampling, pool = _sampling(), _pool()
    except Invalid as fault:
        return _page(shown_project(uid), fault=fault), 422
    with writing() as session:
        project = locked_project(session, uid)
        events = [
            set_blind(session, project, actor=actor, blind=chosen),
            set_decide_own(session, project, actor=actor, allowed=own),
            set_sampling(session, project, sampling, actor=actor),
            set_pool(session, project, pool, actor=actor),
        ]
    flash(_("Saved.") if any(events) else _("Nothing was changed."))
    return redirect(url_for("projects.checks", uid=uid), 303)


def _sampling() -> Sampling:
    """What the form says of second checks; a share that it does not name is 0. Raises Invalid for what is no share."""
    return Sampling(
        {key: _whole(f"priority-{key.value}", WHOLE) for key in Priority},
        {key: _whole(f"verdict-{key.value}", WHOLE) for key in Verdict},
        "third" in request.form,
    )


def _pool() -> Pool:
    """What the form says of taking work. Raises Invalid for days that are none."""
    return Pool(_whole("days", MOST_DAYS), "articles" in request.form)


def _whole(name: str, most: int) -> int:
    typed = request.form.get(name, "").strip() or "0"
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 4 or int(typed) > most:
        raise Invalid(_("Give a whole number from 0 to %(most)d.", most=most), name)
    return int(typed)


def _page(project: Project, *, fault: Invalid | None = None) -> str:
    sampling, pool = Sampling.of(project.policy), Pool.of(project.policy)
    numbers = {
        **{f"priority-{key.value}": value for key, value in sampling.priorities.items()},
        **{f"verdict-{key.value}": value for key, value in sampling.verdicts.items()},
        "days": pool.days,
    }
    typed = request.form if fault else {}
    return render_template(
        "projects/checks.html",
        project=project,
        chosen=typed.get(MEMBER) if fault else blind_of(project.policy),
        blinds=BLINDS,
        decide_own=DECIDE_OWN in typed if fault else may_decide_own(project.policy),
        third="third" in typed if fault else sampling.third,
        articles="articles" in typed if fault else pool.articles,
        numbers={name: typed.get(name, value) for name, value in numbers.items()},
        priorities={key: PRIORITIES[key] for key in reversed(Priority)},
        verdicts=verdict_words(project.labels),
        most_days=MOST_DAYS,
        fault=fault,
    )
