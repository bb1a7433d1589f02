"""A small shop's files, and the command line as its users call it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dmedesk.cli import main

FILES = {
    "payers.csv": "payer_code,name,regime\nMH,MassHealth,masshealth\nPR,Private,private\n",
    "practitioners.csv": "npi,last_name\n1234567893,Rossi\n",
    "members.csv": "member_no,last_name,first_name\nM1,Silva,Ana\nM2,Berg,Tom\n",
    "products.csv": (
        "product_no,hcpcs,description,usual_rental,payment_class\n"
        "P1,E0260,Hospital bed,150.00,capped\n"
    ),
    "assets.csv": "serial,product_no\nS-1,P1\nS-2,P1\n",
    "prescriptions.csv": (
        "member_no,hcpcs,signed_on,npi\n"
        "M1,E0260,2026-01-02,1234567893\nM2,E0260,2026-01-02,1234567893\n"
    ),
    "rentals.csv": (
        "rental_no,member_no,payer_code,serial,started_on,proof,proof_on\n"
        "R1,M1,MH,S-1,2026-07-31,signed,2026-07-31\n"
        "R2,M2,PR,S-2,2026-10-05,none,\n"
    ),
    "fees.csv": "hcpcs,modifiers,fee,from_on\nE0260,NU,1000.00,2026-01-01\n",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What a command said: its exit status, its answer, and what went to standard error."""

    status: int
    out: str
    err: str


Command = Callable[..., Told]


def _write_files(folder: Path) -> Path:
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new shop, made once; each test gets a copy."""
    file = tmp_path_factory.mktemp("founded") / "shop.dmedesk"
    assert main(["--database", str(file), "new", "--name", "Example Medical"]) == 0
    return file


@pytest.fixture(scope="session")
def settled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same shop with its files taken; each test gets a copy."""
    folder = tmp_path_factory.mktemp("settled")
    file = Path(shutil.copy(founded, folder))
    files = _write_files(folder / "files")
    assert main(["--database", str(file), "import", str(files)]) == 0
    return file


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The folder of the shop's files."""
    return _write_files(tmp_path / "files")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs one command in this process."""

    def run(*words: str | Path) -> Told:
        try:
            status = main([str(word) for word in words])
        except SystemExit as left:
            status = int(left.code or 0)
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return run


@pytest.fixture
def shop(founded: Path, tmp_path: Path, command: Command) -> Command:
    """Runs one command on a new, empty shop."""
    file = shutil.copy(founded, tmp_path)
    return lambda *words: command("--database", file, *words)


@pytest.fixture
def moved_in(settled: Path, tmp_path: Path, command: Command) -> Command:
    """Runs one command on a shop that has taken its files."""
    file = shutil.copy(settled, tmp_path)
    return lambda *words: command("--database", file, *words)
