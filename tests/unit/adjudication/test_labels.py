"""Every measure and every reason has words, and no two have the same name."""

from collections.abc import Mapping
from enum import StrEnum

import pytest
from flask import Flask
from flask_babel import Babel

from factcheck.adjudication.agreement import Measure, Undefined
from factcheck.adjudication.labels import MEASURES, UNDEFINED
from factcheck.labels import Label


@pytest.mark.parametrize(("members", "labels"), [(Measure, MEASURES), (Undefined, UNDEFINED)])
def test_every_member_has_a_name_and_a_meaning_in_one_line(
    members: type[StrEnum], labels: Mapping[StrEnum, Label]
) -> None:
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        words = [(str(name), str(meaning)) for name, meaning in labels.values()]

    assert list(labels) == list(members)
    assert len({name for name, _ in words}) == len(members)
    assert all(0 < len(name) <= 40 and 0 < len(meaning) <= 80 for name, meaning in words)
