"""The wheel holds all that the program needs: the package, ``resources/`` and ``db/``."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked as an installation would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*build, "--directory", folder], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("dmedesk-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("folder", ["resources", "db"])
def test_the_wheel_holds_every_file_beside_the_package(unpacked: Path, folder: str) -> None:
    def files(top: Path) -> set[str]:
        found = {path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file()}
        return {name for name in found if "__pycache__" not in name}

    assert files(unpacked / "dmedesk" / folder) == files(ROOT / folder)


def test_the_installed_program_finds_them(unpacked: Path, tmp_path: Path) -> None:
    asked = "from dmedesk.kit import paths; print(paths.resources(), paths.migrations(), sep='\\n')"
    told = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        check=True,
        capture_output=True,
        text=True,
    )
    package = unpacked / "dmedesk"
    assert told.stdout.splitlines() == [str(package / "resources"), str(package / "db")]
