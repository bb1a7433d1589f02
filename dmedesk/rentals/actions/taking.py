"""Takes rentals, their units and interruptions as the files have them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, exists, or_, select, update

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.assets.rules import AssetState
from dmedesk.assets.tables import Asset
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.rentals.queries.stored import rental_ids
from dmedesk.rentals.tables import Interruption, OptionFact, Rental, RentalUnit, Resumption
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

_IDS_A_STATEMENT = 10_000
_IDENTITIES = {"rental_no": "rental_id", "serial": "asset_id"}


def take_rentals(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new rentals and change known ones, as ``rentals.csv`` has them.

    Their members, payers and units must have been entered. The database allows a unit one open
    rental, so whoever gives one up does so before any other takes it.
    """
    ending = {row_id: values for row_id, values in changed.items() if values.get("ended_on")}
    exchanging = let_go(work, row_ids=[row_id for row_id in changed if "serial" in changed[row_id]])
    staying = {
        row_id: {"ended_on": None, **values} if row_id in exchanging else values
        for row_id, values in changed.items()
        if row_id not in ending
    }
    ids = {
        "member_no": member_ids(work.session),
        "payer_code": payer_ids(work.session),
        "serial": asset_ids(work.session),
    }
    names = {
        "member_no": "member_id",
        "payer_code": "payer_id",
        "serial": "asset_id",
        "paid_already": "paid_already_cents",
    }
    take_rows(work, Rental, added=(), changed=ending, names=names, ids=ids)
    take_rows(work, Rental, added=added, changed=staying, names=names, ids=ids)
    name_holders(work)


def forget_holders(work: UnitOfWork) -> None:
    """Nobody has the units that no movement speaks of, until ``name_holders`` says so again.

    For whoever removes rentals together with their members.
    """
    known = update(Asset).where(Asset.turn == 0, Asset.holder_id.is_not(None))
    work.session.flush()
    work.session.connection().execute(known.values(holder_id=None))
    work.session.expire_all()


def name_holders(work: UnitOfWork) -> None:
    """Write down into the units who has those that no movement speaks of: their open rentals'.

    It follows from the rentals, whose own rows the audit keeps. A rental that ended because its
    purchase was declined leaves the unit with the member until it is fetched.
    """
    declined = exists().where(
        OptionFact.rental_id == Rental.id, OptionFact.ends_on == Rental.ended_on
    )
    still_out = and_(Asset.state == AssetState.ON_RENT, declined)
    holder = (
        select(Rental.member_id)
        .where(Rental.asset_id == Asset.id, or_(Rental.ended_on.is_(None), still_out))
        .order_by(Rental.started_on.desc(), Rental.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    moved_in = update(Asset).where(Asset.turn == 0, Asset.holder_id.is_distinct_from(holder))
    work.session.flush()
    work.session.connection().execute(moved_in.values(holder_id=holder, place_id=None))
    work.session.expire_all()


def let_go(work: UnitOfWork, *, row_ids: list[int]) -> set[int]:
    """End the open ones of these rentals for a moment, so that their units are free; which?

    Whoever calls opens them again in the same unit of work.
    """
    found: set[int] = set()
    for start in range(0, len(row_ids), _IDS_A_STATEMENT):
        some = row_ids[start : start + _IDS_A_STATEMENT]
        is_open = Rental.id.in_(some) & Rental.ended_on.is_(None)
        found |= set(work.session.scalars(select(Rental.id).where(is_open)))
        work.session.execute(update(Rental).where(is_open).values(ended_on=Rental.started_on))
    return found


def take_rental_units(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter which units served when, and change known rows, as ``rental_units.csv`` has them.

    Their rentals and units must have been entered.
    """
    ids = {"rental_no": rental_ids(work.session), "serial": asset_ids(work.session)}
    take_rows(work, RentalUnit, added=added, changed=changed, names=_IDENTITIES, ids=ids)


def take_interruptions(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new interruptions and change known ones, as ``interruptions.csv`` has them.

    Their rentals must have been entered.
    """
    ids = {"rental_no": rental_ids(work.session)}
    take_rows(work, Interruption, added=added, changed=changed, names=_IDENTITIES, ids=ids)


def take_resumptions(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter how rentals went on after a stay, as ``resumptions.csv`` has it.

    Their rentals must have been entered. A known one is a fact and changes in nothing.
    """
    if changed:
        raise ValueError("how a rental went on is never changed")
    ids = {"rental_no": rental_ids(work.session)}
    take_rows(work, Resumption, added=added, changed={}, names=_IDENTITIES, ids=ids)


def take_option_facts(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter what was answered to offers to buy, as ``option_facts.csv`` has it.

    Their rentals must have been entered. A known one is a fact and changes in nothing.
    """
    if changed:
        raise ValueError("an answer to an offer is never changed")
    ids = {"rental_no": rental_ids(work.session)}
    names = {"rental_no": "rental_id", "price": "cents"}
    take_rows(work, OptionFact, added=added, changed={}, names=names, ids=ids)
    name_holders(work)
