"""How fast and how safe the SPARQL service is."""
