"""``dmedesk imports``: the imports of the past, and the way back from one."""

import argparse

from dmedesk.cli.words import Commands, add_json, database_of, tell


def add_to(commands: Commands) -> None:
    """Adds the command."""
    listed = commands.add_parser(
        "imports",
        help="list the imports of the past, or take one back",
        description="Lists every import with its number. With --undo it takes one back as a whole, "
        "or says everything that later rests on it.",
    )
    listed.add_argument("--undo", metavar="N", type=int, help="the number of the import")
    add_json(listed)
    listed.set_defaults(run=_imports)


def _imports(chosen: argparse.Namespace) -> None:
    from dmedesk.bootstrap.imports import imports_taken, take_import_back

    address = database_of(chosen)
    if chosen.undo is not None:
        plan = take_import_back(address, number=chosen.undo)
        answer = {"import": chosen.undo, "removed": plan.removed, "restored": plan.restored}
        tell(
            chosen,
            answer,
            [f"Taken back: {plan.removed} records removed, {plan.restored} restored."],
        )
        return
    found = imports_taken(address)
    listed = [
        {
            "import": one.id,
            "taken_at": one.taken_at.isoformat(),
            "taken_by": one.taken_by,
            "files": list(one.files),
            "added": one.added,
            "changed": one.changed,
            "undone_at": None if one.undone_at is None else one.undone_at.isoformat(),
        }
        for one in found
    ]
    lines = [
        f"{one.id}  {one.taken_at.astimezone():%Y-%m-%d %H:%M}  {one.taken_by}: {one.added} added, "
        f"{one.changed} changed{', taken back' if one.undone_at else ''}  ({', '.join(one.files)})"
        for one in found
    ]
    tell(chosen, {"imports": listed}, lines or ["Nothing was imported yet."])
