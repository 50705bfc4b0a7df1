"""The operations of a SPARQL 1.1 Update request: where one ends, what it writes to, what it would fetch.

Read from the tokens alone, as the engine tells nothing of an update before it has run. What the engine would
reject may pass here; what passes is read here as the engine reads it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.errors import ForbiddenError, QueryError
from kg.store import QueryDataset
from kg.store.deviations import plain
from kg.store.guard import guarded
from kg.store.tokens import Token, tokens, word
from kg.terms import named_node

MOST_OPERATIONS = 1000

_MODIFYING = {"INSERT", "DELETE", "WITH"}
_ONLY, _SECOND, _BOTH = slice(0, 1), slice(1, 2), slice(0, 2)
_EVERY = ("ALL", "NAMED")
# Where a pattern has one of these, evaluating it twice can give two results.
_UNREPEATABLE = {"RAND", "UUID", "STRUUID", "NOW", "BNODE", "LIMIT", "OFFSET", "SAMPLE", "GROUP_CONCAT"}
_WRITTEN = {"CLEAR": _ONLY, "DROP": _ONLY, "CREATE": _ONLY, "ADD": _SECOND, "COPY": _SECOND, "MOVE": _BOTH}


@dataclass(frozen=True, slots=True)
class Targets:
    """What an operation writes to.

    Attributes:
        graphs: named graphs, as written: IRIs and prefixed names.
        variables: those that stand for named graphs.
        cleared: ``ALL`` or ``NAMED`` when it empties or removes all of these graphs.
        default_graph: whether it writes to the default graph; clearing all graphs alike is not meant.
    """

    graphs: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    cleared: str = ""
    default_graph: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a request.

    Attributes:
        declared: the BASE and PREFIX declarations since the operation before.
        prologue: all declarations so far.
        text: the operation itself.
        targets: what it writes to.
        pattern: its USING clauses and its pattern, as those of a query; empty when it has none, or when
            evaluating it twice can give two results.
        given: the graph named by WITH, as written, unless USING takes its place.
        reads: whether what it does depends on what is in the store.
    """

    declared: str
    prologue: str
    text: str
    targets: Targets
    pattern: str = ""
    given: str | None = None
    reads: bool = False

    @property
    def alone(self) -> str:
        """The operation as a request of its own."""
        return f"{self.prologue}\n{self.text}"


def read_operations(sparql: str, dataset: QueryDataset | None = None) -> list[Operation]:
    """Return the operations of an update that stays here; LOAD SILENT, which may fail, is left out.

    Args:
        sparql: the request.
        dataset: the graphs that each WHERE sees (SPARQL 1.1 Protocol, section 2.2.3).

    Raises:
        QueryError: it is nested beyond reason, no update, or says with USING or WITH what `dataset` says.
        ForbiddenError: it holds LOAD or SERVICE.
        UnreadableInputError: the dataset holds something that is not an IRI.
    """
    using = _using(dataset) if dataset else ""
    operations: list[Operation] = []
    declared = prologue = ""
    for declarations, found in _parts(plain(guarded(sparql))):
        declared, prologue = declared + declarations, prologue + declarations
        if found and not _is_silent_load(found):
            operations.append(_operation(declared, prologue, found, using))
            declared = ""
        if len(operations) > MOST_OPERATIONS:
            raise QueryError(f"The update has more than {MOST_OPERATIONS} operations; send fewer at a time.")
    return operations


def _operation(declared: str, prologue: str, found: list[Token], using: str) -> Operation:
    text = _with_dataset(found, using) if using else _text(found)
    clauses = {word(found[i]): i for i in reversed(list(_clauses(found)))}
    is_modifying = word(found[0]) in _MODIFYING and "DATA" not in clauses
    sees_itself = "USING" not in clauses and word(found[0]) == "WITH"
    return Operation(
        declared,
        prologue,
        text,
        _targets(found),
        pattern=_pattern(found, clauses, using) if is_modifying else "",
        given=found[1][0] if sees_itself and len(found) > 1 else None,
        reads=is_modifying or word(found[0]) in ("ADD", "COPY", "MOVE"),
    )


def _pattern(found: list[Token], clauses: dict[str, int], using: str) -> str:
    """Return what a query says after SELECT to see what the pattern of an operation sees."""
    if "WHERE" not in clauses or any(word(token) in _UNREPEATABLE for token in found):
        return ""
    where = clauses["WHERE"]
    named = found[clauses.get("USING", where) : where]
    graphs = " ".join("FROM" if word(token) == "USING" else token[0] for token in named)
    return f"{using.replace('USING ', 'FROM ')} {graphs} {_text(found[where:])}"


def request_of(operations: Iterable[Operation]) -> str:
    """Return operations as one request."""
    return " ;\n".join(f"{operation.declared}\n{operation.text}" for operation in operations)


def _parts(sparql: str) -> list[tuple[str, list[Token]]]:
    """Return the declarations and the tokens of each operation; the last may be missing.

    Raises:
        QueryError: another is.
    """
    parts = [_without_prologue(part) for part in _split(sparql)]
    if not all(found for _, found in parts[:-1]):
        raise QueryError("The update cannot be parsed: there is nothing between two semicolons.")
    return parts


