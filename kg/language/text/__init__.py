"""Text as tagged tokens, sentences with their quotations, and clauses."""
