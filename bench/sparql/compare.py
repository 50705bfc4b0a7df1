"""Compare the SPARQL service with other servers: ``python -m bench.sparql.compare``.

1. Point look-ups a second, each about another statement.
2. A mix of questions that analysts ask (``queries/*.rq``): how long all take, and each of them.

The graph is made up from a seed, in the project's ontology. All servers run at once, but only one at a time
is asked; they take turns round by round, so that what else the machine does meets all alike. A figure is the
median of the rounds. Before, each server has to answer each question alone, and the answers are compared.
"""

import argparse
import json
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

from bench.sparql.measuring import (
    Asked,
    Figures,
    check,
    compare,
    look_up_of,
    look_ups,
    measure_look_ups,
    measure_mix,
    mix,
)
from bench.sparql.news import Dataset, dataset
from bench.sparql.peers import Fleet, Peer, all_peers
from bench.sparql.peers.peer import TIME_LIMIT
from bench.sparql.questions import Question, questions
from bench.sparql.report import goals, goals_table, questions_table, remarks, summary
from kg.store.folder import appearing

_EXAMPLES = """\
examples:
  python -m bench.sparql.peers /opt/peers                          # install the others
  python -m bench.sparql.compare --peers /opt/peers                # 10 thousand triples
  python -m bench.sparql.compare --peers /opt/peers --triples 10000000 --out result.json
  python -m bench.sparql.compare --only newskg                     # nothing to compare with

exit status: 0 all goals that could be measured are met, 1 one is not, 2 wrong use
"""


def main() -> int:
    """Measure and print."""
    options = _options()
    signal.signal(signal.SIGTERM, _interrupted)
    signal.signal(signal.SIGINT, _interrupted)
    news = dataset(options.cache, options.triples)
    _say(f"{news.triples:,} triples in {news.file}")
    asked = [one for one in questions() if not options.questions or one.name in options.questions]
    peers = _prepared(_there(options, news), news)
    figures = {peer.key: Figures() for peer in peers}
    _measure(peers, news, asked, figures, options)
    tables = (
        f"{news.triples:,} triples, {options.rounds} rounds, {options.clients} clients",
        summary(peers, figures),
        goals_table(figures),
        questions_table(asked, peers, figures),
        remarks(peers, figures),
    )
    print("\n\n".join(tables))
    if options.out:
        options.out.write_text(json.dumps(_results(news, peers, figures), indent=1))
    return 0 if all(reached.met for reached in goals(figures)) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=10_000, help="of the graph (10000)")
    parser.add_argument(
        "--peers", type=Path, default=Path(".bench/peers"), help="where the others are installed"
    )
    parser.add_argument(
        "--cache", type=Path, default=Path(".bench/cache"), help="where graphs and databases are kept"
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help="compare these servers only")
    parser.add_argument("--questions", nargs="+", metavar="NAME", help="ask these only")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--repeats", type=int, default=3, help="how often each question is asked in a round (3)"
    )
    parser.add_argument("--clients", type=int, default=4, help="that ask at once (4)")
    parser.add_argument("--seconds", type=float, default=4, help="of a round of look-ups (4)")
    parser.add_argument(
        "--warm-up", type=float, default=10, help="seconds of look-ups before the rounds (10)"
    )
    parser.add_argument("--out", type=Path, help="a file for all figures, as JSON")
    options = parser.parse_args()
    known = {
        "only": {peer.key for peer in all_peers(options.peers)},
        "questions": {one.name for one in questions()},
    }
    for option, names in known.items():
        if unknown := set(getattr(options, option) or ()) - names:
            parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(sorted(names))}")
    return options


def _interrupted(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _there(options: argparse.Namespace, news: Dataset) -> list[Peer]:
    """Return the servers that can be started, and say what the others lack."""
    found = []
    for peer in all_peers(options.peers.resolve()):
        if options.only and peer.key not in options.only:
            continue
        if lacking := peer.missing(news):
            _say(f"{peer.name} is passed over: {lacking}")
            _say(f"  to install it: python -m bench.sparql.peers {options.peers}")
        else:
            found.append(peer)
    return found


def _prepared(peers: Sequence[Peer], news: Dataset) -> list[Peer]:
    """Load the graph for each server, unless that was done before."""
    for peer in peers:
        folder = news.folder / peer.key
        if not folder.exists():
            start = monotonic()
            with appearing(folder) as unfinished:
                peer.prepare(news, unfinished)
            _say(f"{peer.name} loaded in {monotonic() - start:.0f} s")
    return list(peers)


def _measure(
    peers: Sequence[Peer],
    news: Dataset,
    asked: Sequence[Question],
    figures: Mapping[str, Figures],
    options: argparse.Namespace,
) -> None:
    rounds = mix(asked, news, options.repeats, seed=5)
    looked_up = look_ups(look_up_of(questions()), news)
    with Fleet(peers, news) as fleet:
        for one in chain(*rounds):
            _check(fleet, one, figures)
        for server in fleet.servers:  # a Java machine compiles what runs often
            measure_look_ups(server, looked_up, Figures(), options.clients, options.warm_up)
        for number in range(options.rounds):
            for server in fleet.servers:
                of = figures[server.peer.key]
                measure_look_ups(server, looked_up, of, options.clients, options.seconds)
                measure_mix(server, list(chain(*rounds)), of, options.clients)
                _say(
                    f"round {number + 1}: {server.peer.name}: {of.look_ups[-1]:,.0f} look-ups a second, "
                    f"the mix in {of.totals[-1]:.1f} s"
                )


def _check(fleet: Fleet, one: Asked, figures: Mapping[str, Figures]) -> None:
    answers = {}
    for server in list(fleet.servers):
        key = server.peer.key
        answers[key] = check(server, one, figures[key])
        if answers[key].items is None and answers[key].seconds >= TIME_LIMIT:
            fleet.restart(server)
    compare(answers, figures, one.question.name)
    said = (answer.error or f"{answer.seconds:.3f}" for answer in answers.values())
    _say(
        f"{one.question.name}: {', '.join(f'{key} {text}' for key, text in zip(answers, said, strict=True))}"
    )


def _results(news: Dataset, peers: Sequence[Peer], figures: Mapping[str, Figures]) -> dict[str, Any]:
    return {
        "triples": news.triples,
        "quads": news.quads,
        "servers": [
            {"key": peer.key, "version": peer.version(), "setting": peer.setting, **asdict(figures[peer.key])}
            for peer in peers
        ],
        "goals": [{**asdict(reached), "met": reached.met} for reached in goals(figures)],
    }


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
