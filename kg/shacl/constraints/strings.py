"""String-based constraint components (https://www.w3.org/TR/shacl/#core-components-string)."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence

import pyoxigraph as ox

from kg.errors import ShapesError
from kg.shacl.model import Constraint, FocusConstraint, Result, Run, Shape, ValueConstraint
from kg.shacl.patterns import compile_pattern
from kg.shacl.reader import Builder, Reader, integer, single, text
from kg.shacl.terms import SH, TRUE, Term

_FLAGS = SH("flags")


def _length(component: ox.NamedNode, is_allowed: Callable[[int, int], bool]) -> Builder:
    def build(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
        limit = integer(shape, single(shape, values))

        def test(_run: Run, value: Term) -> bool:
            return isinstance(value, ox.Literal | ox.NamedNode) and is_allowed(len(value.value), limit)

        yield ValueConstraint(component, test)

    return build


def _pattern(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:pattern with sh:flags (section 4.4.3)."""
    flags = reader.one(shape.node, _FLAGS)
    for value in values:
        pattern = compile_pattern(text(shape, value), "" if flags is None else text(shape, flags))
        yield ValueConstraint(SH("PatternConstraintComponent"), _matching(pattern.search))


def _matching(search: Callable[[str], object]) -> Callable[[Run, Term], bool]:
    def test(_run: Run, value: Term) -> bool:
        return isinstance(value, ox.Literal | ox.NamedNode) and search(value.value) is not None

    return test


def _language_in(reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:languageIn (section 4.4.4), by basic filtering of language ranges (RFC 4647, section 3.3.1)."""
    ranges = tuple(text(shape, member).lower() for member in reader.list(single(shape, values)))
    prefixes = tuple(f"{language}-" for language in ranges)

    def test(_run: Run, value: Term) -> bool:
        language = value.language if isinstance(value, ox.Literal) else None
        if language is None:
            return False
        language = language.lower()
        return language in ranges or language.startswith(prefixes) or "*" in ranges

    yield ValueConstraint(SH("LanguageInConstraintComponent"), test)


def _unique_language(_reader: Reader, shape: Shape, values: tuple[Term, ...]) -> Iterable[Constraint]:
    """sh:uniqueLang (section 4.4.5): one result for each language that several values are in."""
    component = SH("UniqueLangConstraintComponent")
    if shape.path is None:
        raise ShapesError(f"The node shape {shape.node} has sh:uniqueLang, which needs a path.")

    def check(_run: Run, focus: Term, found: Collection[Term]) -> Sequence[Result]:
        if len(found) < 2:
            return ()
        counts = Counter(v.language.lower() for v in found if isinstance(v, ox.Literal) and v.language)
        return [shape.result(focus, component) for count in counts.values() if count > 1]

    if single(shape, values) == TRUE:
        yield FocusConstraint(check)


BUILDERS: dict[ox.NamedNode, Builder] = {
    SH("minLength"): _length(SH("MinLengthConstraintComponent"), lambda length, limit: length >= limit),
    SH("maxLength"): _length(SH("MaxLengthConstraintComponent"), lambda length, limit: length <= limit),
    SH("pattern"): _pattern,
    SH("languageIn"): _language_in,
    SH("uniqueLang"): _unique_language,
}
