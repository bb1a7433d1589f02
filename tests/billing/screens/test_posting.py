"""Posting from the window: asked first, safe first, papers afterwards, stopped where wished."""

from contextlib import AbstractContextManager
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from dmedesk.billing.screens import making
from dmedesk.billing.screens.posting import Posting
from dmedesk.billing.screens.reading import MonthRead, read_month
from dmedesk.billing.tables import Credit, Invoice, InvoiceDocument
from dmedesk.kit.findings import Finding
from dmedesk.store.unit_of_work import reading
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.tasks import InlineRunner
from tests.flows.month_shop import MonthShop, day
from tests.gui.fixtures import EngineDoors

OCTOBER = day("2026-10-01")


@pytest.fixture
def heard() -> list[tuple[Finding, ...]]:
    return []


@pytest.fixture
def posting(workplace: Workplace, heard: list[Any], qtbot: QtBot) -> Posting:
    made = Posting(workplace, heard.append)
    qtbot.addWidget(made.question)
    qtbot.addWidget(made.progress)
    return made


def _read(shop: MonthShop) -> MonthRead:
    with reading(shop.engine) as session:
        return read_month(session, month_on=OCTOBER)


def test_nothing_is_posted_before_the_question_is_answered(
    posting: Posting, rented: MonthShop
) -> None:
    posting.ask_to_post(_read(rented))
    asked = posting.question.yes.accessibleName()
    assert "2 invoices with 2 lines over 275.00" in asked
    assert "1 held month stays" in asked
    posting.question.no.click()
    assert rented.rows(Invoice) == []
    posting.ask_to_post(_read(rented))
    posting.question.yes.click()
    assert len(rented.rows(Invoice)) == 2


def test_papers_follow_and_the_end_is_told(posting: Posting, rented: MonthShop) -> None:
    told: list[str] = []
    posting.done.connect(told.append)
    posting.post(OCTOBER)
    assert len(rented.rows(InvoiceDocument)) == 2
    assert told == ["October 2026 is posted, with 2 papers."]
    assert not posting.is_busy
    posting.post(OCTOBER)
    assert told[1] == "Nothing new to bill in October 2026: nothing was posted."


def test_a_stop_keeps_the_month_and_the_papers_already_made(
    posting: Posting, rented: MonthShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    rented.rent("R4", member_no="M10", hcpcs="E1390")
    monkeypatch.setattr(making, "PAPERS_AT_ONCE", 1)
    told: list[str] = []
    posting.done.connect(told.append)
    tell = posting.progress.tell

    def tell_and_stop(said: str, **others: Any) -> None:
        tell(said, **others)
        if "1 of 3" in said:
            posting.progress.stop.click()

    monkeypatch.setattr(posting.progress, "tell", tell_and_stop)
    posting.post(OCTOBER)
    assert len(rented.rows(Invoice)) == 3
    assert len(rented.rows(InvoiceDocument)) == 1
    assert told == [
        "October 2026 is posted and safe. 2 papers left to make; each opens all the same."
    ]


def test_what_fails_is_told_with_its_remedy(
    posting: Posting, shop: MonthShop, heard: list[tuple[Finding, ...]]
) -> None:
    with reading(shop.engine) as session:
        empty = read_month(session, month_on=OCTOBER)
    posting.ask_to_undo(empty)
    posting.question.yes.click()
    assert [finding.code for finding in heard[0]] == ["nothing_to_undo"]
    assert not posting.is_busy


def test_an_undo_credits_every_invoice(posting: Posting, rented: MonthShop) -> None:
    told: list[str] = []
    posting.done.connect(told.append)
    posting.post(OCTOBER)
    posting.ask_to_undo(_read(rented))
    posting.question.yes.click()
    assert len(rented.rows(Credit)) == 2
    assert told[1] == "October 2026: 2 invoices over 275.00 taken back by credit."


class _Named:
    """The shop's doors, which write down in whose name each action is done."""

    def __init__(self, doors: EngineDoors, done: list[tuple[str, int | None]]) -> None:
        self._doors, self._done = doors, done
        self._person_id: int | None = None

    def reading(self) -> AbstractContextManager[Any]:
        return self._doors.reading()

    def named(self, person_id: int | None) -> "_Named":
        made = _Named(self._doors, self._done)
        made._person_id = person_id
        return made

    def writing(self, action: str) -> AbstractContextManager[Any]:
        self._done.append((action, self._person_id))
        return self._doors.writing(action)


def test_papers_belong_to_whoever_posted_though_somebody_else_sits_there_by_now(
    doors: EngineDoors, rented: MonthShop, heard: list[Any], qtbot: QtBot
) -> None:
    done: list[tuple[str, int | None]] = []

    class Changing(InlineRunner):
        def operate(self, act: Any, *, action: str, done: Any, failed: Any) -> None:
            def then(answer: Any) -> None:
                workplace.seat(SimpleNamespace(id=2, name="Ben", allowed=()))
                done(answer)

            super().operate(act, action=action, done=then, failed=failed)

    workplace = Workplace(Changing(_Named(doors, done)), today=day("2026-11-03"))
    workplace.seat(SimpleNamespace(id=1, name="Ana", allowed=()))
    made = Posting(workplace, heard.append)
    qtbot.addWidget(made.question)
    qtbot.addWidget(made.progress)
    made.post(OCTOBER)
    assert set(done) == {("post_month", 1), ("make_papers", 1)}
    assert len(rented.rows(InvoiceDocument)) == 2
