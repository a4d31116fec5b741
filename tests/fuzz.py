"""Made-up input for every reader, the editor, `check` and the command line, case after case.

    python tests/fuzz.py [--seed S] [--cases N | --seconds N] [TARGET...]
    python tests/fuzz.py --seed S --case TARGET:NUMBER     one case again, its files kept

Each case runs in a process of its own with limits of time and memory. What is wanted of all: an
answer or a refusal in words (exit code 0 to 4), in time, within 1 GiB. What comes of a case depends
on the seed and its number alone. Exits 1 if a case failed.
"""

from __future__ import annotations

import argparse
import gc
import os
import pkgutil
import re
import resource
import signal
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import made
import mutate

import plantrack
from plantrack.cli import app
from plantrack.cli.commands import COMMANDS
from plantrack.plan.quantity import QuantityError, parse

ROOT = Path(__file__).parents[1]
PLANS = [
    path.read_text(encoding="utf-8")
    for folder in ("valid", "readable")
    for path in sorted((ROOT / "tests" / "plans" / folder).glob("*.toml"))
]
ALLOWED = range(5)
MEMORY = 1 << 30
SECONDS = {"import": 60, "interpret": 60}  # everything else: 10

Case = Callable[[Random], None]
"""Makes its input in the working folder and runs it; raises `Wrong` if what comes is not right."""


class Wrong(AssertionError):
    """What a case did is not what is wanted."""


def command(*arguments: str) -> int:
    """Run plantrack as a process would, in this one; anything but a refusal in words is wrong."""
    try:
        code = app.run(arguments)
    except SystemExit as ended:  # completion ends so
        code = ended.code if isinstance(ended.code, int) else 0
    if code not in ALLOWED:
        raise Wrong(f"exit code {code}")
    return code


def write(name: str, content: str | bytes) -> None:
    """A file in the working folder."""
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    Path(name).write_bytes(data)


WORDS = (
    *("format", "plan", "sources", "sections", "indicators", "years", "number", "parent", "unit"),
    *(
        "2021",
        "19999",
        "２０２１",
        "actual",
        "outcome",
        "restated",
        "part_of",
        "true",
        "2021-01-01",
    ),
    *("12:00:00", "[[a]]", "[a.b]", "{}", "[]", '""', "''", '"""', "'''", "{ text = 1 }", "a.b.c"),
)


def some_plan(random: Random) -> str | bytes:
    """A plan file, mostly a good one made worse."""
    text = random.choice(PLANS)
    match random.randrange(6):
        case 0:
            return mutate.damaged(random, text.encode())
        case 1:
            return bytes(random.randrange(256) for _ in range(random.randrange(60)))
        case 2:
            return mutate.mutated(random, mutate.spelt(random, plan_tables(random)), WORDS)
        case _:
            return mutate.mutated(random, text, WORDS)


def check_plan(random: Random) -> None:
    """`check` in one of its formats, and one of the questions, of some plan file."""
    write("plan.toml", some_plan(random))
    found = command("check", "plan.toml", "--format", random.choice(("text", "json", "sarif")))
    question = random.choice(("status", "missed", "diff", "list", "show 1", ""))
    code = command(*question.split(), "--file", "plan.toml", "--lang", random.choice(("en", "zh")))
    if (found == 1) != (code == 3):
        raise Wrong(f"check exits {found} where {question or 'the overview'} exits {code}")


FIGURES = ("820", "≥90", "1,230", "8左右", "<35", "6-6.5", "-0.50", "about 8", "完成", "9.50")


def plan_tables(random: Random) -> dict[str, Any]:
    """The tables of a small plan, with figures in some years."""
    names = random.sample(("a", "b-c", "jobs", "air_days", "x1"), random.randrange(1, 5))
    indicators: dict[str, Any] = {}
    for number, name in enumerate(names, 1):
        years = random.sample(("2019", "2020", "2021", "2022"), random.randrange(3))
        indicators[name] = {
            "number": number,
            "name": random.choice(({"zh": f"名{number}", "en": f"N {number}"}, f"Name {number}")),
            "years": {year: {"plan": random.choice((*FIGURES, number))} for year in years},
        }
    title = random.choice(("X", {"en": "X", "zh": "甲"}))
    return {"format": 1, "plan": {"id": "x", "language": "en", "title": title},
            "indicators": indicators}  # fmt: skip


