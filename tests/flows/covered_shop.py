"""A shop whose member M1 is covered by Medicare and then by MassHealth, with made-up fees."""

from sqlalchemy import Engine, select

from dmedesk.catalog.rules.words import FeeRegime, FeeState, PaymentClass
from dmedesk.catalog.tables import FeeEdition, FeeRow
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.store.unit_of_work import reading
from tests.flows.month_shop import MonthShop, day


def found_covered(engine: Engine) -> MonthShop:
    """M1 has a Medicare bed of 100.00 a month: Medicare pays first, then MassHealth."""
    shop = MonthShop(engine).found()
    with reading(engine) as session:
        edition = session.scalars(select(FeeEdition.id)).one()
    shop.add(
        FeeRow(
            edition_id=edition,
            regime=FeeRegime.MEDICARE,
            hcpcs="E0260",
            modifiers="NU",
            from_on=day("2023-07-07"),
            state=FeeState.AMOUNT,
            fee_cents=100_000,
            payment_class=PaymentClass.CAPPED,
        )
    )
    cover(shop, "M1", "MC", rank=1)
    cover(shop, "M1", "MH", rank=2)
    return shop


def cover(
    shop: MonthShop,
    member_no: str,
    payer: str,
    *,
    rank: int,
    from_on: str = "2020-01-01",
    until_on: str | None = None,
) -> None:
    """A coverage of a member."""
    with reading(shop.engine) as session:
        member_id = session.scalars(select(Member.id).where(Member.member_no == member_no)).one()
        payer_id = session.scalars(select(Payer.id).where(Payer.code == payer)).one()
    shop.add(
        Coverage(
            member_id=member_id,
            payer_id=payer_id,
            rank=rank,
            from_on=day(from_on),
            until_on=None if until_on is None else day(until_on),
            number=f"{payer}-1",
        )
    )
