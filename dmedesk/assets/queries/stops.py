"""What stops units: the criteria in force, how each unit stands to them, what a match finds."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import LIVE, Criterion, Stand, made_in
from dmedesk.assets.rules.matching import (
    Group,
    Match,
    ModelFacts,
    Near,
    Notice,
    Sieve,
    UnitFacts,
    match,
    match_near,
    near,
    sieve,
)
from dmedesk.assets.rules.moves import Cause
from dmedesk.assets.tables import Asset, StopCriterion, StopMark
from dmedesk.catalog.tables import Product
from dmedesk.kit.findings import Finding, Severity

_Later = aliased(StopMark)


class Found(NamedTuple):
    """A unit that a match proposes, and why."""

    asset_id: int
    stand: Stand
    reason: str


class Matched(NamedTuple):
    """What a match over all units found, and how many it looked at."""

    found: list[Found]
    looked_at: int


def is_last() -> Any:
    """That a mark is the last one of its unit and its notice: the one that counts."""
    return ~(
        select(_Later.id)
        .where(
            _Later.asset_id == StopMark.asset_id,
            _Later.cause_kind == StopMark.cause_kind,
            _Later.cause_no == StopMark.cause_no,
            _Later.turn > StopMark.turn,
        )
        .exists()
    )


def notice_of(session: Session, cause: Cause) -> Notice:
    """The criteria that a record wrote down last; none where it has none."""
    chosen = select(StopCriterion).where(
        StopCriterion.cause_kind == cause.kind,
        StopCriterion.cause_no == cause.number,
        StopCriterion.edition == edition_of(session, cause),
    )
    rows = session.scalars(chosen.order_by(StopCriterion.place)).all()
    return _notice(rows)


def edition_of(session: Session, cause: Cause) -> int:
    """How often the criteria of a record were written down; 0 for never."""
    chosen = select(func.max(StopCriterion.edition)).where(
        StopCriterion.cause_kind == cause.kind, StopCriterion.cause_no == cause.number
    )
    return session.scalar(chosen) or 0


def notices(session: Session) -> dict[Cause, Notice]:
    """Every notice there is, by its record."""
    newer = aliased(StopCriterion)
    is_old = (
        select(newer.id)
        .where(
            newer.cause_kind == StopCriterion.cause_kind,
            newer.cause_no == StopCriterion.cause_no,
            newer.edition > StopCriterion.edition,
        )
        .exists()
    )
    found: dict[Cause, list[StopCriterion]] = defaultdict(list)
    chosen = select(StopCriterion).where(~is_old).order_by(StopCriterion.id)
    for row in session.scalars(chosen):
        found[Cause(row.cause_kind, row.cause_no)].append(row)
    return {cause: _notice(rows) for cause, rows in found.items()}


def _notice(rows: Sequence[StopCriterion]) -> Notice:
    if not rows:
        return Notice("", ())
    return Notice(rows[0].firm, tuple(map(_criterion, rows)), rows[0].is_whole)


def _criterion(row: StopCriterion) -> Criterion:
    return Criterion(row.group_no, row.kind, row.value, row.until_value)


def marks_by_unit(session: Session, cause: Cause) -> dict[int, StopMark]:
    """The mark that counts of every unit that a notice ever met."""
    chosen = select(StopMark).where(
        StopMark.cause_kind == cause.kind, StopMark.cause_no == cause.number, is_last()
    )
    return {mark.asset_id: mark for mark in session.scalars(chosen)}


def stops_of(session: Session, asset_id: int) -> list[StopMark]:
    """The marks that keep a unit in the house now."""
    chosen = select(StopMark).where(StopMark.asset_id == asset_id, StopMark.stand.in_(LIVE))
    return list(session.scalars(chosen.where(is_last()).order_by(StopMark.cause_no)))


def stop_findings(session: Session, *, asset_id: int, serial: str) -> list[Finding]:
    """Why a unit stays in the house: each notice that means it, or may mean it."""
    return [
        Finding(
            Severity.STOP,
            "unit_stopped",
            f"{mark.cause_no} stops this unit ({mark.stand}): {mark.reason}.",
            subject=serial,
            remedy=f"Take another unit. {mark.cause_no} says what to do with this one.",
        )
        for mark in stops_of(session, asset_id)
    ]


def matched(session: Session, notice: Notice) -> Matched:
    """Every unit that the shop has or had and that the notice means, or may mean.

    Only units of products that some group may mean are read; of all others the product says why.
    """
    groups = notice.groups()
    looked_at = session.scalar(select(func.count(Asset.id))) or 0
    if not groups:
        return Matched([], looked_at)
    products = {row.id: _model(row) for row in session.execute(_PRODUCTS)}
    own = {
        product_id: [near(group, facts) for group in groups]
        for product_id, facts in products.items()
    }
    may_be = [
        product_id
        for product_id, levels in own.items()
        if any(level is not Near.OTHER for level, _why in levels)
    ]
    wanted = [Asset.product_id.in_(may_be)]
    if any(group.dis for group in groups):
        wanted.append(Asset.udi_di.is_not(None))
    passes = sieve(groups)
    if passes is not None:
        rows = session.execute(_UNITS.where(or_(*wanted), _through(session, passes)))
    else:
        rows = session.execute(_UNITS.where(or_(*wanted)))
    return Matched(list(_found(groups, products, own, rows)), looked_at)


def _through(session: Session, passes: Sieve) -> Any:
    """That a unit's codes pass the sieve. A lot is compared once, however many units bear it."""
    clauses: list[Any] = [Asset.serial_key.in_(passes.serials)]
    for beginning in passes.beginnings:
        if beginning:
            clauses.append(Asset.serial_key.startswith(beginning, autoescape=True))
        else:
            clauses.append(func.substr(Asset.serial_key, 1, 1).in_(tuple("0123456789")))
    if passes.lots:
        lots = session.scalars(select(Asset.lot).where(Asset.lot.is_not(None)).distinct())
        wanted = [lot for lot in lots if lot and serial_key(lot) in passes.lots]
        clauses += [Asset.lot.in_(wanted), Asset.lot.is_(None)]
    return or_(*clauses)


