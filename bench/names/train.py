"""Train the model of names: ``python -m bench.names.train``.

The same sentences and library give the same model. `bench/README.md` says on what it is measured.
"""

from collections.abc import Iterator

from pycrfsuite import Trainer

from bench.names.germeval import Example, examples
from kg.language.names.evidence import MODEL
from kg.language.names.features import features
from kg.language.text.tokens import Token, analyse

_CLASSES = ("PER", "ORG", "LOC", "OTH")
_DERIVED = "DRV"
_PARAMETERS = {"c1": 0.1, "c2": 0.02, "max_iterations": 120}


def main() -> None:
    """Write the model that the sentences of GermEval's larger part give."""
    trainer = Trainer(verbose=False)
    trainer.set_params(_PARAMETERS)
    for example in examples("test"):
        for tokens, labels in labelled(example):
            trainer.append(features(tokens), labels)
    trainer.train(str(MODEL))
    print(f"{MODEL}: {MODEL.stat().st_size:,} bytes")


def labelled(example: Example) -> Iterator[tuple[tuple[Token, ...], list[str]]]:
    """Yield the tokens of each sentence that the tokeniser finds, and a label for each."""
    for sentence in analyse(example.text).sentences:
        labels = ["O"] * len(sentence.tokens)
        for start, end, name in example.names:
            kind = name if name in _CLASSES else _DERIVED if name.endswith("deriv") else None
            covered = [i for i, t in enumerate(sentence.tokens) if t.start < end and t.end > start]
            for i in covered if kind else []:
                labels[i] = f"{'B' if i == covered[0] else 'I'}-{kind}"
        yield sentence.tokens, labels


if __name__ == "__main__":
    main()
