"""Where the check of every claim stands, kept by the database itself beside what it follows from.

The view `claim_standings_now` is the definition. Triggers write its row for a claim anew whenever something changes
that it is made of, whoever changes it, and keep the numbers of claims that have all in common (`claim_tallies`).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (
    "claim_id",
    "article_id",
    "project_id",
    "priority",
    "created_at",
    "state",
    "standing",
    "since",
    "roots",
    "footing",
)
CHANGING = ("project_id", "priority", "created_at", "state", "standing", "since", "roots", "footing")
KEYS = ("state", "standing", "priority", "handed_in", "one_root", "footing")

HANDED_IN = "r.claim_id = c.id AND r.status = 'submitted' AND r.verdict IS NOT NULL"

# A hop that nothing is reached from, on a record that was handed in: neither the hop after it, where that has no `via`
# of its own, nor one that names it there.
ROOTS = """
CREATE VIEW chain_roots AS
SELECT r.claim_id, r.id AS annotation_id, h.id AS hop_id, h.source_id, h.identification, h.proximity
FROM annotations r JOIN hops h ON h.annotation_id = r.id
WHERE r.status = 'submitted' AND h.removed_at IS NULL
AND NOT EXISTS (
    SELECT 1 FROM hops g
    WHERE g.annotation_id = h.annotation_id AND g.removed_at IS NULL AND g.via IS NULL
    AND (g.position, g.id) > (h.position, h.id)
    AND NOT EXISTS (
        SELECT 1 FROM hops b
        WHERE b.annotation_id = h.annotation_id AND b.removed_at IS NULL
        AND (b.position, b.id) > (h.position, h.id) AND (b.position, b.id) < (g.position, g.id)
    )
)
AND NOT EXISTS (
    SELECT 1 FROM hops g, {elements}
    WHERE g.annotation_id = h.annotation_id AND g.removed_at IS NULL AND g.via IS NOT NULL AND e.value = h.uid
)
"""
ELEMENTS = {"sqlite": "json_each(g.via) e", "postgresql": "jsonb_array_elements_text(g.via) AS e(value)"}

# Evidence that bears on the claim, on a record that was handed in.
BEARING = (
    "SELECT 1 FROM annotations r JOIN evidence e ON e.annotation_id = r.id WHERE r.claim_id = c.id "
    "AND r.status = 'submitted' AND e.removed_at IS NULL AND (e.stance IS NULL OR e.stance <> 'irrelevant')"
)
ROOT = "SELECT 1 FROM chain_roots o WHERE o.claim_id = c.id"

STANDINGS = f"""
CREATE VIEW claim_standings_now AS
SELECT claim_id, article_id, project_id, priority, created_at,
CASE
    WHEN decided_at IS NOT NULL THEN 'decided'
    WHEN questioned THEN 'aside'
    WHEN since IS NULL THEN CASE WHEN begun THEN 'begun' ELSE 'untouched' END
    WHEN least <> most THEN 'differ'
    WHEN given < checks THEN 'short'
    ELSE 'agree'
END AS state,
CASE
    WHEN decided_at IS NOT NULL THEN COALESCE(final_verdict, 'not_a_claim')
    WHEN since IS NULL THEN 'none'
    WHEN least <> most THEN 'differ'
    ELSE least
