"""python -m tests.peak FILE …: the command line as ever, and at its end the most memory that it held, in kB, in FILE.

Asked of the process itself: what the system tells its parent begins with the parent's own size.
"""

import atexit
import sys
from pathlib import Path

from commonthread.cli import main


def write_peak(file: Path) -> None:
    status = Path("/proc/self/status").read_text()
    file.write_text(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    atexit.register(write_peak, Path(sys.argv.pop(1)))
    main()
