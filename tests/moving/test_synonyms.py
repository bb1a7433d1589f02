"""What is declared of other people's words names columns, kinds and choices of ours."""

from dmedesk.kit.cells import choices_of
from dmedesk.moving import synonyms
from dmedesk.moving.headers import plain
from dmedesk.moving.kinds import FILES

COLUMNS = {column.name: column for file in FILES.values() for column in file.columns}


def test_every_synonym_is_of_a_column_of_ours() -> None:
    assert synonyms.COLUMNS.keys() <= COLUMNS.keys()
    assert synonyms.KINDS.keys() <= FILES.keys()


def test_every_translated_value_is_one_of_ours() -> None:
    choices = {
        name: {
            choice
            for file in FILES.values()
            for column in file.columns
            if column.name == name
            for choice in choices_of(column.read)
        }
        for name in synonyms.VALUES
    }
    assert [
        (name, ours)
        for name, values in synonyms.VALUES.items()
        for ours in values.values()
        if ours not in choices[name]
    ] == []


def test_words_are_written_plainly() -> None:
    assert [word for word in synonyms.WORDS if word != word.casefold()] == []
    assert [
        word for word in synonyms.ABBREVIATIONS if plain(word) != word and " " not in word
    ] == []
