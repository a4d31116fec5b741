"""Reports made for the tests: what an import makes of them, and the pairs in `reports/`.

A pair is a document `NAME.KIND` and all that is expected of it in `NAME.expected.toml`: the options
of the import, its tables and doubts, and the plan file or the refusal. The same document with other
options has `NAME.OPTIONS.expected.toml` too.

`python tests/reports.py --write` writes what is expected anew, to be read before it is kept.
"""

from __future__ import annotations

import itertools
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from plantrack.documents import read as importers
from plantrack.documents.document import Cell, Document, Paragraph, Table
from plantrack.importing.run import Imported, NoIndicators, imported, wishes
from plantrack.interpret.reading import Interpretation
from plantrack.interpret.tables.source_table import SourceTable
from plantrack.messages.message import untranslated

REPORTS = Path(__file__).parent / "reports"
ENDING = ".expected.toml"
SPEAK = {"en": untranslated, "zh": untranslated}
HEAD = ["序号", "指标", "单位", "2023年计划", "2023年实际"]
ENGLISH = ["Indicator", "2023 target", "2023 actual"]
Rows = Sequence[Sequence[str]]


def import_documents(documents: Sequence[Document], options: Mapping[str, Any]) -> Imported:
    """An import with the command's options, by their names: columns, year and so on."""
    given: dict[str, Any] = {"tables": (), "columns": (), "year": None}
    return imported(documents, wishes(**{**given, **options}), SPEAK)


def tables_of(done: Imported) -> dict[str, Any]:
    """The tables of the plan file; figures with decimals as they are written."""
    return tomllib.loads(done.text, parse_float=str)


def table(rows: Rows, caption: str = "") -> Table:
    """A table with these texts in its cells."""
    return Table(tuple(tuple(map(Cell, row)) for row in rows), caption=caption)


def read(*blocks: Rows | str, caption: str = "", **options: Any) -> Imported:
    """An import of tables and paragraphs, with no document around them."""
    made = [Paragraph(one) if isinstance(one, str) else table(one, caption) for one in blocks]
    return import_documents([Document("report.md", tuple(made), title="")], options)


class Reader:
    """Imports a document that it writes to a folder first: the plan's tables, and the import."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self, name: str, content: str | bytes, **options: Any
    ) -> tuple[dict[str, Any], Imported]:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = import_documents([importers.read(path)], options)
        return tables_of(done), done


def codes(done: Imported) -> list[str]:
    """What is asked; made-up names such as 甲 tell no direction, which is not what is tested."""
    found = [point.code for point in done.read.doubts]
    return [code for code in found if code != "direction-unknown"]


def said(done: Imported, code: str = "") -> list[str]:
    """The points to review, in English; of one code only, if it is given."""
    return [str(point.said()) for point in done.read.doubts if code in ("", point.code)]


def indicators(done: Imported) -> dict[str, dict[str, Any]]:
    """The indicators of the plan file by their names."""
    return {one["name"]: one for one in tables_of(done)["indicators"].values()}


def figures(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Plan and actual by year of each indicator, by its name."""
    return {
        table["name"]: {
            year: tuple(given.get(key) for key in ("plan", "actual"))
            for year, given in table.get("years", {}).items()
        }
        for table in plan["indicators"].values()
    }


def pairs() -> Iterator[tuple[Path, Path]]:
    """Each document with each file of expectations that is, or ought to be, beside it."""
    for document in documents():
        plain = document.with_name(document.stem + ENDING)
        yield document, plain
        for other in sorted(REPORTS.glob(f"{document.stem}.*{ENDING}")):
            yield document, other


def documents() -> list[Path]:
    """The documents in the folder: every file that holds no expectations."""
    return sorted(path for path in REPORTS.iterdir() if not path.name.endswith(ENDING))


def misplaced() -> list[str]:
    """Documents that share a name, and files of expectations that belong to no document."""
    stems = [path.stem for path in documents()]
    doubled = [path.name for path in documents() if stems.count(path.stem) > 1 or "." in path.stem]
    expected = REPORTS.glob(f"*{ENDING}")
    return doubled + sorted(one.name for one in expected if one.name.split(".")[0] not in stems)


def exact(text: str) -> dict[str, Any]:
    """TOML with every digit of its figures: 60.0 is not 60, nor is it the text "60.0"."""
    return tomllib.loads(text, parse_float="number {}".format)


def options_of(path: Path) -> dict[str, Any]:
    """The options of the import in a file of expectations; none where there is no file yet."""
    found = exact(path.read_text(encoding="utf-8")) if path.exists() else {}
    options: dict[str, Any] = found.get("import", {})
    return options


def expectation(document: Path, options: Mapping[str, Any]) -> str:
    """All that comes of a document, as a file of expectations has it."""
    head: dict[str, Any] = {"import": dict(options)} if options else {}
    try:
        done = import_documents([importers.read(document)], options)
    except NoIndicators as refused:
        return _lines(head | {"refused": str(refused)} | _found(refused.read))
    counts = [
        {"report": [theirs.achieved, theirs.total], "figures": [ours.achieved, ours.total]}
        if ours
        else {"report": [theirs.achieved, theirs.total]}
        for theirs, ours in done.counted
    ]
    head |= _found(done.read) | ({"counts": counts} if counts else {})
    return _lines(head) + "\n" + done.text[done.text.index("format = ") :].rstrip() + "\n"


def _found(read: Interpretation) -> dict[str, Any]:
    doubts = [
        {"code": one.code, "at": str(one.spot.described()), "says": str(one.said())}
        for one in read.doubts
    ]
    return {"tables": list(map(_use, read.tables)), "doubts": doubts}


def _use(table: SourceTable) -> str:
    if table.part_of:
        return f"goes on from table {table.part_of}"
    return f"{'used' if table.taken else 'skipped'}: {table.why}"


def _lines(head: Mapping[str, Any]) -> str:
    """Each key on its own line, lists of tables with a line each, so that the plan can follow."""
    written = []
    for key, value in head.items():
        if isinstance(value, list):
            items = "".join(f"    {_inline(one)},\n" for one in value)
            written.append(f"{key} = [\n{items}]\n" if value else f"{key} = []\n")
        else:
            written.append(f"{key} = {_inline(value)}\n")
    return "".join(written)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def write(found: Iterable[tuple[Path, Path]]) -> None:
    """Write the expectations anew; the remarks at their head and the options stay."""
    for document, path in found:
        text = _remarks(path) + expectation(document, options_of(path))
        path.write_text(text, encoding="utf-8")


def _remarks(path: Path) -> str:
    """What a person wrote at the head of a file of expectations, if there is one yet."""
    lines = path.read_text(encoding="utf-8").splitlines(True) if path.exists() else []
    return "".join(itertools.takewhile(lambda line: line.startswith("#"), lines))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/reports.py --write")
    write(list(pairs()))
