"""Install the servers that newskg is compared with: ``python -m bench.sparql.peers FOLDER``.

All come by name from the usual package managers, as these are configured: pip, Maven, cargo and apt (for
Virtuoso), which needs to be root. Building Oxigraph takes a quarter of an hour, a C++ compiler and libclang.
"""

import argparse
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

RDFLIB_ENDPOINT = ("rdflib-endpoint==0.6.3", "oxrdflib==0.5.0")
FUSEKI = "org.apache.jena:jena-fuseki-server:5.5.0"
OXIGRAPH = ("oxigraph-cli", "--version", "0.5.3")
VIRTUOSO = "virtuoso-opensource-7"


def main() -> int:
    """Install what is asked for; return how many could not be installed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", nargs="+", choices=sorted(_INSTALL), default=list(_INSTALL))
    options = parser.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in options.only:
        print(f"{name} ...", flush=True)
        try:
            _INSTALL[name](folder)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name} is not installed: {error}", file=sys.stderr)
            failed += 1
    return failed


def _rdflib_endpoint(folder: Path) -> None:
    target = folder / "rdflib-endpoint"
    venv.create(target, with_pip=True)
    _run(str(target / "bin" / "python"), "-m", "pip", "install", "-q", *RDFLIB_ENDPOINT)


def _fuseki(folder: Path) -> None:
    target = folder / "fuseki"
    copy = ("-Dmdep.useBaseVersion=true", f"-Dartifact={FUSEKI}", f"-DoutputDirectory={target}")
    _run("mvn", "-q", "dependency:copy", *copy)


def _oxigraph(folder: Path) -> None:
    _run("cargo", "install", "--locked", "--root", str(folder / "oxigraph"), *OXIGRAPH)


def _virtuoso(_folder: Path) -> None:
    """Install the package, which goes where the system wants it."""
    command = ("apt-get", "install", "-y", "--no-install-recommends", VIRTUOSO)
    if os.geteuid() != 0:
        raise OSError(f"needs to be root: sudo {' '.join(command)}")
    _run(*command)


def _run(*command: str) -> None:
    if not shutil.which(command[0]):
        raise OSError(f"needs {command[0]}")
    subprocess.run(command, check=True)


_INSTALL: dict[str, Callable[[Path], None]] = {
    "rdflib-endpoint": _rdflib_endpoint,
    "fuseki": _fuseki,
    "oxigraph": _oxigraph,
    "virtuoso": _virtuoso,
}


if __name__ == "__main__":
    sys.exit(main())
