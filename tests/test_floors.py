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
    "quantity",
    "model",
    "assess",
    "compare",
    "lookup",
    "wording",
    "codes",
    "checks",
    "queries",
    "tables",
]
ORDER = {name: floor for floor, name in enumerate(PURE)}
FORBIDDEN = {"typer", "rich", "pydantic", "io", "os", "pathlib", "sys", "tomllib"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    plain = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return {str(node.module) for node in named} | {a.name for node in plain for a in node.names}


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_stands_only_on_floors_below(name: str) -> None:
    modules = imported(PACKAGE / f"{name}.py")
    assert not {module.split(".")[0] for module in modules} & FORBIDDEN
    inside = {module.split(".")[1] for module in modules if module.startswith("plantrack.")}
    assert all(ORDER[module] < ORDER[name] for module in inside)
    source = (PACKAGE / f"{name}.py").read_text(encoding="utf-8")
    assert "print(" not in source
    assert "open(" not in source


def test_only_the_terminal_needs_rich() -> None:
    users = {path.stem for path in PACKAGE.rglob("*.py") if "rich" in str(imported(path))}
    assert users == {"terminal"}
