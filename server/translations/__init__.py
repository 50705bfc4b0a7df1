"""The words of the web pages, one TOML file a language, and which language a visitor reads."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from flask import Response, after_this_request, g, request

Language = Literal["en", "de"]

LANGUAGES: tuple[Language, ...] = ("en", "de")
COOKIE = "lang"


@cache
def texts(language: str) -> dict[str, str]:
    """Return every text of a language by its dotted name, such as ``article.statements``."""
    tables = tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    return dict(_flatten(tables))


def text(name: str, **values: object) -> str:
    """Return a text in the visitor's language with the values filled in.

    Where a text has a singular, ``count=1`` selects it: ``name.one`` instead of ``name.other``.
    """
    known = texts(language())
    if "count" in values and f"{name}.other" in known:
        name = f"{name}.one" if values["count"] == 1 else f"{name}.other"
    return known[name].format(**values)


def has_text(name: str) -> bool:
    """Return whether there is a text of that name."""
    return name in texts(language())


def language() -> Language:
    """Return the visitor's language: of ``?lang=``, else as chosen before, else by Accept-Language."""
    if "language" not in g:
        g.language = _choose()
        after_this_request(_remember)
    return cast("Language", g.language)


def _choose() -> Language:
    by_header = request.accept_languages.best_match(LANGUAGES)
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE), by_header):
        for known in LANGUAGES:
            if wish == known:
                return known
    return "en"


def _remember(response: Response) -> Response:
    response.vary.update(("Accept-Language", "Cookie"))
    response.content_language.add(g.language)
    if request.args.get("lang") == g.language:
        response.set_cookie(COOKIE, g.language, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return response


def _flatten(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flatten(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs
