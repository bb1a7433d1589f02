"""A shop's months from the first preview to the last credit (``billing.md``), on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.tables import (
    BillingRun,
    Credit,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
)
from dmedesk.kit.errors import Refused, WorldError
from dmedesk.members.tables import Member
from dmedesk.papers.tables import AuthorizationUse
from dmedesk.rentals.actions import MonthTurn, write_months
from dmedesk.rentals.tables import MonthEntry, Rental
from dmedesk.store.unit_of_work import unit_of_work
from tests.flows.month_shop import (
    MonthShop,
    billed,
    day,
    held,
    months_from,
    numbers,
    without_numbers,
)


@pytest.fixture
def shop(shop_engine: Engine) -> MonthShop:
    """A founded shop without rentals."""
    return MonthShop(shop_engine).found()


def test_post_gives_what_preview_gave_and_numbers_it_without_gaps(shop: MonthShop) -> None:
    shop.rent("R2", member_no="M2")
    shop.rent("R10", member_no="M10")
    shop.rent("R3", member_no="M2", payer="PP")
    shop.rent("R4", member_no="M2")
    preview = shop.preview("2026-10")
    assert shop.rows(Invoice) == []
    posted = shop.post("2026-10")
    assert without_numbers(posted) == preview
    assert numbers(posted) == ["INV-000001", "INV-000002", "INV-000003"]
    assert [(one["member_no"], one["payer_code"], one["lines"]) for one in posted["invoices"]] == [
        ("M10", "MH", 1),
        ("M2", "MH", 2),
        ("M2", "PP", 1),
    ]
    assert posted["total"] == "725.00"
    shop.rent("R5")
    assert numbers(shop.post("2026-10")) == ["INV-000004"]
    assert numbers(shop.post("2026-11"))[0] == "INV-000005"


def test_posting_a_month_twice_adds_nothing_and_writes_nothing(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    shop.post("2026-10")
    again = shop.post("2026-10")
    assert (again["lines"], again["invoices"], again["total"]) == ([], [], "0.00")
    assert held(again) == [("R2", "2026-10-05", ["no_proof_of_delivery"])]
    assert len(shop.rows(BillingRun)) == 1
    assert len(shop.rows(HeldMonth)) == 1


def test_a_held_month_is_released_by_its_own_month_or_a_later_one(shop: MonthShop) -> None:
    shop.rent("R1", proven_on=None)
    shop.rent("R2", proven_on=None, member_no="M2")
    shop.post("2026-09")
    shop.prove("R1", "2026-09-05")
    assert billed(shop.post("2026-09")) == [("R1", 3, "100.00")]
    shop.prove("R2", "2026-09-05")
    october = shop.post("2026-10")
    # The released month stands on the invoice of the month that released it.
    assert billed(october) == [
        ("R1", 4, "75.00"),
        ("R2", 3, "100.00"),
        ("R2", 4, "75.00"),
    ]
    assert [invoice["total"] for invoice in october["invoices"]] == ["75.00", "175.00"]
    assert billed(shop.post("2026-09")) == []


def test_a_later_month_may_be_posted_while_an_earlier_one_still_has_holds(shop: MonthShop) -> None:
    shop.rent("R1", proven_on=None)
    shop.post("2026-08")
    shop.prove("R1", "2026-10-05")
    october = shop.post("2026-10")
    assert billed(october) == [("R1", 4, "75.00")]
    assert held(october) == [("R1", "2026-08-05", ["no_proof_of_delivery"])]
    shop.prove("R1", "2026-08-05")
    # September was never posted, so no run has held its month: only its own run bills it.
    assert billed(shop.post("2026-11")) == [("R1", 2, "100.00"), ("R1", 5, "75.00")]
    assert billed(shop.post("2026-09")) == [("R1", 3, "100.00")]


def test_an_exchanged_unit_is_billed_from_the_first_month_that_it_begins(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.exchange("R1", serial="S2", hcpcs="E0260", on="2026-10-05")
    assert [line["serial"] for line in shop.post("2026-09")["lines"]] == ["SR1"]
    assert [line["serial"] for line in shop.post("2026-10")["lines"]] == ["S2"]


def test_an_interruption_is_neither_billed_nor_counted(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.interrupt("R1", "2026-09-01", "2026-10-04")
    taken = [billed(shop.post(month)) for month in months_from("2026-07", 5)]
    assert taken == [
        [("R1", 1, "100.00")],
        [("R1", 2, "100.00")],
        [],
        [("R1", 3, "100.00")],
        [("R1", 4, "75.00")],
    ]


def test_month_ends_are_counted_from_the_anchor(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-01-31")
    lines = [shop.post(month)["lines"][0] for month in months_from("2026-01", 4)]
    assert [(line["from_on"], line["until_on"]) for line in lines] == [
        ("2026-01-31", "2026-02-27"),
        ("2026-02-28", "2026-03-30"),
        ("2026-03-31", "2026-04-29"),
        ("2026-04-30", "2026-05-30"),
    ]


def test_a_capped_rental_pays_thirteen_months_and_is_finished_in_every_later_run(
    shop: MonthShop,
) -> None:
    shop.rent("R1", started_on="2025-08-15")
    taken = [shop.post(month) for month in months_from("2025-08", 15)]
    assert [billed(month) for month in taken[11:]] == [
        [("R1", 12, "75.00")],
        [("R1", 13, "75.00")],
        [],
        [],
    ]
    assert [month["finished"] for month in taken[12:]] == [
        [],
        [{"rental_no": "R1", "last_month": 13}],
        [{"rental_no": "R1", "last_month": 13}],
    ]
    assert sum(entry.amount_cents for entry in shop.rows(MonthEntry)) == 105_000


def test_an_inexpensive_rental_is_trimmed_at_the_fee_if_new_and_then_finished(
    shop: MonthShop,
) -> None:
    shop.rent("R1", hcpcs="E0163", started_on="2026-01-05")
    taken = [shop.post(month) for month in months_from("2026-01", 11)]
    # Nine months of 11.00 leave 1.00 of the 100.00; the eleventh is past the last of ten.
    assert [billed(month) for month in taken[8:]] == [
        [("R1", 9, "11.00")],
        [("R1", 10, "1.00")],
        [],
    ]
    assert [month["finished"] for month in taken[9:]] == [
        [],
        [{"rental_no": "R1", "last_month": 10}],
    ]


def test_a_ceiling_reached_before_the_last_month_names_the_highest_number_billed(
    shop: MonthShop,
) -> None:
    shop.rent(
        "R1",
        hcpcs="E0163",
        started_on="2026-07-05",
        months_already_paid=2,
        paid_already_cents=9_000,
    )
    assert billed(shop.post("2026-09")) == [("R1", 3, "10.00")]
    october = shop.post("2026-10")
    assert (october["lines"], october["finished"]) == (
        [],
        [{"rental_no": "R1", "last_month": 3}],
    )


def test_a_nursing_facility_lowers_oxygen_from_the_first_day_that_it_is_lived_in(
    shop: MonthShop,
) -> None:
    shop.rent("R1", hcpcs="E1390")
    shop.move_in("M1", "2026-10-05")
    assert billed(shop.post("2026-09")) == [("R1", 3, "200.00")]
    assert billed(shop.post("2026-10")) == [("R1", 4, "180.00")]


def test_a_death_ends_the_months_that_begin_after_it(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.change(Member, Member.member_no == "M1", deceased_on=day("2026-10-05"))
    assert billed(shop.post("2026-10")) == [("R1", 4, "75.00")]
    november = shop.post("2026-11")
    assert (november["lines"], november["finished"]) == ([], [])


def test_months_of_an_authorization_are_used_given_back_and_used_again(shop: MonthShop) -> None:
    shop.rent("R1", pa_required=True)
    shop.authorize("M1", "E0260", "PA1", 1)
    shop.authorize("M1", "E0260", "PA2", 1)
    assert billed(shop.post("2026-09")) == [("R1", 3, "100.00")]
    assert billed(shop.post("2026-10")) == [("R1", 4, "75.00")]
    assert held(shop.post("2026-11")) == [("R1", "2026-11-05", ["authorization_months_used"])]
    shop.undo("2026-10")
    assert billed(shop.post("2026-11")) == [("R1", 5, "75.00")]
    assert held(shop.preview("2026-10")) == [("R1", "2026-10-05", ["authorization_months_used"])]
    uses = [(use.authorization_id, use.round, use.months) for use in shop.rows(AuthorizationUse)]
    assert uses == [(1, 1, 1), (2, 1, 1), (2, 1, -1), (2, 1, 1)]


def test_a_private_payer_pays_the_usual_charge(shop: MonthShop) -> None:
    shop.rent("R1", payer="PP", started_on="2020-01-05")
    line = shop.post("2026-10")["lines"][0]
    assert (line["amount"], line["modifiers"], line["basis"], line["citations"]) == (
        "500.00",
        ["RR"],
        "usual_charge",
        [],
    )


def test_a_payer_alone_leaves_out_everything_of_the_others(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", payer="PP")
    shop.rent("R3", payer="PP", proven_on=None)
    shop.rent("R4", started_on="2025-01-05")
    shop.rent("R5", proven_on=None)
    private = shop.post("2026-10", payer="PP")
    assert billed(private) == [("R2", 4, "500.00")]
    assert [one[0] for one in held(private)] == ["R3"]
    assert private["finished"] == []
    rest = shop.post("2026-10")
    assert billed(rest) == [("R1", 4, "75.00")]
    assert [one[0] for one in held(rest)] == ["R5", "R3"]


def test_a_payer_that_nobody_has_is_refused(shop: MonthShop) -> None:
    with pytest.raises(Refused, match="There is no payer XX"):
        shop.preview("2026-10", payer="XX")


def test_undo_credits_the_last_posting_on_the_next_numbers(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    assert shop.undo("2026-10") == [("INV-000003", "INV-000001"), ("INV-000004", "INV-000002")]
    assert sum(entry.amount_cents for entry in shop.rows(MonthEntry)) == 0
    assert len(shop.rows(Invoice)) == 2
    again = shop.post("2026-10")
    assert numbers(again) == ["INV-000005", "INV-000006"]
    assert [entry.turn for entry in shop.rows(MonthEntry)] == [1, 1, 2, 2, 3, 3]
    assert shop.undo("2026-10")[0][0] == "INV-000007"


def test_undo_takes_back_one_posting_at_a_time_and_none_that_added_nothing(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    shop.rent("R3", member_no="M10", proven_on=None)
    shop.post("2026-10")
    shop.post("2026-10")
    assert [invoice for _, invoice in shop.undo("2026-10")] == ["INV-000002"]
    assert [invoice for _, invoice in shop.undo("2026-10")] == ["INV-000001"]
    with pytest.raises(Refused, match="Nothing posted for 2026-10 stands"):
        shop.undo("2026-10")


def test_undo_is_refused_where_a_later_posting_billed_the_same_rentals(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    shop.post("2026-10")
    shop.post("2026-11")
    with pytest.raises(Refused, match="R1, R2"):
        shop.undo("2026-10")
    assert shop.rows(Credit) == []
    shop.undo("2026-11")
    shop.undo("2026-10")
    assert billed(shop.preview("2026-11")) == [("R1", 5, "75.00"), ("R2", 5, "75.00")]


def test_a_later_posting_of_other_rentals_does_not_stand_in_the_way(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.change(Rental, Rental.rental_no == "R1", ended_on=day("2026-10-31"))
    shop.rent("R2", started_on="2026-11-01")
    shop.post("2026-11")
    assert [invoice for _, invoice in shop.undo("2026-10")] == ["INV-000001"]


def test_what_is_credited_does_not_count_as_paid(shop: MonthShop) -> None:
    shop.rent(
        "R1",
        hcpcs="E0163",
        months_already_paid=2,
        paid_already_cents=8_500,
        started_on="2026-07-05",
    )
    assert billed(shop.post("2026-09")) == [("R1", 3, "11.00")]
    shop.undo("2026-09")
    assert billed(shop.post("2026-10")) == [("R1", 4, "11.00")]
    assert billed(shop.post("2026-09")) == [("R1", 3, "4.00")]


def test_months_entered_late_are_listed_by_a_later_preview_and_taken_by_their_own_run(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    shop.post("2026-10")
    assert "late" not in shop.preview("2026-11")
    shop.rent("R3", started_on="2026-10-20")
    shop.rent("R4", started_on="2026-10-21", proven_on=None)
    assert "late" not in shop.preview("2026-10")
    late = shop.preview("2026-11")["late"]
    assert [(one["month"], one["rental_no"], one["from_on"], one["amount"]) for one in late] == [
        ("2026-10", "R3", "2026-10-20", "100.00"),
        ("2026-10", "R4", "2026-10-21", None),
    ]
    assert billed(shop.post("2026-10")) == [("R3", 1, "100.00")]
    assert "late" not in shop.preview("2026-11")


def test_a_month_that_was_taken_back_is_not_a_posted_month(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.rent("R2", proven_on=None)
    shop.post("2026-10")
    shop.undo("2026-10")
    november = shop.preview("2026-11")
    assert "late" not in november
    assert held(november) == [("R2", "2026-11-05", ["no_proof_of_delivery"])]


def test_papers_are_made_once_and_missing_ones_by_posting_again(
    shop: MonthShop, tmp_path: Path
) -> None:
    shop.rent("R1")
    shop.rent("R2", member_no="M2")
    out = tmp_path / "papers"
    posted = shop.post("2026-10", out=out)
    assert [invoice["pdf"] for invoice in posted["invoices"]] == [
        "INV-000001.pdf",
        "INV-000002.pdf",
    ]
    first = out / "INV-000001.pdf"
    first.unlink()
    kept = out / "INV-000002.pdf"
    written_at = kept.stat().st_mtime_ns
    again = shop.post("2026-10", out=out)
    assert again["invoices"] == []
    assert first.read_bytes() == b"paper of INV-000001"
    assert kept.stat().st_mtime_ns == written_at
    assert sorted(path.name for path in out.iterdir()) == ["INV-000001.pdf", "INV-000002.pdf"]
    assert len(shop.rows(InvoiceDocument)) == 2


def test_a_folder_that_cannot_be_made_leaves_the_month_posted(
    shop: MonthShop, tmp_path: Path
) -> None:
    shop.rent("R1")
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorldError, match="The month is posted"):
        shop.post("2026-10", out=tmp_path / "file" / "papers")
    shop.post("2026-10", out=tmp_path / "papers")
    assert (tmp_path / "papers" / "INV-000001.pdf").exists()


def test_words_are_frozen_when_posted_and_shared_while_they_stay_the_same(
    shop: MonthShop,
) -> None:
    shop.rent("R1")
    shop.post("2026-09")
    shop.post("2026-10")
    assert len(shop.rows(PrintedWords)) == 4
    shop.change(Member, Member.member_no == "M1", last_name="Rivera-Lopez")
    shop.post("2026-11")
    words = {row.id: row.words for row in shop.rows(PrintedWords)}
    assert len(words) == 5
    names = [words[invoice.member_words_id] for invoice in shop.rows(Invoice)]
    assert names == ['["M1 Rivera",[],"M1",[]]'] * 2 + ['["M1 Rivera-Lopez",[],"M1",[]]']


def test_the_database_itself_refuses_a_second_billed_line(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    rental_id = shop.rows(Rental)[0].id
    for turn in (1, 3):
        second = MonthTurn(rental_id, day("2026-10-05"), turn, 4, 7_500)
        with pytest.raises(IntegrityError), _writing(shop) as work:
            write_months(work, turns=[second])


def _writing(shop: MonthShop) -> Any:
    return unit_of_work(shop.engine, actor="ana", action="write")


@pytest.fixture
def statements(shop: MonthShop) -> Iterator[list[str]]:
    """Every statement that the shop's database is sent."""
    sent: list[str] = []

    def note(*arguments: Any) -> None:
        sent.append(arguments[2])

    event.listen(shop.engine, "before_cursor_execute", note)
    yield sent
    event.remove(shop.engine, "before_cursor_execute", note)


def test_the_number_of_statements_does_not_grow_with_the_shop(
    shop: MonthShop, statements: list[str]
) -> None:
    counts = []
    for size in (1, 12):
        for number in range(size):
            shop.rent(f"R{size}-{number}", member_no=("M1", "M2", "M10")[number % 3])
        del statements[:]
        shop.preview("2026-10")
        previewed = len(statements)
        shop.post("2026-10")
        counts.append((previewed, len(statements) - previewed))
    assert counts[0][0] == counts[1][0]
    assert counts[0][1] == counts[1][1]
    assert len(shop.rows(InvoiceLine)) == 13
