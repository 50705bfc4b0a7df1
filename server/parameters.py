"""The parameters of a SPARQL request, decoded exactly once, and strictly: what is not UTF-8 is refused."""

from urllib.parse import parse_qsl

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from kg.store import QueryDataset

FORM = "application/x-www-form-urlencoded"

Parameters = MultiDict[str, str]


def of_address() -> Parameters:
    """Return the parameters after the question mark.

    Raises:
        BadRequest: they are not UTF-8.
    """
    return _parsed(request.query_string)


def of_form() -> Parameters:
    """Return the parameters of a form, and those of the address.

    Raises:
        BadRequest: they are not UTF-8.
        UnsupportedMediaType: the form says that it is not.
    """
    _require_utf8()
    parameters = of_address()
    parameters.update(_parsed(request.get_data(cache=False)))
    return parameters


def of_body(what: str) -> str:
    """Return the body as text.

    Raises:
        BadRequest: it is not UTF-8; the message calls it `what`.
        UnsupportedMediaType: it says that it is not.
    """
    _require_utf8()
    return _decoded(request.get_data(cache=False), what)


def dataset(parameters: Parameters, default: str, named: str) -> QueryDataset | None:
    """Return the graphs that parameters of these names list; None when there are none."""
    graphs = QueryDataset(tuple(parameters.getlist(default)), tuple(parameters.getlist(named)))
    return graphs if graphs.default or graphs.named else None


def _parsed(encoded: bytes) -> Parameters:
    text = _decoded(encoded, "The request")
    try:
        return MultiDict(parse_qsl(text, keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise BadRequest("The request is not UTF-8 text in percent encoding.") from None


def _decoded(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(f"{what} is not UTF-8 text.") from None


def _require_utf8() -> None:
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"Text is read as UTF-8 alone, not as {charset}.")
