"""What the shop chose: each reading of the law with its clause, its default and why; from when.

A choice is never edited: another one is said, from a day on, with its reason.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from dmedesk.kit.cells import Unreadable
from dmedesk.kit.errors import Refused
from dmedesk.kit.lists import Ask
from dmedesk.shop.actions.policies import say_policy
from dmedesk.shop.queries.policies import PAYER, PolicyRow, policy_rows
from dmedesk.shop.rules.policies import (
    REGIMES,
    Policies,
    PolicyKind,
    Said,
    in_force,
    policy_kinds,
)
from dmedesk.shop.screens.setting import SettingPage
from dmedesk.widgets.forms.fields import FormField, Kind, Section
from dmedesk.widgets.forms.form import Form
from dmedesk.widgets.page import Key, Workplace
from dmedesk.widgets.parts import button, column, frame, label, padded, row, scrolled
from dmedesk.widgets.table import Column, Table
from dmedesk.widgets.theme import GRID, Tone

Payers: TypeAlias = Callable[[Any], Collection[str]]
"""Reads the codes of all payers; handed in by the desk."""

_ABOUT = (
    "Where a text allows two readings, the shop chooses one, from a day on. A month is priced by"
    " what holds on its first day; what is posted keeps what it rests on."
)
_DEFAULT = "as it comes"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: a policy under one regime, for every payer or for one, as it holds today."""

    kind: PolicyKind
    regime: str
    payer_code: str
    value: str
    chosen: Said | None

    @property
    def whose(self) -> str:
        """For whom it holds."""
        return self.payer_code or REGIMES.get(self.regime, "The shop")


class PoliciesPage(SettingPage):
    """The list of choices; beside it what the chosen one means, its past, and a form to say it."""

    key = "settings.policies"
    area = "Policies"
    picture = "scale"
    keys = (Key("Ctrl+S", "save the choice"),)

    def __init__(self, workplace: Workplace, payers: Payers) -> None:
        super().__init__(workplace)
        self._payers = payers
        self._codes: Collection[str] = ()
        self._rows: Sequence[PolicyRow] = ()
        self._wanted: object = None
        self.choice: Choice | None = None
        self.table: Table[Choice] = Table("Policies", _COLUMNS)
        self.past: Table[PolicyRow] = Table("What was said before", _PAST)
        self.fields: Form | None = None
        self.keep = self.guard(
            button("Save", self.say, part="primary", tip="Save (Ctrl+S)"), "say_policy"
        )
        self.table.chosen.connect(self._show_choice)
        self.lay_out(self._body(), about=_ABOUT)
        self.on_key("Ctrl+S", self.keep.click)

    def _body(self) -> QWidget:
        self._title, self._clause = label(part="section"), label(part="soft")
        self._why = label()
        for text in (self._title, self._clause, self._why):
            text.setWordWrap(True)
        self._form_place: QVBoxLayout = column()
        inside = column(
            self._title,
            self._clause,
            self._why,
            self._form_place,
            row(None, self.keep),
            label("What was said before", "soft"),
            self.past,
            gap=2 * GRID,
        )
        inside.setStretch(inside.count() - 1, 1)
        panel = frame("panel", padded(inside, 4 * GRID, 3 * GRID))
        split = QSplitter()
        split.addWidget(self.table)
        split.addWidget(scrolled(panel))
        split.setSizes([170 * GRID, 130 * GRID])
        split.setStretchFactor(0, 1)
        split.setHandleWidth(3 * GRID)
        split.setChildrenCollapsible(False)
        return split

    # --- reading --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what was said anew; what is typed stays."""
        asked = partial(_read, payers=self._payers)
        self.latest.query(asked, done=self._show_read, failed=self.fail)

    def _show_read(self, read: tuple[list[PolicyRow], Collection[str]]) -> None:
        self._rows, self._codes = read
        choices = list(choices_of(self._rows, on=self.workplace.today))
        chosen = sum(one.chosen is not None for one in choices)
        self.told.setText(f"{chosen} chosen, {len(choices) - chosen} as they come")
        self.table.show_rows(choices, same=_same)
        self._go_to_wanted()

    def show_ask(self, ask: Ask) -> None:
        """Go to the first choice of the payer that a link asks for."""
        self._wanted = next((one.value for one in ask.filters if one.column == PAYER), None)
        self.refresh()

    def _go_to_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        for place, choice in enumerate(self.table.rows_model.rows):
            if wanted and choice.payer_code == wanted:
                self.table.selectRow(place)
                return

    def _show_choice(self, choice: Choice | None) -> None:
        if choice is None:
            return
        is_same = self.choice is not None and _same(self.choice) == _same(choice)
        self.choice = choice
        kind = choice.kind
        self._title.setText(f"{kind.title} · {choice.whose}")
        self._clause.setText(kind.citation)
        self._clause.setVisible(bool(kind.citation))
        default = kind.words_of(kind.defaults[choice.regime])
        self._why.setText(f"{kind.why} Unless something is chosen: {default}.")
        self.past.show_rows(
            [row for row in self._rows if (row.key, row.regime) == (kind.key, choice.regime)]
        )
        if not (is_same and self.fields is not None and self.fields.changes()):
            self._make_form(choice)

    def _make_form(self, choice: Choice) -> None:
        if self.fields is not None:
            self._form_place.removeWidget(self.fields)
            self.fields.deleteLater()
        self.fields = Form(self.workplace, (self._section(choice),))
        self.fields.show_values(
            {
                "value": choice.value if choice.kind.options else None,
                "from_on": self.workplace.today,
                "payer_code": choice.payer_code or None,
            }
        )
        self._form_place.addWidget(self.fields)

    def _section(self, choice: Choice) -> Section:
        kind = choice.kind
        taken_back = "– takes a choice back"
        value = (
            FormField(
                "value",
                "Cho&ice",
                Kind.CHOICE,
                options=tuple(kind.options.items()),
                help=taken_back,
            )
            if kind.options
            else FormField("value", "&Number", Kind.NUMBER, least=kind.least, most=kind.most)
        )
        whose = FormField("payer_code", "&Payer", reads=self._payer, help="every payer", width=140)
        fields = (
            value,
            FormField("from_on", "&From", Kind.DAY, required=True),
            *((whose,) if choice.regime else ()),
            FormField("why", "&Why", required=True, help="Who said so, and where"),
        )
        return Section("", fields, columns=1)

    def _payer(self, typed: str) -> str:
        code = next((one for one in self._codes if one.casefold() == typed.casefold()), None)
        if code is None:
            known = ", ".join(sorted(self._codes))
            raise Unreadable("unknown_payer", f"There is no payer {typed}.", f"Known: {known}.")
        return code

    # --- writing --------------------------------------------------------------------------------

    def say(self) -> None:
        """Say the choice from its day on."""
        choice, fields = self.choice, self.fields
        if choice is None or fields is None:
            return
        try:
            values = fields.values()
        except Refused as refused:
            self.fail(refused.findings)
            fields.show_findings(refused.findings)
            return
        value = "" if values["value"] is None else str(values["value"])
        words = choice.kind.words_of(value) or _DEFAULT
        self.save(
            partial(
                _say,
                key=choice.kind.key,
                regime=choice.regime,
                value=value,
                from_on=values["from_on"],
                why=values["why"],
                payer_code=values.get("payer_code") or "",
            ),
            action="say_policy",
            said=f"{choice.kind.title}: {words}, from {values['from_on']}.",
            form=fields,
            then=lambda: fields.settle(fields.raws()),
        )


