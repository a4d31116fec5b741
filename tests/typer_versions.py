"""Try the lowest and the highest Typer that pyproject.toml allows.

    python tests/typer_versions.py

makes an environment for each in a temporary folder, with the libraries of the one that runs this
put behind its own, and runs there the tests of what is taken from Typer: options, help, completion.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
TESTS = ("test_completion.py", "test_process.py", "test_cli.py", "test_typer.py")


def bounds() -> tuple[str, str]:
    """The lowest version allowed, and the first that is not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (asked,) = [one for one in project["dependencies"] if one.startswith("typer")]
    found = re.fullmatch(r"typer>=([\d.]+),<([\d.]+)", asked)
    assert found, f"{asked} has no bounds"
    return found[1], found[2]


def tried(asked: str, folder: Path) -> int:
    """Install that Typer and run the tests with it; the exit code of the tests."""
    venv.create(folder, symlinks=True, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "-q", "--no-deps"]
    subprocess.run([*install, asked], check=True)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    own = Path(subprocess.check_output([python, "-c", where], text=True).strip())
    (own / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    subprocess.run([*install, "--no-build-isolation", "-e", str(ROOT)], check=True)
    subprocess.run([python, "-c", "import typer; print('typer', typer.__version__)"], check=True)
    tests = [ROOT / "tests" / name for name in TESTS]
    return subprocess.run(
        [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
    ).returncode


def main() -> int:
    """Whether all tests pass with both."""
    lowest, first_too_high = bounds()
    with tempfile.TemporaryDirectory() as folder:
        return max(
            tried(asked, Path(folder) / str(number))
            for number, asked in enumerate(
                (f"typer=={lowest}", f"typer>={lowest},<{first_too_high}")
            )
        )


if __name__ == "__main__":
    sys.exit(main())
