"""Every action of the program has its right and its sentence; who may not is told who may."""

import ast
from collections.abc import Iterator

import pytest

from dmedesk.shop.rules.doings import DOINGS, allowed_with, doing, refusal, sentence_of
from dmedesk.shop.rules.rights import Right, Role
from tests.architecture.source import Module, modules

# Words of the command line's own parser, which also has arguments called ``action``.
_PARSER_WORDS = {"store_true", "store_const", "append", "version"}


def _named_actions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        told = [word.value for word in node.keywords if word.arg == "action"]
        if isinstance(node.func, ast.Attribute) and node.func.attr == "writing":
            told += node.args[:1]
        for value in told:
            if isinstance(value, ast.Constant) and value.value not in _PARSER_WORDS:
                yield str(value.value)


def test_every_action_of_the_source_has_an_entry() -> None:
    named = {name for module in modules() for name in _named_actions(module)}
    assert {"post_month", "import", "make_papers"} <= named
    assert named - DOINGS.keys() == set(), "enter these into dmedesk/shop/rules/doings.py"


@pytest.mark.parametrize("action", sorted(DOINGS))
def test_an_action_is_told_in_words_of_the_past(action: str) -> None:
    sentence = sentence_of(action)
    assert sentence[0].isupper()
    assert not sentence.endswith(".")
    assert "_" not in sentence


def test_an_action_of_an_older_program_is_told_by_its_name() -> None:
    assert sentence_of("move_payers") == "Move payers"
    with pytest.raises(LookupError):
        doing("move_payers")


def test_what_may_be_asked_for_by_name() -> None:
    allowed = allowed_with([Right.POST_MONTH])
    assert {"post_month", "undo_month", "sign_in"} <= allowed
    assert "import" not in allowed


def test_a_refusal_names_those_who_may() -> None:
    told = refusal(
        Right.POST_MONTH,
        name="Dan",
        role=Role.DRIVER,
        roles=(Role.OWNER, Role.BILLER),
        who=("Ana",),
    )
    assert told.sentence() == (
        "Dan (driver or warehouse) has no tick for: post a month and take it back;"
        " credit lines and bill them again."
        " It may be done by an owner or a biller: Ana."
    )
