"""Chains: those that were turned on or made, one with its criteria, and which one is asked."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from dmedesk.kit.calendar import last_day
from dmedesk.kit.plain_list import PlainList
from dmedesk.members.queries.finding import payer_named
from dmedesk.members.tables import Payer
from dmedesk.papers.rules.chains import (
    Criterion,
    Stage,
    chain_proposals,
    codes_in,
    place_of,
)
from dmedesk.papers.rules.words import RequirementKind
from dmedesk.papers.tables import Chain, ChainCriterion, Requirement, Trial
from dmedesk.store.finding import Found

_STAGES = list(Stage)


@dataclass(frozen=True, slots=True)
class ChainRecord:
    """One chain with all that its page shows; ``criteria`` are its rows in their order.

    ``holds`` are the numbers of the requirements by which its months wait.
    """

    id: int
    version: int
    values: Mapping[str, Any]
    criteria: tuple[Mapping[str, Any], ...]
    payer: Found
    trials: int
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainListed:
    """One chain; ``last_on`` is its last day, ``criteria`` counts those of its two stages."""

    id: int
    chain_no: str
    title: str
    payer: str
    codes: str
    trial_months: int
    ask_days: int
    criteria: str
    open_trials: int
    holds: str
    from_on: date
    last_on: date | None
    citation: str
    confirm: str


def criterion_of(row: ChainCriterion) -> Criterion:
    """A stored criterion as it is judged."""
    return Criterion(
        row.stage,
        row.label,
        row.kind,
        row.text,
        row.line,
        row.unit,
        row.may_except,
        row.is_optional,
        row.citation,
        row.confirm,
    )


def criteria_rows(session: Session, chain_ids: Collection[int]) -> dict[int, list[ChainCriterion]]:
    """The criteria of these chains by chain, each in its order."""
    chosen = select(ChainCriterion).where(ChainCriterion.chain_id.in_(list(chain_ids)))
    found: dict[int, list[ChainCriterion]] = defaultdict(list)
    for one in session.scalars(chosen.order_by(ChainCriterion.id)):
        found[one.chain_id].append(one)
    for own in found.values():
        own.sort(key=lambda one: (_STAGES.index(one.stage), place_of(one.label)))
    return dict(found)


def chain_record(session: Session, chain_id: int) -> ChainRecord | None:
    """One chain; None where there is none of this id."""
    chain = session.get(Chain, chain_id)
    if chain is None:
        return None
    payer = payer_named(session, chain.payer_id)
    assert payer is not None
    rows = criteria_rows(session, [chain_id]).get(chain_id, [])
    trials = select(func.count(Trial.id)).where(Trial.chain_id == chain_id)
    return ChainRecord(
        chain.id,
        chain.row_version,
        _values(chain, ("id", "row_version")),
        tuple(_values(one, ("chain_id",)) for one in rows),
        payer,
        int(session.scalar(trials) or 0),
        _holds(session).get((chain.payer_id, chain.codes), ()),
    )


def chain_asked(session: Session, *, payer_id: int, hcpcs: str, on: date) -> Chain | None:
    """The chain that this payer has for a code on a day; None where it has none."""
    for one in session.scalars(select(Chain).where(Chain.payer_id == payer_id).order_by(Chain.id)):
        if is_in_force(one, on) and hcpcs in codes_in(one.codes):
            return one
    return None


def is_in_force(chain: Chain, on: date) -> bool:
    """Whether a chain is asked on a day."""
    return chain.from_on <= on and (chain.until_on is None or on < chain.until_on)


def chains_listed(session: Session, _on: date) -> list[ChainListed]:
    """Every chain, by payer and title; a few statements."""
    chosen = select(Chain, Payer.name).join(Payer, Payer.id == Chain.payer_id)
    rows = session.execute(chosen.order_by(Payer.name, Chain.title, Chain.id)).all()
    criteria = criteria_rows(session, [chain.id for chain, _name in rows])
    counted = select(Trial.chain_id, func.count(Trial.id)).where(Trial.closed_on.is_(None))
    trials = dict(session.execute(counted.group_by(Trial.chain_id)).all())
    holds = _holds(session)
    return [
        ChainListed(
            chain.id,
            chain.chain_no,
            chain.title,
            payer,
            chain.codes,
            chain.trial_months,
            chain.ask_days,
            _counted(criteria.get(chain.id, [])),
            trials.get(chain.id, 0),
            ", ".join(holds.get((chain.payer_id, chain.codes), ())),
            chain.from_on,
            last_day(chain.until_on) if chain.until_on else None,
            chain.citation,
            chain.confirm,
        )
        for chain, payer in rows
    ]


def _counted(rows: Collection[ChainCriterion]) -> str:
    """How many criteria the two stages have: ``9 + 8``."""
    own = [one for one in rows if not place_of(one.label)[1]]
    return " + ".join(
        str(sum(one.stage is stage for one in own)) for stage in (Stage.TRIAL, Stage.CONTINUING)
    )


def _holds(session: Session) -> dict[tuple[int, str], tuple[str, ...]]:
    """The requirements of a second authorization by payer and codes; none ended ones."""
    chosen = (
        select(Requirement.payer_id, Requirement.hcpcs, Requirement.requirement_no)
        .where(
            Requirement.kind == RequirementKind.SECOND_AUTHORIZATION,
            Requirement.until_on.is_(None),
        )
        .order_by(Requirement.id)
    )
    by_code: dict[tuple[int, str], list[str]] = defaultdict(list)
    for payer_id, hcpcs, number in session.execute(chosen):
        by_code[payer_id, hcpcs].append(number)
    chains = select(Chain.payer_id, Chain.codes)
    return {
        (payer_id, codes): tuple(
            number for code in codes_in(codes) for number in by_code.get((payer_id, code), ())
        )
        for payer_id, codes in session.execute(chains)
    }


CHAINS: PlainList[ChainListed] = PlainList(
    chains_listed,
    chips={
        "in_force": lambda row, on: (
            row.from_on <= on and (row.last_on is None or on <= row.last_on)
        ),
        "ended": lambda row, on: row.last_on is not None and row.last_on < on,
        "without_hold": lambda row, _on: not row.holds,
    },
)
"""Every chain. Those ``without_hold`` ask for criteria, and hold no month."""


def payers_of_proposals(session: Session) -> dict[str, list[tuple[int, str]]]:
    """The payers (id and name) for whom each shipped chain can be turned on: not twice for one."""
    running = select(Chain.proposal, Chain.payer_id).where(Chain.until_on.is_(None))
    known = {(key, payer_id) for key, payer_id in session.execute(running)}
    found: dict[str, list[tuple[int, str]]] = {key: [] for key in chain_proposals()}
    for payer in session.scalars(select(Payer).order_by(Payer.name, Payer.id)):
        for key, one in chain_proposals().items():
            if one.regime == payer.regime.value and (key, payer.id) not in known:
                found[key].append((payer.id, payer.name))
    return found


def _values(one: Any, without: Collection[str]) -> dict[str, Any]:
    names = inspect(type(one)).columns.keys()
    return {name: getattr(one, name) for name in names if name not in without}