END AS standing,
since, roots, footing
FROM (
    SELECT c.id AS claim_id, c.article_id, a.project_id, c.priority, c.created_at,
    c.checks, c.decided_at, c.final_verdict,
    EXISTS (SELECT 1 FROM annotations r WHERE r.claim_id = c.id) AS begun,
    (SELECT count(*) FROM annotations r WHERE {HANDED_IN}) AS given,
    (SELECT min(r.verdict) FROM annotations r WHERE {HANDED_IN}) AS least,
    (SELECT max(r.verdict) FROM annotations r WHERE {HANDED_IN}) AS most,
    (SELECT min(r.submitted_at) FROM annotations r WHERE {HANDED_IN}) AS since,
    EXISTS (
        SELECT 1 FROM adjudications j
        WHERE j.claim_id = c.id AND j.reopened_at IS NULL AND j.settled_at IS NULL
    ) AS questioned,
    (SELECT count(DISTINCT o.source_id) FROM chain_roots o WHERE o.claim_id = c.id) AS roots,
    CASE
        WHEN EXISTS ({BEARING} AND e.tier = 1) OR EXISTS ({ROOT} AND o.identification = 'document') THEN 'primary'
        WHEN EXISTS ({BEARING} AND e.tier = 2) OR EXISTS (
            {ROOT} AND o.identification IN ('named', 'named_role')
            AND COALESCE(o.proximity, '') NOT IN ('secondhand', 'thirdhand')
        ) THEN 'named'
        WHEN EXISTS ({BEARING}) OR EXISTS (
            {ROOT} AND COALESCE(o.identification, '') NOT IN ('unnamed_described', 'unnamed_bare')
        ) THEN 'secondary'
        WHEN EXISTS ({ROOT}) THEN 'unnamed'
        ELSE 'nothing'
    END AS footing
    FROM claims c JOIN articles a ON a.id = c.article_id
    WHERE c.removed_at IS NULL
) f
"""

# What a row follows from: table → the columns that bear on it, and the claim that a row of the table is about.
OF_RECORD = (
    "(SELECT r.claim_id FROM annotations r WHERE r.id = {row}.annotation_id AND r.status = 'submitted')"
)
FOLLOWS = {
    "claims": (("removed_at", "decided_at", "final_verdict", "checks", "priority", "created_at"), "{row}.id"),
    "annotations": (("claim_id", "status", "verdict", "submitted_at"), "{row}.claim_id"),
    "adjudications": (("claim_id", "reopened_at", "settled_at"), "{row}.claim_id"),
    "hops": (("position", "via", "source_id", "identification", "proximity", "removed_at"), OF_RECORD),
    "evidence": (("tier", "stance", "removed_at"), OF_RECORD),
}


def upgrade() -> None:
    op.create_table(
        "claim_standings",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("standing", sa.String(length=30), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("roots", sa.Integer(), nullable=False),
        sa.Column("footing", sa.String(length=10), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"],
                [f"{other}s.id"],
                name=op.f(f"fk_claim_standings_{other}_id_{other}s"),
                ondelete="CASCADE",
            )
            for other in ("claim", "article", "project")
        ),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim_standings")),
    )
    op.create_index("ix_claim_standings_article_id", "claim_standings", ["article_id"])
    op.create_index(
        "ix_claim_standings_project_id_since", "claim_standings", ["project_id", "since", "standing"]
    )
    op.create_index(
        "ix_claim_standings_project_id_created_at",
        "claim_standings",
        ["project_id", "created_at", "claim_id", "state"],
    )
    op.create_table(
        "claim_tallies",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("standing", sa.String(length=30), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("handed_in", sa.Boolean(), nullable=False),
        sa.Column("one_root", sa.Boolean(), nullable=False),
        sa.Column("footing", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_claim_tallies_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", *KEYS, name=op.f("pk_claim_tallies")),
    )
    op.create_index(
        "ix_annotations_submitted_at", "annotations", ["submitted_at", "claim_id", "active_seconds"]
    )
    op.create_index(
        "ix_annotations_claim_id_status",
        "annotations",
        ["claim_id", "status", "verdict", "reviewer_id", "changed_after_reveal"],
    )
    dialect = op.get_bind().dialect.name
    op.execute(ROOTS.format(elements=ELEMENTS[dialect]))
    op.execute(STANDINGS)
    (_sqlite if dialect == "sqlite" else _postgresql)()
    op.execute(
        f"INSERT INTO claim_standings ({', '.join(COLUMNS)}) SELECT {', '.join(COLUMNS)} FROM claim_standings_now"
    )


def _differs() -> str:
    """Unequal, where two nulls are not."""
    return "IS NOT" if op.get_bind().dialect.name == "sqlite" else "IS DISTINCT FROM"


def _written(claim: str) -> str:
    """Write the row of one claim; one that says the same is left alone, and so are the tallies."""
    new = ", ".join(f"{name} = excluded.{name}" for name in CHANGING)
    differs = " OR ".join(f"claim_standings.{name} {_differs()} excluded.{name}" for name in CHANGING)
    return (
        f"INSERT INTO claim_standings ({', '.join(COLUMNS)}) "
        f"SELECT {', '.join(COLUMNS)} FROM claim_standings_now WHERE claim_id = {claim} "
        f"ON CONFLICT (claim_id) DO UPDATE SET {new} WHERE {differs}"
    )


def _removed(claim: str) -> str:
    return (
        f"DELETE FROM claim_standings WHERE claim_id = {claim} "
        f"AND EXISTS (SELECT 1 FROM claims WHERE id = {claim} AND removed_at IS NOT NULL)"
    )


def _fewer(row: str) -> str:
    same = " AND ".join(f"{name} = {_key(row, name)}" for name in KEYS)
    return f"UPDATE claim_tallies SET number = number - 1 WHERE article_id = {row}.article_id AND {same}"


def _more(row: str) -> str:
    values = ", ".join(_key(row, name) for name in KEYS)
    return (
        f"INSERT INTO claim_tallies (article_id, {', '.join(KEYS)}, number) VALUES ({row}.article_id, {values}, 1) "
        f"ON CONFLICT (article_id, {', '.join(KEYS)}) DO UPDATE SET number = claim_tallies.number + 1"
    )


def _key(row: str, name: str) -> str:
    return {"handed_in": f"({row}.since IS NOT NULL)", "one_root": f"({row}.roots = 1)"}.get(
        name, f"{row}.{name}"
    )


def _sqlite() -> None:
    for table, (columns, claim) in FOLLOWS.items():
        old, new = claim.format(row="OLD"), claim.format(row="NEW")
        changed = " OR ".join(f"OLD.{name} {_differs()} NEW.{name}" for name in columns)
        for event, when, claims in (
            ("INSERT", "", {new}),
            (f"UPDATE OF {', '.join(columns)}", f"WHEN {changed}", {old, new}),
            ("DELETE", "", {old}),
        ):
            steps = [step for each in sorted(claims) for step in (_removed(each), _written(each))]
            if table == "claims" and event == "DELETE":
                continue
            op.execute(
                f"CREATE TRIGGER {table}_stand_{event.split()[0].lower()} AFTER {event} ON {table} {when} "
                f"BEGIN {'; '.join(steps)}; END"
            )
    for event, steps in (
        ("INSERT", [_more("NEW")]),
        ("UPDATE", [_fewer("OLD"), _more("NEW")]),
        ("DELETE", [_fewer("OLD")]),
    ):
        op.execute(
            f"CREATE TRIGGER claim_standings_tally_{event.lower()} AFTER {event} ON claim_standings "
            f"BEGIN {'; '.join(steps)}; END"
        )


def _postgresql() -> None:
    op.execute(
        # Whoever writes an article's records waits for the others here, where they did not before: what is read
        # afterwards is what those committed.
        "CREATE FUNCTION stand_claim(claim integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
        "IF claim IS NULL THEN RETURN; END IF; "
        "PERFORM 1 FROM articles a JOIN claims c ON c.article_id = a.id WHERE c.id = claim FOR NO KEY UPDATE OF a; "
        f"{_removed('claim')}; {_written('claim')}; END $$"
    )
    for table, (columns, claim) in FOLLOWS.items():
        old, new = claim.format(row="OLD"), claim.format(row="NEW")
        op.execute(
            f"CREATE FUNCTION {table}_stand() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP = 'INSERT' THEN PERFORM stand_claim({new}); "
            f"ELSIF TG_OP = 'DELETE' THEN PERFORM stand_claim({old}); "
            f"ELSE PERFORM stand_claim({new}); "
            + (
                f"IF {old} IS DISTINCT FROM {new} THEN PERFORM stand_claim({old}); END IF; "
                if old != new
                else ""
            )
            + "END IF; RETURN NULL; END $$"
        )
        changed = " OR ".join(f"OLD.{name} {_differs()} NEW.{name}" for name in columns)
        plain = "INSERT" if table == "claims" else "INSERT OR DELETE"
        op.execute(
            f"CREATE TRIGGER {table}_stand AFTER {plain} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stand()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_stand_update AFTER UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
            f"EXECUTE FUNCTION {table}_stand()"
        )
    op.execute(
        "CREATE FUNCTION tally_claims() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP <> 'INSERT' THEN {_fewer('OLD')}; END IF; "
        f"IF TG_OP <> 'DELETE' THEN {_more('NEW')}; END IF; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER claim_standings_tally AFTER INSERT OR UPDATE OR DELETE ON claim_standings "
        "FOR EACH ROW EXECUTE FUNCTION tally_claims()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in FOLLOWS:
            for event in ("insert", "update", "delete"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_stand_{event}")
    else:
        for table in FOLLOWS:
            op.execute(f"DROP FUNCTION {table}_stand() CASCADE")
        op.execute("DROP FUNCTION stand_claim(integer)")
        op.execute("DROP FUNCTION tally_claims() CASCADE")
    op.execute("DROP VIEW claim_standings_now")
    op.execute("DROP VIEW chain_roots")
    op.drop_index("ix_annotations_claim_id_status", "annotations")
    op.drop_index("ix_annotations_submitted_at", "annotations")
    op.drop_table("claim_tallies")
    op.drop_table("claim_standings")
