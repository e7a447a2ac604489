"""Whether the summary of where claims stand says what follows from their records now."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

_COLUMNS = "claim_id, article_id, project_id, priority, created_at, state, standing, since, roots, footing"
_KEYS = "article_id, state, standing, priority, handed_in, one_root, footing"
_COUNTED = """
SELECT article_id, state, standing, priority, (since IS NOT NULL) AS handed_in, (roots = 1) AS one_root, footing,
count(*) AS number
FROM claim_standings
GROUP BY article_id, state, standing, priority, (since IS NOT NULL), (roots = 1), footing
"""
_DIFFERENCES = {
    "where claims stand": (
        f"SELECT {_COLUMNS} FROM claim_standings_now",
        f"SELECT {_COLUMNS} FROM claim_standings",
    ),
    "how many claims stand where": (
        f"SELECT {_KEYS}, number FROM ({_COUNTED}) counted",
        f"SELECT {_KEYS}, number FROM claim_tallies WHERE number > 0",
    ),
}


def out_of_date(session: Session) -> str | None:
    """What of the summary is not what it should be; None where all is. Reads every claim with its records."""
    for what, (now, kept) in _DIFFERENCES.items():
        for one, other in ((now, kept), (kept, now)):
            if session.execute(text(f"{one} EXCEPT {other} LIMIT 1")).first():
                return what
    return None
