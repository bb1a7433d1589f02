"""Payments move in whole, and contradict nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dmedesk.moving.intake import ImportRefused
from dmedesk.store.engine import open_engine
from tests.flows.month_shop import MonthShop
from tests.flows.round_trip import export_shop, import_shop, new_engine
from tests.flows.till import Till


@pytest.fixture
def shop(shop_file: Path) -> Iterator[MonthShop]:
    """A founded shop."""
    engine = open_engine(shop_file)
    yield MonthShop(engine).found()
    engine.dispose()


@pytest.fixture
def folder(shop: MonthShop, tmp_path: Path) -> Path:
    """The export of a shop with a closed batch, and an allocation that was taken back."""
    for number, member_no in enumerate(("M1", "M1", "M2"), start=1):
        shop.rent(f"R{number}", member_no=member_no)
    shop.post("2026-10")
    till = Till(shop)
    first, *_ = till.lines()
    batch = till.batch(expected=500)
    till.pay(batch, 500, (first, 400))
    till.close(batch)
    export_shop(shop.engine, tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Engine]:
    """A new shop."""
    engine = new_engine(tmp_path / "other.dmedesk")
    yield engine
    engine.dispose()


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Write ``new`` for ``old`` into a file; the file is gone where nothing is old."""
    if not old:
        (folder / name).unlink()
        return
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("allocations.csv", "", "", "file_missing"),
        ("allocations.csv", ",4.00,", ",6.00,", "payments_incomplete"),
        ("allocations.csv", "INV-000001,1,", "INV-000001,7,", "payments_incomplete"),
        ("allocations.csv", ",4.00,,", ",4.00,1,", "payments_incomplete"),
        ("batch_facts.csv", ",5.00,5.00,", ",5.00,4.00,", "payments_incomplete"),
        ("payments.csv", ",MH,", ",,", "whose_payment"),
    ],
)
def test_what_does_not_fit_is_refused(
    folder: Path, other: Engine, name: str, old: str, new: str, code: str
) -> None:
    change(folder, name, old, new)
    with pytest.raises(ImportRefused) as refused:
        import_shop(other, folder)
    assert code in [finding.code for finding in refused.value.findings]


def test_a_shop_with_payments_of_its_own_takes_none(shop: MonthShop, folder: Path) -> None:
    assert import_shop(shop.engine, folder).changes_nothing
    change(folder, "payments.csv", "1,1,1,check", "2,1,2,check")
    with pytest.raises(ImportRefused) as refused:
        import_shop(shop.engine, folder)
    assert "not_paid_here" in [finding.code for finding in refused.value.findings]
