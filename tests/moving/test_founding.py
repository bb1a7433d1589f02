"""``dmedesk --database FILE new --name NAME``: a shop with its letterhead and its numbering."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from dmedesk.kit.errors import Refused, WorldError
from dmedesk.moving.founding import new_shop
from dmedesk.shop.tables import Company, NumberSeries
from dmedesk.store.files import open_shop
from dmedesk.store.unit_of_work import reading

NOON = datetime(2026, 11, 22, 17, tzinfo=UTC)


def test_a_new_shop_has_a_name_and_numbers(tmp_path: Path) -> None:
    path = tmp_path / "shop.dmedesk"
    new_shop(path, name=" Example  Medical ", actor="kim", clock=lambda: NOON)
    engine = open_shop(path)
    with reading(engine) as session:
        company = session.scalars(select(Company)).one()
        series = session.scalars(select(NumberSeries)).one()
    engine.dispose()
    assert (company.name, company.from_on) == ("Example Medical", date(2026, 11, 22))
    assert (series.key, series.next_number) == ("invoices", 1)


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "shop.dmedesk"
    path.write_text("mine")
    with pytest.raises(WorldError):
        new_shop(path, name="Example Medical", actor="kim")
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["", "  ", "a\x00b"])
def test_a_shop_without_a_name_is_not_made(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        new_shop(tmp_path / "shop.dmedesk", name=name, actor="kim")
    assert list(tmp_path.iterdir()) == []
