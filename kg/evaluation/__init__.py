"""Measures extraction against what people annotated: what was found, what was missed, what was invented."""

from kg.evaluation.results import ArticleScore, Difference, Evaluation
from kg.evaluation.scoring import MEASURES, score
from kg.evaluation.sets import evaluate, evaluate_quotations, gold_files

__all__ = [
    "MEASURES",
    "ArticleScore",
    "Difference",
    "Evaluation",
    "evaluate",
    "evaluate_quotations",
    "gold_files",
    "score",
]
