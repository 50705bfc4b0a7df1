"""Is a graph a valid entry? SHACL shapes (`shapes/`) in, a report that a person can read out."""

from kg.validation.report import Report, Violation
from kg.validation.shacl import validate, validate_triples

__all__ = ["Report", "Violation", "validate", "validate_triples"]
