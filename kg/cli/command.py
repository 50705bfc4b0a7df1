"""Commands whose help ends with examples."""

from collections.abc import Sequence
from typing import Any

import click


class Command(click.Command):
    """A command that shows examples of its use and what its exit status says.

    Args:
        examples: lines to type.
        exit_status: what each status from 0 on says; none for commands that succeed or fail.
    """

    def __init__(
        self, *args: Any, examples: Sequence[str] = (), exit_status: Sequence[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._examples = examples
        self._exit_status = exit_status

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, without wrapping them."""
        super().format_epilog(ctx, formatter)
        with formatter.section("Examples"):
            for example in self._examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        if self._exit_status:
            with formatter.section("Exit status"):
                formatter.write_dl([(str(status), text) for status, text in enumerate(self._exit_status)])
