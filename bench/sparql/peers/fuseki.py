"""Apache Jena Fuseki on TDB2."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.sparql.news import Dataset
from bench.sparql.peers.peer import HEAP, TIME_LIMIT, Peer, run

_CONFIGURATION = """\
PREFIX fuseki: <http://jena.apache.org/fuseki#>
PREFIX ja: <http://jena.hpl.hp.com/2005/11/Assembler#>
PREFIX tdb2: <http://jena.apache.org/2016/tdb#>

<#service> a fuseki:Service ;
    fuseki:name "news" ;
    fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "sparql" ] ;
    fuseki:dataset <#dataset> .

<#dataset> a tdb2:DatasetTDB2 ;
    tdb2:location "{location}" ;
    tdb2:unionDefaultGraph true ;
    ja:context [ ja:cxtName "arq:queryTimeout" ; ja:cxtValue "{limit}" ] .
"""


class Fuseki(Peer):
    """The server with its full interface, from Maven Central."""

    key = "fuseki"
    name = "Fuseki"
    path = "/news/sparql"
    setting = f"TDB2, -Xmx{HEAP}, unionDefaultGraph, statistics for the optimizer"

    def __init__(self, folder: Path) -> None:
        jars = sorted((folder / "fuseki").glob("jena-fuseki-server-*.jar"))
        self._jar = jars[-1] if jars else folder / "fuseki" / "jena-fuseki-server.jar"

    def missing(self, dataset: Dataset) -> str | None:  # noqa: ARG002 - of no consequence here
        """Return whether the program and Java are there."""
        if not shutil.which("java"):
            return "needs Java 17 or newer"
        return None if self._jar.exists() else f"not downloaded: no {self._jar}"

    def version(self) -> str:
        """Return what the file's name says."""
        return self._jar.stem.rpartition("-")[2]

    def prepare(self, dataset: Dataset, folder: Path) -> None:
        """Load the file, and count what the optimizer wants to know of the union."""
        folder.mkdir()
        location = folder / "tdb2"
        program = ("java", f"-Xmx{HEAP}", "-cp", str(self._jar))
        loader = ("tdb2.tdbloader", "--loader=parallel", "--loc", str(location))
        run((*program, *loader, str(dataset.file)), folder)
        statistics = ("tdb2.tdbstats", "--loc", str(location), "--graph=urn:x-arq:UnionGraph")
        run((*program, *statistics), folder)
        counted = (folder / "loading.log").read_text()
        target = max(location.glob("Data-*")) / "stats.opt"
        target.write_text(counted[counted.index("(stats") :])

    def command(self, dataset: Dataset, folder: Path, port: int) -> Sequence[str]:  # noqa: ARG002 - see Peer
        """Return how it is served."""
        configuration = folder / "fuseki.ttl"
        configuration.write_text(_CONFIGURATION.format(location=folder / "tdb2", limit=TIME_LIMIT * 1000))
        serve = ("--localhost", f"--port={port}", f"--config={configuration}")
        return ("java", f"-Xmx{HEAP}", "-jar", str(self._jar), *serve)

    def environment(self, folder: Path) -> Mapping[str, str]:
        """Return where it keeps its own files."""
        return {"FUSEKI_BASE": str(folder / "base")}
