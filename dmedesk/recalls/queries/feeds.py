"""What the search finds of recalls: by number, FDA's number, firm, and what is recalled."""

from typing import Any

from sqlalchemy import select

from dmedesk.recalls.rules.words import CLASS_WORDS
from dmedesk.recalls.tables import Recall
from dmedesk.store.search import Entry, Feed, said


def _recall(row: Any) -> Entry:
    return Entry(
        row.id,
        row.recall_no,
        said(row.title, row.firm, CLASS_WORDS[row.recall_class], f"received {row.received_on}"),
        numbers=(row.recall_no, row.fda_no),
        others=(row.title, row.firm, row.event_no),
    )


RECALLS = Feed(
    kind="recall",
    section="Recalls",
    letter="c",
    rows=select(
        Recall.id,
        Recall.recall_no,
        Recall.title,
        Recall.firm,
        Recall.fda_no,
        Recall.event_no,
        Recall.recall_class,
        Recall.received_on,
    ),
    entry=_recall,
    table="recalls",
    tables={"recalls": Recall.id},
)
