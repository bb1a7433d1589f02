"""Notes are read by account, and as their file has them."""

from typing import Any

from dmedesk.billing.actions.notes import write_account_note
from dmedesk.billing.queries.notes import notes_of, open_promises, stored_account_notes
from dmedesk.billing.rules.notes import NoteFacts
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_the_earliest_promise_of_an_account_is_told(till: Till) -> None:
    member, payer = till.member("M1"), till.payer("MH")

    def write(settles_id: int | None = None, **said: Any) -> int:
        facts = NoteFacts(payer_id=payer, **said)
        return till.do(write_account_note, member_id=member, said=facts, settles_id=settles_id)

    write(write(text="In a week", promised_on=till.on), text="Settled")
    write(text="Ask", follow_up_on=till.on)
    with reading(till.shop.engine) as session:
        promise = open_promises(session)[member]
        assert (promise.promised_on, promise.follow_up_on) == (None, till.on)
        assert promise.text == "Ask"
        newest = notes_of(session, member_id=member)[0]
        assert (newest.payer, newest.is_open, newest.due_on) == ("MH", True, till.on)
        stored = [row.values for row in stored_account_notes(session)]
    assert [(row["note"], row["settles"], row["payer_code"]) for row in stored] == [
        (1, None, "MH"),
        (2, 1, "MH"),
        (3, None, "MH"),
    ]
