"""A news graph of any size in the project's ontology, made up from a seed."""

from bench.sparql.news.dataset import Dataset, dataset

__all__ = ["Dataset", "dataset"]
