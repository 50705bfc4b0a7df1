"""Names by statistics: a conditional random field over the words of a sentence.

The model (Lafferty et al. 2001, by way of CRFsuite) is evidence beside the rules: it knows from examples what
the words around a name tell of its kind. `bench/names` trains and measures it.
"""

import threading
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


# A tagger keeps the sentence that it was given last, to tell its marginal probabilities.
_one_at_a_time = threading.Lock()


@cache
def _model() -> Tagger:
    tagger = Tagger()
    tagger.open(str(MODEL))
    return tagger


def name_evidence(document: Document) -> tuple[tuple[Evidence, ...], ...]:
    """Return for each sentence what the model takes for names of persons, bodies and places."""
    return tuple(_in_sentence(sentence.tokens) for sentence in document.sentences)


def _in_sentence(tokens: tuple[Token, ...]) -> tuple[Evidence, ...]:
    model, described = _model(), features(tokens)
    with _one_at_a_time:
        labels = model.tag(described)
        return tuple(
            Evidence(first, last, _KINDS[kind], min(model.marginal(labels[i], i) for i in range(first, last)))
            for first, last, kind in spans(labels)
            if kind in _KINDS
        )


def spans(labels: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield [first, last) and kind of each run of labels "B-PER", "I-PER"."""
    first, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield first, i, kind
            kind = ""
        if label != "O" and not kind:
            first, kind = i, label[2:]
