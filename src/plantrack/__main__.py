"""The process: `plantrack`, or `python -m plantrack`."""

import gc
import sys
from typing import NoReturn

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""

COLLECT_AFTER = 100_000
"""So many new objects may be in use before cyclic garbage is looked for."""


def main() -> NoReturn:
    """Run plantrack on the arguments of the command line, and exit.

    A process this short gains nothing from looking for cyclic garbage while the libraries are
    imported, nor when all is over: without that it ends a seventh sooner. A long import or a large
    plan makes more objects than that, and then the garbage is looked for.
    """
    gc.set_threshold(COLLECT_AFTER, 10, 10)
    try:
        from plantrack.cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before `run` could see to it
        code = INTERRUPTED
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
