"""The embedded plan is found however plantrack was installed: wheel, sdist, editable, checkout.

Nothing is fetched: the environments borrow the libraries of the one that runs the tests.
`pytest -m "not install"` leaves these tests out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from conftest import ROOT, plain_environment

pytestmark = pytest.mark.install

LIBRARIES = sysconfig.get_path("purelib")
OFFLINE = ("--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--no-cache-dir")
CHECKOUT = ("src", "data", "pyproject.toml", "README.md", "LICENSE")


def succeed(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run it, as far from the checkout and its coverage as can be; what it prints."""
    kept = {k: v for k, v in plain_environment().items() if not k.startswith(("COV", "PYTHONPATH"))}
    done = subprocess.run(
        [*map(str, command)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=kept | environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in a folder of its own, so that installing it leaves nothing in this one."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in CHECKOUT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def distributions(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, checkout)
    succeed(*build, folder=folder)
    return folder


def environment(folder: Path) -> Path:
    """The Python of a new environment, which finds the libraries of this one after its own."""
    venv.create(folder, symlinks=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(succeed(python, "-c", asked, folder=folder).strip())
    (own / "libraries.pth").write_text(f"{LIBRARIES}\n", encoding="utf-8")
    return python


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable", "checkout"])
def test_the_plan_is_found(
    kind: str, checkout: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if kind == "checkout":
        command: tuple[str, ...] = (sys.executable, "-m", "plantrack")
        path, home = {"PYTHONPATH": str(checkout / "src")}, checkout
    else:
        python = environment(tmp_path / "environment")
        given: list[str | Path] = ["-e", checkout]
        if kind != "editable":
            ending = "*.whl" if kind == "wheel" else "*.tar.gz"
            given = [*request.getfixturevalue("distributions").glob(ending)]
        install = (sys.executable, "-m", "pip", "--python", python, "install", *OFFLINE, *given)
        succeed(*install, folder=elsewhere)
        command, path = (str(python.with_name("plantrack")),), {}
        home = checkout if kind == "editable" else tmp_path / "environment"
    version = succeed(*command, "--version", folder=elsewhere, **path)
    found = Path(version.partition("(")[2].rstrip(")\n"))
    assert found.is_relative_to(home)
    assert found.read_bytes() == (ROOT / "data" / "indicators.toml").read_bytes()
    answer = json.loads(succeed(*command, "status", "-F", "json", folder=elsewhere, **path))
    assert (answer["plan"]["file"], len(answer["rows"])) == (str(found), 44)
    assert "计划" in succeed(*command, "status", "--lang=zh", folder=elsewhere, **path)
