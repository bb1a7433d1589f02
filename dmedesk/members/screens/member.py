"""A member's page: who they are, who pays, where we deliver; death and leaving; notes."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QTimer

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.kit.cells import zip_code
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import Offers, State
from dmedesk.kit.references import RecordRef
from dmedesk.members.actions.members import change_member, enter_member
from dmedesk.members.actions.stopping import take_back_death, take_back_leaving
from dmedesk.members.queries.numbers import next_member_no
from dmedesk.members.queries.records import MemberRecord, member_record
from dmedesk.members.rules.checks import member_findings
from dmedesk.members.rules.coverage import MOST_RANKS, in_words
from dmedesk.members.rules.words import LEAVING_WORDS, SETTING_WORDS, Setting
from dmedesk.members.screens.alike import LOOKED_AT, AlikeBar
from dmedesk.members.screens.noting import NoteBar
from dmedesk.members.screens.picking import PAYER_PICKER, picked
from dmedesk.members.screens.stopping import DeathBar, LeavingBar, what_stops
from dmedesk.widgets.entering import NewRecord, offer_new
from dmedesk.widgets.forms.action_bar import ActionBar
from dmedesk.widgets.forms.fields import FormField, Kind, Section, SubTable, options_of
from dmedesk.widgets.forms.keys import KEYS
from dmedesk.widgets.forms.page import FormPage
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.remarks import RemarksPanel
from dmedesk.widgets.theme import GRID

TYPING_PAUSE = 200
"""Milliseconds without a key, after which members who are alike are looked for."""

_ZIP = 28 * GRID
_STATE = 14 * GRID
_NUMBER = 36 * GRID
_PAYER = 64 * GRID

IDENTITY = Section(
    "Who",
    (
        FormField("last_name", "Last name", required=True),
        FormField("first_name", "&First name", required=True),
        FormField("birth_on", "B&orn", Kind.DAY),
        FormField("member_no", "Number", required=True, width=_NUMBER),
        FormField("masshealth_id", "MassHealth ID", help="12 digits", width=_NUMBER),
        FormField("medicare_mbi", "Medicare number", help="1EG4-TE5-MK73", width=_NUMBER),
        FormField("language", "Language"),
    ),
)
CONTACT = Section(
    "Address",
    (
        FormField("address1", "A&ddress", wide=True),
        FormField("address2", "Second line", wide=True),
        FormField("city", "Town"),
        FormField("state", "State", width=_STATE),
        FormField("zip", "ZIP", reads=zip_code, width=_ZIP),
        FormField("phone", "Phone", Kind.PHONE),
        FormField("phone2", "Second phone", Kind.PHONE),
    ),
)
DELIVERY = Section(
    "Delivery, where it is elsewhere",
    (
        FormField("delivery_address1", "Del&iver to", wide=True),
        FormField("delivery_address2", "Second line", wide=True),
        FormField("delivery_city", "Town"),
        FormField("delivery_state", "State", width=_STATE),
        FormField("delivery_zip", "ZIP", reads=zip_code, width=_ZIP),
        FormField("directions", "Directions", Kind.LONG_TEXT, help="Doors, stairs, dogs, hours"),
    ),
)
EMERGENCY = Section(
    "In an emergency",
    (
        FormField("emergency_name", "&Call"),
        FormField("emergency_relation", "Relation"),
        FormField("emergency_phone", "Phone", Kind.PHONE),
    ),
)
COVERAGES = SubTable(
    "coverages",
    "Who pa&ys",
    (
        FormField("rank", "Rank", Kind.NUMBER, required=True, least=1, most=MOST_RANKS),
        FormField(
            "payer_id",
            "Payer",
            Kind.RECORD,
            required=True,
            picker=PAYER_PICKER,
            width=_PAYER,
        ),
        FormField("number", "Number there", help="A private plan needs it"),
        FormField("from_on", "From", Kind.DAY, required=True),
        FormField("until_on", "Until", Kind.DAY, help="The last day; empty while it goes on"),
    ),
    noun="payer",
    fresh={"rank": 1},
)
RESIDENCES = SubTable(
    "residences",
    "Where they live",
    (
        FormField(
            "setting", "Place", Kind.CHOICE, required=True, options=options_of(SETTING_WORDS)
        ),
        FormField("facility_name", "Facility", width=_PAYER),
        FormField("from_on", "From", Kind.DAY, required=True),
        FormField("until_on", "Until", Kind.DAY, help="The last day; empty while they live there"),
    ),
    noun="residence",
    fresh={"setting": Setting.NURSING_FACILITY.value},
)

B = TypeVar("B", bound=ActionBar)


class TakeBack(Protocol):
    """An action that takes a day back."""

    def __call__(self, work: Any, *, member_id: int, version: int) -> int:
        """Answers the member's new row version."""
        ...


