"""Two units of an import do not have one inventory number."""

from pathlib import Path

from sqlalchemy import Engine

from tests.moving.shops import SOUND, take

UNITS = "serial,product_no,inventory_no\nSN-1,BED,7\nSN-2,BED,{}\nSN-3,OXY,\n"


def test_a_number_is_one_units(shop_engine: Engine, tmp_path: Path) -> None:
    intake = take(shop_engine, tmp_path / "in", {**SOUND, "assets.csv": UNITS.format(7)})
    assert [(one.line, one.column, one.code) for one in intake.findings] == [
        (2, "inventory_no", "inventory_no_twice"),
        (3, "inventory_no", "inventory_no_twice"),
    ]


def test_a_number_that_the_shop_has_is_told(shop_engine: Engine, tmp_path: Path) -> None:
    assert take(shop_engine, tmp_path / "in", {**SOUND, "assets.csv": UNITS.format(8)}).taken
    intake = take(
        shop_engine, tmp_path / "in", {"assets.csv": UNITS.format(7).replace("SN-1,BED,7\n", "")}
    )
    assert [one.message for one in intake.findings] == ["SN1 has that number, too."]
    assert take(shop_engine, tmp_path / "in", {"assets.csv": UNITS.format(8)}).changes_nothing
