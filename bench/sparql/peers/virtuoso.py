"""OpenLink Virtuoso 7, as Debian packages it."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench.sparql.news import Dataset
from bench.sparql.peers.peer import TIME_LIMIT, Peer, run
from bench.sparql.peers.serving import free_port, started

_SERVER, _CLIENT = "virtuoso-t", "isql-vt"

# Its manual has 340,000 buffers, 250,000 of them dirty, for 4 GB of memory. Answers may be as long as they
# are: it would cut them at 10,000 rows.
_CONFIGURATION = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
Striping = 0
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000
Striping = 0

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 20
CheckpointInterval = 0
O_DIRECT = 0
CaseMode = 2
MaxStaticCursorRows = 5000
DirsAllowed = {files}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
MaxQueryMem = 2G
ThreadsPerQuery = 4
AsyncQueueMaxThreads = 10

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 20
MaxKeepAlives = 20
KeepAliveTimeout = 60

[SPARQL]
ResultSetMaxRows = 100000000
MaxQueryExecutionTime = {limit}
MaxConstructTriples = 100000000
"""


class Virtuoso(Peer):
    """The open-source edition."""

    key = "virtuoso"
    name = "Virtuoso"
    setting = "340,000 buffers (4 GB)"

    def missing(self, dataset: Dataset) -> str | None:  # noqa: ARG002 - of no consequence here
        """Return whether the programs are there."""
        return None if shutil.which(_SERVER) and shutil.which(_CLIENT) else "not installed"

    def version(self) -> str:
        """Return what it says."""
        said = subprocess.run([_SERVER, "-?"], capture_output=True, text=True)
        found = re.search(r"Version ([\d.]+)", said.stdout + said.stderr)
        return found[1] if found else "unknown"

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Load the file with the bulk loader, and make a checkpoint."""
        folder.mkdir()
        sql = free_port()
        configuration = _configure(dataset, folder, sql, free_port())
        with started((_SERVER, "+foreground", "+configfile", configuration), folder, sql, 60):
            statements = (
                f"ld_dir('{dataset.folder}', '{dataset.file.name}', 'urn:x-default')",
                "rdf_loader_run()",
                "checkpoint",
            )
            for statement in statements:
                run((_CLIENT, f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement};"), folder)

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:
        """Return how it is served."""
        return (_SERVER, "+foreground", "+configfile", _configure(dataset, folder, free_port(), port))


def _configure(dataset: Dataset, folder: Path, sql: int, http: int) -> str:
    """Write its configuration and return the file's name."""
    file = folder / "virtuoso.ini"
    text = _CONFIGURATION.format(folder=folder, files=dataset.folder, sql=sql, http=http, limit=TIME_LIMIT)
    file.write_text(text)
    return str(file)