def record_actual(random: Random) -> None:
    """`record` of one figure in a file spelt anyhow: it stands there then, and all else stays."""
    tables = plan_tables(random)
    before = mutate.spelt(random, tables).encode()
    write("plan.toml", before)
    name = random.choice(sorted(tables["indicators"]))
    year, figure = random.choice(("2019", "2021", "2023")), random.choice(FIGURES)
    code = command("record", name, "--year", year, "--actual", figure, "--file", "plan.toml")
    after = Path("plan.toml").read_bytes()
    if code:
        raise Wrong(f"not recorded: exit code {code}")
    if not _is_only_longer(before, after):
        raise Wrong("more was changed than was added")
    found = tomllib.loads(after.decode("utf-8-sig"), parse_float=Decimal)
    value = found["indicators"][name].setdefault("years", {}).setdefault(year, {}).pop("actual")
    if str(value) != figure:
        raise Wrong(f"{figure} became {value}")
    tables["indicators"][name]["years"].setdefault(year, {})
    if found != tables:
        raise Wrong("something else in the file means something else")


def _is_only_longer(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with one piece put in, at most in the place of blanks."""
    start = len(os.path.commonprefix([before, after]))
    end = len(os.path.commonprefix([before[::-1], after[::-1]]))
    return not before[start : max(start, len(before) - end)].strip()


def record_anything(random: Random) -> None:
    """`record` with any values: what is refused leaves the file alone, what is not can be read."""
    before = mutate.spelt(random, plan_tables(random)).encode()
    write("plan.toml", before)
    options = ("--plan", "--actual", "--outcome", "--reason", "--source", "--year")
    given = [
        part for option in options if random.randrange(2) for part in (option, some_value(random))
    ]
    code = command("record", random.choice(("a", "1", "Name", some_value(random))), *given,
                   "--file", "plan.toml")  # fmt: skip
    _stayed_or_readable(before, code)


def _stayed_or_readable(before: bytes, code: int) -> None:
    if code and Path("plan.toml").read_bytes() != before:
        raise Wrong("refused, and the file is another")
    if not code and command("check", "plan.toml"):
        raise Wrong("what was recorded cannot be read")


def some_value(random: Random) -> str:
    """A value that somebody might give to an option, or that nobody would."""
    plain = (
        *FIGURES,
        "2021",
        "2021年",
        "met",
        "a",
        "1",
        '{ text = "9a" }',
        "{a={a={a=1}}}",
        "",
        " ",
    )
    value = random.choice((*plain, *mutate.NUMBERS, *mutate.ODD))
    if not random.randrange(3):
        value = mutate.mutated(random, value)
    return value.replace("\0", "") if random.randrange(20) else value


BATCHES = (
    'indicator,year,plan,actual,reason\na,2021,,5,\nb-c,2022,3,4,"x\ny"\n',
    '{"indicator": "a", "year": "2021", "actual": "5"}\n{"indicator": "1", "year": 2020}\n',
)


def record_batch(random: Random) -> None:
    """A batch file made worse."""
    before = mutate.spelt(random, plan_tables(random)).encode()
    write("plan.toml", before)
    text = random.choice(BATCHES)
    worse = mutate.mutated(random, text, ("indicator", "year", "actual", "null", "1e9", ","))
    write(
        "batch",
        worse if random.randrange(4) else mutate.damaged(random, worse.encode("utf-8", "replace")),
    )
    _stayed_or_readable(before, command("record", "--file", "plan.toml", "--batch", "batch"))


UNITS = (None, (), ("%",), ("亿元",), ("t", "tonnes"), ("8",), ("-",), ("x" * 40,))


def read_quantities(random: Random) -> None:
    """A thousand figures: each is read with the text it was published with, or refused."""
    for _ in range(1000):
        text = random.choice(FIGURES)
        for _ in range(random.randrange(4)):
            words = ("至少", "～", "to", ",", ".", "%", " " * 50)
            text = mutate.mutated(random, text, words, longest=3000)
        try:
            quantity = parse(text, random.choice(UNITS))
        except QuantityError:
            continue
        if quantity.text != text.strip():
            raise Wrong(f"{text!r} became {quantity.text!r}")


HEADINGS = (
    *(
        "序号",
        "指标",
        "指标名称",
        "单位",
        "2021年计划",
        "2021年实际",
        "完成情况",
        "备注",
        "2022年预期目标",
    ),
    *(
        "No.",
        "Indicator",
        "Unit",
        "Target 2021",
        "Actual 2021",
        "Baseline (2020)",
        "Status",
        "Notes",
    ),
)
CELLS = (
    *(
        "地区生产总值",
        "其中：工业增加值",
        "PM2.5 浓度",
        "Urban jobs",
        "of which: rural",
        "一、经济发展",
    ),
    *(
        "亿元",
        "%",
        "天",
        "km²",
        "820",
        "≥90",
        "8左右",
        "1,230.5",
        "—",
        "N/A",
        "完成",
        "未完成",
        "88%",
        "",
        "",
    ),
    *(
        "1",
        "2",
        "1.1",
        "（一）",
        "约束性",
        "预期性",
        "met",
        "missed",
        "2021年",
        "合计",
        "注：数据为初步统计",
    ),
)


def some_grid(random: Random) -> list[list[str]]:
    """A table of a report, out of the interpreter's own words."""
    width = random.randrange(1, 9)
    head = [random.choice(HEADINGS) for _ in range(width)]
    rows = [[random.choice(CELLS) for _ in range(width)] for _ in range(random.randrange(1, 12))]
    if random.randrange(2):
        rows = [
            [str(n), f"指标{n}", "亿元", str(n), f"{n}.5", *row][:width]
            for n, row in enumerate(rows, 1)
        ]
    return [head, *rows]


def some_report(random: Random) -> list[Any]:
    """Paragraphs and tables."""
    words = (
        "2021年计划完成情况",
        "39项指标完成34项。",
        "The report",
        "表1 主要指标",
        "未完成的原因是疫情。",
    )
    return [random.choice(words), some_grid(random), random.choice(words), some_grid(random)]


def interpret_grids(random: Random) -> None:
    """Documents as they should be, of tables that make no sense."""
    kind = random.choice((".txt", ".md", ".csv", ".html"))
    write(f"report{kind}", made.KINDS[kind](some_report(random)))
    _import(random, f"report{kind}")


def _import(random: Random, name: str) -> None:
    options = random.choice(((), ("--list-tables",), ("--report", "json"), ("--year", "2021")))
    command("import", name, *options, "--lang", random.choice(("en", "zh")))


def import_documents(random: Random) -> None:
    """A document of some kind, made worse in the way of its kind."""
    kind = random.choice(sorted(made.KINDS))
    content = made.KINDS[kind](some_report(random))
    match kind:
        case ".docx" | ".xlsx":
            worse = mutate.repacked(random, content)
        case ".pdf":
            worse = mutate.page_changed(random, content)
        case _:
            text = mutate.mutated(
                random, content.decode(), ("<table>", "</td>", "|", "~~", "**", "`")
            )
            worse = text.encode("utf-8", "replace")
    if not random.randrange(8):
        worse = mutate.damaged(random, worse)
    write(f"report{kind}", worse)
    _import(random, f"report{kind}")


def complete(random: Random) -> None:
    """What a shell asks while a command line is typed."""
    typed = " ".join(["plantrack", *_typed(random)])
    os.environ |= {"_PLANTRACK_COMPLETE": random.choice(("complete_bash", "complete_zsh")),
                   "COMP_WORDS": typed, "COMP_CWORD": str(random.randrange(6)),
                   "_TYPER_COMPLETE_ARGS": typed}  # fmt: skip
    write("plantrack.toml", random.choice(PLANS))
    command()


OPTIONS = (
    *(
        "--file",
        "--lang",
        "--format",
        "--output",
        "--section",
        "--kind",
        "--status",
        "--sort",
        "--limit",
    ),
    *(
        "--columns",
        "--search",
        "--year",
        "--color",
        "--no-header",
        "--exit-code",
        "--version",
        "--help",
    ),
    *(
        "--strict",
        "--select",
        "--explain",
        "--list",
        "--title",
        "--language",
        "--dry-run",
        "--table",
    ),
)
PATHS = ("plan.toml", "-", ".", "no/such", "/dev/null", "a" * 300, "loop", "名.toml", "x\ny", "~")


def type_anything(random: Random) -> None:
    """Commands with options and values that do not belong together."""
    write("plan.toml", random.choice(PLANS))
    Path("loop").symlink_to("loop")
    os.environ["COLUMNS"] = random.choice(("", "0", "80", "1", "-5", "9" * 400, "x"))
    command(*_typed(random))


def _typed(random: Random) -> list[str]:
    words = [random.choice((*COMMANDS, ""))] if random.randrange(8) else []
    for _ in range(random.randrange(5)):
        words.append(random.choice(OPTIONS) if random.randrange(2) else random.choice(PATHS))
        words += [some_value(random).replace("\0", "")] * random.randrange(2)
    return words


TARGETS: dict[str, tuple[Case, int]] = {
    "plan": (check_plan, 400),
    "record": (record_actual, 300),
    "entry": (record_anything, 200),
    "batch": (record_batch, 200),
    "quantity": (read_quantities, 10),
    "interpret": (interpret_grids, 150),
    "import": (import_documents, 150),
    "complete": (complete, 50),
    "command": (type_anything, 150),
}
"""Each target with the number of its cases in a short run."""


@dataclass
class Ended:
    """How a case ended: what was wrong, if anything, and what it took."""

    wrong: str | None
    seconds: float
    memory: int


def run_case(target: str, number: int, seed: int, folder: Path) -> Ended:
    """One case in a process of its own."""
    random = Random(f"{seed}:{target}:{number}")
    return apart(lambda: TARGETS[target][0](random), folder, SECONDS.get(target, 10))


def apart(work: Callable[[], object], folder: Path, limit: int) -> Ended:
    """Do the work in a process of its own, in a folder, with so many seconds of computing."""
    child = os.fork()
    if child == 0:
        _live(work, folder, limit)
    _, status, used = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss * 1024
    wrong = None
    if code < 0:
        wrong = f"ended by {signal.Signals(-code).name}"
    elif code:
        wrong = (folder / "wrong").read_text(encoding="utf-8")
    elif memory > MEMORY:
        wrong = f"held {memory >> 20} MB"
    return Ended(wrong, seconds, memory)


def _live(work: Callable[[], object], folder: Path, limit: int) -> None:
    """In the new process: limits, quiet streams, the work; never returns."""
    code = 0
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (3 * MEMORY, 3 * MEMORY))
        signal.alarm(limit * 20)  # of the clock, for one that waits
        os.chdir(folder)
        said = _quiet()
        try:
            work()
        except BaseException as error:
            sys.stderr.flush()
            (folder / "wrong").write_text(_described(error, said), encoding="utf-8")
            code = 1
    finally:
        os._exit(code)


