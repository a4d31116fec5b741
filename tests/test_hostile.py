"""Documents made to take all there is: each ends behind the door, and says why."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from conftest import Run
from hostile import (
    BOMBS,
    cell,
    hidden_columns,
    hidden_rows,
    listed,
    marks,
    nested_boxes,
    page,
    styled,
    word_table,
)
from made import word

from plantrack.documents import read as importers
from plantrack.documents.errors import DocumentError

pytestmark = pytest.mark.long

GIBIBYTE = 1024 * 1024  # in the units of ru_maxrss
SECONDS = "3"  # enough for those that end by themselves; the others need not be waited for longer


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_behind_the_door(name: str, tmp_path: Path, plantrack: Run) -> None:
    suffix, make = BOMBS[name]
    (tmp_path / f"bomb{suffix}").write_bytes(make())
    others = most_memory()  # of what was started before, by any test
    for more in ([], ["--list-tables"]) if sum(map(ord, name)) % 4 == 0 else ([],):
        done = plantrack("import", f"bomb{suffix}", "--timeout", SECONDS, *more)
        assert done.returncode in {0, 3}, done.stderr
        assert "mistake in plantrack" not in done.stderr
        assert done.stderr.strip() or done.stdout.strip()
        if "is not read within" in done.stderr:
            break
    assert most_memory() <= max(others, GIBIBYTE)


def most_memory() -> int:
    """The most that any process held that was started here and has ended, in KiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


CELLS = "more than 200000 cells"
BROKEN = "the file is broken"
REASONS = {
    "commas beyond the cells": CELLS,
    "a million blank lines": CELLS,
    "tabs": "these tables are there",
    "bars": CELLS,
    "wide cells": CELLS,
    "high cells": CELLS,
    "a mark and no UTF-8": "in no known encoding",
    "wide letters cut short": "in no known encoding",
    "entities in Word": "declares entities",
    "entities far into a part": "declares entities",
    "columns before": CELLS,
    "merged to the last cell": CELLS,
    "merged with blanks": CELLS,
    "merged in references": CELLS,
    "merged columns": CELLS,
    "merged digits": BROKEN,
    "a link over all": CELLS,
    "a sheet called .bin": CELLS,
    "a sheet elsewhere": CELLS,
    "entities in a sheet elsewhere": "declares entities",
    "entities far into a sheet": "declares entities",
    "formats": "more than 65536 formats",
    "parts": "larger than",
    "5,000 digits": BROKEN,
    "a style out of range": BROKEN,
    "a font out of range": BROKEN,
    "pages in a circle": "no text",
}


@pytest.mark.parametrize("name", REASONS)
def test_what_is_too_much_is_refused_for_what_it_is(name: str, tmp_path: Path) -> None:
    suffix, make = BOMBS[name]
    path = tmp_path / f"bomb{suffix}"
    path.write_bytes(make())
    try:
        document = importers.read(path)
    except DocumentError as error:
        assert REASONS[name] in str(error.message)
    else:
        assert REASONS[name] == "these tables are there"
        assert document.blocks


def seconds(path: Path) -> float:
    """Of this process's time."""
    start = time.process_time()
    with suppress(DocumentError):
        importers.read(path)
    return max(time.process_time() - start, 0.002)


def grows(make: Callable[[int], bytes], size: int, path: Path) -> float:
    """How many times as long eight times the size takes: 8 if in step, 64 if each by each."""
    path.write_bytes(make(size))
    first = seconds(path)
    path.write_bytes(make(8 * size))
    return seconds(path) / first


def require_linear(make: Callable[[int], bytes], size: int, path: Path) -> None:
    """A reading disturbed by what else the machine does gets two more chances."""
    assert any(grows(make, size, path) < 24 for _ in range(3))


