"""Plan files that cannot be used, as somebody at the command line meets them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

from plantrack.files import reading

HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
BODY = '[indicators.a]\nname = "A"\n[indicators.a.years]\n2021 = { plan = 1, actual = 1 }\n'


def sparse(path: Path) -> None:
    """A file of 50 MB that takes no room."""
    with path.open("wb") as stream:
        stream.truncate(50_000_000)


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "plan.toml: E001 there is no such file\n"),
    "a folder": (Path.mkdir, "plan.toml: E001 this is a folder, not a file\n"),
    "empty": (Path.touch, "plan.toml: E004 the file is empty\n"),
    "blank": (lambda path: path.write_text("\ufeff \n\n", "utf-8"), "plan.toml: E004"),
    "50 MB": (sparse, "plan.toml: E003 the file is larger than 16 MiB\n"),
    "GBK": (
        lambda path: path.write_bytes(HEAD.encode() + '# 计\n# "计划"\n'.encode("gbk")),
        "plan.toml:3:3: E002 the file is not UTF-8 here\n    # ��\n",
    ),
    "not UTF-8 behind a mark": (
        lambda path: path.write_bytes(b"\xef\xbb\xbff\xff"),
        "plan.toml:1:2: E002 the file is not UTF-8 here\n    f�\n",
    ),
    "a later line not UTF-8, behind a mark": (
        lambda path: path.write_bytes(b"\xef\xbb\xbf#\n\xff"),
        "plan.toml:2:1: E002 the file is not UTF-8 here\n    �\n",
    ),
    "UTF-16": (
        lambda path: path.write_text(HEAD, "utf-16"),
        "plan.toml:1:1: E002 the file is not UTF-8 here\n",
    ),
    "nested": (
        lambda path: path.write_text(HEAD + "x = " + "[" * 9999, "utf-8"),
        "plan.toml: E102 tables are nested too deeply\n",
    ),
    "syntax": (
        lambda path: path.write_text(f"{HEAD}x = \n", "utf-8"),
        "plan.toml:3:5: E101 TOML: no value that TOML knows\n    x = \n",
    ),
    "several": (
        lambda path: path.write_text(f"{HEAD}sectoins = 1\n{BODY}nuber = 2\n", "utf-8"),
        "plan.toml:3:1: E201 unknown key “sectoins”\n"
        "    sectoins = 1\n"
        "    did you mean “sections”?\n"
        "plan.toml:8:1: E206 “nuber” is not a year\n"
        "    nuber = 2\n",
    ),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_plan_file_that_cannot_be_used(plantrack: Run, tmp_path: Path, name: str) -> None:
    make, expected = UNUSABLE[name]
    make(tmp_path / "plan.toml")
    done = plantrack("status", "--file", "plan.toml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(expected)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "x"), "no permission to read the file"),
        (OSError(errno.EIO, "x"), "the disk or the device fails"),
    ],
)
def test_a_file_that_the_system_does_not_hand_over(
    plantrack: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(reading, "_file", refuse)
        done = plantrack("status", "--file", "plan.toml")
    assert (done.returncode, done.stderr) == (3, f"plan.toml: E001 {said}\n")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_without_permission(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").touch(mode=0)
    done = plantrack("status", "--file", "plan.toml")
    assert (done.returncode, done.stderr) == (3, "plan.toml: E001 no permission to read the file\n")


def test_a_byte_order_mark_is_accepted(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text(HEAD + BODY, "utf-8-sig")
    assert plantrack("status", "--file", "plan.toml").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "2019"), "no figures for 2019; the plan has: 2021, 2022"),
        (("missed", "1999"), "no figures for 1999; the plan has: 2021, 2022"),
        (("diff", "2021", "2030"), "no figures for 2030; the plan has: 2021, 2022"),
    ],
)
def test_a_year_without_figures_says_which_there_are(
    plantrack: Run, arguments: tuple[str, ...], said: str
) -> None:
    done = plantrack(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"plantrack: {said}\n")


@pytest.mark.parametrize("command", ["status", "missed", "diff"])
def test_a_plan_without_any_figure_says_so(plantrack: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "plantrack.toml").write_text(HEAD, "utf-8")
    done = plantrack(command)
    assert done.returncode == 2
    assert done.stderr == "plantrack: not enough years with figures; the plan has: none\n"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.EIO, "worn out"), "the system refuses: worn out"),
        (OSError(errno.EIO, "worn out", 5), "the system refuses: worn out"),
        (OSError(errno.EIO, "worn out", "a\x1b"), "the system refuses a␛: worn out"),
        (OSError(errno.EIO, "worn out", b"a\xff"), "the system refuses a\\xff: worn out"),
        (OSError("worn out"), "the system refuses: worn out"),
    ],
)
def test_whatever_the_system_refuses_is_no_mistake_of_ours(
    plantrack: Run, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fail(_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("plantrack.planfile.read.load", fail)
        done = plantrack("status")
    assert (done.returncode, done.stderr) == (3, f"plantrack: {said}\n")


def test_a_mistake_of_its_own_is_owned_up_to(
    plantrack: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError("\x1b[31m")

    with monkeypatch.context() as patch:
        patch.setattr("plantrack.planfile.read.load", fail)
        done = plantrack("status")
    assert done.returncode == 70
    assert "please report it: ZeroDivisionError: ␛[31m (test_bad_input.py:" in done.stderr
    assert "Traceback" not in done.stderr
