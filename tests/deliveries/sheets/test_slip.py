"""A slip read back from its PDF: every fact on it, large serials, room to sign, no letter torn."""

from dataclasses import replace

import pytest

from dmedesk.deliveries.rules.paper import SignedHere
from dmedesk.deliveries.rules.words import Relationship
from dmedesk.deliveries.sheets.slip import slip_pdf
from dmedesk.kit.strokes import Drawing, Point
from dmedesk.printing import grid
from tests.deliveries.sheets.specimens import BED, EXCHANGE, LONG, OXYGEN, PICKUP, SLIP
from tests.printing.reading import PageRead, overlapping, read, words

ALL = {"delivery": SLIP, "exchange": EXCHANGE, "pickup": PICKUP, "twelve beds": LONG}
SLACK = 0.1


@pytest.fixture(scope="module", params=list(ALL))
def pages(request: pytest.FixtureRequest) -> list[PageRead]:
    return read(slip_pdf(ALL[request.param]))


def test_it_stays_in_its_margins_and_no_two_letters_overlap(pages: list[PageRead]) -> None:
    for page in pages:
        assert list(overlapping(page.letters)) == []
        for box in (*(one.box for one in page.letters), *(one.box for one in page.drawn)):
            assert box.left >= grid.LEFT - SLACK
            assert box.right <= grid.RIGHT + SLACK
            assert box.top >= grid.TOP - SLACK
            assert box.bottom <= grid.BOTTOM + SLACK


def test_it_is_set_in_the_sizes_of_every_paper(pages: list[PageRead]) -> None:
    for page in pages:
        assert {round(one.size, 1) for one in page.letters} <= {8.5, 10.5, 18.0}
        assert min(one.weight for one in page.drawn if one.weight) >= grid.HAIRLINE - 0.001


def test_everything_that_a_delivery_must_prove_stands_on_it() -> None:
    text = words(slip_pdf(SLIP))
    facts = (
        SLIP.number,
        SLIP.member.name,
        *SLIP.member.lines,
        BED.description.split(",")[0],
        BED.hcpcs,
        BED.brand,
        BED.model,
        BED.serial,
        OXYGEN.serial,
        "Checked on 2026-10-02 by Tom Reyes",
        "Signature of the member",
        "Printed name",
        "Date received",
        "Set up in the room of use and tried",
        "Side door, ring twice",
        "Day and night: 617-555-0199",
    )
    assert [fact for fact in facts if fact not in text] == []


def test_serials_are_read_across_a_counter() -> None:
    (first, _second) = read(slip_pdf(SLIP))
    large = "".join(one.character for one in first.letters if one.size > 17)
    assert BED.serial in large
    assert OXYGEN.serial in large


def test_only_the_suppliers_copy_is_signed_and_only_the_members_has_the_rights() -> None:
    ours, theirs = read(slip_pdf(SLIP))
    assert "Supplier's copy" in ours.text.replace("’", "'")
    assert "Signature" in ours.text
    assert "Day and night" not in ours.text
    assert "Day and night" in theirs.text
    assert "Signature" not in theirs.text


def test_an_exchange_says_what_goes_out_and_what_comes_back() -> None:
    text = words(slip_pdf(EXCHANGE))
    assert text.index("Out") < text.index("0521987") < text.index("Back")


def test_a_pickup_asks_for_the_day_it_was_taken_back() -> None:
    assert "Date taken back" in words(slip_pdf(PICKUP))


def test_a_long_slip_keeps_every_serial_and_signs_on_its_last_page() -> None:
    pages = read(slip_pdf(LONG))
    ours = pages[: len(pages) // 2]
    assert len(ours) > 1
    assert all("Signature" not in page.text for page in ours[:-1])
    assert "Signature" in ours[-1].text
    text = "".join(page.text for page in ours)
    assert all(text.count(item.serial) == 1 for item in LONG.items)


@pytest.mark.parametrize("serial", ["S" * 12, "S" * 24, "S" * 60])
def test_a_serial_is_never_cut(serial: str) -> None:
    paper = replace(SLIP, items=(replace(BED, serial=serial),))
    (ours, _theirs) = read(slip_pdf(paper))
    assert "".join(ours.text.split()).count("S" * 12) == len(serial) // 12


def test_the_same_slip_is_the_same_bytes() -> None:
    assert slip_pdf(SLIP) == slip_pdf(SLIP)


def test_a_slip_signed_on_screen_says_so_with_its_tasks() -> None:
    drawing = Drawing(4_000, 1_120, ((Point(400, 300, 0), Point(3_000, 900, 40)),))
    done = SLIP.tasks[:3]
    signed = SignedHere(drawing, "Nora Rivera", Relationship.SELF, SLIP.planned_on, done, "8a78")
    suppliers, members = read(slip_pdf(replace(SLIP, signed=signed)))
    assert "signed on screen" in suppliers.text
    assert suppliers.text.count("×") == len(done) + 1
    assert "Seal 8a78" not in members.text
