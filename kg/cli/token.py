"""`kg token`: who may do what on a server."""

from datetime import UTC, datetime

import click

from kg.access import Scope, Token, create, revoke, tokens_of
from kg.cli.command import Command
from kg.cli.output import say, warn
from kg.cli.settings import Settings, pass_settings


@click.group("token")
def token() -> None:
    """Create, list and revoke the tokens that a server asks for.

    They are kept with the store. A server that runs heeds each change with the next request.
    """


@token.command(
    "create",
    cls=Command,
    examples=(
        "kg token create ingest --scope write",
        "kg token create anna --scope read --scope review --expires 90",
    ),
)
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([scope.value for scope in Scope]),
    multiple=True,
    required=True,
    help="What it is good for; may be repeated. admin includes all.",
)
@click.option("--expires", metavar="DAYS", type=click.IntRange(1, 36500), help="Days that it is good for.")
@pass_settings
def create_token(settings: Settings, name: str, scopes: tuple[str, ...], expires: int | None) -> None:
    """Create a token for that person or program. It is printed once, and cannot be shown again."""
    say(create(settings.store, name, [Scope(scope) for scope in scopes], expires))
    warn("Keep it: only a digest of it is stored, so it cannot be shown again.")


@token.command("list", cls=Command, examples=("kg token list",))
@pass_settings
def list_tokens(settings: Settings) -> None:
    """List the tokens, oldest first: name, scopes, when created, until when good."""
    for one in tokens_of(settings.store):
        scopes = ",".join(scope for scope in Scope if scope in one.scopes)
        say(f"{one.name:24}  {scopes:24}  {one.created:%Y-%m-%d}  {_end(one)}")


@token.command("revoke", cls=Command, examples=("kg token revoke ingest",))
@click.argument("name")
@pass_settings
def revoke_token(settings: Settings, name: str) -> None:
    """Make a token good for nothing, from now on."""
    revoke(settings.store, name)
    say(f"The token {name} is revoked.")


def _end(one: Token) -> str:
    if one.expires is None:
        return "does not expire"
    verb = "expires" if one.is_good(datetime.now(UTC)) else "expired"
    return f"{verb} {one.expires:%Y-%m-%d}"
