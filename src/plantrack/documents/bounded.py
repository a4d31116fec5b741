"""The one door through which strangers' documents are read: a process apart, with limits.

A document is untrusted input to libraries written in Python and in C. Whatever it makes them do,
the process that reads it ends within a time, holds no more than a size of memory, and hands over
plain data: nothing in its answer can run.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple, Protocol

from plantrack.messages.errors import UNUSABLE, Refusal
from plantrack.messages.message import N_, Message

MEBIBYTE = 1024 * 1024

Told = Callable[[str, int, int], None]
"""Told what is being read, and how many parts of how many are done."""

Work = Callable[..., Any]
"""Called in the process apart with a `Told` and its arguments; what it gives must fit into JSON.

It is a module's own function, and its arguments can be pickled: not all systems can fork.
"""

_GRACE = 5  # seconds in which a process that has answered may tidy up
_LENGTH = 4  # bytes that say how long a frame is
_PIECE = 65536
_OUT_OF_MEMORY = -9  # killed by the kernel, which does so when the machine has none left


class Limits(NamedTuple):
    """Seconds from start to end, bytes of memory addressed, and bytes of the answer."""

    seconds: float = 60
    memory: int = 1024 * MEBIBYTE
    answer: int = 64 * MEBIBYTE


USUAL = Limits()
"""A minute and a gibibyte."""


def unheard(about: str, done: int, total: int) -> None:
    """Tell nobody."""


def run_bounded(work: Work, *arguments: Any, limits: Limits = USUAL, told: Told = unheard) -> Any:
    """What `work` gives, run in a process apart that cannot do more than the limits allow.

    `work` sees to its own errors: one that it raises ends as a process that broke.

    Raises:
        Refusal: a limit was reached, or the process broke; it says which, and what to do.
    """
    ends = time.monotonic() + limits.seconds
    apart: _Apart | None = None
    about = ""
    said: list[Any] = ["told", about, 0, 0]
    try:
        with _signals_held():  # one that came between the start and here would leave it running
            apart = _started(work, arguments, limits)
        while said[0] == "told":
            said = _next(apart, ends)
            if said[0] == "told":
                about = said[1]
                told(*said[1:])
    finally:
        patience = _GRACE if said[0] in {"answer", "ended"} else 0
        status = apart.end(patience) if apart else 0
    if said[0] == "answer":
        return said[1]
    why = "memory" if said[0] == "ended" and status == _OUT_OF_MEMORY else said[0]
    raise Refusal(_REASONS[why](about, limits), UNUSABLE)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let the signals that ask for an end wait, where they can be made to."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    asking = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, asking)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Apart(Protocol):
    """A process apart."""

    def frame(self, ends: float) -> bytes:
        """The next thing it says.

        Raises:
            TimeoutError: nothing until then.
            EOFError: it has ended.
            ValueError: it says more than it may.
        """

    def end(self, patience: float) -> int:
        """Wait so many seconds, kill what is left of it; its exit code, or minus a signal."""


def _started(work: Work, arguments: tuple[Any, ...], limits: Limits) -> _Apart:
    try:
        return (_Forked if hasattr(os, "fork") else _Spawned)(work, arguments, limits)
    except OSError as error:
        message = Message("cannot start a process to read in: {why}", why=error.strerror or error)
        raise Refusal(message, UNUSABLE) from None


def _next(apart: _Apart, ends: float) -> list[Any]:
    """What it says next: told, answer, memory or size; or else time, ended or broke."""
    try:
        said: list[Any] = json.loads(apart.frame(ends))
    except TimeoutError:
        return ["time"]
    except EOFError:
        return ["ended"]
    except (ValueError, RecursionError):
        return ["broke"]
    match said:
        case ["told", str(), int(), int()] | ["answer", _] | ["memory"] | ["size"]:
            return said
    return ["broke"]


def _subject(about: str) -> Message:
    return Message("{text}", text=about) if about else Message("the document")


def _advised(message: Message) -> Message:
    help_ = Message("give only the part with the indicators")
    return Message("{first}; {second}", first=message, second=help_)


def _too_slow(about: str, limits: Limits) -> Message:
    return Message(
        "{what} is not read within {n} seconds; give only the part with the indicators, or more "
        "time with --timeout",
        what=_subject(about), n=round(limits.seconds),
    )  # fmt: skip


def _too_much(about: str, limits: Limits) -> Message:
    template = N_("reading {what} takes more than {n} MiB of memory")
    return _advised(Message(template, what=_subject(about), n=limits.memory // MEBIBYTE))


def _too_long(about: str, limits: Limits) -> Message:
    template = N_("what comes of {what} is larger than {n} MiB")
    return _advised(Message(template, what=_subject(about), n=limits.answer // MEBIBYTE))


def _broke(about: str, limits: Limits) -> Message:
    message = Message("a library broke while it read {what}", what=_subject(about))
    help_ = Message("open the document, save it anew or as another kind, and try again")
    return Message("{first}; {second}", first=message, second=help_)


_REASONS = {
    "time": _too_slow,
    "memory": _too_much,
    "size": _too_long,
    "broke": _broke,
    "ended": _broke,
}


# In the process apart.

Send = Callable[[bytes], None]


def _serve(work: Work, arguments: tuple[Any, ...], limits: Limits, send: Send) -> None:
    """Do the work within the limits, and say what came of it."""
    _limit_memory(limits.memory)

    def told(about: str, done: int, total: int) -> None:
        send(_encoded(["told", about, done, total]))

    try:
        answer = _encoded(["answer", work(told, *arguments)])
        send(answer if len(answer) <= limits.answer else _encoded(["size"]))
    except MemoryError:
        send(_encoded(["memory"]))


def _encoded(said: list[Any]) -> bytes:
    return json.dumps(said).encode("ascii")  # text that is not Unicode comes through as escapes


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error, or what it came of, is that there is no memory left.

    Libraries turn it into errors of their own.
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, MemoryError) or "emory allocation failed" in str(seen):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _limit_memory(size: int) -> None:
    """Let this process address no more than so many bytes, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(ValueError, OSError):  # macOS
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        unlimited = most == resource.RLIM_INFINITY
        resource.setrlimit(resource.RLIMIT_AS, (size if unlimited else min(size, most), most))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _fall_silent() -> None:
    """Neither read nor write what the user types and sees: libraries print as they break."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)


class _Forked:
    """A copy of this process: it starts in a thousandth of a second."""

    def __init__(self, work: Work, arguments: tuple[Any, ...], limits: Limits) -> None:
        self.longest = limits.answer + _PIECE
        self.answers, answering = os.pipe()
        self.here, self.there = os.pipe()  # closed at one end when this process ends
        self.child = os.fork()
        if not self.child:
            os.close(self.there)
            _live((work, arguments, limits), answering, self.here)
        os.close(answering)
        with suppress(OSError):  # it does so itself; whoever is first
            os.setpgid(self.child, self.child)

    def frame(self, ends: float) -> bytes:
        size = int.from_bytes(self._exactly(_LENGTH, ends), "big")
        if size > self.longest:
            raise ValueError
        return self._exactly(size, ends)

    def _exactly(self, size: int, ends: float) -> bytes:
        got = bytearray()
        while len(got) < size:
            if not self._has_said(ends) or time.monotonic() > ends + _GRACE:
                raise TimeoutError
            piece = os.read(self.answers, min(size - len(got), _PIECE))
            if not piece:
                raise EOFError
            got += piece
        return bytes(got)

    def _has_said(self, until: float) -> bool:
        import select

        return bool(select.select([self.answers], [], [], max(0, until - time.monotonic()))[0])

    def end(self, patience: float) -> int:
        import signal

        until = time.monotonic() + patience
        while self._has_said(until) and time.monotonic() < until:
            if not os.read(self.answers, _PIECE):
                break
        with suppress(OSError):
            os.killpg(self.child, signal.SIGKILL)
        _, status = os.waitpid(self.child, 0)
        for handle in (self.answers, self.here, self.there):
            os.close(handle)
        return os.waitstatus_to_exitcode(status)


def _live(task: tuple[Work, tuple[Any, ...], Limits], answering: int, parent: int) -> None:
    """All that the copy does; it never comes back from here."""
    code = 1
    try:
        import fcntl

        os.setpgid(0, 0)  # Ctrl-C is for the process that waits, which then ends this one
        answering, parent = (
            fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 3) for one in (answering, parent)
        )
        _fall_silent()
        _end_with(parent, task[2].seconds)

        def send(frame: bytes) -> None:
            rest = memoryview(len(frame).to_bytes(_LENGTH, "big") + frame)
            while rest:
                rest = rest[os.write(answering, rest) :]

        _serve(*task, send)
        code = 0
    finally:
        os._exit(code)


def _end_with(parent: int, seconds: float) -> None:
    """Have the system end this process when the one that waits is gone, or long after its time.

    That one may be killed without a chance to do it. A pipe of which it holds the other end tells
    Linux at once; elsewhere the alarm does.
    """
    import fcntl
    import signal

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    with suppress(OSError, AttributeError):
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        fcntl.fcntl(parent, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(parent, fcntl.F_SETFL, os.O_ASYNC)


class _Spawned:
    """A process of its own, for systems that cannot fork."""

    def __init__(self, work: Work, arguments: tuple[Any, ...], limits: Limits) -> None:
        import multiprocessing

        self.longest = limits.answer + _PIECE
        context = multiprocessing.get_context("spawn")
        self.answers, answering = context.Pipe(duplex=False)
        task = (answering, work, arguments, limits)
        self.process = context.Process(target=_serve_spawned, args=task, daemon=True)
        self.process.start()
        answering.close()

    def frame(self, ends: float) -> bytes:
        if not self.answers.poll(max(0, ends - time.monotonic())):
            raise TimeoutError
        try:
            return self.answers.recv_bytes(self.longest)
        except EOFError:
            raise
        except OSError:
            raise ValueError from None

    def end(self, patience: float) -> int:
        self.process.join(patience)
        self.process.kill()
        self.process.join()
        self.answers.close()
        return self.process.exitcode or 0


def _serve_spawned(answering: Any, work: Work, arguments: tuple[Any, ...], limits: Limits) -> None:
    _fall_silent()
    _serve(work, arguments, limits, answering.send_bytes)