def choices_of(rows: Sequence[PolicyRow], *, on: Any) -> Iterator[Choice]:
    """Every policy as it holds on a day: under each regime, and for each payer with its own."""
    said = [row.said() for row in rows]
    policies = Policies(said)
    for kind in policy_kinds().values():
        for regime in kind.defaults:
            of_kind = [one for one in said if (one.key, one.regime) == (kind.key, regime)]
            for payer_code in ("", *sorted({one.payer_code for one in of_kind} - {""})):
                own = [one for one in of_kind if one.payer_code == payer_code]
                chosen = in_force(own, on=on)
                value = policies.value(kind.key, on=on, regime=regime, payer_code=payer_code)
                has = chosen if chosen is not None and chosen.value else None
                yield Choice(kind, regime, payer_code, value, has)


def _same(choice: Choice) -> tuple[str, str, str]:
    return choice.kind.key, choice.regime, choice.payer_code


def _read(session: Any, *, payers: Payers) -> tuple[list[PolicyRow], Collection[str]]:
    return policy_rows(session), payers(session)


def _say(work: Any, **said: Any) -> None:
    say_policy(work, **said)


def _words_said(row: PolicyRow) -> str:
    return policy_kinds()[row.key].words_of(row.value) or _DEFAULT


_COLUMNS: tuple[Column[Choice], ...] = (
    Column("Policy", lambda one: one.kind.title, width=220, wide=True),
    Column("For", lambda one: one.whose, width=110),
    Column(
        "Today",
        lambda one: one.kind.words_of(one.value),
        width=212,
        tone=lambda one: Tone.INK if one.chosen else Tone.SOFT,
    ),
    Column(
        "Since",
        lambda one: one.chosen.from_on.isoformat() if one.chosen else _DEFAULT,
        width=110,
        spare=1,
        tone=lambda one: Tone.INK if one.chosen else Tone.SOFT,
    ),
)

_PAST: tuple[Column[PolicyRow], ...] = (
    Column("From", lambda row: row.from_on.isoformat(), width=96),
    Column("Choice", _words_said, width=140),
    Column("Payer", lambda row: row.payer_code or "every", width=64, spare=1),
    Column("Said by", lambda row: row.said_by, width=90, spare=2),
    Column("Why", lambda row: row.why, width=110, wide=True, tip=lambda row: row.why),
)
