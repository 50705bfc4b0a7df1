"""Quality and speed of extraction."""
