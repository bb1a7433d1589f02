"""The form of a proof follows what is typed: its day, what is wrong, fields by method."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dmedesk.deliveries.rules.judging import Judge
from dmedesk.deliveries.rules.words import Method
from dmedesk.deliveries.screens.proof_form import ProofForm
from dmedesk.members.rules import Regime
from dmedesk.widgets.page import Workplace
from tests.deliveries.screens.visiting import choose, draw, shown, told, type_into

DAY = date(2026, 10, 5)
JUDGE = Judge(Regime.MASSHEALTH, date(2026, 11, 3))


@pytest.fixture
def form(workplace: Workplace, qtbot: QtBot) -> ProofForm:
    made = ProofForm(workplace)
    qtbot.addWidget(made)
    shown(made)
    made.begin(JUDGE, Method.DIRECT, {"delivered_on": DAY})
    return made


def _wrong(form: ProofForm, key: str) -> bool:
    return bool(form.fields.entries[key].target.property("wrong"))


def _method(form: ProofForm) -> Method:
    return form.method


def _is_signed(form: ProofForm) -> bool:
    return form.facts.has_signature


def test_nothing_is_red_before_it_is_typed_into(form: ProofForm) -> None:
    assert not any(_wrong(form, key) for key in form.fields.entries)
    assert not form.has_typing()


def test_what_is_wrong_stands_under_the_field_as_one_types(form: ProofForm) -> None:
    form.fields.go_to("signed_on")
    target = form.fields.entries["signed_on"].target
    QTest.keyClicks(target, "10/4")
    assert _wrong(form, "signed_on")
    QTest.keyClick(target, Qt.Key.Key_Backspace)
    QTest.keyClicks(target, "5")
    assert not _wrong(form, "signed_on")


def test_what_was_typed_goes_over_to_another_method(form: ProofForm) -> None:
    type_into(form, {"signer": "Nora Rivera", "signed_on": "10/5"})
    choose(form, "be")
    assert _method(form) is Method.BEFORE_DISCHARGE
    assert form.fields.entries["signer"].raw() == "Nora Rivera"
    assert form.facts.delivered_on == DAY
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    choose(form, "si")
    assert form.fields.entries["signed_on"].raw() == "2026-10-05"
    assert _method(form) is Method.DIRECT


def test_a_signature_that_is_not_drawn_yet_is_none(form: ProofForm) -> None:
    assert not form.signature.isVisible()
    type_into(form, {"signature": "d"})
    assert form.signature.isVisible()
    assert not _is_signed(form)
    draw(form.signature.pad)
    assert _is_signed(form)
    assert form.strokes
    QTest.qWait(QApplication.keyboardInputInterval() + 50)
    type_into(form, {"signature": "o"})
    assert _is_signed(form)
    assert form.strokes == ""


def test_the_day_follows_what_is_typed(form: ProofForm) -> None:
    assert told(form) == "None yet"
    typed = {"signature": "o", "signer": "Nora", "relationship": "t", "signed_on": "10/7"}
    type_into(form, typed)
    assert told(form) == "Wed 2026-10-07"
    choose(form, "n")
    assert told(form) == "None yet"


def test_what_cannot_be_read_is_told(form: ProofForm) -> None:
    type_into(form, {"signed_on": "soon"})
    (found,) = form.unreadable()
    assert found.field == "signed_on"
    assert form.facts.signed_on is None
