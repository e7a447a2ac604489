"""Which data folders are refused, and why: other people's, read-only ones, network file systems."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from factcheck.config import Settings
from factcheck.errors import Misconfigured
from factcheck.storage import NETWORK_FILE_SYSTEMS, check_storage, file_system

NOBODY = 65534

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/desk /srv/desk nfs4 rw 0 0
/dev/sdb1 /srv/desk/local xfs rw 0 0
//files/news /mnt/news\040room cifs rw 0 0
/dev/sdc1 /srv/covered nfs rw 0 0
/dev/sdc2 /srv/covered btrfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/dana/factcheck", "ext4"),
        ("/srv/desk/instance", "nfs4"),
        ("/srv/desk/local/instance", "xfs"),
        ("/srv/desktop", "ext4"),
        ("/mnt/news room/instance", "cifs"),
        ("/srv/covered/instance", "btrfs"),
    ],
)
def test_the_deepest_and_latest_mount_holds_the_folder(folder: str, kind: str) -> None:
    assert file_system(Path(folder), MOUNTS) == kind


def test_without_a_list_of_mounts_nothing_is_claimed() -> None:
    assert file_system(Path("/srv"), "") is None


def test_the_kinds_that_sqlite_loses_data_on_are_known() -> None:
    assert {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs"} <= NETWORK_FILE_SYSTEMS


@pytest.fixture
def settings() -> Iterator[Settings]:
    """Settings of a data folder that is there and empty; not below pytest's own folder, which only its user enters."""
    with TemporaryDirectory(prefix="factcheck-") as folder:
        address = f"sqlite:///{folder}/factcheck.sqlite3"
        yield Settings(instance=Path(folder), database_url=address, secret_key="x")


@pytest.fixture
def as_nobody() -> Iterator[Callable[[], None]]:
    """Goes on as a user without rights; root again afterwards."""
    if os.geteuid() != 0:
        pytest.skip("only root can go on as somebody else")
    yield lambda: os.seteuid(NOBODY)
    os.seteuid(0)


def test_c44_an_empty_folder_of_ones_own_is_accepted(settings: Settings) -> None:
    check_storage(settings)


def test_c44_a_folder_of_another_user_is_refused(settings: Settings, as_nobody: Callable[[], None]) -> None:
    as_nobody()

    with pytest.raises(Misconfigured, match="cannot be written to by user 65534: it belongs to user 0"):
        check_storage(settings)


def test_c44_a_database_file_of_another_user_is_refused(
    settings: Settings, as_nobody: Callable[[], None]
) -> None:
    (settings.instance / "factcheck.sqlite3-wal").touch(mode=0o600)
    os.chown(settings.instance, NOBODY, NOBODY)
    as_nobody()

    with pytest.raises(Misconfigured, match=r"sqlite3-wal cannot be read and written .* chown 65534"):
        check_storage(settings)


def test_c44_a_secret_that_others_may_read_is_refused(settings: Settings) -> None:
    secret = settings.instance / "secret_key"
    secret.touch(mode=0o600)
    secret.chmod(0o640)

    with pytest.raises(Misconfigured, match="chmod 600"):
        check_storage(settings)


def test_c44_a_folder_that_is_not_there_is_refused(settings: Settings) -> None:
    missing = replace(settings, instance=settings.instance / "missing")

    with pytest.raises(Misconfigured, match="does not exist"):
        check_storage(missing)
