"""Whether the data folder can be trusted with data, looked at before anything is opened in it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sqlalchemy.engine import make_url

from factcheck.config import Settings
from factcheck.errors import Misconfigured

# File locks and shared memory, which SQLite's write-ahead log rests on, do not work across machines.
NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "lustre",
        "nfs",
        "nfs4",
        "smb3",
        "smbfs",
    }
)
MOUNTS = Path("/proc/self/mounts")


def check_storage(settings: Settings) -> None:
    """Raises Misconfigured, saying what to change, where the data folder or a file in it cannot be used safely."""
    _check_folder(settings.instance)
    secret = settings.instance / "secret_key"
    if secret.exists():
        _check_usable(secret)
        if secret.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Misconfigured(f"Other people may read the secret in {secret}. Close it: chmod 600 {secret}")
    address = make_url(settings.database_url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return
    database = Path(address.database).resolve()
    _check_folder(database.parent)
    for path in (
        database,
        *(database.with_name(database.name + ending) for ending in ("-wal", "-shm", ".lock")),
    ):
        if path.exists():
            _check_usable(path)
    kind = file_system(database.parent, MOUNTS.read_text(encoding="utf-8") if MOUNTS.exists() else "")
    if kind in NETWORK_FILE_SYSTEMS:
        raise Misconfigured(
            f"{database.parent} is on a network file system ({kind}), where SQLite loses data. "
            "Set FACTCHECK_INSTANCE to a folder on this machine's own disk, or FACTCHECK_DATABASE_URL to PostgreSQL."
        )


def file_system(folder: Path, mounts: str) -> str | None:
    """The kind of file system that holds the folder, by the lines of /proc/self/mounts; None where they do not say."""
    best: tuple[int, str] | None = None
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        mount = Path(fields[1].encode().decode("unicode_escape"))
        depth = len(mount.parts)
        # A later line covers an earlier one on the same folder.
        if folder.is_relative_to(mount) and (best is None or depth >= best[0]):
            best = (depth, fields[2])
    return best[1] if best else None


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise Misconfigured(f"The data folder {folder} does not exist. Make it, or name another.")
    if not _may(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Misconfigured(
            f"The data folder {folder} cannot be written to{_owner(folder)}. Give this user the right to write there, "
            "or set FACTCHECK_INSTANCE to another folder."
        )


def _check_usable(path: Path) -> None:
    if not _may(path, os.R_OK | os.W_OK):
        raise Misconfigured(
            f"{path} cannot be read and written{_owner(path)}. "
            f"Start as that user, or give the file to this one: chown {os.geteuid()} {path}"
        )


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _owner(path: Path) -> str:
    owner = path.stat().st_uid
    return f" by user {os.geteuid()}: it belongs to user {owner}" if owner != os.geteuid() else ""
