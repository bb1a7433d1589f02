"""A shop's file on a network share is told, on each system by what it knows of the place."""

from pathlib import Path

import pytest

from dmedesk.kit.findings import Severity
from dmedesk.store import places

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//office/shops /mnt/office cifs rw,vers=3.0 0 0
server:/export /mnt/server nfs4 rw 0 0
/dev/sdb1 /mnt/office/stick vfat rw 0 0
host /mnt/my\\040share 9p rw 0 0
//office/old /mnt/twice cifs rw 0 0
/dev/sdc1 /mnt/twice ext4 rw 0 0
//office/löwe /mnt/löwe cifs rw 0 0
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    file = tmp_path / "mounts"
    file.write_text(MOUNTS, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ann/shop.dmedesk", None),
        ("/mnt/office/shop.dmedesk", "cifs"),
        ("/mnt/office/deep/er/shop.dmedesk", "cifs"),
        ("/mnt/office2/shop.dmedesk", None),
        ("/mnt/server/shop.dmedesk", "nfs4"),
        ("/mnt/office/stick/shop.dmedesk", None),
        ("/mnt/my share/shop.dmedesk", "9p"),
        ("/mnt/löwe/shop.dmedesk", "cifs"),
        ("/mnt/twice/shop.dmedesk", None),
    ],
)
def test_by_the_nearest_mount_above(mounts: Path, path: str, kind: str | None) -> None:
    assert places.network_kind(Path(path), mounts=mounts) == kind


def test_without_a_table_of_mounts_nothing_is_claimed(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert places.network_kind(tmp_path / "shop.dmedesk", mounts=missing) is None


def test_the_warning_says_what_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "network_kind", lambda _path: "cifs")
    (finding,) = places.findings(Path("/mnt/office/shop.dmedesk"))
    assert finding.severity is Severity.WARNING
    assert finding.code == "network_share"
    assert "(cifs)" in finding.message
    assert "PostgreSQL" in finding.remedy


def test_a_disk_of_this_computer_is_no_finding(tmp_path: Path, mounts: Path) -> None:
    assert places.network_kind(tmp_path, mounts=mounts) is None


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Example Medical", "OneDrive"),
        ("Dropbox (Example)", "Dropbox"),
        ("GoogleDrive-ana@example.com", "Google Drive"),
        ("com~apple~CloudDocs", "iCloud Drive"),
        ("Box Sync", "Box"),
        ("Boxes", None),
        ("Documents", None),
    ],
)
def test_a_folder_that_a_program_keeps_in_step(
    tmp_path: Path, folder: str, program: str | None
) -> None:
    shop = tmp_path / folder / "Shops" / "shop.dmedesk"
    assert places.sync_program(shop) == program
    assert [one.code for one in places.findings(shop)] == ["sync_folder"] * (program is not None)


def test_a_folder_is_known_by_what_the_program_left_there(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert places.sync_program(tmp_path / "deep" / "shop.dmedesk") == "Syncthing"
