"""Change the code in one place after another and see whether a test fails.

    python tests/mutants.py src/plantrack/plan/assess.py --tests tests/test_assess.py
    python tests/mutants.py --every 10 src/plantrack/plan/*.py --tests tests/test_[a-m]*.py

The tests are collected once. Then each change is made in a process forked from there, in which the
tests run until one fails, those with drawn examples last. What no test finds is printed. Not part
of the gate.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
AT_ONCE = 2
PATIENCE = 60
"""Seconds of work after which a change counts as found: it made something endless."""

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """One module with one place changed."""

    module: str
    line: int
    column: int
    was: str
    now: str
    statements: list[ast.stmt]
    """The changed one, and the constants after it, which may be made of it."""

    def __str__(self) -> str:
        where = f"{self.module.removeprefix('plantrack.')}:{self.line}:{self.column + 1}"
        return f"{where}: {self.was} -> {self.now}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every change of the module that is tried."""
    module = ".".join(path.resolve().relative_to(SOURCE).with_suffix("").parts)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    places = [*_places(tree)]
    for place, node in enumerate(places):
        for changed in _changes(node):
            other = copy.deepcopy(tree)
            _exchange(other, [*_places(other)][place], changed)
            shown = node.iter if isinstance(node, ast.comprehension) else node
            where = getattr(shown, "lineno", 0), getattr(shown, "col_offset", 0)
            was, now = (ast.unparse(one).partition("\n")[0] for one in (node, changed))
            yield Mutant(
                module, *where, was, now, _from(ast.fix_missing_locations(other), where[0])
            )


def _from(tree: ast.Module, line: int) -> list[ast.stmt]:
    changed, *after = (one for one in tree.body if (one.end_lineno or one.lineno) >= line)
    constants = ast.Assign | ast.AnnAssign
    made_of_it = [one for one in after if isinstance(one, constants)]
    return [changed, *made_of_it] if isinstance(changed, constants) else [changed]


def _places(tree: ast.AST) -> Iterator[ast.AST]:
    """What can be changed: not annotations, docstrings, decorators, or the words of an enum."""
    if isinstance(tree, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in tree.bases):
        tree = ast.Module([one for one in tree.body if isinstance(one, ast.FunctionDef)], [])
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list", "bases"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            said = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if isinstance(node, ast.AST) and not said:
                yield node
                yield from _places(node)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    yield from _other_operators(node)
    yield from _other_constants(node)
    yield from _other_ways(node)


def _other_operators(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, comparators):
            for at, op in enumerate(ops):
                for other in _COMPARED[type(op)]:
                    yield ast.Compare(left, [*ops[:at], other(), *ops[at + 1 :]], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.And() if isinstance(op, ast.Or) else ast.Or(), values)
        case ast.BinOp(left, op, right) if type(op) in _COMPUTED:
            yield ast.BinOp(left, _COMPUTED[type(op)](), right)
        case ast.AugAssign(target, op, value) if type(op) in _COMPUTED:
            yield ast.AugAssign(target, _COMPUTED[type(op)](), value)
        case ast.UnaryOp(_, operand):
            yield operand


