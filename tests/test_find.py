"""Which plan file is found on the way up: the reader's own, root's, and nobody else's."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from conftest import Run

from plantrack.planfile.read import PlanFileError, embedded, find

PLAN = 'format = 1\nplan = { id = "x", language = "en", title = "A planted plan" }\n'
STRANGER = 12345

if not hasattr(os, "geteuid"):
    pytest.skip("files have no owners here", allow_module_level=True)
root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def below(tmp_path: Path) -> Path:
    """A folder to work in, two below one that many share."""
    folder = tmp_path / "own" / "work"
    folder.mkdir(parents=True)
    return folder


@root
def test_a_strangers_file_is_refused_and_named(plantrack: Run, tmp_path: Path) -> None:
    planted = tmp_path / "plantrack.toml"
    planted.write_text(PLAN, "utf-8")
    os.chown(planted, STRANGER, STRANGER)
    for command in ("status", "check", "record a --year 2022 --actual 5", "diff"):
        done = plantrack(*command.split())
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == (
            f"{planted}: E001 the file belongs to somebody else\n"
            f"    if it is the plan that you mean, name it: --file {planted}\n"
        )
    done = plantrack("--version")
    assert (done.returncode, str(planted) in done.stderr) == (3, True)
    assert done.stdout.startswith("plantrack ")
    assert "A planted plan" in plantrack("list", "--file", str(planted)).stdout
    assert "A planted plan" in plantrack("list", PLANTRACK_FILE=str(planted)).stdout
    assert plantrack("list", "--lang", "zh").stderr.startswith(
        f"{planted}: E001 该文件属于其他用户"
    )


@root
def test_no_other_plan_answers_in_its_place(below: Path, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_text(PLAN, "utf-8")
    nearer = below.parent / "plantrack.toml"
    nearer.write_text(PLAN, "utf-8")
    assert find({}, below) == nearer
    os.chown(nearer, STRANGER, STRANGER)
    with pytest.raises(PlanFileError):
        find({}, below)


@root
def test_a_strangers_link_is_refused_wherever_it_leads(below: Path, tmp_path: Path) -> None:
    own = tmp_path / "secret.toml"
    own.write_text(PLAN, "utf-8")
    link = below / "plantrack.toml"
    link.symlink_to(own)
    assert find({}, below) == link
    os.chown(link, STRANGER, STRANGER, follow_symlinks=False)
    with pytest.raises(PlanFileError):
        find({}, below)


@root
def test_a_link_to_a_strangers_file_is_refused(below: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.toml"
    theirs.write_text(PLAN, "utf-8")
    os.chown(theirs, STRANGER, STRANGER)
    (below / "plantrack.toml").symlink_to(theirs)
    with pytest.raises(PlanFileError):
        find({}, below)


@root
def test_whoever_became_root_by_sudo_keeps_their_files(
    below: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = below / "plantrack.toml"
    own.write_text(PLAN, "utf-8")
    os.chown(own, STRANGER, STRANGER)
    for wrong in ("", "x", "-1", "9" * 5000, "²", str(STRANGER + 1)):
        monkeypatch.setenv("SUDO_UID", wrong)
        with pytest.raises(PlanFileError):
            find({}, below)
    monkeypatch.setenv("SUDO_UID", str(STRANGER))
    assert find({}, below) == own
    monkeypatch.setattr(os, "geteuid", lambda: 65534)  # a variable that anybody can set
    with pytest.raises(PlanFileError):
        find({}, below)


@root
def test_roots_file_counts_for_everybody(below: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (below / "plantrack.toml").write_text(PLAN, "utf-8")
    monkeypatch.setattr(os, "geteuid", lambda: STRANGER)
    assert find({}, below) == below / "plantrack.toml"


def test_where_files_have_no_owners_the_nearest_counts(
    below: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (below / "plantrack.toml").write_text(PLAN, "utf-8")
    monkeypatch.delattr(os, "geteuid")
    if (below / "plantrack.toml").stat().st_uid == 0:
        assert find({}, below) == below / "plantrack.toml"


def test_what_is_no_file_is_passed_over(below: Path) -> None:
    (below / "plantrack.toml").mkdir()
    (below.parent / "plantrack.toml").symlink_to("plantrack.toml")
    os.mkfifo(below.parents[1] / "plantrack.toml")
    assert find({}, below) == embedded()


def test_a_folder_that_cannot_be_looked_into_is_named(
    below: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "x", str(path))

    monkeypatch.setattr(Path, "is_file", refuse)
    with pytest.raises(PlanFileError) as caught:
        find({}, below)
    (found,) = caught.value.diagnostics
    assert str(found.message) == "the folder cannot be looked into"
    assert shlex.quote(str(below / "plantrack.toml")) in str(found.help)
