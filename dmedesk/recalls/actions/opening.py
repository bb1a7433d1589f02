"""Opens a recall with its notice, changes what is known of it, matches it over every unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import select

from dmedesk.assets.actions.stops import match_units, write_criteria
from dmedesk.assets.queries.stops import Matched, notice_of
from dmedesk.assets.rules.criteria import Criterion, CriterionKind
from dmedesk.assets.rules.matching import Notice
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.kit.typed import tidy
from dmedesk.recalls.queries.cases import cause_of
from dmedesk.recalls.rules.cases import notice_findings
from dmedesk.recalls.rules.words import Asked, Channel, RecallClass, Source
from dmedesk.recalls.tables import Recall
from dmedesk.store.attachments import Attachments
from dmedesk.store.editing import add_row, edit_row
from dmedesk.store.numbers import next_number
from dmedesk.store.unit_of_work import UnitOfWork

PREFIX, WIDTH = "RCL-", 6
CRITERIA = "criteria"
"""The rows of the form that say which units are meant."""

_CHOICES = {
    "recall_class": RecallClass,
    "received_how": Channel,
    "asked": Asked,
    "source": Source,
}


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """The notice as it came: its name and its bytes."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return sha256(self.content).hexdigest()


def open_recall(
    work: UnitOfWork, *, values: Mapping[str, Any], notice: NoticeFile | None = None
) -> int:
    """Open a recall from the attributes of ``Recall`` and its ``criteria``; answers its id.

    The notice's bytes are kept with it; without a file the text that was typed is the notice. Its
    criteria are matched over every unit, and what is in stock is set apart at once. Refused with
    everything that is missing or wrong, and where FDA's number is that of a recall already here.
    """
    own, criteria = _parted(values)
    own.setdefault("source", Source.TYPED)
    own.setdefault("recall_class", RecallClass.UNCLASSIFIED)
    own.setdefault("asked", Asked.INFORM)
    own["codes_are_whole"] = bool(own.get("codes_are_whole"))
    _judge(work, own, None)
    kept = notice or NoticeFile("notice.txt", _typed(own).encode())
    number = next_number(work, Recall.recall_no, prefix=PREFIX, width=WIDTH)
    recall_id = add_row(
        work,
        Recall,
        values={
            **own,
            "recall_no": number,
            "notice_name": kept.name,
            "notice_sha256": kept.sha256,
            "recorded_at": work.now,
            "recorded_by": work.actor,
        },
    )
    Attachments().attach(
        work,
        ref=RecordRef("recall", recall_id),
        file_name=kept.name,
        content=kept.content,
        title="The notice as it came",
    )
    _match(work, recall_id, criteria or ())
    return recall_id


def change_recall(
    work: UnitOfWork, *, recall_id: int, version: int, values: Mapping[str, Any]
) -> int:
    """Change what is known of a recall, read at this row version; answers the new version.

    Where its criteria or its firm changed, every unit is matched anew. Refused as ``open_recall``.
    """
    own, criteria = _parted(values)
    stored = work.session.get_one(Recall, recall_id)
    before = {name: getattr(stored, name) for name in _judged()}
    _judge(work, {**before, **own}, recall_id)
    new_version = edit_row(work, Recall, row_id=recall_id, version=version, values=own)
    _match(work, recall_id, criteria)
    return new_version


def match_recall(work: UnitOfWork, *, recall_id: int) -> Matched:
    """Match a recall over every unit again, and set apart what is in stock."""
    recall = work.session.get_one(Recall, recall_id)
    return match_units(work, cause=cause_of(recall))


def _match(work: UnitOfWork, recall_id: int, criteria: Sequence[Criterion] | None) -> None:
    """Write the criteria down, where they are given, and match where anything of them changed."""
    recall = work.session.get_one(Recall, recall_id)
    cause = cause_of(recall)
    before = notice_of(work.session, cause)
    after = Notice(
        recall.firm,
        before.criteria if criteria is None else tuple(criteria),
        recall.codes_are_whole,
    )
    if after != before and after.criteria:
        write_criteria(work, cause=cause, notice=after)
        match_units(work, cause=cause)
    elif before.criteria and not after.criteria:
        message, remedy = "No criteria are left.", "Leave one, or clear the units one by one."
        raise Refused([Finding(Severity.STOP, "no_criteria", message, remedy=remedy)])


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Criterion, ...] | None]:
    """The recall's own attributes, and its criteria where they are among the values."""
    own = tidy({name: value for name, value in values.items() if name != CRITERIA})
    for name, options in _CHOICES.items():
        if own.get(name) is not None:
            own[name] = options(own[name])
    if CRITERIA not in values:
        return own, None
    rows = values[CRITERIA] or ()
    return own, tuple(
        Criterion(
            int(row.get("group_no") or 1),
            CriterionKind(row.get("kind") or CriterionKind.MODEL),
            (row.get("value") or "").strip(),
            (row.get("until_value") or "").strip(),
        )
        for row in rows
    )


def _judged() -> tuple[str, ...]:
    return ("title", "firm", "received_on", "received_time", "received_how", "received_by")


def _judge(work: UnitOfWork, own: Mapping[str, Any], recall_id: int | None) -> None:
    found = notice_findings(own, today=work.now.astimezone().date())
    number = own.get("fda_no")
    if number:
        chosen = select(Recall.id, Recall.recall_no).where(
            Recall.fda_no == number, Recall.id != (recall_id or 0)
        )
        known = work.session.execute(chosen).first()
        if known is not None:
            found.append(
                Finding(
                    Severity.STOP,
                    "known_already",
                    f"{number} is here already, as {known.recall_no}.",
                    remedy="Open that recall.",
                    field="fda_no",
                    opens=RecordRef("recall", known.id),
                )
            )
    if found:
        raise Refused(found)


def _typed(own: Mapping[str, Any]) -> str:
    """The notice of a recall that came without a file: what was written down of it."""
    told = (
        ("Recall", own.get("title")),
        ("Firm", own.get("firm")),
        ("FDA number", own.get("fda_no")),
        ("Product", own.get("product_text")),
        ("Codes", own.get("codes_text")),
        ("Reason", own.get("reason_text")),
        ("Instructions", own.get("instructions")),
        ("Contact", own.get("contact")),
    )
    return "\n\n".join(f"{name}: {text}" for name, text in told if text) + "\n"
