"""Measures the project: quality and speed, each with one command. See README.md."""
