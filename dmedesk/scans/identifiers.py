"""GS1's application identifiers: how long what follows each of them is, and of which signs.

Typed by us from GS1's published list (General Specifications, section 3.2) as far as a label on
equipment may bear them. 03, an item made to order, is not among them: nothing in a store of
rental equipment bears it, and readers disagree about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

# Identifiers (``310-316``: all of them; a final ``*``: where the point stands, 0 to 5), then what
# follows: n figures, d a day, x signs of GS1's set of 82; ``18`` exactly so many, ``1-20`` from one
# to twenty.
_TABLE = """
00 n18; 01 02 n14; 10 21 22 243 254 8002 8012 x1-20; 11-13 15-17 d6; 20 n2; 235 x1-28
240-241 250-251 400 401 403 x1-30; 242 n1-6; 253 x13-30; 255 n13-25; 30 37 n1-8
310*-316* 320*-337* 340*-357* 360*-369* n6; 3900-3909 3920-3929 n1-15
3910-3919 3930-3939 n4-18; 3940-3943 n4; 395* n6
402 n17; 410-417 n13; 420 x1-20; 421 x4-12; 422 424 426 n3; 423 425 n3-15; 427 x1-3
4300-4301 4310-4311 4320 x1-35; 4302-4306 4312-4316 x1-70; 4307 4317 x2; 4308 4319 x1-30
4318 x1-20; 4309 n20; 4321-4323 n1; 4324-4325 n10; 4326 n6; 4330-4333 x6-7
7001 n13; 7002 x1-30; 7003 n10; 7004 n1-4; 7005 x1-12; 7006 n6; 7007 n6-12; 7008 x1-3; 7009 x1-10
7010 x1-2; 7011 n6-10; 7020-7022 x1-20; 7023 x1-30; 7030-7039 x4-30; 7040 x4; 7041 x1-4
710-717 x1-20; 7230-7239 x3-30; 7240 x1-20; 7241 n2; 7242 x1-25
7250 n8; 7251 n12; 7252 n1; 7253-7254 7259 x1-40; 7255 x1-10; 7256 x1-90; 7257 x1-70; 7258 x3
8001 n14; 8003 x14-30; 8004 x1-30; 8005 n6; 8006 8026 n18; 8007 x1-34; 8008 n8-12; 8009 x1-50
8010 x5-30; 8011 n1-12; 8013 8014 8020 x1-25; 8017-8018 n18; 8019 n1-10; 8030 x1-90
8040-8041 n15; 8042 n32; 8043 n18-20; 8110 8112 8200 x1-70; 8111 n4; 90 x1-30; 91-99 x1-90
"""

_SIGNS = frozenset(
    "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz#"
)
_FIGURES = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Form:
    """What follows an identifier: from so many signs to so many; only figures, perhaps a day."""

    least: int
    most: int
    only_figures: bool
    is_day: bool

    def allows(self, signs: str) -> bool:
        """Whether all of these may stand there."""
        return set(signs) <= (_FIGURES if self.only_figures else _SIGNS)


@cache
def identifiers() -> Mapping[str, Form]:
    """Every identifier with the form of what follows it."""
    found: dict[str, Form] = {}
    for line in filter(None, map(str.strip, _TABLE.replace("\n", ";").split(";"))):
        *named, form = line.split()
        for one in named:
            found |= dict.fromkeys(_numbers(one), _form(form))
    return MappingProxyType(found)


def _form(written: str) -> Form:
    least, _, most = written[1:].partition("-")
    kind = written[0]
    return Form(int(least), int(most or least), only_figures=kind in "nd", is_day=kind == "d")


def _numbers(written: str) -> Iterator[str]:
    first, _, last = written.partition("-")
    ends = [f"{n}" for n in range(6)] if first.endswith("*") else [""]
    first, last = first.rstrip("*"), last.rstrip("*") or first.rstrip("*")
    for number in range(int(first), int(last) + 1):
        yield from (f"{number:0{len(first)}}{end}" for end in ends)
