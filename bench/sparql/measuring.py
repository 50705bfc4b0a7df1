"""Putting servers under load in turn, and what they answer."""

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench.sparql.answers import Answer, ask, difference
from bench.sparql.clients import load
from bench.sparql.news import Dataset
from bench.sparql.peers import Server
from bench.sparql.peers.peer import TIME_LIMIT
from bench.sparql.peers.usage import usage
from bench.sparql.questions import LOOK_UP, SOLUTIONS, Question

_LOOK_UPS = 20_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about something in particular."""

    question: Question
    query: str


@dataclass
class Figures:
    """What was measured of one server.

    Attributes:
        look_ups: a second, in each round.
        look_up_costs: milliseconds of processor time that the server takes for one, in each round.
        failed_look_ups: how many were refused or given up, in all rounds.
        totals: seconds that a client needs for the mix, in each round.
        costs: seconds of processor time that the server takes for the mix, in each round.
        memory: bytes that the server uses after the last round.
        milliseconds: of each question, each time it was answered.
        errors: why a question is not answered, by its name.
        differences: how an answer differs from that of most servers, by question.
        seconds_alone: of each question, by one client, each time that answers were checked.
    """

    look_ups: list[float] = field(default_factory=list)
    look_up_costs: list[float] = field(default_factory=list)
    failed_look_ups: int = 0
    totals: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    memory: int = 0
    milliseconds: dict[str, list[float]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    differences: dict[str, str] = field(default_factory=dict)
    seconds_alone: dict[str, list[float]] = field(default_factory=dict)

    def median(self, question: str) -> float | None:
        """Return the median time of a question in milliseconds; None where it is not answered."""
        if question in self.errors or question not in self.milliseconds:
            return None
        return statistics.median(self.milliseconds[question])


def mix(questions: Sequence[Question], dataset: Dataset, repeats: int, seed: int) -> list[list[Asked]]:
    """Return all questions in their order, so many times, each time about something else."""
    chance = random.Random(seed)
    return [
        [Asked(question, question.asked(dataset.parameters, chance)) for question in questions]
        for _ in range(repeats)
    ]


def check(server: Server, one: Asked, figures: Figures) -> Answer:
    """Ask a question; one that was not answered before is not asked again."""
    name = one.question.name
    if name in figures.errors:
        return Answer(None, TIME_LIMIT, figures.errors[name])
    answer = ask(server.port, server.peer.path, one.query, one.question.accept, TIME_LIMIT)
    if answer.items is None:
        figures.errors[name] = answer.error
    figures.seconds_alone.setdefault(name, []).append(answer.seconds)
    return answer


def compare(answers: Mapping[str, Answer], figures: Mapping[str, Figures], name: str) -> None:
    """Note which servers answer a question otherwise than most do; in doubt, than the first."""
    given = {key: answer.items for key, answer in answers.items() if answer.items is not None}
    if not given:
        return
    votes = {key: sum(items == other for other in given.values()) for key, items in given.items()}
    agreed = given[max(votes, key=lambda key: votes[key])]
    for key, items in given.items():
        found = difference(agreed, items)
        if found:
            figures[key].differences.setdefault(name, found)


def look_ups(look_up: Question, dataset: Dataset) -> list[tuple[str, str]]:
    """Return look-ups of statements by chance, with the media type of the answer."""
    chance = random.Random(1)
    return [(look_up.asked(dataset.parameters, chance), SOLUTIONS) for _ in range(_LOOK_UPS)]


def measure_look_ups(
    server: Server, queries: Sequence[tuple[str, str]], figures: Figures, clients: int, seconds: float
) -> None:
    """Have clients look statements up for so long, and note how many were answered and what that cost."""
    before = usage(server.process).seconds
    results = load(server.port, server.peer.path, queries, clients=clients, seconds=seconds)
    cost = usage(server.process).seconds - before
    answered = sum(milliseconds is not None and status == 200 for _, milliseconds, status in results)
    figures.look_ups.append(answered / seconds)
    figures.look_up_costs.append(1000 * cost / max(answered, 1))
    figures.failed_look_ups += len(results) - answered


def measure_mix(server: Server, asked: Sequence[Asked], figures: Figures, clients: int) -> None:
    """Have clients ask the questions in their order, and note how long each and all took.

    A question that is not answered is not asked, and counts as long as the time limit is.
    """
    left = [one for one in asked if one.question.name not in figures.errors]
    before = usage(server.process).seconds
    results = load(
        server.port, server.peer.path, [(one.query, one.question.accept) for one in left], clients=clients
    )
    total = float(TIME_LIMIT) * (len(asked) - len(left))
    for number, milliseconds, status in results:
        name = left[number].question.name
        total += TIME_LIMIT if milliseconds is None else milliseconds / 1000
        if milliseconds is None:
            figures.errors[name] = f">{TIME_LIMIT} s"
        elif status != 200:
            figures.errors[name] = f"HTTP {status} under load"
        else:
            figures.milliseconds.setdefault(name, []).append(milliseconds)
    after = usage(server.process)
    figures.totals.append(total / clients)
    figures.costs.append(after.seconds - before)
    figures.memory = after.bytes


def look_up_of(questions: Sequence[Question]) -> Question:
    """Return the question that is the point look-up."""
    return next(question for question in questions if question.name == LOOK_UP)
