"""What was measured, as Markdown tables."""

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bench.sparql.measuring import Figures
from bench.sparql.peers.peer import TIME_LIMIT, Peer
from bench.sparql.questions import Question

OURS = ("newskg", "newskg-no-cache")

Measure = Literal["look-ups", "mix"]


@dataclass(frozen=True, slots=True)
class Goal:
    """What is asked of newskg beside a peer.

    Attributes:
        measure: what is compared.
        peer: the key of the peer.
        least: how many times as good as the peer newskg has to be.
    """

    measure: Measure
    peer: str
    least: float


@dataclass(frozen=True, slots=True)
class Reached:
    """What was measured for a goal.

    Attributes:
        goal: what is asked.
        ours: which of our servers it was measured of.
        times: how many times as good as the peer it is.
    """

    goal: Goal
    ours: str
    times: float

    @property
    def met(self) -> bool:
        """Whether that is enough."""
        return self.times >= self.goal.least


GOALS = (
    Goal("look-ups", "rdflib-endpoint", 4),
    Goal("look-ups", "fuseki", 1.5),
    Goal("look-ups", "virtuoso", 2),
    Goal("mix", "fuseki", 1),
    Goal("mix", "rdflib-endpoint", 1),
    Goal("mix", "rdflib-endpoint-oxigraph", 1),
    Goal("mix", "oxigraph", 1 / 1.5),
    Goal("mix", "oxigraph-union-stored", 1 / 1.5),
)


def summary(peers: Sequence[Peer], figures: Mapping[str, Figures]) -> str:
    """Return the table of servers."""
    head = (
        *("server", "look-ups a second", "processor ms each", "the mix, s", "processor s", "memory, GB"),
        *("other answers", "no answer"),
    )
    return _table(head, [_server(peer, figures[peer.key]) for peer in peers])


def _server(peer: Peer, of: Figures) -> list[str]:
    setting = f" ({peer.setting})" if peer.setting else ""
    return [
        f"{peer.name} {peer.version()}{setting}",
        f"{_median(of.look_ups):,.0f}",
        f"{_median(of.look_up_costs):.2f}",
        f"{_median(of.totals):,.1f}",
        f"{_median(of.costs):,.1f}",
        f"{of.memory / 1e9:.1f}",
        str(len(of.differences)),
        str(len(of.errors)),
    ]


def ratio(ours: Figures, theirs: Figures, measure: Measure) -> float | None:
    """Return how many times as fast one server is as another: the median of the rounds; None without."""
    if measure == "look-ups":
        pairs = zip(ours.look_ups, theirs.look_ups, strict=True)
    else:
        pairs = zip(theirs.totals, ours.totals, strict=True)
    ratios = [one / other for one, other in pairs if other]
    return statistics.median(ratios) if ratios else None


def goals(figures: Mapping[str, Figures]) -> list[Reached]:
    """Return the goals that something was measured for."""
    return [
        Reached(goal, name, found)
        for name in OURS
        for goal in GOALS
        if name in figures and goal.peer in figures
        if (found := ratio(figures[name], figures[goal.peer], goal.measure)) is not None
    ]


def goals_table(figures: Mapping[str, Figures]) -> str:
    """Return the table of goals."""
    rows = [
        [
            reached.ours,
            f"{reached.goal.measure}, beside {reached.goal.peer}",
            f"≥ {reached.goal.least:.2f} ×",
            f"{reached.times:.2f} ×",
            "met" if reached.met else "**not met**",
        ]
        for reached in goals(figures)
    ]
    return _table(("", "measure", "goal", "reached", ""), rows)


def questions_table(
    questions: Sequence[Question], peers: Sequence[Peer], figures: Mapping[str, Figures]
) -> str:
    """Return the median time of each question in milliseconds, by server."""
    rows = [
        [question.name, *(_cell(figures[peer.key], question.name) for peer in peers)]
        for question in questions
    ]
    return _table(("ms", *(peer.name for peer in peers)), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(figures: Figures, question: str) -> str:
    if question in figures.errors:
        error = figures.errors[question]
        return error if error.startswith(">") else "error"
    median = figures.median(question)
    if median is None:
        return ""
    return f"{median:,.{1 if median < 100 else 0}f}{' ≠' if question in figures.differences else ''}"


def remarks(peers: Sequence[Peer], figures: Mapping[str, Figures]) -> str:
    """Return what is behind each ``≠`` and each ``error``."""
    lines = []
    for peer in peers:
        of = figures[peer.key]
        lines += [f"- {peer.name}, `{name}`: {said}" for name, said in of.differences.items()]
        lines += [f"- {peer.name}, `{name}`: {said}" for name, said in of.errors.items()]
        if of.failed_look_ups:
            lines.append(f"- {peer.name}: {of.failed_look_ups:,} look-ups failed, which are not counted")
    return "\n".join([f"`≠`: another answer than most; `>{TIME_LIMIT} s`: given up.", "", *lines])


def _median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else float("nan")
