"""Public identifiers that are the same whenever the same demonstration is made."""

from __future__ import annotations

import random
from datetime import datetime

from factcheck.db import UID_ALPHABET, UID_LENGTH

_TIME_LENGTH = 9


def uid_at(chance: random.Random, moment: datetime) -> str:
    """An identifier such as `db.new_uid` would have made at that moment, with chance from `chance`."""
    time = int(moment.timestamp() * 1_000)
    head = "".join(UID_ALPHABET[time >> shift & 31] for shift in range(5 * (_TIME_LENGTH - 1), -1, -5))
    return head + "".join(chance.choices(UID_ALPHABET, k=UID_LENGTH - _TIME_LENGTH))
