"""The files of recalls: themselves, their steps, letters and what became of them, remedies."""

from dmedesk.assets.files import compared_serial
from dmedesk.kit.cells import (
    day,
    identifier,
    moment,
    money,
    one_of,
    ordinal,
    prose,
    text,
    verbatim,
    yes_or_no,
)
from dmedesk.kit.records import Column, RecordFile, Reference
from dmedesk.recalls.rules.words import (
    Asked,
    Channel,
    Hazard,
    LetterStep,
    LetterWay,
    RecallClass,
    Remedy,
    Source,
    StepKind,
)

_RECALL = Reference(("recall_no",), "recalls")
_RECORDED = (
    Column("recorded_at", moment, required=True),
    Column("recorded_by", text, required=True),
)

RECALLS = RecordFile(
    "recalls",
    columns=(
        Column("recall_no", identifier, required=True),
        Column("title", text, required=True),
        Column("firm", text, required=True),
        Column("fda_no", identifier),
        Column("event_no", identifier),
        Column("recall_class", one_of(RecallClass), required=True),
        Column("source", one_of(Source), required=True),
        Column("received_on", day, required=True),
        Column("received_time", identifier),
        Column("received_how", one_of(Channel), required=True),
        Column("received_by", text, required=True),
        Column("notice_name", text),
        Column("notice_sha256", identifier),
        Column("initiated_on", day),
        Column("maker_due_on", day),
        Column("product_text", prose),
        Column("codes_text", prose),
        Column("codes_are_whole", yes_or_no, required=True),
        Column("reason_text", prose),
        Column("instructions", prose),
        Column("asked", one_of(Asked), required=True),
        Column("member_words", prose),
        Column("contact", prose),
        *_RECORDED,
    ),
    key=("recall_no",),
)

RECALL_STEPS = RecordFile(
    "recall_steps",
    columns=(
        Column("recall_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(StepKind), required=True),
        Column("hazard", one_of(Hazard)),
        Column("done_on", day, required=True),
        Column("who", text, required=True),
        Column("amount", money),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("recall_no", "turn"),
    references=(_RECALL,),
)

RECALL_LETTERS = RecordFile(
    "recall_letters",
    columns=(
        Column("letter_no", identifier, required=True),
        Column("recall_no", identifier, required=True),
        Column("member_no", identifier, required=True),
        Column("is_large", yes_or_no, required=True),
        Column("sha256", verbatim, required=True),
        Column("made_at", moment, required=True),
        Column("made_by", text, required=True),
    ),
    key=("letter_no",),
    references=(_RECALL, Reference(("member_no",), "members")),
)

RECALL_LETTER_FACTS = RecordFile(
    "recall_letter_facts",
    columns=(
        Column("letter_no", identifier, required=True),
        Column("turn", ordinal, required=True),
        Column("step", one_of(LetterStep), required=True),
        Column("way", one_of(LetterWay)),
        Column("done_on", day, required=True),
        Column("who", text, required=True),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("letter_no", "turn"),
    references=(Reference(("letter_no",), "recall_letters"),),
)

RECALL_REMEDIES = RecordFile(
    "recall_remedies",
    columns=(
        Column("recall_no", identifier, required=True),
        Column("serial", compared_serial, required=True),
        Column("turn", ordinal, required=True),
        Column("remedy", one_of(Remedy), required=True),
        Column("done_on", day, required=True),
        Column("done_by", text, required=True),
        Column("ticket_no", identifier),
        Column("cost", money),
        Column("note", prose, empty=""),
        *_RECORDED,
    ),
    key=("recall_no", "serial", "turn"),
    references=(
        _RECALL,
        Reference(("serial",), "assets"),
        Reference(("ticket_no",), "tickets"),
    ),
)
