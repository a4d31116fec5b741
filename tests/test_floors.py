"""The rooms of the house, and what each may import: every arrow points down."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import plantrack

PACKAGE = Path(plantrack.__file__).parent
ROOMS: dict[str, set[str]] = {
    "messages": set(),
    "files": {"messages"},
    "plan": {"messages"},
    "documents": {"messages", "files"},
    "planfile": {"messages", "files", "plan"},
    "answers": {"messages", "plan"},
    "render": {"messages", "answers"},
    "checks": {"messages", "plan", "planfile", "files"},
    "interpret": {"messages", "plan", "documents"},
    "importing": {"messages", "files", "plan", "planfile", "documents", "interpret", "checks",
                  "answers"},
    "recording": {"messages", "files", "plan", "planfile", "checks"},
    "cli": {"messages", "files", "plan", "planfile", "documents", "answers", "render", "checks",
            "interpret", "importing", "recording"},
    "__main__": {"cli"},
    "__init__": {"messages", "planfile", "answers"},
}  # fmt: skip
"""Each room with what it may import, from the ground up."""

PURE = ("plan", "answers", "interpret")
IMPURE = {
    "typer",
    "rich",
    "pydantic",
    "pydantic_core",
    "io",
    "os",
    "pathlib",
    "sys",
    "tomli",
    "tomllib",
}


def modules_of(*rooms: str) -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if not rooms or room_of(path) in rooms]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    own = {
        f"plantrack.{a.name}" for node in named if node.module == "plantrack" for a in node.names
    }
    return {str(node.module) for node in named} | {a.name for n in plain for a in n.names} | own


def users_of(library: str) -> set[str]:
    return {
        path.relative_to(PACKAGE).with_suffix("").as_posix()
        for path in modules_of()
        if library in {module.split(".")[0] for module in imported(path)}
    }


@pytest.mark.parametrize("path", modules_of(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(path)
    parts = [module.split(".") for module in imported(path)]
    rooms = {part[1] for part in parts if part[0] == "plantrack" and len(part) > 1}
    assert rooms - {"__version__"} <= ROOMS[room] | {room}


def test_every_arrow_points_down() -> None:
    above = list(ROOMS)
    for room, below in ROOMS.items():
        assert all(above.index(one) < above.index(room) for one in below), room


def test_at_the_root_stand_only_rooms() -> None:
    modules = {path.stem for path in PACKAGE.glob("*.py")}
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert modules | packages == set(ROOMS)


@pytest.mark.parametrize("path", modules_of(*PURE), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_pure_module_touches_nothing_outside(path: Path) -> None:
    assert not {module.split(".")[0] for module in imported(path)} & IMPURE
    source = path.read_text(encoding="utf-8")
    assert "print(" not in source
    assert "open(" not in source


def test_only_the_terminal_needs_rich() -> None:
    assert users_of("rich") == {"render/terminal"}


def test_typer_stays_at_the_command_line() -> None:
    assert {name.split("/")[0] for name in users_of("typer")} == {"cli"}


def test_pydantic_stays_with_the_plan_file() -> None:
    assert {name.split("/")[0] for name in users_of("pydantic") | users_of("pydantic_core")} == {
        "planfile"
    }


def test_only_readers_need_what_the_import_extra_brings() -> None:
    for library in ("lxml", "openpyxl", "pdfplumber", "pdfminer"):
        assert {name.split("/")[0] for name in users_of(library)} == {"documents"}
