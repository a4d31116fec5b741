"""Keep the catalogues in step with the code.

    python docs/catalogue.py update    # new messages into each plantrack.po, gone ones out
    python docs/catalogue.py compile   # plantrack.mo out of each plantrack.po

Babel reads, merges and writes the catalogues; what is a message here is found in the syntax tree,
because a docstring and a table of templates are messages too.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import plantrack
from plantrack.planfile import problems

PACKAGE = Path(plantrack.__file__).parent
MARKS = {"say", "N_", "Message"}
HELP = {"command", "overview"}
"""Functions whose docstring is the help of a command."""

Found = tuple[str | tuple[str, str], str]
"""A message, or one with its plural, and the module that says it."""


def catalogues() -> list[Path]:
    """Every plantrack.po, one a language."""
    return sorted(PACKAGE.glob("locale/*/LC_MESSAGES/plantrack.po"))


def messages() -> Iterator[Found]:
    """Every message that the code says or marks for saying, in the order of the modules."""
    for template in (*(said for _, said in problems._OURS.values()), *problems._EXPECTED.values()):
        yield template, "planfile/problems.py"
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (message := _message(node)) is not None:
                yield message, where


def _message(node: ast.AST) -> str | tuple[str, str] | None:
    if isinstance(node, ast.FunctionDef) and node.name in HELP:
        return ast.get_docstring(node)
    if not isinstance(node, ast.Call):
        return None
    if getattr(node.func, "attr", getattr(node.func, "id", "")) not in MARKS:
        return None
    texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
    match texts:
        case [str(one)]:
            return one
        case [str(one), str(several)]:
            return one, several
    return None


def extracted() -> Catalog:
    """What the code says, with no translation yet."""
    template = Catalog(project="plantrack", charset="utf-8")
    for message, where in messages():
        template.add(message, locations=[(where, 0)])
    return template


def read(path: Path) -> Catalog:
    """A written catalogue."""
    with path.open("rb") as stream:
        return read_po(stream, locale=path.parts[-3])


def update(path: Path) -> None:
    """Put new messages into a written catalogue, and take out those that nobody says any more."""
    catalogue = read(path)
    catalogue.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with path.open("wb") as stream:
        write_po(stream, catalogue, width=0, sort_output=True, include_lineno=False)


def compile_(path: Path) -> None:
    """Write what gettext reads, beside the written catalogue."""
    with path.with_suffix(".mo").open("wb") as stream:
        write_mo(stream, read(path))


def main() -> int:
    """Do what the command line says, in every language."""
    step = {"update": update, "compile": compile_}.get(" ".join(sys.argv[1:]))
    if step is None:
        print(__doc__, file=sys.stderr)
        return 2
    for path in catalogues():
        step(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
