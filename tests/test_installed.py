"""The distribution's own name, and how what is missing is got from where plantrack came from."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT

from plantrack.documents import installed
from plantrack.documents.installed import DISTRIBUTION, install_command

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NAMED = f"{DISTRIBUTION}[import]"

ORIGINS: dict[str, tuple[object, list[str]]] = {
    "a folder": ({"url": "file:///a/b%20c", "dir_info": {}}, ["/a/b c[import]"]),
    "to be edited": (
        {"url": "file:///a/b'%24(x)", "dir_info": {"editable": True}},
        ["-e", "/a/b'$(x)[import]"],
    ),
    "a wheel": (
        {"url": "file:///a/x-1-py3-none-any.whl", "archive_info": {}},
        ["/a/x-1-py3-none-any.whl[import]"],
    ),
    "an address with a password": (
        {"url": "https://me:secret@a.example/x.whl?token=secret#secret", "archive_info": {}},
        [f"{NAMED} @ https://a.example/x.whl"],
    ),
    "a branch": (
        {
            "url": "ssh://git@a.example/x.git",
            "vcs_info": {"vcs": "git", "requested_revision": "v1", "commit_id": "abc"},
        },
        [f"{NAMED} @ git+ssh://a.example/x.git@v1"],
    ),
    "a commit": (
        {"url": "file:///a/x", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
        [f"{NAMED} @ git+file:///a/x@abc"],
    ),
    "an index": (None, [NAMED]),
    "no address": ({}, [NAMED]),
    "no table": ([], [NAMED]),
    "something else": ({"url": 5}, [NAMED]),
    "half a table": ({"url": "https://a.example/x", "vcs_info": {"vcs": "git"}}, [NAMED]),
}


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_hint_names_the_way_it_was_installed(
    origin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record, expected = ORIGINS[origin]
    text = None if record is None else json.dumps(record)
    found = SimpleNamespace(read_text=lambda name: text)
    monkeypatch.setattr(installed, "distribution", lambda name: found)
    said = install_command("import")
    assert shlex.split(said) == ["pip", "install", *expected]
    assert "secret" not in said


def test_sources_that_are_not_installed_are_named_by_their_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installed, "distribution", missing)
    assert shlex.split(install_command("import"))[-1] == f"{ROOT}[import]"
    monkeypatch.setattr(installed, "__file__", str(tmp_path / "a/b/c/d.py"))
    assert shlex.split(install_command("import"))[-1] == NAMED


def test_a_windows_shell_has_other_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.name", "nt")
    assert installed._quoted("C:\\a b[import]") == '"C:\\a b[import]"'


def test_the_distribution_has_a_name_of_its_own() -> None:
    assert PROJECT["name"] == DISTRIBUTION != "plantrack"
    assert set(PROJECT["scripts"]) == {"plantrack"}


def test_nothing_tells_anybody_to_install_the_other_project() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is no checkout")
    wrong = re.compile(r"pip install\s+(?:-\S+\s+)*['\"]?" + "plan" + r"track\b")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".po", ".toml", ".txt", ".in", ""} and path.is_file():
            assert not wrong.search(path.read_text("utf-8", "replace")), name
