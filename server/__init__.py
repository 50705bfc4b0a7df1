"""The knowledge graph over HTTP: SPARQL, linked data, new entries, and web pages for readers."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from kg import __version__
from kg.extractors import BUILT_IN, load_extractor
from kg.store.embedded import EmbeddedStore
from kg.workers.pool import Pool
from server import (
    addresses,
    authorization,
    bodies,
    catalog,
    changes,
    compression,
    current,
    dumps,
    entries,
    graph_store,
    headers,
    history,
    openapi,
    operations,
    pages,
    problems,
    rejected,
    resources,
    revisions,
    sitemap,
    sparql,
    throttling,
    translations,
    wording,
)
from server.config import Config

__all__ = ["Config", "close", "create_app", "prepare_for_articles", "start_workers", "stop_workers"]

SECONDS_TO_FINISH = 3

_BLUEPRINTS = (
    pages.blueprint,
    sparql.blueprint,
    graph_store.blueprint,
    resources.blueprint,
    history.blueprint,
    changes.blueprint,
    revisions.blueprint,
    entries.blueprint,
    rejected.blueprint,
    catalog.blueprint,
    dumps.blueprint,
    sitemap.blueprint,
    openapi.blueprint,
    operations.blueprint,
)


def create_app(config: Config) -> Flask:
    """Return the application, with its store open until `close`.

    Raises:
        ExtractorError: the extractor is not there, or cannot be loaded.
        StoreError: the store is open in another process, damaged, or cannot be made.
    """
    if config.extractor != BUILT_IN:  # which is loaded when the first article comes
        load_extractor(config.extractor)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = config.max_entry_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = config.max_entry_bytes
    store = EmbeddedStore(config.store, union=config.default_graph == "union")
    current.attach(app, config, store, Pool(store, config.limits))
    dumps.register(app, store)
    problems.register(app)
    headers.register(app)
    throttling.register(app)
    authorization.register(app)
    bodies.register(app)
    compression.register(app)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    if config.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    _prepare_templates(app)
    return app


def start_workers(app: Flask) -> None:
    """Start what evaluates queries, which is otherwise done when the first ones come."""
    with app.app_context():
        current.pool().start()


def prepare_for_articles(app: Flask) -> None:
    """Start what reads articles, and load what validates them, which is otherwise done with the first one."""
    with app.app_context():
        current.extraction().start()
    entries.prepare()


def stop_workers(app: Flask) -> None:
    """Take no more articles and queries, and give those that are here a moment before they are cancelled."""
    with app.app_context():
        dumps.stop()
        current.extraction().close(SECONDS_TO_FINISH)
        current.pool().close(SECONDS_TO_FINISH)


def close(app: Flask) -> None:
    """Close the store of an application, which answers nothing afterwards."""
    with app.app_context():
        dumps.stop()
        current.extraction().close(0)
        current.pool().close(0)
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
        agent_address=addresses.agent_address,
        history_address=addresses.history_address,
        shorten=addresses.shorten,
        number=wording.number,
        date=wording.date,
        amount=wording.amount,
        version=__version__,
    )
