"""The main window shows rows, or says that it does not."""

from pathlib import Path

import pytest

from dmedesk.desk import first_look as looked
from dmedesk.desk.first_look import first_look
from dmedesk.desk.status import ShopFacts
from dmedesk.kit.errors import WorldError
from dmedesk.kit.offers import Offers
from tests.flows.month_shop import MonthShop
from tests.gui.fixtures import EngineDoors


def test_it_counts_the_units_that_are_listed(
    qapp: object, doors: EngineDoors, rented: MonthShop, tmp_path: Path
) -> None:
    assert qapp is not None
    assert rented is not None
    facts = ShopFacts("Example Medical", str(tmp_path / "shop.dmedesk"), "ana")
    assert first_look(doors, facts, offers=Offers()) == "3 units listed"


def test_a_window_without_rows_is_not_good_enough(
    qapp: object,
    doors: EngineDoors,
    shop: MonthShop,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert qapp is not None
    assert shop is not None
    monkeypatch.setattr(looked, "PATIENCE", 300)
    facts = ShopFacts("Example Medical", str(tmp_path / "shop.dmedesk"), "ana")
    with pytest.raises(WorldError, match="its list stayed empty"):
        first_look(doors, facts, offers=Offers())
