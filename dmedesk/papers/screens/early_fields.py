"""What is asked of an early replacement and of a contact about a refill, wherever it is asked."""

from collections.abc import Mapping
from typing import Any

from dmedesk.papers.actions.refilling import Contact
from dmedesk.papers.rules.limit_words import (
    ANSWER_WORDS,
    CHANNEL_WORDS,
    EARLY_WORDS,
    Answer,
    Channel,
    EarlyReason,
)
from dmedesk.widgets.forms.fields import FormField, Kind, options_of

EARLY: tuple[FormField, ...] = (
    FormField("reason", "Reason", Kind.CHOICE, required=True, options=options_of(EARLY_WORDS)),
    FormField("happened_on", "Happened on", Kind.DAY, required=True),
    FormField("evidence", "What proves it", required=True, help="report, statement, by whom"),
)
"""Why a thing is wanted before its time."""

CONTACT: tuple[FormField, ...] = (
    FormField("contacted_on", "Asked on", Kind.DAY, required=True),
    FormField("channel", "How", Kind.CHOICE, required=True, options=options_of(CHANNEL_WORDS)),
    FormField("who", "Who was asked", required=True),
    FormField("answer", "Answer", Kind.CHOICE, required=True, options=options_of(ANSWER_WORDS)),
    FormField("quantity_left", "Left", Kind.NUMBER, least=0, help="if told"),
    FormField("note", "Note"),
)
"""Who was asked whether a refill is wanted, and what they answered."""


def early_from(values: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the fields of a reason, as the action takes it."""
    reason = values["reason"]
    return {
        "reason": EarlyReason(reason) if reason else None,
        "happened_on": values["happened_on"],
        "evidence": values["evidence"],
    }


def contact_from(values: Mapping[str, Any]) -> Contact:
    """What stands in the fields of a contact, as the action takes it."""
    channel, answer = values["channel"], values["answer"]
    return Contact(
        contacted_on=values["contacted_on"],
        channel=Channel(channel) if channel else None,
        who=values["who"] or "",
        answer=Answer(answer) if answer else None,
        quantity_left=values["quantity_left"],
        note=values["note"] or "",
    )
