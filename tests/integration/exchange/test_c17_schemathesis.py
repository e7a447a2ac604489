"""C17: requests made up from the API's own description never make it fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from factcheck.accounts.models import Role
from factcheck.exchange.api.openapi import description
from tests.integration.exchange.api import Script
from tests.integration.exchange.test_api import FULL, claim_of

# Wrong requests can be made up only for an operation that is sent something.
OPERATIONS = [
    (path, method, mode)
    for path, methods in description()["paths"].items()
    for method, operation in methods.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or operation["parameters"] or "requestBody" in operation
]


@pytest.mark.sqlite
@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_c17_no_request_of_the_description_makes_the_server_fail(
    app: Flask, new_script: Callable[..., Script], path: str, method: str, mode: GenerationMode
) -> None:
    script = new_script("lee", Role.LEAD)
    address = claim_of(script)
    made = script.put(address, FULL, If_None_Match="*")
    uid = {
        "articles": script.get("/articles").get_json()["articles"][0]["id"],
        "annotations": made.get_json()["id"],
        "projects": script.get("/projects").get_json()["projects"][0]["id"],
    }.get(path.split("/")[3], address.split("/")[2])
    operation = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=app)[path][method]
    statuses = set()

    @settings(
        max_examples=15,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Any) -> None:
        if "{uid}" in path:
            case.path_parameters = {**case.path_parameters, "uid": uid}
        headers = {"Authorization": f"Bearer {script.token}"}
        if any(parameter.get("name") == "If-Match" for parameter in operation.definition.raw["parameters"]):
            headers["If-Match"] = "*"
        answer = case.call(headers=headers)
        statuses.add(answer.status_code)
        assert answer.status_code < 500, answer.text
        if mode is GenerationMode.POSITIVE:
            assert str(answer.status_code) in operation.definition.raw["responses"], answer.text

    run()
    assert made.status_code == 201
    assert statuses
