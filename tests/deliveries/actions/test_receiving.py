"""Pages of scans are kept whole or not at all, filed, and settled by facts that are appended."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from dmedesk.deliveries.actions.receiving import (
    SCAN,
    TICKET,
    PageRead,
    PageTaken,
    begin_file,
    file_page,
    put_page_back,
    receive_page,
    set_page_aside,
)
from dmedesk.deliveries.queries.received import PageListed, pages_filed, received_pages
from dmedesk.deliveries.rules.received import Decision, Judged, Standing, Verdict
from dmedesk.deliveries.tables import PageDecision, ReceivedPage
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.store.attachments import Attachments
from dmedesk.store.unit_of_work import reading
from tests.deliveries.tickets import TicketShop
from tests.flows.month_shop import MonthShop

DOOR = Attachments()
FIRST, SECOND = "SLIP-000001", "SLIP-000002"


@pytest.fixture
def shop(shop_engine: Engine) -> TicketShop:
    """A shop with two slips."""
    month = MonthShop(shop_engine).found()
    made = TicketShop(month)
    for serial in ("SN1", "SN2"):
        month.unit(serial, "E0260")
        made.open(made.line(serial))
    return made


def receive(
    shop: TicketShop,
    place: int,
    *numbers: str,
    verdict: Verdict = Verdict.UNREAD,
    content: bytes = b"",
) -> PageTaken:
    content = content or b"\x89PNG\r\n\x1a\n" + bytes([place])
    file_id, _there = shop.do(begin_file, file_name="stack.pdf", digest="f" * 64, page_count=9)
    page = PageRead(
        place=place,
        content=content,
        ending=".png",
        fingerprint=content.hex(),
        judged=Judged(Verdict.FILED if numbers else verdict, numbers),
        barcodes=", ".join(numbers),
        turned=90,
    )
    taken: PageTaken = shop.do(receive_page, file_id=file_id, page=page, attachments=DOOR)
    return taken


def listed(shop: TicketShop, **how: Any) -> list[PageListed]:
    with reading(shop.shop.engine) as session:
        return received_pages(session, **how)


def on(shop: TicketShop, kind: str, record_id: int) -> list[bytes]:
    with reading(shop.shop.engine) as session:
        found = DOOR.listed(session, RecordRef(kind, record_id))
        return [DOOR.content(session, one.id) for one in found]


def refusals(act: Callable[[], object]) -> set[str]:
    with pytest.raises(Refused) as refusal:
        act()
    return {finding.code for finding in refusal.value.findings}


def test_a_page_is_kept_and_filed_to_its_slip(shop: TicketShop) -> None:
    taken = receive(shop, 1, FIRST)
    assert (taken.verdict, taken.numbers) == (Verdict.FILED, (FIRST,))
    (page,) = listed(shop)
    assert (page.scan_no, page.standing, page.slips) == (
        "SCAN-000001",
        Standing.FILED,
        ((1, FIRST),),
    )
    assert (page.file_name, page.place, page.page_count, page.turned) == ("stack.pdf", 1, 9, 90)
    assert page.by_barcode
    assert on(shop, SCAN, page.id) == on(shop, TICKET, 1) != []
    assert on(shop, TICKET, 2) == []


def test_a_page_of_two_slips_is_filed_to_both(shop: TicketShop) -> None:
    receive(shop, 1, FIRST, SECOND)
    (page,) = listed(shop)
    assert page.slips == ((1, FIRST), (2, SECOND))
    assert on(shop, TICKET, 1) == on(shop, TICKET, 2) != []


def test_a_page_that_came_before_is_not_kept_twice(shop: TicketShop) -> None:
    receive(shop, 1, FIRST, content=b"%PDF-1.4 one")
    taken = receive(shop, 2, FIRST, content=b"%PDF-1.4 one")
    assert taken.verdict is Verdict.AGAIN
    assert len(on(shop, TICKET, 1)) == 1
    assert on(shop, SCAN, taken.id) == []
    assert [page.standing for page in listed(shop)] == [Standing.AGAIN, Standing.FILED]
    assert refusals(
        lambda: shop.do(file_page, page_id=taken.id, numbers=[FIRST], attachments=DOOR)
    ) == {"page_settled"}


def test_a_file_that_was_cut_short_goes_on_where_it_ended(shop: TicketShop) -> None:
    receive(shop, 1, FIRST)
    receive(shop, 3)
    again = shop.do(begin_file, file_name="copy.pdf", digest="f" * 64, page_count=9)
    assert again == (1, frozenset({1, 3}))


def test_too_large_a_page_leaves_nothing(shop: TicketShop) -> None:
    small = Attachments(lambda _session: 0)
    file_id, _there = shop.do(begin_file, file_name="a.pdf", digest="f" * 64, page_count=1)
    page = PageRead(1, b"%PDF-", ".pdf", "x", Judged(Verdict.FILED, (FIRST,)))
    assert refusals(
        lambda: shop.do(receive_page, file_id=file_id, page=page, attachments=small)
    ) == {"file_too_large"}
    assert listed(shop) == []


@pytest.mark.parametrize("typed", ["SLIP-000002", " slip-000002", "2"])
def test_a_person_files_what_could_not_be_read(shop: TicketShop, typed: str) -> None:
    taken = receive(shop, 1)
    shop.do(file_page, page_id=taken.id, numbers=[typed], attachments=DOOR)
    (page,) = listed(shop, standing=Standing.FILED)
    assert (page.slips, page.by_barcode, page.by) == (((2, SECOND),), False, "ana")
    assert len(on(shop, TICKET, 2)) == 1


@pytest.mark.parametrize("typed", [["SLIP-000009"], ["SLIP-000001", "7"], ["", " "]])
def test_a_number_that_no_slip_has_files_nothing(shop: TicketShop, typed: list[str]) -> None:
    taken = receive(shop, 1)
    assert refusals(
        lambda: shop.do(file_page, page_id=taken.id, numbers=typed, attachments=DOOR)
    ) == {"unknown_slip"}
    assert on(shop, TICKET, 1) == []


def test_a_page_is_settled_once_until_it_is_put_back(shop: TicketShop) -> None:
    taken = receive(shop, 1, FIRST)
    aside = {"page_id": taken.id, "reason": "Not a slip"}
    assert refusals(lambda: shop.do(set_page_aside, **aside)) == {"page_settled"}
    back = {"page_id": taken.id, "reason": "Wrong slip", "attachments": DOOR}
    shop.do(put_page_back, **back)
    assert refusals(lambda: shop.do(put_page_back, **back)) == {"page_waits"}
    (page,) = listed(shop, standing=Standing.WAITING)
    assert (page.reason, page.slips) == ("Wrong slip", ())
    assert on(shop, TICKET, 1) == []
    shop.do(file_page, page_id=taken.id, numbers=[SECOND], attachments=DOOR)
    assert len(on(shop, TICKET, 2)) == 1
    decisions = [one.decision for one in shop.shop.rows(PageDecision)]
    assert decisions == [Decision.FILED, Decision.PUT_BACK, Decision.FILED]


def test_a_page_is_set_aside_for_a_reason(shop: TicketShop) -> None:
    taken = receive(shop, 1)
    assert refusals(lambda: shop.do(set_page_aside, page_id=taken.id, reason=" ")) == {"no_reason"}
    shop.do(set_page_aside, page_id=taken.id, reason="An advertisement")
    (page,) = listed(shop, standing=Standing.SET_ASIDE)
    assert page.reason == "An advertisement"
    assert refusals(
        lambda: shop.do(put_page_back, page_id=taken.id, reason="", attachments=DOOR)
    ) == {"no_reason"}


def test_a_page_that_somebody_attached_by_hand_is_filed_all_the_same(shop: TicketShop) -> None:
    content = b"%PDF-1.4 by hand"
    shop.do(DOOR.attach, ref=RecordRef(TICKET, 1), file_name="a.pdf", content=content)
    receive(shop, 1, FIRST, content=content)
    with reading(shop.shop.engine) as session:
        assert pages_filed(session, ticket_id=1) == 1
    assert on(shop, TICKET, 1) == [content]


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": Decision.FILED},
        {"decision": Decision.SET_ASIDE, "ticket_id": 1, "reason": "x"},
        {"decision": Decision.PUT_BACK},
        {"decision": Decision.SET_ASIDE, "reason": "x", "turn": 1},
    ],
)
def test_the_database_refuses_a_decision_that_cannot_be(
    shop: TicketShop, wrong: dict[str, object]
) -> None:
    receive(shop, 1, FIRST)
    (page,) = shop.shop.rows(ReceivedPage)
    values = {
        "page_id": page.id,
        "turn": 2,
        "by_barcode": False,
        "reason": "",
        "decided_at": page.received_at,
        "decided_by": "ana",
        **wrong,
    }
    with pytest.raises(IntegrityError), shop.shop.engine.begin() as connection:
        connection.execute(insert(PageDecision).values(values))
