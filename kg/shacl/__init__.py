"""SHACL: is a graph what shapes say that it is? https://www.w3.org/TR/shacl/, Core and SPARQL.

Built on pyoxigraph's terms. A shapes graph is compiled once (`Shapes`), a data graph is indexed (`Data`), and
the results can be written as a validation report (`report_triples`).
"""

from kg.shacl.data import Context, Data
from kg.shacl.model import Result
from kg.shacl.report import report_triples
from kg.shacl.shapes import Shapes

__all__ = ["Context", "Data", "Result", "Shapes", "report_triples"]
