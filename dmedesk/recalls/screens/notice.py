"""A notice taken in or corrected: pasted, dropped, from openFDA, typed; codes beside criteria."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication

from dmedesk.assets.rules.criteria import CRITERION_WORDS, CriterionKind
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.references import RecordRef
from dmedesk.recalls.actions.opening import CRITERIA, NoticeFile, change_recall, open_recall
from dmedesk.recalls.queries.forms import recall_record
from dmedesk.recalls.rules.codes import Understood, read_codes, read_models, with_models
from dmedesk.recalls.rules.fda import FdaRecord, notice_text, read_fda
from dmedesk.recalls.rules.letters import letter_level
from dmedesk.recalls.rules.reading import PLAIN_GRADE
from dmedesk.recalls.rules.words import (
    ASKED_WORDS,
    CHANNEL_WORDS,
    CLASS_WORDS,
    RecallClass,
    Source,
)
from dmedesk.scans.joining import is_pdf, text_of
from dmedesk.widgets.file_asking import file_to_open
from dmedesk.widgets.forms.fields import FormField, Kind, Section, SubTable, options_of
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded
from dmedesk.widgets.theme import GRID
from dmedesk.widgets.words import count_of

_TIME = 24 * GRID

PIECES = (
    Section(
        "The notice",
        (
            FormField("title", "What is recalle&d", required=True, wide=True),
            FormField("firm", "&Firm", required=True, help="Whose product it is"),
            FormField(
                "recall_class", "Class", Kind.CHOICE, options=options_of(CLASS_WORDS), required=True
            ),
            FormField("fda_no", "FDA number", help="Z-0000-2026"),
            FormField("event_no", "Event"),
            FormField("received_on", "Received &on", Kind.DAY, required=True),
            FormField("received_time", "At", width=_TIME, help="14:30"),
            FormField(
                "received_how",
                "How",
                Kind.CHOICE,
                options=options_of(CHANNEL_WORDS),
                required=True,
            ),
            FormField("received_by", "Received b&y", required=True, help="Who: the clock starts"),
            FormField("initiated_on", "Begun by the firm", Kind.DAY),
            FormField("maker_due_on", "Maker asks by", Kind.DAY),
        ),
    ),
    Section(
        "Which units it means",
        (
            FormField("product_text", "&Product, as it says", Kind.LONG_TEXT, wide=True),
            FormField("codes_text", "Codes, as it says", Kind.LONG_TEXT, wide=True),
            FormField(
                "codes_are_whole",
                "All of them stand below",
                Kind.YES_NO,
                wide=True,
                help="Until somebody says so, models alone make no unit certain",
            ),
        ),
    ),
    SubTable(
        CRITERIA,
        "What was read out of it: rows of one group belong together",
        (
            FormField("group_no", "Group", Kind.NUMBER, least=1, most=99, width=64),
            FormField(
                "kind", "What", Kind.CHOICE, options=options_of(CRITERION_WORDS), required=True
            ),
            FormField("value", "Value, or the first", required=True, help="7####: # is a figure"),
            FormField("until_value", "Up to", help="The last one of a range"),
        ),
        noun="criterion",
        fresh={"group_no": 1, "kind": CriterionKind.SERIAL.value},
    ),
    Section(
        "What is to be done",
        (
            FormField("reason_text", "Reason", Kind.LONG_TEXT, wide=True),
            FormField("instructions", "&Instructions", Kind.LONG_TEXT, wide=True),
            FormField(
                "asked",
                "Asked for each unit",
                Kind.CHOICE,
                options=options_of(ASKED_WORDS),
                required=True,
            ),
            FormField("contact", "Ask &whom"),
            FormField(
                "member_words",
                "What members should do, in plain words",
                Kind.LONG_TEXT,
                wide=True,
                help="The letter begins with it",
            ),
        ),
    ),
)


def checks(values: Mapping[str, Any]) -> Sequence[Finding]:
    """That what members are told is hard to read: it is only said."""
    words = values.get("member_words") or ""
    level = letter_level(words, firm=values.get("firm") or "Acme")
    if not words.strip() or level.is_plain:
        return ()
    message = f"The letter reads like grade {level.grade}; {PLAIN_GRADE:g} is plain."
    remedy = "Write shorter sentences and shorter words."
    warning = Severity.WARNING
    return [Finding(warning, "hard_to_read", message, remedy=remedy, field="member_words")]


def read_notice(session: Any, recall_id: int) -> RecordRead | None:
    """One notice for the form."""
    record = recall_record(session, recall_id)
    if record is None:
        return None
    return RecordRead(
        title=record.title,
        values=record.values,
        version=record.version,
        about="Its units are matched anew where the criteria change.",
    )


class NoticePage(FormPage):
    """The notice of a recall, or a new one. What is dropped or pasted fills the fields."""

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        self._notice: NoticeFile | None = None
        self._source = Source.TYPED
        spec = RecordSpec(
            kind="recall" if not ref.id else "notice",
            noun="recall",
            pieces=PIECES,
            read=read_notice,
            save=self._save_notice,
            action="save_recall",
            checks=checks,
            fresh=self._fresh_values,
            not_copied=frozenset({"fda_no", "event_no"}),
        )
        super().__init__(workplace, ref, spec)
        self.keys = (*self.keys, *KEYS)
        self.setAcceptDrops(True)
        self._build()

    def _build(self) -> None:
        self.paste = button("Paste", self.paste_notice, tip="Paste a notice’s text (Ctrl+Shift+V)")
        self.take = button("From a file …", self.choose_file, tip="PDF, text, openFDA (Ctrl+O)")
        self.read_out = button("Read codes", self.read_codes, tip="Read the codes (Ctrl+R)")
        for one in (self.paste, self.take, self.read_out):
            self.tools.addWidget(one)
        self.told = label()
        self.told.setWordWrap(True)
        self.told_frame = frame("panel", padded(column(self.told), 3 * GRID, 2 * GRID))
        self.told_frame.hide()
        self.bars.addWidget(self.told_frame)
        self.paste.setVisible(self.is_new)
        self.take.setVisible(self.is_new)
        self.on_key("Ctrl+Shift+V", self.paste_notice)
        self.on_key("Ctrl+O", self.choose_file)
        self.on_key("Ctrl+R", self.read_codes)

    def _fresh_values(self, _session: Any) -> Mapping[str, Any]:
        return {
            "received_on": self.workplace.today,
            "received_by": self.workplace.owner,
            "recall_class": RecallClass.UNCLASSIFIED.value,
            "codes_are_whole": False,
            CRITERIA: [],
        }

    def _save_notice(
        self, work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
    ) -> int:
        if row_id is not None:
            change_recall(work, recall_id=row_id, version=version, values=values)
            return row_id
        return open_recall(work, values={**values, "source": self._source}, notice=self._notice)

    def _saved(self, row_id: int, sent: Mapping[str, Any]) -> None:
        """A recall that is open now has a page of its own, which takes this one's place."""
        was_new = self.is_new
        self._closes = self._closes or was_new
        super()._saved(row_id, sent)
        if was_new:
            self.workplace.navigator.open_record(RecordRef("recall", row_id))

    # --- what comes ----------------------------------------------------------------------------

    def paste_notice(self) -> None:
        """Take the text on the clipboard as the notice."""
        text = QGuiApplication.clipboard().text().strip()
        if not self.is_new or not text:
            self.tell("There is no text on the clipboard.")
            return
        self._notice = NoticeFile("notice.txt", text.encode())
        self._source = Source.PASTED
        self._fill({"codes_text": text, "received_how": "email"})
        self.tell("The text was pasted, and is kept as the notice. Cut it down to its codes here.")

    def choose_file(self) -> None:
        """Choose the notice's file."""
        if self.is_new:
            path = file_to_open(self, self.workplace.folders, "The notice")
            if path is not None:
                self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take a file as the notice: a PDF or text, or recalls of openFDA."""
        try:
            self._take(path.name, path.read_bytes())
        except OSError:
            message, remedy = f"{path.name} cannot be opened.", "See that it is still there."
            self.fail((Finding(Severity.STOP, "unreachable", message, remedy=remedy),))
        except Refused as refused:
            self.fail(tuple(refused.findings))

    def _take(self, name: str, content: bytes) -> None:
        if name.lower().endswith((".json", ".csv")):
            self._take_fda(read_fda(content, file_name=name))
            return
        self._notice, self._source = NoticeFile(name, content), Source.FILE
        text = text_of(content) if is_pdf(content) else ""
        if name.lower().endswith(".txt"):
            text = content.decode("utf-8", errors="replace").strip()
        if text:
            self._fill({"codes_text": text})
        said = "Its text stands below: cut it down to the codes." if text else "Type what it says."
        self.tell(f"{name} is kept as the notice ({self._notice.sha256[:12]}). {said}")

    def _take_fda(self, records: Sequence[FdaRecord]) -> None:
        """One recall fills the form; of several the one whose number is typed, else the first."""
        typed = self.form.entries["fda_no"].raw() or ""
        chosen = next((one for one in records if one.number == typed), records[0])
        text = notice_text(chosen)
        self._notice = NoticeFile(f"{chosen.number}.txt", text.encode())
        self._source = Source.OPENFDA
        self._fill(
            {
                "title": chosen.product[:_TITLE],
                "firm": chosen.firm,
                "fda_no": chosen.number,
                "event_no": chosen.event,
                "recall_class": chosen.recall_class.value,
                "initiated_on": chosen.initiated_on,
                "product_text": chosen.product,
                "codes_text": chosen.codes,
                "reason_text": chosen.reason,
                "instructions": chosen.action,
                "received_how": "web",
            }
        )
        self.read_codes()
        others = [one.number for one in records if one is not chosen]
        if others:
            more = ", ".join(others[:_NAMED])
            self.tell(
                f"{self.told.text()} The file has {len(others):,} more ({more} …): type a number "
                "above and take the file again."
            )

    def read_codes(self) -> None:
        """Read the codes out of the text: what is understood becomes rows, the rest is told."""
        values = {key: self.form.entries[key].raw() for key in ("codes_text", "product_text")}
        understood = with_models(
            read_codes(values["codes_text"] or ""), read_models(values["product_text"] or "")
        )
        rows = [
            {
                "id": None,
                "row_version": None,
                "group_no": one.group,
                "kind": one.kind.value,
                "value": one.value,
                "until_value": one.until,
            }
            for one in understood.criteria
        ]
        if rows:
            self._fill({CRITERIA: rows})
        self.tell(told_of(understood))

    def _fill(self, values: Mapping[str, Any]) -> None:
        entries = self.form.entries
        self.form.take_up({key: entries[key].raw_of(value) for key, value in values.items()})

    def tell(self, words: str) -> None:
        """Say something above the form."""
        self.told.setText(words)
        self.told.setAccessibleName(words)
        self.told_frame.setVisible(bool(words))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """A file may be dropped on a new notice."""
        if self.is_new and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the file that was dropped."""
        for url in event.mimeData().urls()[:1]:
            self.take_file(Path(url.toLocalFile()))


_TITLE, _NAMED = 80, 5


def told_of(understood: Understood) -> str:
    """What was read out of a text, and what was not, in a sentence each."""
    found = len(understood.criteria)
    were = count_of(found, "criterion was", "criteria were")
    said = [f"{were} read: look at each." if found > 1 else f"{were} read: look at it."]
    if not understood.criteria:
        said = ["Nothing was read out of the codes: type the criteria below."]
    if understood.unread:
        unread = "; ".join(understood.unread).rstrip(".")
        said.append(f"Not understood: {unread}.")
    if understood.beside:
        said.append(f"Seen, and no code: {'; '.join(dict.fromkeys(understood.beside))}.")
    return " ".join(said)


KEYS = (
    Key("Ctrl+O, Ctrl+Shift+V", "take the notice from a file, or paste its text"),
    Key("Ctrl+R", "read the codes out of the text"),
)
