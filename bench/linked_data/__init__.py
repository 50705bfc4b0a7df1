"""How fast the graph is read as linked data: documents, dumps."""
