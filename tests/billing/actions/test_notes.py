"""Notes on an account: what was promised, when to ask again, and what settles it."""

from datetime import timedelta
from typing import Any

import pytest

from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.queries.notes import is_settled, notes_of, open_promises, to_follow_up
from dmedesk.billing.rules.notes import NoteFacts, NoteKind
from dmedesk.billing.tables import AccountNote
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def _note(till: Till, text: str, settles_id: int | None = None, **said: Any) -> int:
    facts = NoteFacts(text, **said)
    member_id = till.member("M1")
    return till.do(write_account_note, member_id=member_id, said=facts, settles_id=settles_id)


def test_a_promise_is_due_on_its_day_until_a_later_note_settles_it(till: Till) -> None:
    later = till.on + timedelta(days=10)
    promise = _note(till, "Will send a check", promised_on=later, promised_cents=5_000)
    _note(till, "Left word", kind=NoteKind.NOTE)
    member = till.member("M1")
    with reading(till.shop.engine) as session:
        assert to_follow_up(session, on=later - timedelta(days=1)) == []
        (due,) = to_follow_up(session, on=later)
        assert (due.id, due.due_on, due.text) == (promise, later, "Will send a check")
        assert open_promises(session)[member].promised_on == later
        assert [note.kind for note in notes_of(session, member_id=member)] == ["note", "call"]
    till.on = later
    asked = _note(till, "No check came", settles_id=promise, follow_up_on=later)
    with reading(till.shop.engine) as session:
        assert is_settled(session, note_id=promise)
        assert [note.id for note in to_follow_up(session, on=later)] == [asked]
    assert till.refused(
        write_account_note, member_id=member, said=NoteFacts("Again"), settles_id=promise
    ) == ["settled"]
    assert [note.note_no for note in till.shop.rows(AccountNote)] == [1, 2, 3]


@pytest.mark.parametrize("text", ["", " "])
def test_an_empty_note_is_refused(till: Till, text: str) -> None:
    assert till.refused(write_account_note, member_id=1, said=NoteFacts(text)) == ["nothing_said"]
