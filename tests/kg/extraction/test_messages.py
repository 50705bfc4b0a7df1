"""Articles and what became of them reach the other process as they were."""

import pyoxigraph as ox
import pytest

from kg import errors
from kg.errors import InputError, KgError, RetractedError, TooLargeError, UnsupportedInputError
from kg.extraction import Extracted
from kg.extraction.messages import asked, question, replied, reply
from kg.store.quarantine import Submission
from kg.terms import NamedGraph

IRI = ox.NamedNode("http://a/x")
INTEGER = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


class PluggedInError(UnsupportedInputError):
    """As an extractor that is plugged in may raise it."""


def returned(extracted: Extracted) -> Extracted:
    return replied(*reply(extracted))


def test_an_article_arrives_as_it_was_sent() -> None:
    article = Submission(b"\xff\x00\r\n", "text/plain; charset=x", "Lage.txt", "/entries", url="http://a/b")

    assert asked(question(article)) == article


def test_a_graph_arrives_as_a_store_keeps_it() -> None:
    triples = (ox.Triple(IRI, IRI, ox.Literal("01", datatype=INTEGER)), ox.Triple(IRI, IRI, IRI))

    found = returned(Extracted("Lage.txt", NamedGraph("http://a/g", triples)))

    assert (found.name, found.graph().name) == ("Lage.txt", "http://a/g")
    assert set(found.graph().triples) == {
        ox.Triple(IRI, IRI, IRI),
        ox.Triple(IRI, IRI, ox.Literal("1", datatype=INTEGER)),
    }


@pytest.mark.parametrize(
    "error",
    [
        TooLargeError("Lage.txt", "is longer than 10 characters", "Split it."),
        InputError("Lage.txt", "cannot be read"),
        RetractedError("http://a/g"),
        errors.StoreInUseError("It is in use.", "Wait."),
        errors.ExtractorError("It failed."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_arrives_as_the_same_with_its_fields(error: KgError) -> None:
    found = returned(Extracted(None, error))

    with pytest.raises(type(error)) as caught:
        found.graph()
    assert type(caught.value) is type(error)
    assert (str(caught.value), vars(caught.value)) == (str(error), vars(error))


def test_an_error_of_a_plug_in_arrives_as_the_one_it_is_derived_from() -> None:
    found = returned(Extracted("Lage.txt", PluggedInError("Lage.txt", "is no transcript", "Send one.")))

    assert type(found.result) is UnsupportedInputError
    assert vars(found.result) == {"source": "Lage.txt", "problem": "is no transcript", "remedy": "Send one."}