def read_member(on: date, session: Any, member_id: int) -> RecordRead | None:
    """One member for the page, as of a day."""
    record = member_record(session, member_id, on=on)
    if record is None:
        return None
    state, word = _state(record, on)
    return RecordRead(
        title=record.name,
        values={
            **record.values,
            "coverages": [
                {**row, "payer_id": picked(row["payer_id"])} for row in _shown(record.coverages)
            ],
            "residences": list(_shown(record.residences)),
        },
        version=record.version,
        about=_about(record),
        state=state,
        word=word,
    )


def _state(record: MemberRecord, on: date) -> tuple[State, str]:
    if record.deceased_on is not None:
        return State.CLOSED, f"died {record.deceased_on}"
    if record.left_on is not None and record.left_reason is not None:
        word = LEAVING_WORDS[record.left_reason].lower()
        return (State.CLOSED if record.left_on <= on else State.WAITING), f"{word} {record.left_on}"
    if record.setting is Setting.NURSING_FACILITY:
        return State.OUT, "in a nursing facility"
    return State.READY, "at home"


def _about(record: MemberRecord) -> str:
    payers = " · ".join(f"{one.payer} pays {in_words(one.rank)}" for one in record.covers)
    return f"{record.values['member_no']} · {payers or 'nobody pays'}"