def _quiet() -> Path:
    """Standard output and error go into files, and nothing comes in."""
    for number, name in enumerate((os.devnull, "out", "err")):
        handle = os.open(name, os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY, 0o600)
        os.dup2(handle, number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: PTH123, SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: PTH123, SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: PTH123, SIM115
    return Path("err").absolute()


def _described(error: BaseException, said: Path) -> str:
    """What was wrong, the same words for the same cause."""
    lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
    if isinstance(error, Wrong):
        mistakes = [line[:300] for line in lines if "mistake in plantrack" in line]
        return "; ".join([str(error), *mistakes[:1]])
    where = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{type(error).__name__}: {str(error)[:200]} ({Path(where.filename).name}:{where.lineno})"
    )


@dataclass
class Tally:
    """What came of one target's cases."""

    cases: int = 0
    failed: dict[str, list[int]] = field(default_factory=dict)
    seconds: float = 0
    slowest: tuple[float, int] = (0, 0)
    largest: tuple[int, int] = (0, 0)

    def add(self, number: int, ended: Ended) -> None:
        self.cases += 1
        self.seconds += ended.seconds
        self.slowest = max(self.slowest, (ended.seconds, number))
        self.largest = max(self.largest, (ended.memory, number))
        if ended.wrong:
            self.failed.setdefault(_cause(ended.wrong), []).append(number)


