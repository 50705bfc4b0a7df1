"""What an evaluation found, article by article, and how it is shown."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.evaluation.figures import Figures, total

LONGEST_QUOTE = 110


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing on which gold and prediction differ.

    Attributes:
        kind: missed (expected, not found), invented (found, not expected) or wrong (found, but not so).
        measure: the figure that it lowers.
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
    """The figures of each article of a set, at least one, and of all together."""

    articles: tuple[ArticleScore, ...]

    @property
    def total(self) -> Figures:
        """The figures over all articles: counts are added, then divided."""
        return total(score.figures for score in self.articles)

    def to_text(self) -> str:
        """Return what a person reads: the differences and figures of each article, then the total."""
        blocks = [
            "\n".join([score.article, *(f"  {line}" for line in _lines(score))]) for score in self.articles
        ]
        return "\n\n".join([*blocks, "\n".join(["All articles", *_figure_lines(self.total)])])

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


def shortened(words: str) -> str:
    """Return words on one line, cut where they are too many to show."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"


def _lines(score: ArticleScore) -> list[str]:
    return [*map(str, score.differences), *(line.strip() for line in _figure_lines(score.figures))]


def _figure_lines(figures: Figures) -> list[str]:
    return [f"  {name:15}{figure}" for name, figure in figures.items()]


def _figures_json(figures: Figures) -> Mapping[str, Mapping[str, float]]:
    return {name: figure.to_json() for name, figure in figures.items()}
