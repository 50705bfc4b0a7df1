"""Where quotations of the Wikinews corpus are lost: ``python -m bench.extraction.losses [train|dev]``.

Each annotated quotation is of one class. What its recall lacks to 1 is its loss, a share of all annotated
ones: the losses of all classes add up to 1 minus the recall of ``quote``. The same for the precision of what
was found.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bench.extraction.sets import measured_sets
from kg.evaluation.quotations import Pair, Quotation, aligned
from kg.evaluation.sets import extracted_records

Records = Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]
Values = dict[str, list[float]]


def main() -> int:
    """Print both tables; return the exit status."""
    part = sys.argv[1] if len(sys.argv) > 1 else "train"
    measured = measured_sets().get(f"wikinews-{part}")
    if measured is None or measured.absent:
        print(f"There is no part {part!r} of the corpus here; bench/README.md says where.", file=sys.stderr)
        return 2
    recalls, precisions = by_class(extracted_records(measured.paths[0]))
    for heading, values in (("annotated", recalls), ("found", precisions)):
        print(*lines(heading, values), sep="\n")
    return 0


def by_class(records: Records) -> tuple[Values, Values]:
    """Return the recall of each annotated quotation and the precision of each found one, by class."""
    recalls: Values = defaultdict(list)
    precisions: Values = defaultdict(list)
    for record, extraction in records:
        paired, single = aligned(record, extraction)
        every = [*paired, *single]
        annotated = [expected for expected, _ in every if expected.parts["quote"]]
        for expected, found in every:
            common = len(expected.parts["quote"] & found.parts["quote"])
            if expected.parts["quote"]:
                recalls[annotated_class(expected, annotated)].append(common / len(expected.parts["quote"]))
            if found.parts["quote"]:
                precisions[found_class((expected, found))].append(common / len(found.parts["quote"]))
    return recalls, precisions


def annotated_class(quotation: Quotation, annotated: Sequence[Quotation]) -> str:
    """Return the class of an annotated quotation among all those of its article."""
    words = quotation.parts["quote"]
    if not quotation.parts["speaker"]:
        return "no speaker is named"
    if quotation.type == "direct" and any(words < other.parts["quote"] for other in annotated):
        return "fragment inside an indirect one"
    framed = quotation.type == "reported" or quotation.parts["frame"]
    return f"{quotation.type}{'' if framed else ', without a frame'}"


def found_class(pair: Pair) -> str:
    """Return the class of a found quotation: whether it has a partner, and its type."""
    expected, found = pair
    return f"{found.type}, {'paired' if expected.parts['quote'] else 'not annotated'}"


def lines(heading: str, values: Values) -> Iterator[str]:
    """Yield a table of the classes, the largest loss first."""
    total = sum(map(len, values.values()))
    loss = {name: sum(1 - value for value in each) / total for name, each in values.items()}
    yield f"{heading:34} {'number':>6}  {'mean':>5}  {'loss':>5}"
    for name in sorted(values, key=lambda name: -loss[name]):
        mean = sum(values[name]) / len(values[name])
        yield f"{name:34} {len(values[name]):>6}  {mean:5.2f}  {loss[name]:5.3f}"


if __name__ == "__main__":
    sys.exit(main())
