"""How long validation takes, beside pyshacl."""
