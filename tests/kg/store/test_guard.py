"""What a query may not contain, and what only looks like it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kg.errors import ForbiddenError, QueryError
from kg.store.embedded import EmbeddedStore
from kg.store.guard import DEEPEST_NESTING, MOST_OPERATORS, before_guard, guarded


class Elsewhere(BaseHTTPRequestHandler):
    """Something on the network that counts who calls."""

    calls = 0

    def handle(self) -> None:
        """Count a connection and answer nothing."""
        Elsewhere.calls += 1


@pytest.fixture
def elsewhere() -> Iterator[str]:
    Elsewhere.calls = 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ service silent <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ SERVICE # as a comment says\n <{0}> {{ ?s ?p ?o }} }}",
        "PREFIX : <{0}> SELECT * WHERE {{ SERVICE:x {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ VALUES ?s {{ 1 }} ?s ?p 1SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ VALUES ?o {{ 1 }} FILTER(1<?o#>'''\n) SERVICE <{0}> {{ ?s ?p ?o }} }} #'''",
        "SELECT * WHERE {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * FROM <{0}> WHERE {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{0}> WHERE {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
        "LOAD <{0}>",
    ],
)
def test_no_query_reaches_the_network(tmp_path: Path, elsewhere: str, query: str) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        try:
            answer = store.rows(query.format(elsewhere))
        except (QueryError, ForbiddenError):
            answer = []
    assert answer == []
    assert Elsewhere.calls == 0


def test_service_is_refused_by_name() -> None:
    with pytest.raises(ForbiddenError, match="SERVICE is not allowed"):
        guarded("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    "harmless",
    [
        'FILTER(?o = "SERVICE <http://example.org/> {")',
        "FILTER(?o = '''a 'SERVICE' <x> {''')",
        'FILTER(?o = """say \\"SERVICE\\" {""")',
        "# SERVICE <http://example.org/> { ?s ?p ?o }",
        "?s <http://example.org/SERVICE> ?x .",
        "?SERVICE schema:SERVICE ?services .",
        'FILTER(?o = "Dienst"@service)',
    ],
)
def test_the_word_elsewhere_is_harmless(tmp_path: Path, harmless: str) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        assert store.rows(f"SELECT * WHERE {{ ?s ?p ?o .\n {harmless}\n }}") == []


@pytest.mark.parametrize(
    "deep",
    [
        f"SELECT * {'{' * 5000}{'}' * 5000}",
        f"SELECT ({'(' * 5000}1{')' * 5000} AS ?x) {{}}",
        f"SELECT * WHERE {{ ?s ?p ?o FILTER({' || '.join(['?s = ?o'] * 20000)}) }}",
        f"SELECT * WHERE {{ {' UNION '.join(['{ ?s ?p ?o }'] * 20000)} }}",
        f"SELECT * WHERE {{ {'OPTIONAL { ?s ?p ?o } ' * 5000} }}",
        f"SELECT * WHERE {{ ?s {'/'.join(['schema:text'] * 20000)} ?o }}",
        f"SELECT (1{'+1' * 20000} AS ?x) {{}}",
        f"SELECT (1<1{'+1' * 20000}>1 AS ?x) {{}}",
    ],
)
def test_what_would_overflow_the_stack_is_refused(deep: str) -> None:
    with pytest.raises(QueryError, match=r"nested more than|operators|an IRI of more than"):
        guarded(deep)


def test_what_is_just_allowed_is_answered_by_a_thread_with_a_small_stack(tmp_path: Path) -> None:
    depth = DEEPEST_NESTING - 2
    deep = f"SELECT ({'STR(' * depth}1{')' * depth} AS ?x) {{}}"
    long = f"SELECT * WHERE {{ {'OPTIONAL { ?s ?p ?o } ' * (MOST_OPERATORS - 1)} }}"
    answers = []
    before = threading.stack_size(2 * 1024 * 1024)
    with EmbeddedStore(tmp_path / "store") as store:
        thread = threading.Thread(target=lambda: answers.extend([store.rows(deep), store.rows(long)]))
        thread.start()
        threading.stack_size(before)
        thread.join()
    assert answers == [[{"x": "1"}], [{"s": None, "p": None, "o": None}]]


def test_long_lists_of_values_are_no_chains() -> None:
    values = " ".join(f"<http://example.org/{number}>" for number in range(10_000))
    assert guarded(f"SELECT * WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")


def test_the_guard_can_be_undone_for_messages() -> None:
    query = "SELECT * WHERE { ?s <http://example.org/it's#1> ?o }"
    assert guarded(query) != query
    assert before_guard(guarded(query)) == query
