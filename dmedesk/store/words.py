"""How the search index writes words down, and how a question asks for them.

A word is folded: small letters, no accents, no hyphens or other signs (``José O'Brien-Núñez`` is
``jose``, ``obriennunez``, ``brien``, ``nunez``). Before it stand two signs: the letter of its kind
of record, and what the word is there. So one index of plain words answers for each kind alone, and
on both databases alike: ``mnriv`` begins the name of a member who is called Rivera.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

NAME, NUMBER, OTHER, TAIL = "n", "i", "w", "p"
"""What a word is of its record: of its title, one of its numbers, any other, or the end of one."""

LEAST_TAIL = 3
"""A piece from the middle or the end of a word is found from so many signs on."""

_LONGEST = 32

# Letters that Unicode does not take apart into a plain one and a sign.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)


@cache
def _is_sign(letter: str) -> bool:
    return not letter.isalnum()


def fold(text: str) -> str:
    """The text in small letters without accents; signs and spaces stay."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(_PLAIN)


def asked_words(text: str) -> list[str]:
    """The words of a question: its pieces between spaces, folded, signs left out."""
    pieces = ("".join(filter(str.isalnum, piece)) for piece in fold(text).split())
    return [piece[:_LONGEST] for piece in pieces if piece]


def words(text: str) -> Iterator[str]:
    """The words of a text: each piece between spaces whole, and its parts between signs."""
    for piece in fold(text).split():
        if piece.isalnum():
            yield piece[:_LONGEST]
            continue
        parts = "".join(" " if _is_sign(one) else one for one in piece).split()
        if parts:
            yield "".join(parts)[:_LONGEST]
        if len(parts) > 1:
            yield from (part[:_LONGEST] for part in parts)


def tokens(letter: str, *, title: str, numbers: Iterable[str], others: Iterable[str]) -> list[str]:
    """What the index keeps of a record: every word once, behind its signs.

    Of words of the title and of numbers every ending is kept too.
    """
    kept: dict[str, None] = {}
    of_title = list(words(title))
    of_numbers = [word for number in numbers for word in _number_words(number)]
    for sign, found in ((NAME, of_title), (NUMBER, of_numbers)):
        kept |= dict.fromkeys(f"{letter}{sign}{word}" for word in found)
    for text in others:
        kept |= dict.fromkeys(f"{letter}{OTHER}{word}" for word in words(text))
    for word in (*of_title, *of_numbers):
        ends = range(1, len(word) - LEAST_TAIL + 1)
        kept |= dict.fromkeys(f"{letter}{TAIL}{word[start:]}" for start in ends)
    return list(kept)


def _number_words(number: str) -> list[str]:
    """A number whole, whatever stands between its figures, and its parts."""
    parts = list(words(number))
    return ["".join(asked_words(number))[:_LONGEST], *parts] if parts else []


class Question:
    """Words that are all to be found, as each database is asked; ``steps`` from best to least."""

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = asked
        # The end of a number before its beginning: of SN-00030 to SN-00039 each begins with 0003,
        # and whoever types four figures reads them off the end of SN-00003.
        ends = [self._ends] if any(_may_be_a_number(word) for word in asked) else []
        self.steps = [self._whole, *ends, self._begins_name, self._anywhere]

    def _whole(self, letter: str) -> list[list[str]]:
        """Every word is a whole word of the title, or a whole number."""
        return [[f"{letter}{NAME}{word}", f"{letter}{NUMBER}{word}"] for word in self._asked]

    def _begins_name(self, letter: str) -> list[list[str]]:
        """Every word begins one of the title."""
        return [[f"{letter}{NAME}{word}*"] for word in self._asked]

    def _ends(self, letter: str) -> list[list[str]]:
        """Every word with a figure is the end of a number (the last four of a serial)."""
        return [
            [f"{letter}{TAIL}{word}"] if _may_be_a_number(word) else self._begins(letter, word)
            for word in self._asked
        ]

    def _anywhere(self, letter: str) -> list[list[str]]:
        """Every word begins some word, or stands within one of the title or a number."""
        return [[*self._begins(letter, word), *_within(letter, word)] for word in self._asked]

    @staticmethod
    def _begins(letter: str, word: str) -> list[str]:
        return [f"{letter}{sign}{word}*" for sign in (NAME, NUMBER, OTHER)]


def _within(letter: str, word: str) -> list[str]:
    return [f"{letter}{TAIL}{word}*"] if len(word) >= LEAST_TAIL else []


def _may_be_a_number(word: str) -> bool:
    return len(word) >= LEAST_TAIL and any(one.isdigit() for one in word)


def for_sqlite(all_of: Sequence[Sequence[str]]) -> str:
    """The question in FTS5's words: all of these, each in one of its forms."""
    return " AND ".join(
        "(" + " OR ".join(_quoted(form, '"', '"*') for form in forms) + ")" for forms in all_of
    )


def for_postgresql(all_of: Sequence[Sequence[str]]) -> str:
    """The question as a ``tsquery``."""
    return " & ".join(
        "(" + " | ".join(_quoted(form, "'", "':*") for form in forms) + ")" for forms in all_of
    )


def _quoted(form: str, mark: str, beginning: str) -> str:
    return f"{mark}{form[:-1]}{beginning}" if form.endswith("*") else f"{mark}{form}{mark}"