_PRODUCTS = select(
    Product.id,
    Product.manufacturer,
    Product.model,
    Product.product_no,
    Product.description,
    Product.udi_di,
)
_UNITS = select(
    Asset.id, Asset.product_id, Asset.serial, Asset.lot, Asset.udi_di, Asset.udi_pi
).order_by(Asset.id)


def _model(row: Any) -> ModelFacts:
    return ModelFacts(
        row.manufacturer or "",
        row.model or "",
        row.product_no,
        row.description,
        row.udi_di or "",
    )


def _found(
    groups: Sequence[Group],
    products: dict[int, ModelFacts],
    own: dict[int, list[tuple[Near, str]]],
    rows: Any,
) -> Iterator[Found]:
    """What is found among units; a product's nearness is worked out once, a unit's own DI anew."""
    for asset_id, product_id, serial, lot, udi_di, udi_pi in rows:
        unit = UnitFacts(serial, lot or "", udi_di or "", made_in(udi_pi) if udi_pi else None)
        if udi_di:
            said = match(groups, products[product_id], unit)
        else:
            said = _strongest(groups, own[product_id], unit)
        if said.stand is not None:
            yield Found(asset_id, said.stand, said.reason)


def _strongest(
    groups: Sequence[Group], levels: Sequence[tuple[Near, str]], unit: UnitFacts
) -> Match:
    best = Match(None, "")
    for group, (level, why) in zip(groups, levels, strict=True):
        found = match_near(group, level, why, unit)
        if found.stand is Stand.CERTAIN:
            return found
        if found.stand is not None and best.stand is None:
            best = found
    return best


def match_of(session: Session, asset_id: int, notice: Notice) -> Match:
    """What the match says of one unit, clear ones with their reason too."""
    chosen = (
        select(Asset, *_PRODUCTS.selected_columns)
        .join(Product, Product.id == Asset.product_id)
        .where(Asset.id == asset_id)
    )
    row = session.execute(chosen).one()
    unit: Asset = row[0]
    facts = UnitFacts(
        unit.serial,
        unit.lot or "",
        unit.udi_di or "",
        made_in(unit.udi_pi) if unit.udi_pi else None,
    )
    model = ModelFacts(
        row.manufacturer or "",
        row.model or "",
        row.product_no,
        row.description,
        row[6] or "",
    )
    return match(notice.groups(), model, facts)
