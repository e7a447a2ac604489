"""Putting the application together: settings → database → what every request shares → features."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from flask import Flask
from jinja2 import StrictUndefined

from factcheck import refusals, web
from factcheck.accounts import access, current, localisation
from factcheck.accounts.views import links, people, profile, sign_in
from factcheck.adjudication.views import decisions, queue, signing
from factcheck.annotation.views import (
    claims,
    keys,
    pages,
    parts,
    records,
    rules,
    suggestions,
    waivers,
)
from factcheck.articles.views import details, intake, mending
from factcheck.assignments.views import giving, mine, sending_back
from factcheck.config import REPLICA, Settings, load_settings
from factcheck.dashboard.views import digest, lists, news, overview, quality, saved, sourcing, tables
from factcheck.dashboard.views import people as team
from factcheck.db import Database
from factcheck.desk import views as desk
from factcheck.discussion.views import bell, threads
from factcheck.evidence.views import attachments, copies, texts
from factcheck.evidence.views import links as evidence_links
from factcheck.exchange import views as exchange
from factcheck.exchange.api import annotations as annotation_api
from factcheck.exchange.api import articles as article_api
from factcheck.exchange.api import digest as digest_api
from factcheck.exchange.api import openapi
from factcheck.exchange.api import projects as project_api
from factcheck.exchange.api import sources as source_api
from factcheck.exchange.api import waivers as waiver_api
from factcheck.live import views as live
from factcheck.projects import reading
from factcheck.projects.views import checks, ending, guidelines, members
from factcheck.projects.views import projects as project_list
from factcheck.projects.views import settings as project_settings
from factcheck.sources import views as sources
from factcheck.tracing.views import graph, merging, registry, source
from factcheck.webhooks.views import settings as webhook_settings

PACKAGE = Path(__file__).resolve().parent
# Each of these modules adds its routes to its feature's blueprint, `bp`.
VIEWS: tuple[ModuleType, ...] = (
    *(sign_in, links, people, profile),
    *(intake, details, mending),
    *(pages, records, claims, parts, suggestions, waivers, keys, rules),
    *(copies, evidence_links, texts, attachments),
    *(queue, decisions, signing),
    *(mine, giving, sending_back),
    *(threads, bell),
    webhook_settings,
    desk,
    *(overview, lists, sourcing, quality, team, digest, saved, news, tables),
    live,
    sources,
    *(graph, registry, source, merging),
    *(project_list, project_settings, guidelines, checks, members, ending),
    *(exchange, article_api, annotation_api, waiver_api, source_api, project_api, digest_api, openapi),
)


def folder(name: str) -> Path:
    """`templates/` or `static/`: inside an installed package, beside the package in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def build(settings: Settings | None = None) -> Flask:
    """The application for these settings (default: the environment's). The database must be migrated already."""
    settings = settings or load_settings()
    app = Flask("factcheck", static_folder=None, template_folder=str(folder("templates")))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["STATIC_ROOT"] = str(folder("static"))
    app.extensions["factcheck.settings"] = settings
    app.extensions["factcheck.database"] = Database(settings.database_url)
    if settings.replica_url:
        app.extensions["factcheck.replica"] = Database(settings.replica_url, name=REPLICA)
    web.init_app(app, settings)
    refusals.init_app(app)
    access.init_app(app)
    current.init_app(app)
    localisation.init_app(app)
    reading.init_app(app)
    bell.init_app(app)
    for blueprint in dict.fromkeys(module.bp for module in VIEWS):
        app.register_blueprint(blueprint)
    return app
