"""An NPI that only prescriptions know: taken without a name, and named by a later import."""

from pathlib import Path

from sqlalchemy import Engine, select

from dmedesk.members.tables import Practitioner
from dmedesk.moving.unnamed import UNNAMED
from dmedesk.store.unit_of_work import reading
from tests.moving.shops import SOUND, take

PRESCRIPTIONS = "member_no,hcpcs,signed_on,npi\nM1,E0260,2026-01-02,1558598797\n"


def names(engine: Engine) -> dict[str, str]:
    with reading(engine) as session:
        rows = session.execute(select(Practitioner.npi, Practitioner.last_name))
        return {row.npi: row.last_name for row in rows}


def test_it_is_entered_once_and_named_later(shop_engine: Engine, tmp_path: Path) -> None:
    sound = {name: text for name, text in SOUND.items() if name != "practitioners.csv"}
    unnamed = {**sound, "prescriptions.csv": PRESCRIPTIONS}
    assert take(shop_engine, tmp_path / "files", unnamed).taken
    assert names(shop_engine) == {"1558598797": UNNAMED}
    assert take(shop_engine, tmp_path / "files", unnamed).changes_nothing
    named = {"practitioners.csv": "npi,last_name\n1558598797,Okafor\n"}
    assert take(shop_engine, tmp_path / "files", named).taken
    assert names(shop_engine) == {"1558598797": "Okafor"}
    assert take(shop_engine, tmp_path / "files", unnamed).changes_nothing


def test_fees_of_an_export_come_alone(shop_engine: Engine, tmp_path: Path) -> None:
    """``billing.md``: extra columns are fine; without its file an edition means nothing."""
    fees = {"fees.csv": "edition,hcpcs,modifiers,fee,from_on\n7,E0260,NU,100.00,2026-01-01\n"}
    assert take(shop_engine, tmp_path / "files", fees).taken
    assert take(shop_engine, tmp_path / "files", fees).changes_nothing