def _shown(rows: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Rows as people read them: with their last day, and not the day after it."""
    for row in rows:
        until_on = row["until_on"]
        yield {**row, "until_on": until_on and until_on - ONE_DAY}


def _meant(rows: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """Rows as they are stored, from what people write."""
    return [
        {**row, "until_on": row["until_on"] and row["until_on"] + ONE_DAY} for row in rows or ()
    ]


def save_member(
    offers: Offers, work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]
) -> int:
    """Enter or change a member, from what stands in the form."""
    given = {
        name: _meant(value) if name in ("coverages", "residences") else value
        for name, value in values.items()
    }
    for row in given.get("residences", ()):
        row["setting"] = row["setting"] and Setting(row["setting"])
    if row_id is None:
        return enter_member(work, values=given)
    member = RecordRef("member", row_id)
    posted = offers.priced_by_place(work.session, member) if "residences" in given else ()
    change_member(work, member_id=row_id, version=version, values=given, posted=posted)
    return row_id


def member_spec(on: date, offers: Offers) -> RecordSpec:
    """The page of a member, as of a day; ``offers`` know what was billed by a residence."""
    return RecordSpec(
        kind="member",
        noun="member",
        pieces=(IDENTITY, COVERAGES, CONTACT, DELIVERY, EMERGENCY, RESIDENCES),
        read=partial(read_member, on),
        save=partial(save_member, offers),
        action="save_member",
        fresh=lambda session: {"member_no": next_member_no(session), "state": "MA"},
        checks=member_findings,
        not_copied=frozenset(
            {"member_no", "masshealth_id", "medicare_mbi", "coverages", "residences"}
        ),
    )


class MemberPage(FormPage):
    """One member. Whoever may be the same member already is told of while one types."""

    keys = (
        *KEYS,
        Key("Alt+H", "write down a death, or take it back"),
        Key("Alt+V", "write down that the member left, or take it back"),
        Key("Alt+E", "write a note"),
        Key("Ctrl+B", "the audit binder: everything of this member as one PDF"),
        Key("Alt+W", "a new prescription, authorization or slip of this member"),
    )

    def __init__(self, workplace: Workplace, ref: RecordRef) -> None:
        super().__init__(workplace, ref, member_spec(workplace.today, workplace.offers))
        self.alike = AlikeBar(workplace, self.fail)
        self._asked: list[ActionBar] = []
        self.stopped = RemarksPanel(workplace, self.fail, "Still to do", what_stops)
        self.remarks = RemarksPanel(workplace, self.fail, "Look at")
        for bar in (self.alike, self.stopped, self.remarks):
            self.bars.addWidget(bar)
        self.death_button = button("Deat&h …", self.ask_death)
        self.leaving_button = button("Lea&ving …", self.ask_leaving)
        self.note_button = button("Not&e …", self.ask_note)
        self.paper_button = button("Ne&w …", self.enter_paper)
        self.binder_button = button("Binder …", self.open_binder, keys="Ctrl+B")
        self.tool_buttons = {
            self.paper_button: "save_prescription",
            self.note_button: "write_note",
            self.leaving_button: "record_leaving",
            self.death_button: "record_death",
            self.binder_button: "make_binder",
        }
        # Members are hardly ever alike: Ctrl+D still makes one like this.
        self.head.copy.hide()
        for one in self.tool_buttons:
            one.hide()
            self.tools.addWidget(one)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE)
        self._typing.timeout.connect(self._look_for_others)
        self.form.changed.connect(self._typing.start)

    # --- what the record says ------------------------------------------------------------------

    def show_record(self, read: RecordRead) -> None:
        """The buttons say what can be done, and the panel what follows from a stop."""
        may_write = self.workplace.may_write and not self.is_new
        died, left = read.values.get("deceased_on"), read.values.get("left_on")
        for one, action in self.tool_buttons.items():
            one.setVisible(may_write)
            why_not = self.workplace.why_not(action)
            one.setEnabled(not why_not)
            one.setToolTip(why_not or one.accessibleName())
        days = [day for day in (died, left) if day is not None]
        self.stopped.show_ref(self.ref, min(days) if days else None)
        self.remarks.show_ref(self.ref, None if days else self.workplace.today)
        self._look_for_others()

    def _look_for_others(self) -> None:
        """Who is alike, by what stands in the fields and can be read."""
        taken = {key: self.form.entries[key].taken()[0] for key in LOOKED_AT}
        self.alike.look(taken, besides=self.ref.id)

    # --- death, leaving, notes -----------------------------------------------------------------

    # Most pages are closed again without any of these: each is made when it is first asked for.

    @cached_property
    def death(self) -> DeathBar:
        """Asks for the day of a death."""
        return self._hold(DeathBar(self.workplace, self.fail, self._told))

    @cached_property
    def leaving(self) -> LeavingBar:
        """Asks for the last day with us, and why."""
        return self._hold(LeavingBar(self.workplace, self.fail, self._told))

    @cached_property
    def note(self) -> NoteBar:
        """Asks for a note."""
        return self._hold(NoteBar(self.workplace, self.fail, self._told))

    def _hold(self, bar: B) -> B:
        self._asked.append(bar)
        self.bars.insertWidget(1, bar)
        return bar

    def ask_death(self) -> None:
        """Ask for the day of death; where there is one, whether to take it back."""
        read = self._ready()
        if read is None:
            return
        died = read.values["deceased_on"]
        if died is None:
            self.death.ask_for(self.ref, read.title, read.version)
            return
        self.question.ask(
            f"{read.title} did not die on {died}?",
            "The rentals that have not ended go on, and their months are due again.",
            "Take it back",
            partial(self._take_back, take_back_death, "take_back_death", read.version),
        )

    def ask_leaving(self) -> None:
        """Ask for the last day with us; where there is one, whether to take it back."""
        read = self._ready()
        if read is None:
            return
        left = read.values["left_on"]
        if left is None:
            self.leaving.ask_for(self.ref, read.title, read.version)
            return
        self.question.ask(
            f"{read.title} does not leave on {left}?",
            "The rentals that have not ended go on, and their months are due again.",
            "Take it back",
            partial(self._take_back, take_back_leaving, "take_back_leaving", read.version),
        )

    def enter_paper(self) -> None:
        """Offer the papers and slips that can be entered for this member."""
        read = self._ready()
        if read is None:
            return
        begun = {"member_id": {"id": self.ref.id, "title": read.title}}
        slip = {**begun, "kind": "delivery"}
        offered = (
            NewRecord("&Prescription", "prescription", begun),
            NewRecord("&Authorization", "authorization", begun),
            NewRecord("&Delivery", "ticket", slip),
            NewRecord("Pic&kup", "ticket", {**slip, "kind": "pickup"}),
            NewRecord("&Fault", "repair", begun),
        )
        offer_new(self.workplace, self.paper_button, offered)

    def open_binder(self) -> None:
        """Go to the page of this member's audit binder."""
        self.workplace.navigator.open_record(RecordRef("binder", self.ref.id))

    def ask_note(self) -> None:
        """Ask for a note."""
        read = self._ready()
        if read is not None:
            self.note.ask_for(self.ref.id, read.title)

    def _ready(self) -> RecordRead | None:
        """The record, where it may be written about now; what is typed is to be saved before."""
        self._close_bars()
        if self.is_new or not self.workplace.may_write:
            return None
        if self.has_typing():
            remedy = "Save it (Ctrl+S), or leave it (Esc)."
            message = "Something that was typed is not saved yet."
            self.fail((Finding(Severity.STOP, "not_saved", message, remedy=remedy),))
            return None
        self.findings.clear()
        return self.stored

    def _take_back(self, act: TakeBack, action: str, version: int) -> None:
        self.workplace.runner.operate(
            lambda work: act(work, member_id=self.ref.id, version=version),
            action=action,
            done=lambda _version: self.workplace.changed.emit(),
            failed=self.fail,
        )

    def _told(self) -> None:
        self.workplace.say("It is written down.")

    def _close_bars(self) -> None:
        for one in self._asked:
            if not one.isHidden():
                one.close_question()
