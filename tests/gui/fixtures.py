"""A dressed program without a screen, and a shop behind doors of its own, for tests of windows."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine

from dmedesk.desk.program import application
from dmedesk.store.attachments import Attachments
from dmedesk.store.drafts import Drafts
from dmedesk.store.engine import open_engine
from dmedesk.store.prints import Prints
from dmedesk.store.unit_of_work import reading, unit_of_work
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import NOW, MonthShop, clock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@dataclass(frozen=True, slots=True)
class EngineDoors:
    """The doors of one open database, at the tests' own moment."""

    engine: Engine

    def reading(self) -> AbstractContextManager[Any]:
        return reading(self.engine)

    def named(self, _person_id: int | None) -> "EngineDoors":
        """Nobody is asked here."""
        return self

    def writing(self, action: str) -> AbstractContextManager[Any]:
        return unit_of_work(self.engine, actor="ana", action=action, clock=clock)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The one application object, as the program dresses it."""
    return application()


@cache
def _founded(empty: Path) -> Path:
    """A founded shop's file beside the empty one, made once; each test gets a copy."""
    path = Path(shutil.copy(empty, empty.with_name("founded.dmedesk")))
    engine = open_engine(path)
    MonthShop(engine).found()
    engine.dispose()
    return path


@pytest.fixture
def shop(shop_template: Path, tmp_path: Path) -> Iterator[MonthShop]:
    """A founded shop without rentals, in a file."""
    engine = open_engine(shutil.copy(_founded(shop_template), tmp_path / "shop.dmedesk"))
    yield MonthShop(engine)
    engine.dispose()


@pytest.fixture
def rented(shop: MonthShop) -> MonthShop:
    """Three rentals: a bed and an oxygen concentrator that are ready, a bed without proof."""
    shop.rent("R1", member_no="M1")
    shop.rent("R2", member_no="M2", hcpcs="E1390")
    shop.rent("R3", member_no="M10", proven_on=None)
    return shop


@pytest.fixture
def doors(shop: MonthShop) -> EngineDoors:
    """The shop's doors."""
    return EngineDoors(shop.engine)


@pytest.fixture
def workplace(qapp: QApplication, doors: EngineDoors) -> Workplace:
    """A workplace whose queries and operations run at once."""
    assert qapp is not None
    return Workplace(
        InlineRunner(doors),
        today=NOW.date(),
        attachments=Attachments(),
        drafts=Drafts("ana"),
        prints=Prints(),
    )
