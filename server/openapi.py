"""The description of the service for programs, in OpenAPI 3.1."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from flask import Blueprint, Response, request

from server.representation import json_text, represent

blueprint = Blueprint("openapi", __name__)

MEDIA_TYPE = "application/json"


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Return the description, with the address that it was asked at."""
    server = request.url_root.rstrip("/")
    return represent(
        MEDIA_TYPE, lambda: json_text({**description(), "servers": [{"url": server}]}), variant=server
    )


@cache
def description() -> dict[str, Any]:
    """Return the description."""
    text = files(__package__).joinpath("openapi.yaml").read_text(encoding="utf-8")
    described: dict[str, Any] = yaml.safe_load(text)
    return described
