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
    "document",
    "interpret",
    "interpret.review",
    "interpret.lettering",
    "interpret.code_words",
    "interpret.headers",
    "interpret.units",
    "interpret.cells",
    "interpret.columns",
    "interpret.rows",
    "interpret.tables",
    "interpret.matching",
    "interpret.directions",
    "interpret.prose",
    "interpret.interpretation",
    "interpret.draft",
]
ORDER = {name: floor for floor, name in enumerate(PURE)}
FORBIDDEN = {"typer", "rich", "pydantic", "pydantic_core", "io", "os", "pathlib", "sys", "tomllib"}


def file_of(name: str) -> Path:
    path = PACKAGE.joinpath(*name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return {str(node.module) for node in named} | {a.name for node in plain for a in node.names}


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_stands_only_on_floors_below(name: str) -> None:
    modules = imported(file_of(name))
    assert not {module.split(".")[0] for module in modules} & FORBIDDEN
    inside = {m.removeprefix("plantrack.") for m in modules if m.startswith("plantrack.")}
    assert all(ORDER[module] < ORDER[name] for module in inside)
    source = file_of(name).read_text(encoding="utf-8")
    assert "print(" not in source
    assert "open(" not in source


def test_only_the_terminal_needs_rich() -> None:
    assert users_of("rich") == {"terminal"}


def users_of(library: str) -> set[str]:
    modules = {path.stem: imported(path) for path in PACKAGE.rglob("*.py")}
    return {name for name, found in modules.items() if library in {m.split(".")[0] for m in found}}


def test_typer_stays_at_the_command_line() -> None:
    commands = {path.stem for path in (PACKAGE / "commands").glob("*.py")}
    assert users_of("typer") <= commands | {"cli", "complaints", "options", "usage"}


@pytest.mark.parametrize("package", ["queries", "tables", "interpret"])
def test_no_pure_module_is_left_out(package: str) -> None:
    modules = {path.stem for path in (PACKAGE / package).glob("*.py")} - {"__init__"}
    assert {f"{package}.{module}" for module in modules} <= set(PURE)


def test_only_readers_need_what_the_import_extra_brings() -> None:
    assert users_of("lxml") == {"archive", "docx", "elements", "html", "numbering", "styles"}
    assert users_of("openpyxl") == {"xlsx"}
    assert users_of("pdfplumber") == users_of("pdfminer") == {"pdf"}


def test_the_interpreter_knows_no_kind_of_document() -> None:
    for path in (PACKAGE / "interpret").glob("*.py"):
        assert not any("importers" in module for module in imported(path)), path
