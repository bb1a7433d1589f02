"""What billing offers: the months to credit where a member stops, and what keeps money waiting."""

from dmedesk.billing import offers
from dmedesk.kit.offers import Tile
from dmedesk.kit.references import RecordRef
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.rules.policies import READING, policy_kinds
from dmedesk.store.unit_of_work import reading, unit_of_work
from tests.flows.month_shop import MonthShop, clock, day
from tests.statements import statements_of


def test_months_to_credit_name_their_invoice(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    with reading(shop.engine) as session:
        (one,) = offers.stops(session, RecordRef("member", 1), day("2026-10-01"))
        assert offers.stops(session, RecordRef("payer", 1), day("2026-10-01")) == ()
    assert one.sentence == ("Credit the month of 2026-10-05 of rental R1, on invoice INV-000001.")
    assert (one.cents, one.opens) == (7_500, RecordRef("invoice", 1))


def test_a_payer_tells_how_the_law_is_read(shop: MonthShop) -> None:
    with reading(shop.engine) as session:
        masshealth = offers.remarks(session, RecordRef("payer", 1), day("2026-10-01"))
        private = offers.remarks(session, RecordRef("payer", 3), day("2026-10-01"))
        assert offers.remarks(session, RecordRef("member", 1), day("2026-10-01")) == ()
        assert offers.remarks(session, RecordRef("payer", 9), day("2026-10-01")) == ()
    assert private == []
    kinds = [kind for key, kind in policy_kinds().items() if key.startswith(READING)]
    assert len(masshealth) == sum("masshealth" in kind.defaults for kind in kinds) > 0
    assert all("(as the program proposes; " in one.sentence for one in masshealth)


def test_a_reading_that_was_chosen_says_so_from_its_day_on(shop: MonthShop) -> None:
    key, kind = next(
        (key, kind) for key, kind in policy_kinds().items() if "masshealth" in kind.defaults
    )
    other = next(option for option in kind.options if option != kind.defaults["masshealth"])
    with unit_of_work(shop.engine, actor="ana", action="say_policy", clock=clock) as work:
        say_policy(
            work, key=key, regime="masshealth", value=other, from_on=day("2026-10-01"), why="Asked"
        )
    told = []
    for on in ("2026-09-30", "2026-10-01"):
        with reading(shop.engine) as session:
            found = offers.remarks(session, RecordRef("payer", 1), day(on))
        told.append([one.sentence for one in found if one.sentence.startswith(kind.title)])
    assert ["proposes" in lines[0] for lines in told] == [True, False]
    assert f"{kind.words_of(other)} (chosen; " in told[1][0]


def _tiles(shop: MonthShop, on: str = "2026-11-10") -> dict[str, Tile]:
    with reading(shop.engine) as session:
        return {tile.key: tile for tile in offers.tiles(session, day(on))}


def test_a_quiet_shop_has_no_tile(shop: MonthShop) -> None:
    assert _tiles(shop) == {}
    shop.rent("R1", started_on="2026-11-05", proven_on="2026-11-05")
    shop.post("2026-11")
    shop.make_some_papers("2026-11")
    assert _tiles(shop) == {}


def test_what_is_ready_and_what_is_held_wait_with_their_money(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-11-05", proven_on="2026-11-05")
    shop.rent("R2", member_no="M2", started_on="2026-11-05", proven_on=None)
    tiles = _tiles(shop)
    assert {key: (tile.count, tile.cents) for key, tile in tiles.items()} == {
        "to_post_2026_11": (1, 10_000),
        "held_no_proof_of_delivery": (1, 10_000),
    }
    held = tiles["held_no_proof_of_delivery"].opens
    assert (held.key, held.ask.chip) == ("month", "no_proof_of_delivery")
    assert [one.value for one in held.ask.filters] == [day("2026-11-01")]


def test_a_posted_month_without_papers_and_one_that_came_late(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-10-05")
    shop.post("2026-10")
    shop.post("2026-11")
    shop.rent("R2", member_no="M2", started_on="2026-10-20")
    tiles = _tiles(shop)
    assert tiles["papers_2026_10"].count == 1
    assert tiles["late_2026_10"].cents == 10_000
    assert tiles["to_post_2026_11"].about == "Posted in part; these lines are ready"


def test_the_month_before_that_was_never_posted_is_not_forgotten(shop: MonthShop) -> None:
    shop.rent("R1", started_on="2026-09-05")
    assert "to_post_2026_10" not in _tiles(shop)
    shop.post("2026-09")
    assert _tiles(shop)["to_post_2026_10"].count == 1


def test_the_tiles_take_as_many_statements_however_many_rentals_there_are(shop: MonthShop) -> None:
    counted = []
    for size in (2, 9):
        for number in range(size):
            shop.rent(f"R{size}-{number}", proven_on=None if number % 2 else "2020-01-01")
        with statements_of(shop.engine) as sent:
            _tiles(shop)
        counted.append(len(sent))
    assert counted[0] == counted[1]


def test_members_rentals_and_invoices_lead_to_each_other(shop: MonthShop) -> None:
    shop.rent("R1")
    shop.post("2026-10")
    shop.undo("2026-10")
    member, rental, invoice = (RecordRef(kind, 1) for kind in ("member", "rental", "invoice"))
    with reading(shop.engine) as session:
        of_member, account = offers.related(session, member)
        assert (account.count, account.opens) == (2, RecordRef("account", 1))
        (of_rental,) = offers.related(session, rental)
        of_line = RecordRef("invoice_line", 1)
        assert [one.opens for one in offers.related(session, invoice)] == [member, rental, of_line]
        assert offers.related(session, RecordRef("invoice", 9)) == []
        assert offers.related(session, RecordRef("payer", 1)) == []
        told = [offers.events(session, ref) for ref in (member, rental, invoice)]
        assert offers.events(session, RecordRef("payer", 1)) == []
    assert (of_member.count, of_rental.count) == (1, 1)
    for events in told:
        assert [one.sentence for one in events] == [
            "INV-000001: 1 month, 75.00",
            "INV-000002 credits INV-000001: 75.00. The month's posting was taken back",
        ]
    assert [events[0].opens for events in told] == [invoice, invoice, None]
