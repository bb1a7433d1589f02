"""Takes chains and trials, as the files have them."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.papers.queries.stored_orders import order_ids
from dmedesk.papers.queries.stored_trials import chain_ids, criterion_ids, trial_ids
from dmedesk.papers.tables import Chain, ChainCriterion, Trial, TrialAnswer
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork

_Changed = Mapping[int, Values]


def take_chains(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter chains and change known ones, as ``chains.csv`` has them."""
    take_rows(
        work,
        Chain,
        added=added,
        changed=changed,
        names={"payer_code": "payer_id"},
        ids={"payer_code": payer_ids(work.session)},
    )


def take_criteria(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter criteria and change known ones, as ``chain_criteria.csv`` has them."""
    take_rows(
        work,
        ChainCriterion,
        added=added,
        changed=changed,
        names={"chain_no": "chain_id"},
        ids={"chain_no": chain_ids(work.session)},
    )


def take_trials(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Enter trials and change known ones, as ``trials.csv`` has them."""
    take_rows(
        work,
        Trial,
        added=added,
        changed=changed,
        names={"chain_no": "chain_id", "member_no": "member_id", "order_no": "order_id"},
        ids={
            "chain_no": chain_ids(work.session),
            "member_no": member_ids(work.session),
            "order_no": _or_none(order_ids(work.session)),
        },
    )


def take_answers(work: UnitOfWork, *, added: Sequence[Values], changed: _Changed) -> None:
    """Append what was written down of trials. A known fact never changes.

    ``Refused`` for a criterion that the trial's chain does not have.
    """
    known = criterion_ids(work.session)

    def whole(values: Values) -> dict[str, Any]:
        own = dict(values)
        key = (own["trial_no"], own.pop("stage"), own.pop("label"))
        if key not in known:
            message = f"{key[0]}: its chain has no criterion {key[2]} ({key[1].value})."
            remedy = "Take the file of the criteria along."
            raise Refused([Finding(Severity.STOP, "criterion_unknown", message, remedy=remedy)])
        return {**own, "criterion_id": known[key]}

    take_rows(
        work,
        TrialAnswer,
        added=[whole(values) for values in added],
        changed={row_id: dict(values) for row_id, values in changed.items()},
        names={"trial_no": "trial_id", "sha256": "file_sha256"},
        ids={"trial_no": trial_ids(work.session)},
    )


def _or_none(ids: Mapping[str, int]) -> dict[Any, Any]:
    """The ids by their words; no word stands for none."""
    return {**ids, None: None}
