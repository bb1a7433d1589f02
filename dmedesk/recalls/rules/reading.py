"""How hard a text is to read: the grade of school for which it is plain (Flesch and Kincaid 1975).

0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted by groups of vowels,
which errs by little over a letter; a text under twenty words has no grade worth telling.
"""

import re
from typing import NamedTuple

_WORDS_FACTOR, _SYLLABLES_FACTOR, _OFFSET = 0.39, 11.8, 15.59
_FEWEST_WORDS = 20

PLAIN_GRADE = 8.0
"""Up to this grade a letter counts as plain: our own measure, not the law's."""

_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_SENTENCE = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")


class ReadingLevel(NamedTuple):
    """How many words and sentences a text has, and its grade (None: too short to tell)."""

    words: int
    sentences: int
    grade: float | None

    @property
    def is_plain(self) -> bool:
        """Whether it is no harder than ``PLAIN_GRADE``."""
        return self.grade is None or self.grade <= PLAIN_GRADE


def syllables(word: str) -> int:
    """The syllables of an English word, by its groups of vowels; at least one.

    A silent e at the end is none (``device``), nor are ``-es`` and ``-ed`` after most consonants.
    """
    plain = word.lower().replace("'", "").replace("\u2019", "")
    count = len(_VOWELS.findall(plain))
    if (
        (re.search(r"[^aeiouy]e$", plain) and not re.search(r"[^aeiouy]le$", plain))
        or re.search(r"[^aeiouytd]ed$", plain)
        or re.search(r"[^aeiouysxzcg]es$", plain)
    ):
        count -= 1
    return max(count, 1)


def reading_level(text: str) -> ReadingLevel:
    """How hard a text is to read. Numbers and names written in figures do not count as words."""
    words = _WORD.findall(text)
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE.split(text))
    if len(words) < _FEWEST_WORDS:
        return ReadingLevel(len(words), sentences, None)
    spoken = sum(map(syllables, words))
    grade = (
        _WORDS_FACTOR * len(words) / sentences + _SYLLABLES_FACTOR * spoken / len(words) - _OFFSET
    )
    return ReadingLevel(len(words), sentences, round(grade, 1))
