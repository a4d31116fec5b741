"""The process: `plantrack`, or `python -m plantrack`."""

import gc
import os
import sys
from typing import NoReturn

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""

COLLECT_AFTER = 100_000
"""So many new objects may be in use before cyclic garbage is looked for."""


def _end_in_order() -> None:
    """Let the signals that ask for an end clear up first, as Ctrl-C does; one ignored stays so."""
    import signal

    def end(number: int, _: object) -> NoReturn:
        sys.exit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, end)


def _fill_closed_streams() -> None:
    """Keep the numbers of closed streams from the files that are opened later.

    A plan file that became number 2 would get whatever a library writes to standard error.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def main() -> NoReturn:
    """Run plantrack on the arguments of the command line, and exit.

    A process this short gains nothing from looking for cyclic garbage while the libraries are
    imported, nor when all is over: without that it ends a seventh sooner. A long import or a large
    plan makes more objects than that, and then the garbage is looked for.
    """
    _fill_closed_streams()
    gc.set_threshold(COLLECT_AFTER, 10, 10)
    try:
        _end_in_order()
        from plantrack.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before `run` could see to it
        code = INTERRUPTED
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
