"""`python -m pmo`, and what the command `pmo` starts."""

import os
import sys
from typing import NoReturn

from pmo.cli import main
from pmo.errors import ExitCode


def run() -> NoReturn:
    """Run the command line and end the process at once.

    Taking apart the objects of a large plan one by one, only to hand their memory back, would take a tenth of the whole run.
    """
    code: object = ExitCode.CLEAN
    try:
        main()
    except SystemExit as stop:
        code = stop.code
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        # The reader has gone, or the disk is full: whoever asked did not get all.
        code = ExitCode.FAILED
    os._exit(code if isinstance(code, int) else ExitCode.FAILED if code else ExitCode.CLEAN)


if __name__ == "__main__":
    run()
