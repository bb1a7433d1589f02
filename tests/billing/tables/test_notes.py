"""What the database itself forbids of notes on an account."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from dmedesk.billing.rules.notes import NoteKind
from dmedesk.billing.tables import AccountNote
from tests.flows.month_shop import MonthShop


def _note(note_no: int, **said: Any) -> AccountNote:
    return AccountNote(
        note_no=note_no,
        member_id=1,
        kind=NoteKind.CALL,
        text="Will pay",
        noted_on=date(2026, 11, 3),
        noted_at=datetime(2026, 11, 3, tzinfo=UTC),
        noted_by="ana",
        **said,
    )


@pytest.mark.parametrize(
    "said",
    [
        {"note_no": 1},
        {"settles_id": 3},
        {"settles_id": 1, "note_no": 3},
        {"promised_cents": 0, "promised_on": date(2026, 11, 9)},
        {"promised_cents": 5},
    ],
)
def test_notes_are_counted_and_settled_once(shop: MonthShop, said: dict[str, Any]) -> None:
    shop.add(_note(1))
    shop.add(_note(2, settles_id=1))
    with pytest.raises(IntegrityError):
        shop.add(_note(**({"note_no": 3} | said)))
