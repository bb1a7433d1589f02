"""The trials of orders: which one a line needs by its payer's chain, and whether it is shown."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.members.queries.finding import member_named, payer_named
from dmedesk.papers.queries.chains import chain_asked, is_in_force
from dmedesk.papers.queries.trials import TrialRead, trials_read
from dmedesk.papers.rules.chains import Stage, codes_in
from dmedesk.papers.rules.readiness import Check, Need
from dmedesk.papers.rules.trials import lacking, not_covered
from dmedesk.papers.tables import Chain, Order, OrderLine, Trial
from dmedesk.store.finding import Found


def trial_checks(
    session: Session, order_ids: Collection[int], *, on: date
) -> dict[int, list[Check]]:
    """The ticks of trials by order: none where no payer's chain asks for one."""
    chains = [one for one in session.scalars(select(Chain)) if is_in_force(one, on)]
    asked = {(one.payer_id, code): one for one in chains for code in codes_in(one.codes)}
    if not asked:
        return {}
    chosen = (
        select(Order.id, Order.member_id, Order.payer_id, OrderLine.hcpcs)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(Order.id.in_(list(order_ids)))
        .order_by(Order.id, OrderLine.place)
    )
    wanted = [
        (order_id, member_id, asked[payer_id, hcpcs], hcpcs)
        for order_id, member_id, payer_id, hcpcs in session.execute(chosen)
        if payer_id is not None and (payer_id, hcpcs) in asked
    ]
    open_ones = select(Trial.id).where(
        Trial.closed_on.is_(None), Trial.member_id.in_({member_id for _, member_id, _, _ in wanted})
    )
    trials = {
        (one.values["member_id"], one.values["hcpcs"]): one
        for one in (trials_read(session, on, ids=session.scalars(open_ones).all()))
    }
    found: dict[int, list[Check]] = defaultdict(list)
    for order_id, member_id, chain, hcpcs in wanted:
        found[order_id].append(_check(chain, hcpcs, trials.get((member_id, hcpcs))))
    return dict(found)


def _check(chain: Chain, hcpcs: str, trial: TrialRead | None) -> Check:
    what = f"Trial of {chain.trial_months} months"
    if trial is None:
        return Check(what, hcpcs, is_met=False, reason="no trial is opened yet", need=Need.TRIAL)
    number = trial.values["trial_no"]
    met = f"{number}: its criteria are shown"
    barred = [tick.criterion.text for tick in not_covered(trial.ticks)]
    if barred:
        reason = f"{number}: not covered: {', '.join(barred)}"
        return Check(what, hcpcs, is_met=False, reason=reason, need=Need.TRIAL)
    missing = [] if trial.plan.first else lacking(trial.ticks, Stage.TRIAL)
    if missing:
        named = ", ".join(f"{tick.criterion.label} {tick.criterion.text}" for tick in missing)
        return Check(what, hcpcs, is_met=False, reason=f"{number} lacks {named}", need=Need.TRIAL)
    return Check(what, hcpcs, is_met=True, reason=met, need=Need.TRIAL)


@dataclass(frozen=True, slots=True)
class TrialOfOrder:
    """The trial of a line of an order, open (``trial_id``) or to be opened in ``chain``."""

    trial_id: int | None
    chain: Found
    member: Found
    order: Found
    hcpcs: str


def trial_of_order(session: Session, *, order_id: int, hcpcs: str, on: date) -> TrialOfOrder | None:
    """The trial that a line of this code needs; None where none is asked for."""
    order = session.get(Order, order_id)
    if order is None or order.payer_id is None:
        return None
    chain = chain_asked(session, payer_id=order.payer_id, hcpcs=hcpcs, on=on)
    member, payer = member_named(session, order.member_id), payer_named(session, order.payer_id)
    if chain is None or member is None or payer is None:
        return None
    own = select(Trial.id).where(
        Trial.member_id == order.member_id, Trial.hcpcs == hcpcs, Trial.closed_on.is_(None)
    )
    return TrialOfOrder(
        session.scalar(own),
        Found(chain.id, chain.title, f"{chain.chain_no} · {payer.title}"),
        member,
        Found(order.id, order.order_no, member.title),
        hcpcs,
    )


def trials_of_order(session: Session, *, order_id: int) -> list[tuple[int, str]]:
    """The trials of an order: id and number, the oldest first."""
    chosen = select(Trial.id, Trial.trial_no).where(Trial.order_id == order_id)
    return [(trial_id, number) for trial_id, number in session.execute(chosen.order_by(Trial.id))]


def trials_of_member(session: Session, *, member_id: int, hcpcs: str) -> list[tuple[int, str]]:
    """The trials of a member for a code, by id and number, the last one first."""
    asked = select(Trial.id, Trial.trial_no).where(
        Trial.member_id == member_id, Trial.hcpcs == hcpcs
    )
    return [(row.id, row.trial_no) for row in session.execute(asked.order_by(Trial.id.desc()))]
