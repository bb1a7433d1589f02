"""What can be read out of a notice's free text of codes, and what cannot.

Reading proposes, and never decides: every criterion is shown with the text that it came from, all
that was not understood stands beside it, and a person takes or leaves each. What could be read in
two ways (``1000-1999``: a range, or one number) is not read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dmedesk.assets.rules import serial_key
from dmedesk.assets.rules.criteria import Criterion, CriterionKind, range_between

_K = CriterionKind


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read: criteria in groups, what was seen and is none (days of expiry, remarks), and
    what was not understood at all.
    """

    criteria: tuple[Criterion, ...] = ()
    beside: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """A text while it is read: models and codes by group, the groups by the model at their head."""

    heads: list[str] = field(default_factory=list)
    codes: dict[str, list[tuple[CriterionKind, str, str]]] = field(default_factory=dict)
    models: list[tuple[CriterionKind, str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def add(self, head: str, kind: CriterionKind, value: str, until: str = "") -> None:
        """Add a code to the group of a head, once."""
        if head not in self.codes:
            self.heads.append(head)
        rows = self.codes.setdefault(head, [])
        if (kind, value, until) not in rows:
            rows.append((kind, value, until))


# What is seen and is no code of a unit: days of expiry, words in brackets.
_BESIDE = re.compile(
    r"""\([^)]*\)
    | /?\s*No\s+Expiration\s+Date
    | [/,]?\s*\b(?:Exp(?:iration)?\.?(?:\s*Date)?s?|USE\s+BY)\b\s*[:\-]*\s*
      (?:\d{1,2}/\d{4}\b|\d{1,4}[/\-]\d{1,2}(?:[/\-]\d{2,4})?|[A-Z][a-z]+\s+\d{4})
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(
    r"""\b(?P<word>
      Lots?(?:\s*(?:/\s*(?:Batch|Codes?))?)?(?:\s*(?:Numbers?|Nos?\.?|\#))?
      (?:/Expiration\s+Dates?)?
    | Batch(?:es)?(?:\s*(?:Numbers?|Nos?\.?|\#))?
    | Serials?(?:\s*(?:Numbers?|Nos?\.?|\#))?(?:\s*range)?
    | UDI(?:-DI)?
    | Item\s*\#?(?:\s*Numbers?)?
    | Models?(?:\s*(?:Numbers?|Nos?\.?|\#))?
    | Catalog(?:ue)?\s*(?:Numbers?|Nos?\.?|\#)
    | Part\s*(?:Numbers?|Nos?\.?|\#)
    )\s*(?P<mark>[:\#])?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;:&]))\d{1,2}\)\s*")
_CODE = re.compile(r"(?=[^\s]*\d)[A-Z0-9][A-Z0-9./\-]*|[A-Z]{2,4} \d[A-Z0-9\-]*", re.IGNORECASE)
_THROUGH = re.compile(
    r"\s*(?:\bthrough\b|\bthru\b|\bto\b|\N{EN DASH}|\N{EM DASH})\s*", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:\bREF\b|\bmodels?\b)?[\s:,*\"]*(?P<head>[A-Z][A-Z0-9\-]*\d[A-Z0-9\-]*)[\s:,*\"]*",
    re.IGNORECASE,
)


def read_codes(text: str) -> Understood:
    """What a free text of codes says, as far as it can be understood without guessing."""
    draft = _Draft()

    def set_beside(found: re.Match[str]) -> str:
        draft.beside.append(found.group().strip(" ,/"))
        return " "

    plain = _BESIDE.sub(set_beside, _NUMBERED.sub(" ", text))
    plain = re.sub(r"(?=\bUDI\b)", "; ", plain.replace("**", " "))
    label, head = "", ""
    for clause in filter(str.strip, re.split(r"[;\n]", plain)):
        label, head = _read_clause(draft, clause, label, head)
    return Understood(_grouped(draft), tuple(draft.beside), tuple(draft.unread))


def _read_clause(draft: _Draft, clause: str, label: str, head: str) -> tuple[str, str]:
    """Read one clause; answers the label and the head that a list goes on under."""
    found = _label_in(clause)
    if found is None:
        if label:
            _read_list(draft, clause, label, head)
        else:
            _leave(draft, clause)
        return label, head
    before, body = clause[: found.start()], clause[found.end() :]
    new_label = found.group("word").lower()
    new_head = _head_of(before)
    _leave(draft, before.rpartition(new_head)[0] if new_head else before)
    head = new_head or ("" if before.strip(" ,:") else head)
    _read_list(draft, body, new_label, head)
    return new_label, head


def _label_in(clause: str) -> re.Match[str] | None:
    """The label that the clause's codes stand under: of units before one of products."""
    labels = [
        found
        for found in _LABEL.finditer(clause)
        if _CODE.match(clause[found.end() :].lstrip(' *"'))
    ]
    of_units = [one for one in labels if _kind_of(one.group("word").lower()) is not _K.MODEL]
    return next(iter(of_units or labels), None)


def _head_of(before: str) -> str:
    """The one model that stands before a label (``REF BB50T:``); empty where there is none."""
    *_words, last = ["", *before.rsplit(":", 1)] if ":" in before.rstrip(" :") else ["", before]
    whole = _HEAD.fullmatch(last.strip() or before.strip())
    return whole.group("head") if whole else ""


def _read_list(draft: _Draft, body: str, label: str, head: str) -> None:
    kind = _kind_of(label)
    for piece in re.split(r",|&|\band\b", body):
        word = piece.strip(" .:*\t")
        if word:
            _read_piece(draft, word, kind, label, head)


def _kind_of(label: str) -> CriterionKind:
    for begins, kind in (("lot", _K.LOT), ("batch", _K.LOT), ("serial", _K.SERIAL), ("udi", _K.DI)):
        if label.startswith(begins):
            return kind
    return _K.MODEL


def _read_piece(draft: _Draft, word: str, kind: CriterionKind, label: str, head: str) -> None:
    if kind is _K.SERIAL and (ends := _ends(word, may_dash=label.endswith("range"))):
        if range_between(*ends) is None:
            _leave(draft, word)
        else:
            draft.add(head, _K.SERIAL_RANGE, *ends)
        return
    if not _CODE.fullmatch(word) or (kind is _K.SERIAL and _is_twofold(word)):
        _leave(draft, word)
    elif kind in (_K.MODEL, _K.DI):
        if (kind, word) not in draft.models:
            draft.models.append((kind, word))
    else:
        draft.add(head, kind, word)


def _ends(word: str, *, may_dash: bool) -> tuple[str, str] | None:
    """The two ends of a range that is said to be one."""
    ends = _THROUGH.split(word)
    if len(ends) != 2 and may_dash:
        ends = word.split("-")
    if len(ends) != 2 or not all(_CODE.fullmatch(end.strip()) for end in ends):
        return None
    return ends[0].strip(), ends[1].strip()


def _is_twofold(word: str) -> bool:
    """Whether a serial with a dash may be a range as well."""
    ends = word.split("-")
    return len(ends) == 2 and range_between(ends[0], ends[1]) is not None


def _leave(draft: _Draft, text: str) -> None:
    said = " ".join(text.split()).strip(' ,:*"')
    if said and said.lower() not in _SAYS_NOTHING:
        draft.unread.append(said)


_SAYS_NOTHING = frozenset({"ref", "model", "models"})


def _grouped(draft: _Draft) -> tuple[Criterion, ...]:
    """Groups by their heads; models that stand for themselves belong to every group without one."""
    heads = draft.heads or ([""] if draft.models else [])
    return tuple(
        criterion
        for number, head in enumerate(heads, start=1)
        for criterion in _group(draft, number, head)
    )


def _group(draft: _Draft, number: int, head: str) -> Iterator[Criterion]:
    if head:
        yield Criterion(number, _K.MODEL, head)
    else:
        yield from (Criterion(number, kind, value) for kind, value in draft.models)
    yield from (
        Criterion(number, kind, value, until) for kind, value, until in draft.codes.get(head, ())
    )


_NAMED = re.compile(
    r"""\b(?:REF/Catalog\s+No\.|Catalog\s*(?:\#|No\.)|Model\s*(?:\#|No\.)?\s*:?|ITEM\b:?|
        Part/Reorder\s+Number|REF\b)\s*(?P<model>(?=[\w\-]*\d)[A-Z0-9][A-Z0-9\-]*)""",
    re.VERBOSE | re.IGNORECASE,
)


def read_models(description: str) -> tuple[str, ...]:
    """The models that a product's description names as such (``Catalog # 974``), each once."""
    return tuple(dict.fromkeys(found.group("model") for found in _NAMED.finditer(description)))


def with_models(understood: Understood, models: Sequence[str]) -> Understood:
    """What was read, with the models of the description where a group names no product."""
    if not models:
        return understood
    rows = list(understood.criteria)
    numbers = sorted({one.group for one in rows}) or [1]
    named = {one.group for one in rows if one.kind is _K.MODEL}
    found: list[Criterion] = []
    for number in numbers:
        if number not in named:
            found += (Criterion(number, _K.MODEL, model) for model in _each_once(models))
        found += (one for one in rows if one.group == number)
    return Understood(tuple(found), understood.beside, understood.unread)


def _each_once(models: Sequence[str]) -> list[str]:
    return list({serial_key(model): model for model in models}.values())
