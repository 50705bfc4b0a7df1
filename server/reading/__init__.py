"""What the pages show, read from the store into frozen dataclasses. Knows SPARQL, neither HTTP nor HTML."""
