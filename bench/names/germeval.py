"""The sentences of GermEval 2014 (Benikova et al. 2014, CC BY 4.0) with all that is annotated in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.extraction.names import join

FOLDER = Path(__file__).parents[3] / "shared" / "ner"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as text, and [start, end) and class ("PER", "LOCderiv", …) of each outermost name in it."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def examples(part: str) -> Iterator[Example]:
    """Yield the sentences of one part, "dev" or "test".

    Raises:
        OSError: the part is not there.
    """
    text = (FOLDER / f"germeval2014-{part}.tsv").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#\t")]
        if rows:
            yield _example(rows)


def _example(rows: list[list[str]]) -> Example:
    """Read the third column, which says where names begin and go on."""
    text, spans = join([row[1] for row in rows])
    names: list[tuple[int, int, str]] = []
    for row, span in zip(rows, spans, strict=True):
        label = row[2]
        if label.startswith("B-"):
            names.append((span.start, span.end, label[2:]))
        elif label.startswith("I-") and names:
            names[-1] = (names[-1][0], span.end, names[-1][2])
    return Example(text, tuple(names))
