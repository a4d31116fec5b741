"""What an import costs: the Changshou report against `plantrack status`, and long documents.

    python benchmarks/importing.py [ROUNDS]

The first part runs whole processes in turn and prints medians and their ratio, of one run. The
second imports a Word document of 100 pages and a PDF of 200, made here, and prints seconds and
the most memory held.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
REPORT = ROOT.parent / "shared" / "reports" / "changshou-2022.txt"
PLANTRACK = [sys.executable, "-m", "plantrack"]
LINES_A_PAGE = 40
WORDS = "全区经济运行稳中向好，重点项目加快推进，民生保障持续加强。" * 3


def seconds(command: list[str]) -> float:
    """Wall-clock time of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def compared(rounds: int) -> None:
    """The import of the report in text form against the status table."""
    commands = {"status": [*PLANTRACK, "status"], "import": [*PLANTRACK, "import", str(REPORT)]}
    for command in commands.values():
        seconds(command)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, median in medians.items():
        ratio = median / medians["status"]
        print(f"{name:24} {median * 1000:7.1f} ms  {ratio:5.2f} × status")


def table(rows: int) -> list[list[str]]:
    """A table of indicators, one a row."""
    head = ["序号", "指标", "单位", "2023年计划", "2023年实际"]
    return [head, *([str(n), f"第{n}项指标", "亿元", str(n), f"{n}.5"] for n in range(1, rows + 1))]


def word(path: Path, pages: int) -> None:
    """Pages of paragraphs with a table of 40 rows on every tenth."""
    import docx

    document = docx.Document()
    for page in range(pages):
        for _ in range(LINES_A_PAGE // 4):
            document.add_paragraph(WORDS)
        if page % 10 == 0:
            grid = document.add_table(0, 5)
            for row in table(40):
                for cell, text in zip(grid.add_row().cells, row, strict=True):
                    cell.text = text
        document.add_page_break()  # type: ignore[no-untyped-call]
    document.save(str(path))


def pdf(path: Path, pages: int) -> None:
    """Pages of lines, with a ruled table on every tenth."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4)
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONTNAME", (0, 0), (-1, -1), "STSong-Light"),
    ]
    for page in range(pages):
        canvas.setFont("STSong-Light", 11)
        if page % 10 == 0:
            grid = Table(table(30), style=style)
            grid.wrapOn(canvas, 400, 800)
            grid.drawOn(canvas, 60, 80)
        else:
            for line in range(LINES_A_PAGE):
                canvas.drawString(60, 800 - 18 * line, WORDS[:40])
        canvas.showPage()
    canvas.save()


# Runs the command, and says the most memory that it held, or the process that it reads in.
MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


def long(name: str, path: Path) -> None:
    """One long document imported, as anybody would, in a process of its own."""
    command = [*PLANTRACK, "import", str(path), "--timeout", "600"]
    taken = seconds(command)
    measured = [sys.executable, "-c", MEASURED, *command]
    memory = subprocess.run(measured, check=True, capture_output=True, text=True).stdout.strip()
    print(f"{name:24} {taken:7.2f} s    at most {memory} MB")


def main() -> None:
    """Both parts."""
    compared(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
    with tempfile.TemporaryDirectory() as folder:
        docx_file, pdf_file = Path(folder) / "long.docx", Path(folder) / "long.pdf"
        word(docx_file, 100)
        long("docx of 100 pages", docx_file)
        pdf(pdf_file, 200)
        long("pdf of 200 pages", pdf_file)


if __name__ == "__main__":
    main()
