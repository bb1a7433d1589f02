"""A month's papers made from the window: on all cores, in pieces, nothing left where it closes."""

import multiprocessing

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens import making
from dmedesk.billing.screens.making import make_month_papers
from dmedesk.billing.screens.month import MonthPage
from dmedesk.billing.sheets import drawing
from dmedesk.billing.tables import InvoiceDocument
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import WorkerRunner
from tests.flows.month_shop import NOW, MonthShop, day
from tests.gui.fixtures import EngineDoors

OCTOBER = day("2026-10-01")
PATIENCE = 20_000


@pytest.fixture(autouse=True)
def _one_at_a_time_on_two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PAPERS_AT_ONCE", 1)
    monkeypatch.setattr(drawing, "FEW", 0)
    monkeypatch.setattr(drawing, "_cores", lambda: 2)


@pytest.fixture
def posted(rented: MonthShop) -> MonthShop:
    """October with three invoices that have no paper yet."""
    rented.rent("R4", member_no="M10", hcpcs="E1390")
    rented.post("2026-10")
    return rented


def test_every_piece_is_drawn_by_the_same_processes_which_end_with_the_last(
    doors: EngineDoors, posted: MonthShop
) -> None:
    steps: list[int] = []
    seen: list[set[int | None]] = []

    def go_on(made: int) -> bool:
        steps.append(made)
        seen.append({child.pid for child in multiprocessing.active_children()})
        return True

    assert make_month_papers(doors, go_on, month_on=OCTOBER, lacking=3) == 3
    assert steps == [0, 1, 2]
    assert seen[1]
    assert seen[1] <= seen[2]
    assert len(posted.rows(InvoiceDocument)) == 3
    assert multiprocessing.active_children() == []


def test_it_ends_where_somebody_else_made_the_rest_meanwhile(
    doors: EngineDoors, posted: MonthShop
) -> None:
    def go_on(made: int) -> bool:
        if made:
            posted.make_some_papers("2026-10")
        return True

    assert make_month_papers(doors, go_on, month_on=OCTOBER, lacking=3) == 1
    assert len(posted.rows(InvoiceDocument)) == 3


def test_a_window_that_closes_meanwhile_leaves_no_process_and_keeps_what_was_made(
    qapp: object, doors: EngineDoors, posted: MonthShop, qtbot: QtBot
) -> None:
    assert qapp is not None
    runner = WorkerRunner(doors)
    page = MonthPage(Workplace(runner, today=NOW.date()))
    qtbot.addWidget(page)
    page.go_to(OCTOBER)
    qtbot.waitUntil(lambda: page.read is not None and page.read.plan.month_on == OCTOBER)
    page.papers.click()
    qtbot.waitUntil(lambda: bool(multiprocessing.active_children()), timeout=PATIENCE)
    page.close()
    runner.close()
    assert multiprocessing.active_children() == []
    assert len(posted.rows(InvoiceDocument)) < 3
