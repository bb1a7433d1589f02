"""What passed on to the next payer moves with the shop, and contradicts nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.billing.actions import pass_on
from dmedesk.billing.actions.charges import withdraw_charge
from dmedesk.billing.queries.balances import line_balances
from dmedesk.moving.intake import ImportRefused
from dmedesk.store.unit_of_work import reading
from tests.flows.covered_shop import found_covered
from tests.flows.month_shop import NOW
from tests.flows.round_trip import contents, export_shop, import_shop, new_engine
from tests.flows.till import Till


@pytest.fixture
def till(shop_engine: Engine) -> Till:
    """What remains of Medicare's bed was passed on, taken back, and passed on again."""
    shop = found_covered(shop_engine)
    shop.rent("R1", payer="MC", started_on="2026-10-05")
    shop.post("2026-10")
    till = Till(shop)
    till.answer(till.remittance(till.batch(), 8_000, payer="MC"), 1, 8_000)
    said = {"line_id": 1, "payer_id": till.payer("MH"), "cents": 2_000}
    done = till.do(pass_on, **said)
    shop.credit("INV-000002")
    till.do(withdraw_charge, charge_id=done.charge_id, why="Too early")
    till.do(pass_on, **said)
    return till


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """A new shop."""
    engine = new_engine(tmp_path / "other.dmedesk")
    yield engine
    engine.dispose()


def test_it_comes_out_as_it_went_in(till: Till, other: Engine, tmp_path: Path) -> None:
    export_shop(till.shop.engine, tmp_path / "first")
    import_shop(other, tmp_path / "first")
    export_shop(other, tmp_path / "second")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    with reading(other) as session:
        moved = line_balances(session, on=NOW.date())
    assert [one.open_cents for one in moved] == [0, 0, 2_000] == till.open()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("passed_on,C-000002", "passed_on,C-000001"),
        ("passed_on,C-000002", "passed_on,"),
        ("passed_on,C-000002", "courtesy,C-000002"),
    ],
)
def test_what_does_not_fit_is_refused(
    till: Till, other: Engine, tmp_path: Path, old: str, new: str
) -> None:
    export_shop(till.shop.engine, tmp_path / "out")
    path = tmp_path / "out" / "write_offs.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_shop(other, tmp_path / "out")
    assert "payments_incomplete" in [finding.code for finding in refused.value.findings]
