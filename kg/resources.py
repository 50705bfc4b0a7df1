"""Where ontology, shapes and seeds lie: beside the code when installed, at the top of a checkout."""

from functools import cache
from pathlib import Path

from kg.errors import KgError


@cache
def resource(name: str) -> Path:
    """Return the path of a resource, for example ``resource("ontology/news.ttl")``.

    Raises:
        KgError: the installation lacks it.
    """
    package = Path(__file__).parent
    for root in (package / "_resources", package.parent):
        path = root / name
        if path.exists():
            return path
    raise KgError(
        f"The installation lacks {name}. Reinstall the package: pip install --force-reinstall newskg"
    )
