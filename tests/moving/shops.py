"""A small sound shop as the files that it moves in with, and the ways to take them in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from dmedesk.moving.actions import import_folder
from dmedesk.moving.intake import ImportRefused, Intake
from dmedesk.store.unit_of_work import UnitOfWork, unit_of_work

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)

SOUND: Mapping[str, str] = {
    "payers.csv": "payer_code,name,regime\nMH,MassHealth,masshealth\nMC,Medicare,medicare\n",
    "practitioners.csv": "npi,last_name\n1234567893,Reed\n",
    "members.csv": "member_no,last_name,first_name\nM1,Alda,Rose\nM2,Bloom,Jo\n",
    "residences.csv": "member_no,setting,from_on,until_on\nM1,nursing_facility,2026-05-01,\n",
    "products.csv": "product_no,hcpcs,description,usual_rental,family\n"
    "BED,E0260,Hospital bed,120.00,dme\nOXY,E1390,Concentrator,200.00,oxygen\n",
    "assets.csv": "serial,product_no,condition\nSN-1,BED,new\nSN-2,BED,used\nSN-3,OXY,\n",
    "prescriptions.csv": "member_no,hcpcs,signed_on,npi\nM1,E0260,2026-01-02,1234567893\n",
    "authorizations.csv": "member_no,hcpcs,pa_number,from_on,until_on,months\n"
    "M1,E0260,PA7,2026-01-01,2026-12-31,12\n",
    "rentals.csv": "rental_no,member_no,payer_code,serial,started_on,ended_on,"
    "months_already_paid,paid_already,pa_required,proof,proof_on\n"
    "R1,M1,MH,SN-1,2026-01-31,,2,210.00,yes,signed,2026-01-31\n"
    "R2,M2,MC,SN-2,2026-02-10,2026-06-10,,,no,none,\n",
    "interruptions.csv": "rental_no,from_on,until_on,reason\nR1,2026-04-20,2026-05-05,hospital\n",
    "fees.csv": "hcpcs,modifiers,fee,from_on\n"
    "E0260,RR KH,100.00,2026-01-01\nE0260,RR,,2026-01-01\n",
}
"""Every required file, and most of the optional columns, without a fault."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Put the files into the folder, made where it is missing; answers the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@contextmanager
def working(engine: Engine, action: str = "import") -> Iterator[UnitOfWork]:
    """A unit of work of a fixed moment."""
    with unit_of_work(engine, actor="kim", action=action, clock=lambda: NOON) as work:
        yield work


def take(engine: Engine, folder: Path, files: Mapping[str, str | bytes]) -> Intake:
    """Import these files and nothing else; a refusal is answered like anything else."""
    for old in folder.glob("*") if folder.exists() else ():
        old.unlink()
    write(folder, files)
    try:
        with working(engine) as work:
            return import_folder(work, folder=folder)
    except ImportRefused as refused:
        return refused.intake
