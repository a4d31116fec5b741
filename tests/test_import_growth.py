"""The work of reading a table grows with the table: four times the text, not sixteen times.

Each case runs as a process of its own that is killed if it hangs; it compares the processor time of
one size with that of four times the size, with slack, and never with a clock.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.long

PROGRAM = """
import sys, time
from plantrack.documents.document import Cell, Document, Paragraph, Table
from plantrack.importing.run import NoIndicators, imported, wishes
from plantrack.messages.errors import Refusal
from plantrack.messages.message import untranslated

HEAD = ["序号", "指标", "单位", "2023年计划", "2023年实际", "原因", "是否完成"]
ROW = ["1", "甲乙", "", "1", "2", "", ""]

def table(*rows):
    return Table(tuple(tuple(map(Cell, row)) for row in rows))

def row(column, text):
    return table(HEAD, [*ROW[:column], text, *ROW[column + 1:]])

def read(*blocks):
    speak = {"en": untranslated, "zh": untranslated}
    start = time.process_time()
    try:
        imported([Document("a.md", blocks)], wishes((), (), None), speak)
    except (NoIndicators, Refusal):
        pass
    return time.process_time() - start

CASE = lambda n: CASE_HERE
read(*CASE(10))  # what is compiled and loaded once
once = min(read(*CASE(SIZE)) for _ in range(2))
four = read(*CASE(4 * SIZE))
print(once, four)
sys.exit(four > 0.4 and four > 9 * once)
"""

CASES = {
    "stars": (2_000, '[row(3, "9" + "*" * n + "x")]'),
    "stars before": (2_000, '[row(3, "*" * n + "x9")]'),
    "a bracket and blanks": (20_000, '[row(3, "[" + " " * n + "x")]'),
    "brackets": (20_000, '[row(3, "(" * n + "5" + ")" * n)]'),
    "digits": (20_000, '[row(3, "1" * n + "x")]'),
    "commas": (20_000, '[row(3, "1," * n + "x")]'),
    "groups": (20_000, '[row(3, "1 000 " * n)]'),
    "words before": (5_000, '[row(3, "预计" * n + "5")]'),
    "no value": (20_000, '[row(3, "—(" * n)]'),
    "dashes": (20_000, '[row(3, "-" * n + "x")]'),
    "a name's brackets": (10_000, '[row(1, "甲" + "(" * n)]'),
    "a name's blanks": (10_000, '[row(1, "甲(" + " " * n + "x")]'),
    "a name's stars": (10_000, '[row(1, "甲" + "*" * n + "x")]'),
    "a name's dashes": (10_000, '[row(1, "—" * n + "x")]'),
    "of which": (10_000, '[row(1, "其中" * n + "x")]'),
    "kinds": (5_000, '[row(1, "甲" + "(约束" * n)]'),
    "a code": (20_000, '[row(0, "1." * n)]'),
    "a reason": (20_000, '[row(5, "N/A " * n)]'),
    "an outcome": (20_000, '[row(6, "已" * n + "x")]'),
    "line breaks in a heading": (
        30_000,
        '[table(["指标", "2023年" + chr(10) * n + "计划"], ["甲", "4"])]',
    ),
    "a long heading": (20_000, '[table(["指标", "2023年计划", "占" * n], ["甲", "4", "5"])]'),
    "brackets in a heading": (20_000, '[table(["指标", "2023年计划" + "(" * n], ["甲", "4"])]'),
    "a row of many columns": (50_000, '[table(["x"] * n)]'),
    "a heading of many columns": (50_000, '[table(["指标"] + [f"{y}年" for y in range(n)], ROW)]'),
    "a caption": (20_000, '[Paragraph("表1 " + "共24项 " * n), row(1, "甲")]'),
    "a unit's line": (20_000, '[Paragraph("单位" * n), row(1, "甲")]'),
    "blanks": (100_000, '[row(1, "甲"), Paragraph(" " * n + "x")]'),
    "lines": (5_000, '[Paragraph("正文里有一些话，没有任务。")] * n'),
    "lines on misses": (
        500,
        '[row(1, "甲"), *[Paragraph("共有24项指标，5项没有完成，一是甲乙下降。")] * n]',
    ),
    "misses in one line": (2_000, '[row(1, "甲"), Paragraph("5项没有完成" + "，一是甲降" * n)]'),
    "a note on many": (200, '[row(1, "甲"), Paragraph("注：第" + "、".join(["1-99"] * n) + "项")]'),
    "rows of one name": (100, '[table(HEAD, *[["", "甲", "", "1", "2", "", ""]] * n)]'),
    "rows with a number twice": (
        100,
        '[table(HEAD, *[["1", f"甲——{i}", "", "1", "2", "", ""] for i in range(n)])]',
    ),
    "tables": (
        50,
        '[table(HEAD, ["", f"甲{i}", "", "1", "2", "", ""]) for i in range(n)]',
    ),
    "tables carried on": (
        50,
        '[row(1, "甲"), *[table([str(i + 2), f"乙{i}", "", "1", "2", "", ""]) for i in range(n)]]',
    ),
    "captions": (2_000, '[Paragraph(f"表{i} 指标") for i in range(n)]'),
    "marks": (
        100,
        '[table(HEAD, *[["", f"甲{i}", "", "1" + "*" * (i % 90), "2", "", ""] for i in range(n)]),'
        ' *[Paragraph("*" * (i % 90) + " 注") for i in range(n)]]',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_work_grows_with_the_text(name: str) -> None:
    size, case = CASES[name]
    program = PROGRAM.replace("CASE_HERE", case).replace("SIZE", str(size))
    ran = subprocess.run(
        [sys.executable, "-c", program], timeout=300, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{case} of {size} and four times that: {ran.stdout}{ran.stderr}"
