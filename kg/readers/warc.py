"""WARC (ISO 28500): a web crawl; every HTML page in it that was delivered is an article."""

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from warcio.archiveiterator import WARCIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from kg.errors import InputError, UnreadableInputError, UnsupportedInputError
from kg.readers.content import MAX_BYTES, Content, split_media_type, too_large
from kg.readers.fields import web_address

_PAGES = ("text/html", "application/xhtml+xml")
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_WINDOW = 31  # zlib's way to say: 32 KiB window, gzip header and trailer


def pages(stream: BinaryIO, source: str) -> Iterator[Content | InputError]:
    """Yield each HTML response with status 200, named by its WARC-Target-URI, or its error.

    One record is in memory at a time. Other records (requests, images, redirects) are passed over.
    """
    found_any = False
    for record in _records(stream, source):
        if isinstance(record, InputError):
            found_any = True
            yield record
        elif _is_page(record):
            found_any = True
            try:
                yield _page(record, source)
            except InputError as error:
                yield error
    if not found_any:
        yield UnsupportedInputError(source, "holds no HTML page", "Only responses with status 200 are read.")


def _records(stream: BinaryIO, source: str) -> Iterator[Any]:
    remedy = "Check it with: warcio check FILE."
    archive = WARCIterator(stream)
    try:
        yield from archive
    except InputError:
        raise
    except Exception as error:  # warcio fails on damaged headers with whatever they make it run into
        reason = f" ({str(error).strip()})" if isinstance(error, ArchiveLoadFailed) else ""
        yield UnreadableInputError(source, f"is not WARC, or damaged{reason}", remedy)
    if archive.err_count:
        problem = f"states a wrong length for {archive.err_count} of its records, which may be cut short"
        yield UnreadableInputError(source, problem, remedy)


def _is_page(record: Any) -> bool:
    http = record.http_headers
    return (
        record.rec_type == "response"
        and http is not None
        and http.get_statuscode() == "200"
        and split_media_type(http.get_header("Content-Type", ""))[0] in _PAGES
    )


def _page(record: Any, source: str) -> Content:
    uri = record.rec_headers.get_header("WARC-Target-URI")
    place = f"{source}, {uri}"
    url = web_address(uri)
    if url is None:
        raise UnreadableInputError(place, "is no web address")
    charset = split_media_type(record.http_headers.get_header("Content-Type"))[1]
    return Content(_payload(record, place), place, url, charset=charset, url=url)


def _payload(record: Any, place: str) -> bytes:
    """Return the page without transfer and content encoding (RFC 9112, section 7; RFC 9110, section 8.4)."""
    if record.length is None:
        raise UnreadableInputError(place, "is a record without Content-Length", "Fetch the page again.")
    if record.length > MAX_BYTES:
        raise too_large(place)
    http = record.http_headers
    chunked = http.get_header("Transfer-Encoding", "").lower() == "chunked"
    data: bytes = (ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream).read()
    if record.raw_stream.limit > 0 and not chunked:
        raise UnreadableInputError(place, "is cut short", "Fetch the page again.")
    encoding = http.get_header("Content-Encoding", "identity").lower()
    if encoding in ("gzip", "x-gzip"):
        # Some crawlers keep the header although they store the page decompressed.
        return _gunzip(data, place) if data.startswith(_GZIP_MAGIC) else data
    if encoding != "identity":
        raise UnsupportedInputError(place, f"is compressed with {encoding!r}", "Crawl with gzip or none.")
    return data


def _gunzip(data: bytes, place: str) -> bytes:
    decompressor = zlib.decompressobj(_GZIP_WINDOW)
    try:
        page = decompressor.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise UnreadableInputError(
            place, f"is damaged gzip data ({error})", "Fetch the page again."
        ) from error
    if len(page) <= MAX_BYTES and not decompressor.eof:
        raise UnreadableInputError(place, "is cut short", "Fetch the page again.")
    return page