def _cause(wrong: str) -> str:
    """What is the same for all cases with one cause: no numbers and no quoted texts."""
    where = re.search(r"\(\w+\.py:\d+\)$", wrong)
    kind = re.search(r"\b\w+(?:Error|Exception)\b", wrong)
    return f"{kind[0]} {where[0]}" if where and kind else wrong[:160]


def run(targets: Sequence[str], seed: int, cases: int | None, seconds: float | None) -> bool:
    """Run the targets and print a line for each and for each failure; whether all went well."""
    failures = 0
    for target in targets:
        tally = Tally()
        ends = time.monotonic() + seconds / len(targets) if seconds else None
        for number in _numbers(TARGETS[target][1] if cases is None else cases, ends):
            with tempfile.TemporaryDirectory() as folder:
                tally.add(number, run_case(target, number, seed, Path(folder)))
        failures += _print(target, seed, tally)
    print(f"{failures} failed" if failures else "nothing failed")
    return not failures


def _numbers(cases: int, ends: float | None) -> Iterator[int]:
    number = 0
    while number < cases if ends is None else time.monotonic() < ends:
        yield number
        number += 1


def _print(target: str, seed: int, tally: Tally) -> int:
    print(
        f"{target:10} {tally.cases:6} cases  {tally.seconds:7.1f} s  "
        f"slowest {tally.slowest[0]:5.2f} s ({tally.slowest[1]})  "
        f"largest {tally.largest[0] >> 20:4} MB ({tally.largest[1]})",
        flush=True,
    )
    for cause, numbers in sorted(tally.failed.items()):
        print(f"  {len(numbers)} ×: {cause}")
        print(f"     python tests/fuzz.py --seed {seed} --case {target}:{numbers[0]}", flush=True)
    return sum(map(len, tally.failed.values()))


def again(case: str, seed: int) -> bool:
    """One case once more; its files stay, and their folder is named."""
    target, _, number = case.partition(":")
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    ended = run_case(target, int(number), seed, folder)
    print(f"{folder}: {ended.wrong or 'nothing failed'}")
    return ended.wrong is None


def prepare() -> None:
    """An English environment, and what all cases import, imported once."""
    for name in list(os.environ):
        if name.startswith(("PLANTRACK", "LC_", "COLUMNS")):
            del os.environ[name]
    os.environ |= {"LANG": "C.UTF-8", "NO_COLOR": "1"}
    for module in pkgutil.walk_packages(plantrack.__path__, "plantrack."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for make in made.KINDS.values():
        make(["A", [["B"]]])
    gc.freeze()


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, help="of each target, instead of a short run's number")
    parser.add_argument("--seconds", type=float, help="run so long in all")
    parser.add_argument("--case", help="TARGET:NUMBER, one case again")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    given = parser.parse_args()
    prepare()
    if given.case:
        sys.exit(not again(given.case, given.seed))
    sys.exit(not run(given.targets or [*TARGETS], given.seed, given.cases, given.seconds))


if __name__ == "__main__":
    main()
