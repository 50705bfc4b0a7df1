"""Articles from files and requests: text, Markdown, HTML, JSON, JSON Lines and WARC, one module a format."""

from kg.readers.dispatch import read_bytes
from kg.readers.files import article_files, read_file, read_records

__all__ = ["article_files", "read_bytes", "read_file", "read_records"]
