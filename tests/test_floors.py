"""The floors of the architecture: what may import what."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import plantrack

PACKAGE = Path(plantrack.__file__).parent
PURE = [
    "language",
    "diagnostics",
    "refusal",
    "quantity",
    "model",
    "assess",
    "compare",
    "lookup",
    "wording",
    "queries.answer",
    "queries.status",
    "queries.diff",
    "queries.listing",
    "queries.show",
    "tables.table",
    "tables.status",
    "tables.diff",
    "tables.listing",
    "tables.show",
    "narrowing",
    "codes",
    "checks",
]
ORDER = {name: floor for floor, name in enumerate(PURE)}
FORBIDDEN = {"typer", "rich", "pydantic", "pydantic_core", "io", "os", "pathlib", "sys", "tomllib"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return {str(node.module) for node in named} | {a.name for node in plain for a in node.names}


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_stands_only_on_floors_below(name: str) -> None:
    path = PACKAGE / f"{name.replace('.', '/')}.py"
    modules = imported(path)
    assert not {module.split(".")[0] for module in modules} & FORBIDDEN
    inside = {m.removeprefix("plantrack.") for m in modules if m.startswith("plantrack.")}
    assert all(ORDER[module] < ORDER[name] for module in inside)
    source = path.read_text(encoding="utf-8")
    assert "print(" not in source
    assert "open(" not in source


def test_only_the_terminal_needs_rich() -> None:
    users = {path.stem for path in PACKAGE.rglob("*.py") if "rich" in str(imported(path))}
    assert users == {"terminal"}


def test_typer_stays_at_the_command_line() -> None:
    users = {path.stem for path in PACKAGE.rglob("*.py") if "typer" in str(imported(path))}
    commands = {path.stem for path in (PACKAGE / "commands").glob("*.py")}
    assert users <= commands | {"cli", "complaints", "options", "usage"}


@pytest.mark.parametrize("package", ["queries", "tables"])
def test_no_pure_module_is_left_out(package: str) -> None:
    modules = {path.stem for path in (PACKAGE / package).glob("*.py")} - {"__init__"}
    assert {f"{package}.{module}" for module in modules} <= set(PURE)
