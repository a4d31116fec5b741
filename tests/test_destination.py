"""Where an answer goes: by its suffix, and never over what it is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, plain_environment

from plantrack.cli.destination import Caption, is_ours
from plantrack.planfile.read import embedded

EXAMPLE = embedded().read_bytes()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "plantrack.toml"
    path.write_bytes(EXAMPLE)
    return path


@pytest.mark.parametrize(
    ("file", "begins"),
    [
        ("s.csv", "id,number"),
        ("S.CSV", "id,number"),
        ("s.tsv", "id\tnumber"),
        ("s.json", "{\n"),
        ("s.jsonl", '{"id"'),
        ("s.md", "Changshou"),
        ("s.html", "<!doctype html>"),
        ("s.txt", "2021: "),
        ("s", "2021: "),
        ("status.2021", "2021: "),
    ],
)
def test_the_suffix_chooses_the_format(
    plantrack: Run, tmp_path: Path, file: str, begins: str
) -> None:
    for _ in range(2):  # the second time over the first
        done = plantrack("status", "-o", file)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / file).read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "-o", "s.xlsx"), ".xlsx is not written here; name s.xlsx with one of: .txt, "),
        (("status", "-o", "plantrack.toml"), ".toml is not written here"),
        (("status", "-o", "plantrack.toml", "--force"), ".toml is not written here"),
        (("status", "-o", "s.csv", "--format", "json"), "name it .json, or take --format csv"),
        (("status", "-o", "s.csv.gz"), ".gz is not written here"),
        (("check", "-o", "s.csv"), ".csv is not written here; name s.csv with one of: .txt, "),
        (("schema", "-o", "plantrack.toml"), ".toml is not written here"),
        (("check", "--list", "-o", "c.json"), ".json is not written here"),
    ],
)
def test_a_suffix_that_contradicts(
    plantrack: Run, tmp_path: Path, mine: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = plantrack(*arguments)
    assert (done.returncode, done.stdout, said in done.stderr) == (2, "", True), done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["plantrack.toml"]
    assert mine.read_bytes() == EXAMPLE


def test_a_suffix_of_two_formats(plantrack: Run, tmp_path: Path) -> None:
    for arguments in (("-o", "c.json"), ("-o", "c.sarif"), ("-o", "d.json", "--format", "sarif")):
        assert plantrack("check", *arguments).returncode == 0
    assert '"runs"' not in (tmp_path / "c.json").read_text("utf-8")
    for name in ("c.sarif", "d.json"):
        assert '"runs"' in (tmp_path / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "file", "content"),
    [
        ("status", "plan", EXAMPLE),
        ("status", "plan.txt", EXAMPLE),
        ("status", "plan.csv", EXAMPLE),
        ("status", "plan.csv", b"format = 1\nplan = {}\n"),
        ("status", "notes.md", b"# Notes\n\n| a |\n| --- |\n"),
        ("status", "notes.md", b"of mine\n"),
        ("status", "letter.csv", b"Dear Sir,\nI write\nto you, today, again\n"),
        ("status", "x.csv", b"\x00\xff"),
        ("status", "x.csv", '"unclosed,\n'.encode("utf-16")),
        ("status", "x.json", b"id,name\n"),
        ("status", "x.jsonl", b"[1]\n"),
        ("status", "x.html", b"id,name\n"),
        ("status", "x.csv", b"a,b\n1,2\n"),
        ("status", "x.csv", b"id,name\nservices-share,mine\n"),
        ("status", "x.csv", b"id,number,parent,name,section,section_title,kind,unit,directions\n"),
        ("status", "x.tsv", b"id\tnumber\n"),
        ("status", "x.json", b"{}"),
        ("status", "x.json", b"[1, 2]"),
        ("status", "x.json", b'{"format_version": 2, "mine": 1}'),
        ("status", "x.jsonl", b'{"a": 1}\n'),
        ("status", "x.jsonl", b'{"id": "a", "number": "1"}\n'),
        ("status", "x.html", b"<!doctype html>\n<title>Mine</title>\n"),
        ("status", "x.md", b"| a |\n| --- |\n| 1 |\n"),
        ("status", "x.txt", b"My notes\n"),
        ("status", "x.txt", str(embedded()).encode()),
        ("check", "x.txt", b"My notes\n"),
        ("check", "x.txt", b"E101 was the train that I took\n"),
        ("check", "x.json", b'{"runs": []}'),
        ("check", "x.sarif", b'{"runs": [{"tool": {"driver": {"name": "other"}}}]}'),
        ("check --format github", "x.txt", b"::error file=x::y\n"),
        ("status", "x", b"old"),
        ("schema", "x.json", b"# text"),
        ("check", "x.sarif", b"text"),
        ("import r.md", "x.toml", EXAMPLE),
        ("import r.md", "x.toml", b""),
    ],
)
def test_what_is_there_and_something_else_is_kept_without_force(
    plantrack: Run, tmp_path: Path, command: str, file: str, content: bytes
) -> None:
    report = "| 指标 | 2022年计划 |\n|---|---|\n| 甲 | 1 |\n"
    (tmp_path / "r.md").write_text(report, "utf-8")
    path = tmp_path / file
    path.write_bytes(content)
    done = plantrack(*command.split(), "-o", file)
    assert (done.returncode, done.stdout) == (3, "")
    assert "--force" in done.stderr
    assert path.read_bytes() == content
    assert plantrack(*command.split(), "-o", file, "--force").returncode == 0
    assert path.read_bytes() != content


@pytest.mark.parametrize("file", ["s.csv", "s.html", "s.txt", "s.md", "s.log", "s"])
@pytest.mark.parametrize("content", [b"", b"\n", b" \r\n"])
def test_a_file_with_nothing_in_it_is_overwritten(
    plantrack: Run, tmp_path: Path, file: str, content: bytes
) -> None:
    (tmp_path / file).write_bytes(content)
    assert plantrack("status", "-o", file).returncode == 0
    assert (tmp_path / file).stat().st_size > 1000


def test_a_long_file_is_known_by_how_it_begins_or_ends() -> None:
    caption = Caption(("计划", "Plan"), "/x/plan.toml")
    row = b"id,number,parent,name,section,section_title,kind,unit,direction,x\n"
    assert is_ours("csv", row + '"é, x",b\n'.encode() * 20_000)
    assert is_ours("csv", b"\xef\xbb\xbf" + row)
    assert not is_ours("csv", b"\n" + row)
    assert not is_ours("jsonl", b"[" * 60_000)
    assert is_ours("table", "é\n".encode() * 50_000 + b"Plan\n/x/plan.toml\n", caption)
    assert is_ours("table", "计划 · /x/plan.toml".encode(), caption)
    assert not is_ours("table", b"Plan /x/plan.toml\nand more", caption)
    assert not is_ours("table", b"/x/plan.toml", caption)
    assert not is_ours("markdown", b"/x/plan.toml", caption)
    assert not is_ours("markdown", b"Plan\n", caption)
    assert not is_ours("table", b"x")


@pytest.mark.parametrize("command", ["status", "missed 2022", "diff", "show 4", "list"])
@pytest.mark.parametrize("suffix", [".txt", ".json", ".jsonl", ".csv", ".tsv", ".md", ".html"])
def test_what_is_written_is_known_again(
    plantrack: Run, tmp_path: Path, command: str, suffix: str
) -> None:
    file = tmp_path / f"again{suffix}"
    for more in ((), ("--lang", "zh"), ("--no-header",), ("--columns", "id"), ()):
        done = plantrack(*command.split(), "-o", file.name, *more)
        if suffix in {".jsonl", ".csv", ".tsv"} and done.returncode:
            assert (done.returncode, "--force" in done.stderr) == (3, True)
            assert b"direction" not in file.read_bytes()[:100]  # without the header of all keys
            done = plantrack(*command.split(), "-o", file.name, "--force", *more)
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("format_", ["text", "github", "json", "sarif"])
def test_reports_are_known_again(plantrack: Run, tmp_path: Path, format_: str) -> None:
    plan = EXAMPLE.replace(b"actual = 33,", b'actual = 33, outcome = "met",')
    (tmp_path / "plantrack.toml").write_bytes(plan)
    for more in ((), ("--lang", "zh"), ("--ignore", "W"), ()):
        done = plantrack("check", "--format", format_, "-o", "again.txt", *more)
        if format_ in {"json", "sarif"}:
            done = plantrack("check", "--format", format_, "-o", "again.json", *more)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_schema_is_known_again(plantrack: Run) -> None:
    for _ in range(2):
        assert plantrack("schema", "-o", "again.json").returncode == 0


def test_explanations_are_known_again(plantrack: Run) -> None:
    for arguments in (("--list",), ("--explain", "E101"), ("--explain", "W401")) * 2:
        done = plantrack("check", *arguments, "-o", "codes.txt")
        assert (done.returncode, done.stderr) == (0, "")


def test_the_embedded_plan_is_never_written(plantrack: Run, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(embedded())
    (tmp_path / "r.md").write_text("| 指标 | 2022年计划 |\n|---|---|\n| 甲 | 1 |\n", "utf-8")
    for arguments in (
        ("import", "r.md", "-o", str(embedded()), "--force"),
        ("import", "r.md", "-o", "link.toml", "--force"),
        ("import", "r.md", "--update", "link.toml"),
        ("import", "r.md", "--update", "link.toml", "-o", "link.toml", "--force"),
        ("record", "20", "--year", "2022", "--actual", "55", "--file", "link.toml"),
    ):
        done = plantrack(*arguments)
        assert (done.returncode, "is never changed" in done.stderr) == (2, True)
    link.unlink()
    link = tmp_path / "link.csv"
    link.symlink_to(embedded())
    assert plantrack("status", "-o", "link.csv", "--force").returncode == 2
    assert embedded().read_bytes() == EXAMPLE


def test_a_link_stays_and_its_target_is_written(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    for name in ("there", "nowhere"):
        (tmp_path / f"{name}.csv").symlink_to(f"d/{name}.csv")
    (tmp_path / "d" / "there.csv").touch()
    for name in ("there", "nowhere"):
        assert plantrack("list", "-o", f"{name}.csv").returncode == 0
        assert (tmp_path / f"{name}.csv").is_symlink()
        assert (tmp_path / "d" / f"{name}.csv").read_text("utf-8").startswith("id,")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("loop.csv", "symbolic links lead round in a circle"),
        ("no/such/s.csv", "there is no such folder"),
        ("file/s.csv", "a part of its path is no folder"),
        ("d.csv", "this is a folder, not a file"),
        (f"{'x' * 252}.csv", "the name is too long"),
        (f"{'x' * 5000}.csv", "the name is too long"),
    ],
)
def test_where_nothing_can_be_written(plantrack: Run, tmp_path: Path, file: str, said: str) -> None:
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    (tmp_path / "file").touch()
    (tmp_path / "d.csv").mkdir()
    for command in (("list",), ("schema",)):
        path = file if command == ("list",) else file.replace(".csv", ".json")
        done = plantrack(*command, "-o", path)
        assert (done.returncode, done.stdout) == (3, "") if command == ("list",) else True
        assert "Traceback" not in done.stderr
        assert command == ("schema",) or said in done.stderr
    for arguments in (
        ("init", file),
        ("record", "20", "--year", "2022", "--actual", "1", "--file", file),
        ("record", "--batch", file),
        ("import", f"{file}.md", "-o", "n.toml"),
    ):
        assert plantrack(*arguments).returncode in (0, 2, 3)


posix = pytest.mark.skipif(os.name != "posix", reason="these files are POSIX")


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", script.replace("$P", f"'{sys.executable}' -m plantrack")],
        capture_output=True,
        text=True,
        cwd=folder,
        env=plain_environment(),
        timeout=120,
    )


@posix
def test_devices_and_pipes_are_written_plainly(tmp_path: Path) -> None:
    done = shell("$P list --limit 1 --format csv --columns id -o /dev/stdout | cat", tmp_path)
    assert (done.stdout, done.stderr) == ("id\ngrp\n", "")
    script = "echo old > o.txt; $P list --limit 1 --columns id --format csv -o /dev/stdout >> o.txt"
    assert shell(script, tmp_path).returncode == 0
    assert (tmp_path / "o.txt").read_text("utf-8") == "old\nid\ngrp\n"
    done = shell("mkfifo p; cat p & $P list --limit 1 --columns id --format csv -o p", tmp_path)
    assert done.stdout == "id\ngrp\n"
    assert shell("$P list -o /dev/null", tmp_path).returncode == 0


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_what_is_recorded_stays_recorded_where_it_cannot_be_said(tmp_path: Path) -> None:
    script = "$P init --from-example >/dev/full; echo $?"
    done = shell(script, tmp_path)
    said = "the file is written, but what was done could not be printed (the disk is full)"
    assert (done.stdout, done.stderr) == ("0\n", f"plantrack: {said}\n")
    done = shell("$P record 20 --year 2022 --actual 60 >/dev/full; echo $?", tmp_path)
    assert (done.stdout, said in done.stderr) == ("0\n", True)
    assert b"actual = 60" in (tmp_path / "plantrack.toml").read_bytes()
    done = shell("$P record 20 --year 2022 --actual 61 --correct >&-; echo $?", tmp_path)
    assert (done.stdout, "could not be printed (it is closed)" in done.stderr) == ("0\n", True)
    done = shell(
        "$P record 20 --year 2022 --actual 62 --correct --dry-run >/dev/full; echo $?", tmp_path
    )
    assert (done.stdout, "cannot write the output" in done.stderr) == ("3\n", True)


def test_a_title_that_is_no_text(plantrack: Run, tmp_path: Path) -> None:
    done = plantrack("init", "--title", "a\udcff")
    assert (done.returncode, "is not UTF-8" in done.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("letters", ["я", "计"])
def test_a_long_text_with_a_mark_is_looked_at_to_where_it_is_cut(letters: str) -> None:
    for shift in range(4):  # the cut falls at every place within a letter
        text = "\ufeff" + "," * shift + letters * 40_000
        assert not is_ours("csv", text.encode())
