"""The knowledge graph over HTTP: SPARQL, linked data, new entries, and web pages for readers."""

from flask import Flask

from kg import __version__
from kg.store.embedded import EmbeddedStore
from server import (
    addresses,
    bodies,
    catalog,
    current,
    entries,
    headers,
    pages,
    problems,
    resources,
    sparql,
    translations,
    wording,
)
from server.config import Config

__all__ = ["Config", "close", "create_app"]


def create_app(config: Config) -> Flask:
    """Return the application, with its store open until `close`.

    Raises:
        StoreError: the store is open in another process, damaged, or cannot be made.
    """
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = config.max_entry_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = config.max_entry_bytes
    current.attach(app, config, EmbeddedStore(config.store, union=config.default_graph == "union"))
    problems.register(app)
    headers.register(app)
    bodies.register(app)
    for part in (pages, sparql, resources, entries, catalog):
        app.register_blueprint(part.blueprint)
    _prepare_templates(app)
    return app


def close(app: Flask) -> None:
    """Close the store of an application, which answers nothing afterwards."""
    with app.app_context():
        current.store().close()


def _prepare_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        t=translations.text,
        has_text=translations.has_text,
        language=translations.language,
        in_language=addresses.in_language,
        address=addresses.address,
        web_address=addresses.web_address,
        site_of=addresses.site_of,
        shorten=addresses.shorten,
        number=wording.number,
        date=wording.date,
        amount=wording.amount,
        version=__version__,
    )
