"""Nothing is lost: real processes that are killed, that collide, and that run out of room."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

from plantrack.files import exchange, leftovers, writing
from plantrack.messages.errors import Refusal
from plantrack.planfile.read import embedded, load
from plantrack.recording import apply as keeping

if sys.platform == "win32":
    pytest.skip("locks and signals are POSIX", allow_module_level=True)

EXAMPLE = embedded().read_bytes()
ASKED = keeping.Asked("20", "2022", {"actual": "55"})
RECORDED = EXAMPLE.replace(b"2022 = { plan = 60, ", b"2022 = { plan = 60, actual = 55, ")

# Forks, lets the child record without end, kills it, and looks at the file: again and again.
KILLER = r"""
import os, random, signal, sys, time
from pathlib import Path
from plantrack.recording import apply as keeping
from plantrack.recording import record
from plantrack.planfile import edit
from plantrack.planfile import syntax as locate
from plantrack.planfile import read
from plantrack.planfile import schema
from plantrack.planfile import build
from plantrack.files import leftovers

path, rounds = Path(sys.argv[1]), int(sys.argv[2])
HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n[indicators.a]\n'
HEAD += 'number = 1\nname = "A"\n[indicators.a.years]\n2022 = { plan = 60'

def content(n):
    return HEAD + (f', actual = {n}, reason = "{"r" * (1000 * n)}"' if n else "") + " } # end\n"

def entry(n):
    given = {"actual": str(n), "reason": "r" * (1000 * n)}
    return keeping.Asked("1", "2022", given, change="correct")

def endless(start, write):
    n = start
    while True:
        n = n % 50 + 1
        keeping.recorded(str(path), entry(n))
        os.write(write, bytes([n]))

def killed_after(seconds, start):
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        endless(start, write_end)
    os.close(write_end)
    time.sleep(seconds)  # the random moment itself
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read_end, "rb") as stream:
        return stream.read()

whole = {content(n): n for n in range(51)}
path.write_text(content(0))
keeping.recorded(str(path), entry(1))
now, moments, during = 1, random.Random(3), 0
for _ in range(rounds):
    said = killed_after(moments.uniform(0, 0.03), now)
    found = whole[path.read_text()]  # a KeyError: neither an old content nor a new one
    last = said[-1] if said else now
    assert found in (last, last % 50 + 1), (found, last)  # what was reported done, or one more
    now = found
    during += any(leftovers.is_left(name) for name in os.listdir(path.parent))
print(during)
"""

# Kills itself at the n-th line executed in writing.py, for every n there is.
STEPPER = r"""
import os, signal, sys
from pathlib import Path
from plantrack.files import writing
from plantrack.files.locks import locked
path, step = Path(sys.argv[1]), 0
def trace(frame, event, _):
    global step
    if frame.f_code.co_filename != writing.__file__:
        return None
    if event == "line":
        step -= 1
        if step == 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace
def run():
    with locked(path) as real:
        writing.replace(real, b"old" * 9999, b"new" * 9999)
for first in range(1, 10_000):
    step = first
    path.write_bytes(b"old" * 9999)
    child = os.fork()
    if child == 0:
        sys.settrace(trace)
        run()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert path.read_bytes() in (b"old" * 9999, b"new" * 9999), first
    if status == 0:
        break
print(first)
"""

# All imports are made while that is allowed; then what root may do is given up.
NOBODY = """
import contextlib, io, os, sys
from plantrack import __main__ as command
from plantrack.cli import errors as complaints
from plantrack.cli.app import run
file, warm = sys.argv[1:]
with contextlib.redirect_stdout(io.StringIO()):
    run(["record", "20", "--year", "2022", "--actual", "1", "--file", warm])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
sys.argv = ["plantrack", "record", "20", "--year", "2022", "--actual", "55", "--file", file]
command.main()
"""

SMALL = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
sys.argv = ["plantrack", "record", "20", "--year", "2022", "--actual", "55"]
from plantrack import __main__ as command
command.main()
"""


