"""Where a shop's file lies: on this computer's own disk, on a network share, in a sync folder.

SQLite's write-ahead log needs memory that all who use the file share, which a network file system
does not give: two computers on one such file can damage it. A program that keeps folders in step
copies a file while it is written, and may put an older one in its place.
"""

import ctypes
import os
import re
from pathlib import Path

from dmedesk.kit.findings import Finding, Severity

# fmt: off
NETWORK_KINDS = frozenset((
    "9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "davfs", "davfs2", "fuse.davfs",
    "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.smbnetfs",
    "glusterfs", "gfs2", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb2",
    "smb3", "smbfs", "vboxsf", "virtiofs", "webdav",
))
# fmt: on
"""File systems that live on another machine, by the names that Linux and macOS give them."""

MOUNTS = Path("/proc/mounts")

_ESCAPED = re.compile(r"\\([0-7]{3})")  # a space in a mount point is written \040

_DRIVE_REMOTE = 4  # Windows: what GetDriveTypeW answers for a mapped network drive


_SYNCED = (
    ("OneDrive", re.compile(r"onedrive( ?-.*)?", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox( \(.*\))?", re.IGNORECASE)),
    ("Google Drive", re.compile(r"google ?drive(-.*)?|my drive", re.IGNORECASE)),
    ("iCloud Drive", re.compile(r"icloud ?drive|com~apple~clouddocs", re.IGNORECASE)),
    ("Box", re.compile(r"box|box sync", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud|owncloud", re.IGNORECASE)),
    ("pCloud", re.compile(r"pcloud ?drive", re.IGNORECASE)),
    ("MEGA", re.compile(r"mega|megasync", re.IGNORECASE)),
)
"""Programs that keep folders in step, and how their folders are called."""

_SYNC_MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".owncloudsync.log": "Nextcloud"}
"""What such programs leave in a folder that is called otherwise."""


def findings(path: Path) -> tuple[Finding, ...]:
    """A warning when the file lies, or would lie, on a network share or in a sync folder."""
    return (*_share_findings(path), *_sync_findings(path))


def _sync_findings(path: Path) -> tuple[Finding, ...]:
    program = sync_program(path)
    if program is None:
        return ()
    return (
        Finding(
            Severity.WARNING,
            "sync_folder",
            f"The database lies in a folder that {program} keeps in step. It copies files while"
            " they are written, and can put an older one in place of yours.",
            subject=str(path),
            remedy="Keep it in a folder of this computer alone; let backups go to the sync folder.",
        ),
    )


def sync_program(path: Path) -> str | None:
    """The program that keeps the file's folder in step with other computers, if one does."""
    folders = path.absolute().parents
    for folder in folders:
        for program, name in _SYNCED:
            if name.fullmatch(folder.name):
                return program
    for folder in folders:
        for mark, program in _SYNC_MARKS.items():
            if os.path.lexists(folder / mark):
                return program
    return None


def _share_findings(path: Path) -> tuple[Finding, ...]:
    kind = network_kind(path)
    if kind is None:
        return ()
    return (
        Finding(
            Severity.WARNING,
            "network_share",
            f"The database lies on a network share ({kind}). Two computers that open it there at"
            " the same time can damage it.",
            subject=str(path),
            remedy="Keep it on this computer's own disk, or use PostgreSQL for several computers.",
        ),
    )


def network_kind(path: Path, *, mounts: Path = MOUNTS) -> str | None:
    """The kind of network file system that the file lies on; None on a disk of this computer."""
    if os.name == "nt":
        return _windows_kind(path)
    kind = _mounted_kind(path, mounts)
    return kind if kind in NETWORK_KINDS else None


def _windows_kind(path: Path) -> str | None:
    anchor = path.absolute().anchor
    if anchor.startswith("\\\\"):
        return "UNC"
    library = getattr(ctypes, "windll").kernel32  # noqa: B009 (mypy knows windll on Windows only)
    return "mapped drive" if library.GetDriveTypeW(anchor) == _DRIVE_REMOTE else None


def _mounted_kind(path: Path, mounts: Path) -> str | None:
    """The file system of the mount point that is nearest above the path (Linux)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    above = {str(path.resolve()), *map(str, path.resolve().parents)}
    found: tuple[str, str] | None = None
    for line in lines:
        _device, point, kind, *_options = line.split(" ")
        # Of two mounts on one point the later one is seen.
        point = _ESCAPED.sub(lambda match: chr(int(match[1], 8)), point)
        if point in above and (found is None or len(point) >= len(found[0])):
            found = (point, kind)
    return found[1] if found else None
