"""What asks for much is refused soon, whichever way it comes in, and everything else goes on."""

import gzip
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from kg.cli import main
from kg.formats import graph_format
from tests.server.bombs import ARTICLE_BOMBS, PROSE, RDF_BOMBS, WAYS

SECONDS = 2
MEBIBYTES = 600
REFUSED = (400, 413, 422)
SUFFIXES = {"application/json": ".json", "text/html": ".html", "text/markdown": ".md", "text/plain": ".txt"}


@contextmanager
def soon() -> Iterator[None]:
    """Fail if what is done takes long, on a processor of its own, or much memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    yield
    assert time.process_time() - start < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEBIBYTES * 1024


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the libraries, which takes longer than reading an article."""
    import kg.readers.html
    import kg.readers.markdown  # noqa: F401


@pytest.mark.parametrize(("path", "name"), WAYS[0])
def test_an_article_that_asks_for_much_is_soon_answered(writer: FlaskClient, path: str, name: str) -> None:
    media_type, body = ARTICLE_BOMBS[name]
    with soon():
        response = writer.post(path, data=body, content_type=media_type)

    assert response.status_code in (200, 201, *REFUSED)


@pytest.mark.parametrize(("path", "name"), WAYS[1])
def test_rdf_that_asks_for_much_is_soon_refused(writer: FlaskClient, path: str, name: str) -> None:
    syntax, body = RDF_BOMBS[name]
    with soon():
        response = writer.post(path, data=body, content_type=graph_format(syntax).media_type)

    assert response.status_code in REFUSED


@pytest.mark.parametrize("name", RDF_BOMBS)
@pytest.mark.parametrize("command", ["validate", "ingest"])
def test_a_file_of_rdf_that_asks_for_much_is_soon_refused(tmp_path: Path, command: str, name: str) -> None:
    syntax, body = RDF_BOMBS[name]
    file = tmp_path / f"bomb{graph_format(syntax).suffix}"
    file.write_bytes(body)
    with soon():
        result = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), command, str(file)])

    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("name", ARTICLE_BOMBS)
def test_a_file_that_asks_for_much_is_soon_read(tmp_path: Path, name: str) -> None:
    media_type, body = ARTICLE_BOMBS[name]
    file = tmp_path / f"bomb{SUFFIXES[media_type]}"
    file.write_bytes(body)
    with soon():
        result = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), "ingest", str(file)])

    assert isinstance(result.exception, SystemExit | None)


@pytest.mark.parametrize("suffix", [".txt.gz", ".jsonl.gz", ".html.gz", ".ttl.gz", ".nq.gz"])
def test_a_file_that_is_a_thousand_times_as_large_inside_is_refused(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"bomb{suffix}"
    file.write_bytes(gzip.compress(b" " * 100_000_000, compresslevel=9))
    with soon():
        result = CliRunner().invoke(main, ["--store", str(tmp_path / "store"), "ingest", str(file)])

    assert result.exit_code == 2


@pytest.mark.parametrize("path", ["/entries", "/validate", "/graph-store?default", "/sparql"])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_body_that_is_compressed_is_refused(writer: FlaskClient, path: str, coding: str) -> None:
    body = gzip.compress(PROSE.encode())
    response = writer.post(path, data=body, content_type="text/plain", headers={"Content-Encoding": coding})

    assert response.status_code == 415
    assert response.headers["Accept-Encoding"] == "identity"


def test_what_stays_within_the_limits_is_read(writer: FlaskClient) -> None:
    lists = "( " * 40 + " )" * 40
    entity = '<!DOCTYPE r [<!ENTITY s "http://schema.org/">]>'
    xml = (
        f'{entity}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="&s;">'
        "<s:A><s:p>1</s:p></s:A></rdf:RDF>"
    )
    for media_type, body in (
        ("text/turtle", f'<http://x> <http://p> {lists}, "{"<<" * 1000}", """{"<< " * 1000}""" .'),
        ("application/rdf+xml", xml),
        ("application/ld+json", '{"@id": "http://x", "http://p": ' + '{"http://p": ' * 40 + "1" + "}" * 41),
    ):
        response = writer.put(
            "/graph-store?graph=http://localhost:8000/g", data=body.encode(), content_type=media_type
        )
        assert response.status_code != 400, response.text
