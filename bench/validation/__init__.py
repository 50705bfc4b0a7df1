"""How long validation takes, beside pyshacl, and how long new entries take."""
