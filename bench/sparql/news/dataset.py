"""The graph as a file of N-Quads, written once, and what can be asked about it."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from bench.sparql.news.article import Article
from bench.sparql.news.figures import Disputes
from bench.sparql.news.terms import term
from bench.sparql.news.wording import FIRST_WORDS
from bench.sparql.news.world import BASE, LETTERS, World
from kg.store.folder import appearing

_FIRST_DAY = date(2019, 1, 1)
_DAYS = 6 * 365
_TRIPLES_AN_ARTICLE = 790  # roughly: what dates the articles
_FILE, _SUMMARY = "news.nq", "summary.json"
_FORMAT = 1  # counts up when the same seed gives another graph than before
_STATEMENTS, _ARTICLES, _ACTORS, _CONCEPTS = 20_000, 2_000, 100, 40

_DISPUTES_GRAPH = f"<{BASE}/graph/disputes>"
_DISPUTES = term("kg:disputes")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A graph in a file.

    Attributes:
        folder: where it is; what is made of it can be kept there, too.
        triples: how many different ones there are, whatever graphs they are in.
        quads: how many lines the file has.
        parameters: by name what queries can be asked about: IRIs without brackets, words, dates.
    """

    folder: Path
    triples: int
    quads: int
    parameters: dict[str, list[str]]

    @property
    def file(self) -> Path:
        """The N-Quads."""
        return self.folder / _FILE


def dataset(cache: Path, triples: int, seed: int = 4) -> Dataset:
    """Return the graph of at least so many different triples and of that seed; write it unless it is there.

    It ends with a whole article, so there are up to some hundred triples more.
    """
    folder = cache.resolve() / f"news-{triples}-{seed}-{_FORMAT}"
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with appearing(folder) as unfinished:
            unfinished.mkdir()
            _write(unfinished, triples, seed)
    return Dataset(folder, **json.loads((folder / _SUMMARY).read_text()))


def _write(folder: Path, triples: int, seed: int) -> None:
    news = News(triples, seed)
    with (folder / _FILE).open("w", encoding="utf-8") as out:
        for lines in news.quads():
            out.write(lines)
    summary = {"triples": news.triples, "quads": news.lines, "parameters": news.parameters()}
    (folder / _SUMMARY).write_text(json.dumps(summary))


@dataclass
class News:
    """Articles one after the other, in the order of their dates.

    Args:
        wanted: how many different triples there shall be at least.
        seed: equal seeds, equal graphs.

    Attributes:
        triples: how many different ones there were so far.
        lines: how many quads there were so far.
    """

    wanted: int
    seed: int
    triples: int = 0
    lines: int = 0
    _described: set[str] = field(default_factory=set)
    _statements: list[str] = field(default_factory=list)
    _seen: int = 0
    _articles: list[str] = field(default_factory=list)
    _speakers: Counter[str] = field(default_factory=Counter)
    _counted: Counter[str] = field(default_factory=Counter)

    def quads(self) -> Iterator[str]:
        """Yield the lines of one article after the other."""
        chance = random.Random(f"articles {self.seed}")
        world, disputes = World(self.seed), Disputes()
        expected = max(1, self.wanted // _TRIPLES_AN_ARTICLE)
        number = 0
        while self.triples < self.wanted:
            day = _FIRST_DAY + timedelta(days=min(_DAYS, number * _DAYS // expected))
            article = Article(number, day, world, disputes, chance)
            yield self._lines(article)
            self._remember(article, chance)
            number += 1

    def _lines(self, article: Article) -> str:
        draft = article.draft
        disputes = [
            f"{one} {_DISPUTES} {other}" for pair in article.disputed for one, other in (pair, pair[::-1])
        ]
        described = [triple for thing in draft.things.values() for triple in thing.description]
        new = [iri for iri in draft.things if iri not in self._described]
        self._described.update(new)
        self.lines += len(draft.facts) + len(described) + len(disputes)
        self.triples += len(draft.facts) + len(disputes)
        self.triples += sum(len(draft.things[iri].description) for iri in new)
        end = f" {draft.iri} .\n"
        own = end.join(draft.facts) + end + end.join(described) + end
        return own + "".join(f"{triple} {_DISPUTES_GRAPH} .\n" for triple in disputes)

    def _remember(self, article: Article, chance: random.Random) -> None:
        """Keep some of what can be asked about: each statement with the same probability."""
        for statement in article.statements:
            self._seen += 1
            if len(self._statements) < _STATEMENTS:
                self._statements.append(statement)
            elif (place := chance.randrange(self._seen)) < _STATEMENTS:
                self._statements[place] = statement
        if len(self._articles) < _ARTICLES or chance.random() < 0.1:
            self._articles = [*self._articles[-_ARTICLES + 1 :], article.draft.iri]
        self._speakers.update(article.speakers)
        self._counted.update(article.counted)

    def parameters(self) -> dict[str, list[str]]:
        """Return what can be asked about the articles so far."""
        actors = [actor for actor, _ in self._speakers.most_common(_ACTORS)]
        concepts = [concept for concept, _ in self._counted.most_common(_CONCEPTS)]
        years = [str(year) for year in range(_FIRST_DAY.year, _FIRST_DAY.year + _DAYS // 365)]
        return {
            "statement": [iri[1:-1] for iri in self._statements],
            "article": [iri[1:-1] for iri in self._articles],
            "actor": [iri[1:-1] for iri in actors],
            "concept": [iri[1:-1] for iri in concepts],
            "word": list(FIRST_WORDS),
            "letters": list(LETTERS),
            "year": years,
            "month": [f"{year}-{month:02}" for year in years for month in range(1, 13)],
        }
