"""A knowledge graph of news: from article texts to validated RDF with the words each fact comes from."""

__version__ = "0.1.0"
