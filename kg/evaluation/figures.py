"""The figures of an evaluation and how they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

MEASURES = (
    "estimates",
    "est.qualifier",
    "est.source",
    "statements",
    "attributed",
    "st.type",
    "st.relay",
    "actors",
    "locations",
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts behind an F1 measure: how many were right, of those expected and of those predicted."""

    right: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Self) -> Self:
        return type(self)(self.right + other.right, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the expected that was found; 0 where nothing was expected."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """F1, the harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.predicted) if self.gold + self.predicted else 0.0

    def __str__(self) -> str:
        return (
            f"{self.value:.3f}  precision {self.precision:.3f}  recall {self.recall:.3f}"
            f"  ({self.right} right of {self.gold} expected, {self.predicted} predicted)"
        )


@dataclass(frozen=True, slots=True)
class Share(Tally):
    """Counts behind a share of the matched items; `gold` is how many were matched."""

    @property
    def value(self) -> float:
        """Share of the matched that is right; 0 where nothing was matched."""
        return self.recall

    def __str__(self) -> str:
        return f"{self.value:.3f}  ({self.right} right of {self.gold} matched)"


Figures = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which gold and prediction differ.

    Attributes:
        kind: missed (expected, not found), invented (found, not expected) or wrong (found, but not so).
        measure: the figure that it lowers, one of `MEASURES`.
        words: the passage of the article.
        detail: what was expected, and for `wrong` what was found instead.
    """

    kind: Literal["missed", "invented", "wrong"]
    measure: str
    words: str
    detail: str

    def __str__(self) -> str:
        return f"{self.kind:9}{self.measure:15}{self.words}  [{self.detail}]"


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """The figures of one article and what lies behind them."""

    article: str
    figures: Figures
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures of each article of a gold set, and of all together (micro-averaged)."""

    articles: tuple[ArticleScore, ...]

    @property
    def total(self) -> Figures:
        """The figures over all articles: counts are added, then divided."""
        return _sum(score.figures for score in self.articles)

    def to_text(self) -> str:
        """Return what a person reads: the differences and figures of each article, then the total."""
        blocks = [
            "\n".join([score.article, *(f"  {line}" for line in _lines(score))]) for score in self.articles
        ]
        total = "\n".join(["All articles", *_figure_lines(self.total)])
        return "\n\n".join([*blocks, total])

    def to_json(self) -> dict[str, Any]:
        """Return ``{"articles": [{"article", "figures", "differences"}], "total": figures}``."""
        return {
            "articles": [
                {
                    "article": score.article,
                    "figures": _figures_json(score.figures),
                    "differences": [asdict(difference) for difference in score.differences],
                }
                for score in self.articles
            ],
            "total": _figures_json(self.total),
        }


def _sum(many: Iterable[Figures]) -> Figures:
    first, *others = many
    total = dict(first)
    for figures in others:
        total = {name: figure + figures[name] for name, figure in total.items()}
    return total


def _lines(score: ArticleScore) -> list[str]:
    return [*map(str, score.differences), *(line.strip() for line in _figure_lines(score.figures))]


def _figure_lines(figures: Figures) -> list[str]:
    return [f"  {name:15}{figures[name]}" for name in MEASURES]


def _figures_json(figures: Figures) -> dict[str, dict[str, float]]:
    return {
        name: {
            "value": round(figure.value, 4),
            "right": figure.right,
            "gold": figure.gold,
            "predicted": figure.predicted,
        }
        for name, figure in figures.items()
    }
