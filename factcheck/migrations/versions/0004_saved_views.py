"""Views of a lead's pages that somebody has given a name; and indexes that the pages are counted by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from factcheck.db import JSON_DOCUMENT

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=18), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("query", JSON_DOCUMENT, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"],
                [f"{other}s.id"],
                name=op.f(f"fk_saved_views_{other}_id_{other}s"),
                ondelete="CASCADE",
            )
            for other in ("project", "user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("uid", name=op.f("uq_saved_views_uid")),
        sa.UniqueConstraint(
            "project_id", "user_id", "name", name=op.f("uq_saved_views_project_id_user_id_name")
        ),
    )
    op.create_index("ix_saved_views_user_id", "saved_views", ["user_id"])
    op.create_index("ix_claims_decided_at", "claims", ["decided_at"])
    _index_records("status", "reviewer_id", "verdict", "changed_after_reveal", "active_seconds")


def downgrade() -> None:
    _index_records("status", "verdict", "reviewer_id", "changed_after_reveal")
    op.drop_index("ix_claims_decided_at", "claims")
    op.drop_table("saved_views")


def _index_records(*columns: str) -> None:
    op.drop_index("ix_annotations_claim_id_status", "annotations")
    op.create_index("ix_annotations_claim_id_status", "annotations", ["claim_id", *columns])