GROWING: dict[str, tuple[str, int, Callable[[int], bytes]]] = {
    **{
        f"Markdown {piece!r}": (".md", 1_000 if "</" in piece else 5_000, partial(marks, piece))
        for piece in ("<table ", "<table>x</table>", "<del>", "<del ", "~~x ", "~~", "**x ", "*",
                      "`x ", "[](", "[", "[x]", "<b ", "<sup>", "</b", "__", "&#1", "\\", "!")
    },
    "lines": (".txt", 3_000, lambda n: "甲乙\n".encode() * n),
    "carriage returns": (".txt", 8_000, lambda n: b"x" + b"\r" * n + b"x"),
    "a table of lines": (".txt", 1_000, lambda n: b"\ta\n\tb\n\n" * n),
    "rules": (".txt", 2_000, lambda n: b"a|b|c\n" + b"----\n" * n),
    "columns in turn": (".txt", 1_000, lambda n: b"a  b  c\na  b  c  d\n" * n),
    "one box of uneven lines": (
        ".txt", 1_000,
        lambda n: ("┌─\n" + "│甲" * n + "\n" + "│甲\n" * n + "└─\n│x│y\n├─\n│x│y\n└─").encode(),
    ),
    "commas": (".csv", 4_000, lambda n: b"a,b\n1" + b"," * n),
    "a long cell": (".csv", 10_000, lambda n: cell("[ " * n)),
    "decorations": (".html", 4_000, lambda n: page(f'<p style="{"text-decoration: " * n}">x')),
    "positions": (".html", 4_000, lambda n: page(f'<p style="{"position:relative " * n}">x')),
    "blanks after <?xml": (".html", 20_000, lambda n: b"<?xml" + b" " * n + page("")),
    "blanks": (".html", 20_000, lambda n: b" " * n + page("")),
    "cells that reach down": (
        ".html", 2_000, lambda n: page("<table><tr>" + "<td rowspan=2>x" * n + "<tr><td></table>"),
    ),
    "text boxes": (".docx", 6, nested_boxes),
    "rows begun late": (".docx", 20, lambda n: word_table('<w:gridBefore w:val="1000"/>', n)),
    "runs of a style": (".docx", 400, lambda n: styled(n, 400)),
    "styles of many properties": (".docx", 400, lambda n: styled(n, n)),
    "a list": (".docx", 300, lambda n: listed(n, 1)),
    "a list of long numbers": (".docx", 300, lambda n: listed(n, n)),
    "paragraphs": (".docx", 1_000, lambda n: word("<w:p/>" * n)),
    "hidden rows": (".xlsx", 1_000, hidden_rows),
    "hidden columns": (".xlsx", 500, hidden_columns),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_in_step_with_the_document(name: str, tmp_path: Path) -> None:
    suffix, size, make = GROWING[name]
    require_linear(make, size, tmp_path / f"a{suffix}")


PIECES = {
    ".md": [*"!)>&;|\n\\# a甲\r\t`[", "**", "__", "~~", "](", "<del>", "</del>", "<sup>", "<table>",
            "<td>", "</table>", "<b "],
    ".txt": [*"\t\n\r|│┌-+(a甲 \u3000", "  ", "一、"],
    ".csv": [*"\n,;\ta甲 '=|", "\r\n"],
    ".html": [*'a甲 <>":', "<p>", "<table>", "<tr>", "<td>", "</table>", "<td rowspan=3>",
              "<td colspan=3>", "<sup>", "</p>", "<h1>", "&lt;", "<!--", "-->", "<br>", "<li>",
              '<p style="display:', "none;", '">'],
}  # fmt: skip


@pytest.mark.parametrize("suffix", PIECES)
@pytest.mark.parametrize("seed", range(12))
def test_time_grows_in_step_whatever_is_repeated(suffix: str, seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    piece = "".join(chance.choices(PIECES[suffix], k=chance.randint(1, 5)))
    ends = "".join(chance.choices(PIECES[suffix], k=2))
    require_linear(lambda n: f"x{piece * n}{ends}".encode(), 1_500, tmp_path / f"a{suffix}")