def python(script: str, *arguments: object, **options: str) -> subprocess.CompletedProcess[str]:
    kept = {
        k: v
        for k, v in os.environ.items()
        if k.split("_")[0] not in {"PLANTRACK", "LC", "COVERAGE"}
    }
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=kept | {"LANG": "C.UTF-8"},
        cwd=options.get("cwd"),
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "plantrack.toml"
    path.write_bytes(EXAMPLE)
    return path


@pytest.fixture
def anybodys() -> Iterator[Path]:
    """A folder that everybody may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if leftovers.is_left(path.name)]


def test_killed_at_random_moments_the_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    done = python(KILLER, tmp_path / "plan.toml", 300)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 0  # some were killed while the new file stood beside the old one
    assert len(left(tmp_path)) <= 1


def test_killed_at_every_line_the_file_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    done = python(STEPPER, tmp_path / "plan.toml")
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 40
    assert left(tmp_path) == []  # the last one cleared up after those that were killed


def test_twenty_at_once_leave_twenty_changes(copy: Path) -> None:
    ids = [one.id for one in load(copy).indicators][:20]
    command = [sys.executable, "-m", "plantrack", "record", "--file", str(copy), "--year", "2023"]
    children = [
        subprocess.Popen([*command, id_, "--plan", str(n)], stdout=subprocess.DEVNULL)
        for n, id_ in enumerate(ids, 101)
    ]
    assert [child.wait() for child in children] == [0] * 20
    found = {one.id: one.years[2023].plan for one in load(copy).indicators if 2023 in one.years}
    assert {id_: plan.text for id_, plan in found.items() if plan} == {
        id_: str(n) for n, id_ in enumerate(ids, 101)
    }
    kept = [line for line in copy.read_bytes().split(b"\n") if not line.startswith(b"2023 = ")]
    assert b"\n".join(kept) == EXAMPLE


def test_a_file_that_may_not_grow_is_left_alone(copy: Path) -> None:
    done = python(SMALL, cwd=str(copy.parent))
    assert (done.returncode, done.stdout) == (3, "")
    assert "the file would be larger than is allowed; nothing was changed" in done.stderr
    assert copy.read_bytes() == EXAMPLE
    assert left(copy.parent) == []


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is nearly full, where the system lets us have one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    try:
        done = subprocess.run(mount, capture_output=True)
    except OSError:
        pytest.skip("no mount on this system")
    if done.returncode:
        pytest.skip("this user may not mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk(tiny_disk: Path, plantrack: Run) -> None:
    path = tiny_disk / "plan.toml"
    path.write_bytes(EXAMPLE)
    with pytest.raises(OSError, match="No space"), (tiny_disk / "filler").open("wb", 0) as filler:
        while True:
            filler.write(b"x" * 4096)
    arguments = ("20", "--year", "2022", "--actual", "55", "--file", str(path))
    done = plantrack("record", *arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert "the disk is full; nothing was changed" in done.stderr
    assert path.read_bytes() == EXAMPLE
    assert left(tiny_disk) == []


@pytest.mark.parametrize("call", ["fsync", "write"])
def test_a_disk_that_is_full_at_the_last_moment(
    copy: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(writing, "keep_access", full)
    with pytest.raises(Refusal, match="the disk is full; nothing was changed"):
        keeping.recorded(str(copy), ASKED)
    assert copy.read_bytes() == EXAMPLE
    assert left(copy.parent) == []


def refused_to_nobody(path: Path, tmp_path: Path) -> str:
    warm = tmp_path / "warm.toml"
    warm.write_bytes(EXAMPLE)
    done = python(NOBODY, path, warm)
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_folder_that_may_not_be_written(anybodys: Path, tmp_path: Path) -> None:
    path = anybodys / "plan.toml"
    path.write_bytes(EXAMPLE)
    path.chmod(0o666)
    anybodys.chmod(0o555)
    said = refused_to_nobody(path, tmp_path)
    anybodys.chmod(0o755)
    assert "no permission to write there; nothing was changed" in said
    assert path.read_bytes() == EXAMPLE


def test_a_file_that_may_not_be_written(anybodys: Path, tmp_path: Path) -> None:
    path = anybodys / "plan.toml"
    path.write_bytes(EXAMPLE)
    path.chmod(0o444)
    anybodys.chmod(0o777)
    said = refused_to_nobody(path, tmp_path)
    assert "no permission to write there; nothing was changed" in said
    assert path.read_bytes() == EXAMPLE
    assert left(anybodys) == []


def test_a_file_that_may_not_be_read(anybodys: Path, tmp_path: Path) -> None:
    path = anybodys / "plan.toml"
    path.write_bytes(EXAMPLE)
    path.chmod(0o000)
    assert "no permission to read the file" in refused_to_nobody(path, tmp_path)


def test_mode_and_link_are_kept(copy: Path, tmp_path: Path) -> None:
    copy.chmod(0o640)
    link = tmp_path / "elsewhere" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(Path("..") / copy.name)
    keeping.recorded(str(link), ASKED)
    assert link.is_symlink()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o640
    assert copy.read_bytes() == RECORDED
    assert [path.name for path in link.parent.iterdir()] == ["link.toml"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away"
)
def test_the_owner_is_kept(copy: Path) -> None:
    os.chown(copy, 12345, 23456)
    keeping.recorded(str(copy), ASKED)
    assert (copy.stat().st_uid, copy.stat().st_gid) == (12345, 23456)


def test_extended_attributes_are_kept(copy: Path) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("no extended attributes on this system")
    try:
        os.setxattr(copy, "user.origin", b"bureau")
    except OSError:
        pytest.skip("no extended attributes on this disk")
    keeping.recorded(str(copy), ASKED)
    assert os.getxattr(copy, "user.origin") == b"bureau"


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = EXAMPLE + b"# saved in an editor\n"
    real: Callable[..., object] = vars(keeping)["record"]

    def slowly(*arguments: object) -> object:
        copy.write_bytes(theirs)
        return real(*arguments)

    monkeypatch.setattr(keeping, "record", slowly)
    with pytest.raises(Refusal, match="changed by somebody else"):
        keeping.recorded(str(copy), ASKED)
    assert copy.read_bytes() == theirs
    assert left(copy.parent) == []


def test_the_new_content_is_on_the_disk_before_it_takes_the_place(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, swap = os.fsync, exchange.exchange

    def flushing(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def moving(one: Path, other: Path) -> None:
        steps.append("move")
        swap(one, other)

    monkeypatch.setattr(os, "fsync", flushing)
    monkeypatch.setattr(exchange, "exchange", moving)
    keeping.recorded(str(copy), ASKED)
    assert steps == ["file", "move", "folder", "folder"]


def test_nothing_to_change_writes_nothing(copy: Path) -> None:
    before = copy.stat()
    keeping.recorded(str(copy), keeping.Asked("20", "2021", {"actual": "72"}))
    assert (copy.stat().st_ino, copy.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_new_file_never_takes_the_place_of_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    writing.create(path, b"mine")
    dangling = tmp_path / "dangling.toml"
    dangling.symlink_to("nowhere.toml")
    for taken in (path, dangling):
        with pytest.raises(Refusal, match="never overwritten"):
            writing.create(taken, b"theirs")
    assert path.read_bytes() == b"mine"
    assert not (tmp_path / "nowhere.toml").exists()
    assert left(tmp_path) == []


def test_a_new_file_where_there_are_no_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    writing.create(tmp_path / "plan.toml", b"mine")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]


def test_a_new_file_does_not_replace_one_that_came_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.toml"
    link = os.link

    def late(*arguments: Path) -> None:
        path.write_bytes(b"theirs")
        link(*arguments)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(Refusal, match="never overwritten"):
        writing.create(path, b"mine")
    assert path.read_bytes() == b"theirs"


def test_what_a_killed_process_left_is_removed(copy: Path) -> None:
    leftovers.beside(copy).write_bytes(b"half")
    leftovers.swapped(copy, b"new", b"old").write_bytes(b"old")
    keeping.recorded(str(copy), ASKED)
    assert left(copy.parent) == []
