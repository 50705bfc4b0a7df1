"""What `kg check` says of a store that nobody has open."""

import subprocess
import sys
from pathlib import Path

_CHECK = "from kg.cli import main; main(prog_name='kg')"


def check(store: Path) -> str:
    """Return what it prints, which ends in "is whole" if nothing is wrong."""
    found = subprocess.run(  # the whole of it, with its exit status
        [sys.executable, "-c", _CHECK, "--store", str(store), "check"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return f"{found.stdout}{found.stderr}".strip()
