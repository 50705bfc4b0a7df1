"""Names by statistics: a conditional random field over the words of a sentence.

The model (Lafferty et al. 2001, by way of CRFsuite) is evidence beside the rules: it knows from examples what
the words around a name tell of its kind. `bench/names` trains and measures it.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pycrfsuite import Tagger

from kg.language.names.features import features
from kg.language.names.mention import Evidence
from kg.language.text.tokens import Document, Token

MODEL = Path(__file__).parents[1] / "data" / "names.crfsuite"

_KINDS: dict[str, Literal["Person", "Organization", "Place"]] = {
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Place",
}


@cache
def _model() -> Tagger:
    tagger = Tagger()
    tagger.open(str(MODEL))
    return tagger


def name_evidence(document: Document) -> tuple[tuple[Evidence, ...], ...]:
    """Return for each sentence what the model takes for names of persons, bodies and places."""
    return tuple(tuple(_in_sentence(sentence.tokens)) for sentence in document.sentences)


def _in_sentence(tokens: tuple[Token, ...]) -> Iterator[Evidence]:
    model = _model()
    labels = model.tag(features(tokens))
    for first, last, kind in spans(labels):
        if kind in _KINDS:
            probability = min(model.marginal(labels[i], i) for i in range(first, last))
            yield Evidence(first, last, _KINDS[kind], probability)


def spans(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield [first, last) and kind of each run of labels "B-PER", "I-PER"."""
    first, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield first, i, kind
            kind = ""
        if label != "O" and not kind:
            first, kind = i, label[2:]
