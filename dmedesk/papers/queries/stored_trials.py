"""Chains and trials, as the files have them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.kit.stored import StoredRow
from dmedesk.members.tables import Member, Payer
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.tables import Chain, ChainCriterion, Order, Trial, TrialAnswer
from dmedesk.store.rows import stored_rows


def stored_chains(session: Session) -> list[StoredRow]:
    """Every chain, as ``chains.csv`` has it; ``until_on`` is half-open."""
    chosen = select(
        Chain.id,
        Chain.chain_no,
        Payer.code.label("payer_code"),
        Chain.title,
        Chain.codes,
        Chain.trial_months,
        Chain.ask_days,
        Chain.from_on,
        Chain.until_on,
        Chain.proposal,
        Chain.citation,
        Chain.why,
        Chain.confirm,
    )
    return stored_rows(session, chosen.join(Payer, Payer.id == Chain.payer_id))


def stored_criteria(session: Session) -> list[StoredRow]:
    """Every criterion, as ``chain_criteria.csv`` has it."""
    chosen = select(
        ChainCriterion.id,
        Chain.chain_no,
        ChainCriterion.stage,
        ChainCriterion.label,
        ChainCriterion.kind,
        ChainCriterion.text,
        ChainCriterion.line,
        ChainCriterion.unit,
        ChainCriterion.may_except,
        ChainCriterion.is_optional,
        ChainCriterion.citation,
        ChainCriterion.confirm,
    )
    return stored_rows(session, chosen.join(Chain, Chain.id == ChainCriterion.chain_id))


def stored_trials(session: Session) -> list[StoredRow]:
    """Every trial, as ``trials.csv`` has it."""
    chosen = (
        select(
            Trial.id,
            Trial.trial_no,
            Chain.chain_no,
            Member.member_no,
            Trial.hcpcs,
            Order.order_no,
            Trial.opened_on,
            Trial.begun_on,
            Trial.closed_on,
            Trial.closed_because,
            Trial.note,
        )
        .join(Chain, Chain.id == Trial.chain_id)
        .join(Member, Member.id == Trial.member_id)
        .outerjoin(Order, Order.id == Trial.order_id)
    )
    return stored_rows(session, chosen)


def stored_answers(session: Session) -> list[StoredRow]:
    """Everything written down of trials, as ``trial_answers.csv`` has it."""
    chosen = (
        select(
            TrialAnswer.id,
            Trial.trial_no,
            TrialAnswer.turn,
            ChainCriterion.stage,
            ChainCriterion.label,
            TrialAnswer.said,
            TrialAnswer.reason,
            TrialAnswer.evidence,
            TrialAnswer.evidence_on,
            TrialAnswer.file_sha256.label("sha256"),
            TrialAnswer.recorded_at,
            TrialAnswer.recorded_by,
        )
        .join(Trial, Trial.id == TrialAnswer.trial_id)
        .join(ChainCriterion, ChainCriterion.id == TrialAnswer.criterion_id)
    )
    return stored_rows(session, chosen)


def chain_ids(session: Session) -> dict[str, int]:
    """The id of every chain by its number."""
    return dict(session.execute(select(Chain.chain_no, Chain.id)).all())


def trial_ids(session: Session) -> dict[str, int]:
    """The id of every trial by its number."""
    return dict(session.execute(select(Trial.trial_no, Trial.id)).all())


def criterion_ids(session: Session) -> dict[tuple[str, Stage, str], int]:
    """The id of every criterion by the number of a trial in its chain, its stage and its label."""
    chosen = select(
        Trial.trial_no, ChainCriterion.stage, ChainCriterion.label, ChainCriterion.id
    ).join(ChainCriterion, ChainCriterion.chain_id == Trial.chain_id)
    return {
        (trial_no, stage, label): criterion_id
        for trial_no, stage, label, criterion_id in session.execute(chosen)
    }