def _split(sparql: str) -> Iterator[list[Token]]:
    """Yield the tokens between the semicolons outside of braces; an empty list where there are none."""
    part: list[Token] = []
    depth = 0
    for token in tokens(sparql):
        depth += (token[0] == "{") - (token[0] == "}")
        if token[0] == ";" and depth == 0:
            yield part
            part = []
        elif token.lastgroup != "space":
            part.append(token)
    yield part


def _text(found: Iterable[Token]) -> str:
    """Return the text of tokens, with space wherever there was some, or a comment, between them."""
    written, end = [], None
    for token in found:
        written.append(token[0] if end == token.start() else f" {token[0]}")
        end = token.end()
    return "".join(written)


def _without_prologue(found: list[Token]) -> tuple[str, list[Token]]:
    """Return the declarations at the beginning, and what is left."""
    position = 0
    while position < len(found) and word(found[position]) in ("BASE", "PREFIX"):
        iris = (index for index in range(position, len(found)) if found[index].lastgroup == "iri")
        position = next(iris, len(found) - 1) + 1
    return _text(found[:position]), found[position:]


def _is_silent_load(found: list[Token]) -> bool:
    if word(found[0]) != "LOAD":
        return False
    rest = found[1:]
    is_silent = bool(rest) and word(rest[0]) == "SILENT"
    words = [word(token) for token in rest[is_silent:]]
    if words not in ([""], ["", "INTO", "GRAPH", ""]):
        raise QueryError("The update cannot be parsed: LOAD wants an IRI, or one INTO GRAPH another.")
    if is_silent:
        return True
    raise ForbiddenError("LOAD is not allowed: nothing is fetched from elsewhere. Send it to /graph-store.")


def _targets(found: list[Token]) -> Targets:
    first = word(found[0])
    if first in _MODIFYING:
        return _templates(found)
    if first in _WRITTEN:
        return _managed(first, found[1:])
    raise QueryError(f"The update cannot be parsed: no operation begins with “{found[0][0]}”.")


def _managed(kind: str, found: list[Token]) -> Targets:
    """Return the targets of CLEAR, DROP, CREATE, and of ADD, MOVE, COPY, which have two ends."""
    names = [token for token in found if word(token) not in ("SILENT", "GRAPH", "TO")]
    written = names[_WRITTEN[kind]]
    keywords = {word(token) for token in written}
    return Targets(
        frozenset(token[0] for token in written if not word(token)),
        cleared=next((keyword for keyword in _EVERY if keyword in keywords), ""),
        default_graph="DEFAULT" in keywords,
    )


def _templates(found: list[Token]) -> Targets:
    """Return the targets of the blocks of quads: of those before the pattern, or of DELETE WHERE."""
    ends = [i for i in _clauses(found) if word(found[i]) in ("USING", "WHERE") and i > 1]
    quads = found[: ends[0]] if ends else found
    given = found[1][0] if word(found[0]) == "WITH" and len(found) > 1 else None
    return _written(quads, given)


def _clauses(found: list[Token]) -> Iterator[int]:
    """Yield the positions of the keywords outside of braces."""
    depth = 0
    for position, token in enumerate(found):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth == 0 and word(token):
            yield position


def _written(quads: list[Token], default: str | None) -> Targets:
    """Return the targets of blocks of quads: what stands in GRAPH blocks, and what does not."""
    names: set[str] = set()
    outside = False
    depth = 0
    for before, token in pairwise(quads):
        depth += (token[0] == "{") - (token[0] == "}")
        if depth == 1 and word(before) == "GRAPH":
            names.add(token[0])
        elif depth == 1 and word(token) != "GRAPH" and token[0] not in "{}.":
            outside = True
    variables = {name for name in names if name[0] in "?$"}
    if outside and default:
        names.add(default)
    return Targets(
        frozenset(names - variables),
        variables=frozenset(f"?{name[1:]}" for name in variables),
        default_graph=outside and default is None,
    )


def _using(dataset: QueryDataset) -> str:
    source = "The dataset of the update"
    default = [f"USING {named_node(iri, source)}" for iri in dataset.default]
    return " ".join(default + [f"USING NAMED {named_node(iri, source)}" for iri in dataset.named])


def _with_dataset(found: list[Token], using: str) -> str:
    """Return an operation whose pattern sees these graphs.

    Raises:
        QueryError: it names its graphs itself (SPARQL 1.1 Protocol, section 2.2.3).
    """
    clauses = {word(found[i]): i for i in _clauses(found)}
    if not clauses.keys() & {"INSERT", "DELETE"} or "DATA" in clauses:
        return _text(found)
    if clauses.keys() & {"USING", "WITH"}:
        raise QueryError("An update with USING or WITH cannot come with using-graph-uri, too.")
    where = clauses.get("WHERE", len(found))
    head, pattern = found[:where], found[where:]
    if where == 1:  # DELETE WHERE, in which the pattern is the template
        head += pattern[1:]
    return f"{_text(head)} {using} {_text(pattern)}"
