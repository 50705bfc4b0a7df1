"""`kg stats`."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Kg = Callable[..., Result]


def test_stats_say_how_much_is_in_the_store(kg: Kg, seeded_store: Path) -> None:
    result = kg("--store", seeded_store, "stats")
    assert result.exit_code == 0
    told = {line.split()[0]: line.split()[1] for line in result.stdout.splitlines()}
    assert list(told)[:3] == ["articles", "statements", "direct"]
    assert int(told["statements"]) == sum(int(told[kind]) for kind in ("direct", "indirect", "reported"))
    articles = kg("--store", seeded_store, "query", "SELECT ?a WHERE { ?a a kg:Article }").stdout.split()
    assert int(told["articles"]) == len(articles) - 1
    assert int(told["disputes"]) > 0
    assert float(told["on"].replace("disk", "1")) > 0
