"""Settings: defaults, the FACTCHECK_* environment, and the refusals that keep a weak installation from starting."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from factcheck.errors import Misconfigured

SECRET_BYTES = 32
KNOWN_SECRETS = frozenset(
    {"secret", "dev", "development", "changeme", "change-me", "password", "factcheck", "test"}
)
MAX_REQUEST_BYTES = 8 * 1024 * 1024
MAX_UPLOAD_BYTES = 26 * 1024 * 1024
"""Of a request that attaches a file: the file itself, and what is sent around it."""
MAX_FORM_PARTS = 2_000
REPLICA = "FACTCHECK_REPLICA_URL"
"""The setting of a copy of the database that is only read."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation can set.

    instance: folder of the embedded database and the secrets. database_url: an SQLAlchemy URL. replica_url: of a copy
    that is only read, for what reads much and may be a moment old.
    url: the public address, when there is one behind a proxy; https there makes the cookies `__Host-` and Secure.
    hosts: host names this server answers to. proxies: how many proxies in front are trusted for forwarded headers.
    fetch_allow: hosts and networks beside the public internet that pages may be fetched from. fetch_contact: put into
    the fetcher's User-Agent. fetch_pause: ms between two requests to one host. archive_url, archive_keys: the public
    archive that projects may choose to use.
    """

    instance: Path
    database_url: str
    secret_key: str
    replica_url: str | None = None
    url: str | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    proxies: int = 0
    fetch_allow: str = ""
    fetch_contact: str = ""
    fetch_pause: int = 1000
    archive_url: str = "https://web.archive.org"
    archive_keys: str = ""
    testing: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def https(self) -> bool:
        """Whether readers reach this server over HTTPS."""
        return bool(self.url) and urlsplit(self.url or "").scheme == "https"


def default_instance() -> Path:
    """`instance/` of a checkout; for an installed package, a folder in the user's data directory."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "instance"
    data_home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data_home) / "factcheck"


def load_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; creates the instance folder and its secret on first use.

    Raises Misconfigured for a folder that cannot be written, a weak secret or a malformed number.
    """
    instance = Path(environ.get("FACTCHECK_INSTANCE") or default_instance()).expanduser().resolve()
    try:
        instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Misconfigured(
            f"The data folder {instance} cannot be made ({error.strerror}). Set FACTCHECK_INSTANCE to a folder "
            "that this user may write to."
        ) from error
    if not os.access(instance, os.W_OK | os.X_OK):
        raise Misconfigured(
            f"The data folder {instance} cannot be written to. Give this user the right to write there, "
            "or set FACTCHECK_INSTANCE to another folder."
        )
    url = environ.get("FACTCHECK_URL") or None
    return Settings(
        instance=instance,
        database_url=environ.get("FACTCHECK_DATABASE_URL") or f"sqlite:///{instance / 'factcheck.sqlite3'}",
        secret_key=_secret(environ, instance),
        replica_url=environ.get(REPLICA) or None,
        url=url,
        hosts=_hosts(environ, url),
        proxies=_whole_number(environ, "FACTCHECK_PROXIES", 0),
        fetch_allow=environ.get("FACTCHECK_FETCH_ALLOW", ""),
        fetch_contact=environ.get("FACTCHECK_FETCH_CONTACT", ""),
        fetch_pause=_whole_number(environ, "FACTCHECK_FETCH_PAUSE", 1000),
        archive_url=(environ.get("FACTCHECK_ARCHIVE_URL") or "https://web.archive.org").rstrip("/"),
        archive_keys=environ.get("FACTCHECK_ARCHIVE_KEYS", ""),
    )


def check_secret(secret: str) -> str:
    """The secret itself, or Misconfigured where it is short or well known."""
    if len(secret) < SECRET_BYTES or secret.lower() in KNOWN_SECRETS or len(set(secret)) < 8:
        raise Misconfigured(
            f"FACTCHECK_SECRET_KEY is too weak: it needs at least {SECRET_BYTES} random characters. "
            'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))" '
            "- or leave it unset, and a key is made and kept in the data folder."
        )
    return secret


def _secret(environ: Mapping[str, str], instance: Path) -> str:
    given = environ.get("FACTCHECK_SECRET_KEY")
    if given is not None:
        return check_secret(given)
    path = instance / "secret_key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return check_secret(path.read_text(encoding="ascii").strip())
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(made := secrets.token_urlsafe(SECRET_BYTES))
    return made


def _hosts(environ: Mapping[str, str], url: str | None) -> tuple[str, ...]:
    hosts = ["127.0.0.1", "localhost", "[::1]"]
    bound = environ.get("HOST", "")
    if bound and bound not in ("0.0.0.0", "::"):  # noqa: S104 - a comparison, not a binding
        hosts.append(f"[{bound}]" if ":" in bound else bound)
    if url and (name := urlsplit(url).hostname):
        hosts.append(name)
    hosts += [name.strip() for name in environ.get("FACTCHECK_HOSTS", "").split(",") if name.strip()]
    return tuple(dict.fromkeys(hosts))


def _whole_number(environ: Mapping[str, str], name: str, default: int) -> int:
    given = environ.get(name, "")
    if not given:
        return default
    if not given.isdecimal():
        raise Misconfigured(f"{name} must be a whole number, not {given!r}.")
    return int(given)
