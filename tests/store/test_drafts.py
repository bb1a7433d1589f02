"""Drafts: one for each record and person, replaced and dropped; the trail does not tell of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from dmedesk.kit.drafts import NO_DRAFTS, Draft
from dmedesk.kit.references import RecordRef
from dmedesk.store.drafts import Drafts
from dmedesk.store.trail import trail
from dmedesk.store.unit_of_work import UnitOfWork, reading, unit_of_work

NEW, ONE = RecordRef("member", 0), RecordRef("member", 1)
NOON = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DOOR = Drafts("ana")


def _do(engine: Engine, actor: str, act: Callable[[UnitOfWork], None]) -> None:
    with unit_of_work(engine, actor=actor, action="keep_draft", clock=lambda: NOON) as work:
        act(work)


def _keep(engine: Engine, actor: str, ref: RecordRef, typed: Any) -> None:
    _do(engine, actor, lambda work: DOOR.keep(work, ref=ref, typed=typed, base={"name": ""}))


def _found(engine: Engine, ref: RecordRef, person: str = "") -> Draft | None:
    with reading(engine) as session:
        return DOOR.find(session, ref=ref, person=person)


def test_the_last_typing_of_each_record_and_person_is_kept(shop_engine: Engine) -> None:
    rows = [{"id": None, "cells": {"from_on": "3/5"}}]
    _keep(shop_engine, "ana", NEW, {"name": "R"})
    _keep(shop_engine, "ana", NEW, {"name": "Rivera", "homes": rows})
    _keep(shop_engine, "ana", ONE, {"name": "One"})
    _keep(shop_engine, "ben", NEW, {"name": "Ben’s"})
    found = _found(shop_engine, NEW)
    assert found == Draft({"name": "Rivera", "homes": rows}, {"name": ""}, NOON)
    assert (_found(shop_engine, NEW, "ben") or found).typed == {"name": "Ben’s"}
    assert _found(shop_engine, RecordRef("payer", 0)) is None
    with reading(shop_engine) as session:
        assert trail(session, limit=9) == ()


def test_a_draft_is_dropped_alone(shop_engine: Engine) -> None:
    for actor in ("ana", "ben"):
        _keep(shop_engine, actor, NEW, {"name": actor})
    _do(shop_engine, "ana", lambda work: DOOR.drop(work, ref=NEW))
    assert _found(shop_engine, NEW) is None
    assert _found(shop_engine, NEW, "ben") is not None


@pytest.mark.parametrize("ref", [NEW, ONE])
def test_a_place_without_drafts_keeps_none(ref: RecordRef) -> None:
    NO_DRAFTS.keep(None, ref=ref, typed={}, base={})
    NO_DRAFTS.drop(None, ref=ref)
    assert NO_DRAFTS.find(None, ref=ref, person="") is None
