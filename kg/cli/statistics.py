"""`kg stats`: how much is in the store."""

import click

from kg.cli.command import Command
from kg.cli.output import say
from kg.cli.settings import Settings, pass_settings

_COUNTED = {
    "articles": "?thing a kg:Article",
    "statements": "?thing a kg:Statement",
    "  direct": "?thing a kg:DirectStatement",
    "  indirect": "?thing a kg:IndirectStatement",
    "  reported": "?thing a kg:ReportedStatement",
    "estimates": "?thing a kg:Estimate",
    "actors": "?thing a kg:Actor",
    "locations": "?thing a kg:Location",
    "disputes": "?thing kg:disputes ?other FILTER (STR(?thing) < STR(?other))",
    "triples": "?thing ?property ?value",
}


@click.command(cls=Command, examples=("kg --store /srv/news stats",))
@pass_settings
def stats(settings: Settings) -> None:
    """Say how much is in the store."""
    with settings.open_to_read() as store:
        for name, pattern in _COUNTED.items():
            [row] = store.rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
            say(f"{name:12}{int(row['n'] or 0):>12,}")
        say(f"{'version':12}{store.version():>12}")
    size = sum(file.stat().st_size for file in settings.store.rglob("*") if file.is_file())
    say(f"{'on disk':12}{size / 1_000_000:>10.1f} MB")
