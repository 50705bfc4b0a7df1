"""The option that says what reads articles."""

import click


def _installed(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    """Return the name, if an extractor of that name is installed.

    Raises:
        ExtractorError: none is.
    """
    from kg.extractors import require_installed

    require_installed(name)
    return name


extractor_option = click.option(
    "--extractor",
    metavar="NAME",
    default="rules",
    envvar="KG_EXTRACTOR",
    show_default=True,
    show_envvar=True,
    callback=_installed,
    help="What reads the articles: the built-in rules, or an extractor that is plugged in.",
)
