"""The open recall of the demo shop: a notice that came yesterday and means some of its lifts."""

from datetime import date, timedelta
from typing import Any

from dmedesk.demo.facts import facts


def recall(today: date) -> dict[str, Any]:
    """The notice, as the form that takes one in has it."""
    told = facts()["recall"]
    return {
        **told,
        "received_on": today - timedelta(days=1),
        "initiated_on": today - timedelta(days=6),
        "instructions": _plain(told["instructions"]),
        "member_words": told["member_words"].strip(),
    }


def _plain(text: str) -> str:
    return " ".join(text.split())
