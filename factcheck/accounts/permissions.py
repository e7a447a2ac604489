"""Who may do what: one map of role to permissions, nothing else."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """Something a route can require."""

    PROFILE = "profile"
    READ = "read"
    ANNOTATE = "annotate"
    SEGMENT = "segment"
    IMPORT = "import"
    EXPORT = "export"
    EDIT_ARTICLE = "edit_article"
    ASSIGN = "assign"
    DECIDE = "decide"
    SIGN_OFF = "sign_off"
    MANAGE_SOURCES = "manage_sources"
    MANAGE_PROJECT = "manage_project"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_PROJECTS = "manage_projects"


_REVIEWER = frozenset(
    {
        Permission.PROFILE,
        Permission.READ,
        Permission.ANNOTATE,
        Permission.SEGMENT,
        Permission.IMPORT,
        Permission.EXPORT,
    }
)
_LEAD = _REVIEWER | {
    Permission.EDIT_ARTICLE,
    Permission.ASSIGN,
    Permission.DECIDE,
    Permission.SIGN_OFF,
    Permission.MANAGE_SOURCES,
    Permission.MANAGE_PROJECT,
}
_ADMIN = _LEAD | {Permission.MANAGE_PEOPLE, Permission.MANAGE_PROJECTS}

PERMISSIONS: dict[str, frozenset[Permission]] = {"reviewer": _REVIEWER, "lead": _LEAD, "admin": _ADMIN}
OUTSIDER: frozenset[Permission] = frozenset({Permission.PROFILE})
"""What somebody signed in without a project may do."""
NOT_FOR_TOKENS: frozenset[Permission] = frozenset({Permission.MANAGE_PEOPLE, Permission.MANAGE_PROJECTS})
"""What no API token can be given: letting people in, their passwords, and making and deleting whole projects need
somebody at a browser."""
CHANGING: frozenset[Permission] = frozenset(Permission) - {
    Permission.PROFILE,
    Permission.READ,
    Permission.EXPORT,
}
"""What changes something in a project, so that an archived one refuses it."""


def allowed(role: str | None, permission: Permission) -> bool:
    """Whether the role (None: no project) holds the permission."""
    return permission in (PERMISSIONS[role] if role else OUTSIDER)


def scopes_of(roles: frozenset[str]) -> frozenset[Permission]:
    """What a token of somebody with these roles can be given at the most."""
    held = OUTSIDER.union(*(PERMISSIONS[role] for role in roles))
    return held - NOT_FOR_TOKENS
