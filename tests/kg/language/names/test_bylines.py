"""Who wrote an article is no actor of it."""

from collections.abc import Callable

import pytest

Things = Callable[[str], list[tuple[str, str, list[str]]]]

NEWS = "Der Sturm traf die Häuser am Abend. Am Morgen war er vorbei."


@pytest.mark.parametrize(
    "text",
    [
        f"Von Karin Hollweg\n\n{NEWS}",
        f"Karin Hollweg\n\n{NEWS}",
        f"{NEWS}\n\nZur Person: Karin Hollweg ist freie Journalistin.",
        f"{NEWS}\n\nÜber die Autorin: Karin Hollweg lebt seit 2011 in Kiel.",
        f"{NEWS}\n\nKarin Hollweg schreibt seit 2018 über alles, was fliegt.",
    ],
)
def test_the_author_is_no_actor(actors: Things, text: str) -> None:
    assert actors(text) == []


def test_who_writes_within_the_article_is_an_actor(actors: Things) -> None:
    text = f"Karin Hollweg arbeitet als Lotsin in Kiel.\n\n{NEWS}"

    assert [name for _, name, _ in actors(text)] == ["Karin Hollweg"]
