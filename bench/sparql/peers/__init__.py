"""The servers that are compared: how each is installed, loaded with a graph, and started."""

from pathlib import Path

from bench.sparql.peers.fuseki import Fuseki
from bench.sparql.peers.newskg import Newskg, NewskgWithoutCache
from bench.sparql.peers.oxigraph import Oxigraph, OxigraphUnionStored
from bench.sparql.peers.peer import Peer
from bench.sparql.peers.rdflib_endpoint import RdflibEndpoint, RdflibEndpointOnDisk
from bench.sparql.peers.serving import Fleet, Server
from bench.sparql.peers.virtuoso import Virtuoso

__all__ = ["Fleet", "Peer", "Server", "all_peers"]


def all_peers(folder: Path) -> list[Peer]:
    """Return newskg and its peers, which are looked for in the folder that they were installed into."""
    return [
        Newskg(),
        NewskgWithoutCache(),
        Oxigraph(folder),
        OxigraphUnionStored(folder),
        Fuseki(folder),
        Virtuoso(),
        RdflibEndpoint(folder),
        RdflibEndpointOnDisk(folder),
    ]
