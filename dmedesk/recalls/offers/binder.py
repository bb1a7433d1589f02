"""What recalls add to a member's audit binder: their own letters, proof that each was given, and
the notice. Nothing of other members goes in.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from dmedesk.kit.binders import (
    BinderAsk,
    BinderColumn,
    BinderPaper,
    BinderSection,
    BinderTable,
)
from dmedesk.recalls.offers.drawn import letters_with_notice
from dmedesk.recalls.queries.cases import facts_of
from dmedesk.recalls.queries.told import LetterTold, letters_of_member
from dmedesk.recalls.rules.words import ENDS_LETTER, LETTER_WORDS, WAY_WORDS

_RANK = 90
_COLUMNS = (
    BinderColumn("Day", 12),
    BinderColumn("What", 22),
    BinderColumn("How", 22),
    BinderColumn("By", 16),
    BinderColumn("Proof or note", 30),
)


def sections(session: Any, ask: BinderAsk) -> Sequence[BinderSection]:
    """The recalls of which a member has a letter."""
    if ask.ref.kind != "member":
        return ()
    letters = [
        one for one in letters_of_member(session, ask.ref.id) if ask.meets(one.made_on, _last(one))
    ]
    return (
        BinderSection(
            "recalls",
            "Recalls",
            _RANK,
            tuple(_table(session, one) for one in letters),
            tuple(map(_paper, letters)),
            tuple(
                f"Letter {one.letter_no} about recall {one.recall_no}: no proof that it was given."
                for one in letters
                if not any(fact.step in ENDS_LETTER for fact in one.facts)
            ),
        ),
    )


def _last(one: LetterTold) -> Any:
    return one.facts[-1].done_on if one.facts else one.made_on


def _table(session: Any, one: LetterTold) -> BinderTable:
    recall = facts_of(session, one.recall_id)
    received = f"The notice was received on {recall.received_on}." if recall else ""
    title = f"Recall {one.recall_no}: {one.title}"
    return BinderTable(title, _COLUMNS, list(_rows(one)), received)


def _rows(one: LetterTold) -> Iterator[Sequence[str]]:
    yield str(one.made_on), f"Letter {one.letter_no} made", "", one.made_by, ""
    for fact in one.facts:
        way = WAY_WORDS[fact.way] if fact.way else ""
        yield str(fact.done_on), LETTER_WORDS[fact.step], way, fact.who, fact.note


def _paper(one: LetterTold) -> BinderPaper:
    read = partial(letters_with_notice, recall_id=one.recall_id, letter_nos=[one.letter_no])
    return BinderPaper(f"Letter {one.letter_no} with the notice's copy", read, one.made_on)
