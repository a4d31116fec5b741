"""The process: `plantrack`, or `python -m plantrack`."""

import gc
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run plantrack on the arguments of the command line, and exit.

    A process this short gains nothing from looking for cyclic garbage, neither while the libraries
    are imported nor when all is over: without that it ends a seventh sooner.
    """
    gc.disable()
    from plantrack.cli import run

    code = run(sys.argv[1:])
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
