"""The API is what its description and its page say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from factcheck.accounts.models import Role
from factcheck.exchange.api.openapi import description
from factcheck.exchange.validation import document_schema, schema_text
from tests.integration.exchange.api import Script
from tests.integration.exchange.test_api import FULL, claim_of
from tests.support.servers import LiveServer

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"


@pytest.mark.sqlite
def test_the_description_names_every_route_of_the_api_and_no_other(app: Flask) -> None:
    routes = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    described = {(path, method) for path, methods in description()["paths"].items() for method in methods}
    assert described == routes


@pytest.mark.sqlite
def test_the_description_and_the_schema_are_there_for_everybody(client: FlaskClient) -> None:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.get_json() == description()
    assert answer.get_json()["openapi"] == "3.1.0"
    schema = client.get("/api/v1/schema/factcheck-1.json")
    assert schema.data == schema_text()
    assert schema.get_json() == document_schema()


@pytest.mark.sqlite
def test_every_schema_of_the_description_is_one_and_every_reference_leads_somewhere() -> None:
    whole = description()
    for name, schema in whole["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        for target in re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(schema)):
            assert target in whole["components"]["schemas"], name


@pytest.mark.sqlite
def test_answers_are_as_described(script: Script, new_script: Callable[..., Script]) -> None:
    lead = new_script("lee", Role.LEAD)
    project = lead.get("/projects").get_json()["projects"][0]["id"]
    whole = description()
    path = claim_of(script)
    made = script.put(path, FULL, If_None_Match="*").get_json()
    uid = script.get("/articles").get_json()["articles"][0]["id"]
    for answer, name in (
        (made, "annotation"),
        (script.get("/articles").get_json()["articles"][0], "article_entry"),
        (script.get(f"/articles/{uid}").get_json(), "document"),
        (script.get("/sources").get_json()["sources"][0], "source_entry"),
        (script.get(f"/annotations/{made['id']}/findings").get_json(), "findings"),
        (lead.get(f"/projects/{project}/digest").get_json(), "digest"),
        (script.get(f"/projects/{project}/digest").get_json(), "error"),
        (lead.get(f"/projects/{project}/digest?week=2999-W01").get_json(), "error"),
        (script.get("/articles/000000000000000000").get_json(), "error"),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": whole["components"]}
        Draft202012Validator(schema).validate(answer)


@pytest.mark.sqlite
@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
def test_the_examples_of_the_page_work_as_they_stand_there(
    new_server: Callable[..., LiveServer], tmp_path: Path
) -> None:
    server = new_server(workers=1)
    server.run(
        "user",
        "add",
        "robin",
        "--role",
        "reviewer",
        "--password-stdin",
        typed="correct horse battery staple\n",
    )
    token = server.run("token", "create", "robin").strip()
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        env=os.environ | {"FACTCHECK": f"{server.url}/api/v1", "TOKEN": token},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split("\n") == [
        '"Ferry talks resume"',
        "null",
        '"submitted"',
        "true",
        '"supported"',
        '"single_unnamed_source"',
        '"desk"',
        '"always"',
        '"a senior official"',
        "null",
        '"factcheck/1"',
        '"supported"',
        "",
    ]
