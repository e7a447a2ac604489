"""A project as somebody who belongs to it knows it: read once for each request."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.accounts.models import Role


@dataclass(frozen=True, slots=True)
class OwnProject:
    """A project of the viewer's. `role` is None where an administrator is no member. Deleted ones are there for
    administrators only, who may bring them back."""

    id: int
    uid: str
    slug: str
    name: str
    role: Role | None
    is_archived: bool = False
    is_deleted: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it can be worked in."""
        return not (self.is_archived or self.is_deleted)
