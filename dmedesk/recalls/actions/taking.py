"""Takes recalls and what belongs to them as the files have them: written down, not done again."""

from collections.abc import Mapping, Sequence
from typing import Any

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.deliveries.queries.stored import ticket_ids
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids
from dmedesk.recalls.queries.stored import letter_ids, recall_ids
from dmedesk.recalls.tables import (
    Recall,
    RecallLetter,
    RecallLetterFact,
    RecallRemedy,
    RecallStep,
)
from dmedesk.store.rows import take_rows
from dmedesk.store.unit_of_work import UnitOfWork


def take_recalls(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter new recalls and change known ones, as ``recalls.csv`` has them."""
    take_rows(work, Recall, added=added, changed=changed)


def take_recall_steps(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append steps, as ``recall_steps.csv`` has them. A known one never changes."""
    take_rows(
        work,
        RecallStep,
        added=added,
        changed=changed,
        names={"recall_no": "recall_id", "amount": "cents"},
        ids={"recall_no": recall_ids(work.session)},
    )


def take_recall_letters(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append letters, as ``recall_letters.csv`` has them. A known one never changes."""
    take_rows(
        work,
        RecallLetter,
        added=added,
        changed=changed,
        names={"recall_no": "recall_id", "member_no": "member_id"},
        ids={"recall_no": recall_ids(work.session), "member_no": member_ids(work.session)},
    )


def take_letter_facts(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append what became of letters, as ``recall_letter_facts.csv`` has it."""
    take_rows(
        work,
        RecallLetterFact,
        added=added,
        changed=changed,
        names={"letter_no": "letter_id"},
        ids={"letter_no": letter_ids(work.session)},
    )


def take_remedies(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Append what was done with units, as ``recall_remedies.csv`` has it."""
    tickets: dict[Any, Any] = {None: None} | ticket_ids(work.session)
    take_rows(
        work,
        RecallRemedy,
        added=added,
        changed=changed,
        names={
            "recall_no": "recall_id",
            "serial": "asset_id",
            "ticket_no": "ticket_id",
            "cost": "cost_cents",
        },
        ids={
            "recall_no": recall_ids(work.session),
            "serial": asset_ids(work.session),
            "ticket_no": tickets,
        },
    )