def _other_constants(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(int(value)):
            yield ast.Constant(value + 1)
        case ast.Constant(str(value)):
            yield ast.Constant(f"XX{value}" if value else "XX")


def _other_ways(node: ast.AST) -> Iterator[ast.AST]:
    """The other branch, everything instead of a choice, nothing instead of something."""
    match node:
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.comprehension(target, iterated, [_, *_], asynchronous):
            yield ast.comprehension(target, iterated, [], asynchronous)
        case ast.Return(value) if value and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call()):
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _exchange(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(one is old for one in value):
                setattr(parent, name, [new if one is old else one for one in value])


def make(mutant: Mutant) -> None:
    """Make the change in the modules as they were imported.

    What is changed keeps its identity where others hold it: functions get other code. Constants
    are replaced in every module that has them.
    """
    module = importlib.import_module(mutant.module)
    made = dict(module.__dict__)
    exec(compile(ast.Module(mutant.statements, []), str(module.__file__), "exec"), made)
    for name, new in made.items():
        old = module.__dict__.get(name)
        if old is not new and name != "__builtins__":
            _replace(module, name, old, new)


def _replace(module: ModuleType, name: str, old: object, new: object) -> None:
    function = getattr(old, "__wrapped__", old)
    if isinstance(function, FunctionType):
        _recode(function, getattr(new, "__wrapped__", new))
    elif isinstance(old, type):
        for key, inner in vars(new).items():
            _remake(old, key, inner)
    else:
        for other in [one for at, one in sys.modules.items() if at.startswith("plantrack")]:
            if other is module or vars(other).get(name) is old:
                setattr(other, name, new)


def _remake(cls: type, key: str, new: object) -> None:
    """Give a class the changed method, property, or default of a field."""
    old = vars(cls).get(key)
    for one, other in ((old, new), (getattr(old, "fget", None), getattr(new, "fget", None))):
        own = isinstance(one, FunctionType) and one.__module__ == cls.__module__
        if own and not _recode(one, other):
            setattr(cls, key, new)


def _recode(old: object, new: object) -> bool:
    """Whether the function could be given the code of the other."""
    assert isinstance(old, FunctionType)
    assert isinstance(new, FunctionType)
    if len(old.__code__.co_freevars) != len(new.__code__.co_freevars):
        return False
    old.__code__, old.__defaults__ = new.__code__, new.__defaults__
    old.__kwdefaults__ = new.__kwdefaults__
    return True


class Trying:
    """A plugin for pytest that tries the changes in the place of running the tests once."""

    def __init__(self, chosen: Sequence[Mutant]) -> None:
        self._chosen = chosen
        self.left: list[Mutant] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Collect the changes that no test finds: no test fails, and all end."""
        session.items.sort(key=lambda item: hasattr(getattr(item, "obj", None), "hypothesis"))
        running: dict[int, Mutant | None] = {_started(session, None): None}
        if os.wait()[1]:
            raise pytest.UsageError("the tests fail as it is")
        running.clear()
        for mutant in self._chosen:
            if len(running) == AT_ONCE:
                self._wait(running)
            running[_started(session, mutant)] = mutant
        while running:
            self._wait(running)
        return True

    def _wait(self, running: dict[int, Mutant | None]) -> None:
        process, status = os.wait()
        mutant = running.pop(process)
        if mutant and not status:
            self.left.append(mutant)


def _started(session: pytest.Session, mutant: Mutant | None) -> int:
    process = os.fork()
    if not process:
        try:
            os._exit(_is_found(session, mutant))
        except BaseException:  # such a module cannot even be imported
            os._exit(1)
    return process


def _is_found(session: pytest.Session, mutant: Mutant | None) -> bool:
    """Whether one of the tests fails with the change; it is made for the rest of the process."""
    if mutant is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
        make(mutant)
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def main() -> None:
    """Try the changes and print the ones that no test finds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", type=Path)
    parser.add_argument("--tests", nargs="+", default=["tests"])
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    os.nice(19)
    os.environ["PLANTRACK_HYPOTHESIS"] = "repeatable"
    chosen = [one for path in asked.modules for one in [*mutants(path)][:: asked.every]]
    trying = Trying(chosen)
    options = ["-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:xdist"]
    if pytest.main([*options, *asked.tests], plugins=[trying]):
        sys.exit("the tests cannot be run")
    for mutant in sorted(trying.left, key=str):
        print(mutant)
    for module, count in Counter(one.module for one in chosen).items():
        left = sum(one.module == module for one in trying.left)
        print(f"{module}: {count - left} of {count} found, {100 - 100 * left / count:.1f} %")


if __name__ == "__main__":
    main()
