"""What the documentation names exists, and the repository holds nothing that does not belong in it."""

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from kg.cli import main
from kg.store.embedded import EmbeddedStore

CHECKOUT = Path(__file__).parent.parent
DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md"), *CHECKOUT.glob("bench/**/*.md")])
TEXT_SUFFIXES = {
    ".css", ".csv", ".html", ".js", ".json", ".jsonl", ".jsonld", ".md", ".py", ".rq", ".svg", ".toml",
    ".ttl", ".txt", ".yaml", ".yml",
}  # fmt: skip
TEXT_NAMES = {"LICENSE", "Makefile", "run"}
NOT_OURS = {".git", ".venv", ".demo", "build", "dist", "node_modules"}
TOOLS = {"cd", "curl", "git", "kg", "make", "pip", "python", "python3", "source", "wget"}
WORDS_ALIKE = 9


def relative(path: Path) -> str:
    return str(path.relative_to(CHECKOUT))


@cache
def repository_texts() -> dict[str, str]:
    """Return every text file of the repository by its path; caches and environments are not part of it."""
    return {
        relative(path): path.read_text(encoding="utf-8")
        for path in sorted(CHECKOUT.rglob("*"))
        if path.is_file()
        and (path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES)
        and not any(
            part in NOT_OURS or part.endswith(("_cache", "__pycache__"))
            for part in path.relative_to(CHECKOUT).parts
        )
    }


def anchor(heading: str) -> str:
    """Return the fragment that a Markdown page gets for a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {anchor(heading) for heading in headings}


def broken_links(document: Path) -> Iterator[str]:
    prose = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)", prose):
        target, _, fragment = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (document.parent / target) if target else document
        if not path.exists() or (fragment and fragment not in anchors(path)):
            yield link


def commands(document: Path) -> Iterator[list[str]]:
    """Yield the commands of the console blocks of a document: what begins with ``$ ``, to the last quote."""
    text = document.read_text(encoding="utf-8")
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        lines = iter(block.splitlines())
        for line in lines:
            if line.startswith("$ "):
                yield whole_command(line.removeprefix("$ "), lines)


def whole_command(command: str, following: Iterator[str]) -> list[str]:
    """Split a command into words, taking further lines while a quote or a backslash leaves it open."""
    try:
        return shlex.split(command, comments=True)
    except ValueError:
        return whole_command(f"{command}\n{next(following)}".replace("\\\n", " "), following)


def unknown(command: list[str]) -> str | None:
    """Return what a command names that does not exist."""
    words = [word for word in command if not re.fullmatch(r"[A-Z_]+=.*", word)]
    tool = words[0].rpartition("/")[2]
    if tool not in TOOLS:
        return tool
    if tool == "make":
        return next((word for word in words[1:] if word not in make_targets()), None)
    return unknown_option(words) if tool == "kg" else None


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (CHECKOUT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def unknown_option(words: list[str]) -> str | None:
    """Return the first subcommand or option of a ``kg`` command that ``kg`` does not know."""
    assert isinstance(main, click.Group)
    subcommand = next((main.commands[word] for word in words[1:] if word in main.commands), None)
    if isinstance(subcommand, click.Group):
        subcommand = next((subcommand.commands[word] for word in words if word in subcommand.commands), None)
    if subcommand is None and "--help" not in words and "--version" not in words:
        return " ".join(words)
    parameters = [*main.params, *(subcommand.params if subcommand else [])]
    known = {option for parameter in parameters for option in (*parameter.opts, *parameter.secondary_opts)}
    used = [word.partition("=")[0] for word in words[1 : stop(words)] if re.match(r"--?[a-z]", word)]
    return next((option for option in used if option not in known | {"--help", "--version"}), None)


def stop(words: list[str]) -> int:
    """Return where a pipe or redirection ends the command."""
    return next((i for i, word in enumerate(words) if word in ("|", ">", "<", "&&", ";", "&")), len(words))


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_the_links_of_a_document_lead_somewhere(document: Path) -> None:
    assert list(broken_links(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=relative)
def test_the_commands_of_a_document_exist(document: Path) -> None:
    assert [found for command in commands(document) if (found := unknown(command))] == []


def test_the_questions_of_the_documents_have_answers(seeded_store: Path) -> None:
    texts = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    questions = re.findall(r"^```sparql\n(.*?)^```", texts, re.DOTALL | re.MULTILINE)

    with EmbeddedStore(seeded_store, read_only=True) as store:
        for question in questions:
            store.query(question)

    assert questions


def test_the_readme_shows_the_two_commands() -> None:
    shown = [" ".join(command) for command in commands(CHECKOUT / "README.md")]

    assert {"make demo", "make test"} <= set(shown)


@pytest.mark.parametrize("command", sorted(main.commands))
def test_a_command_and_its_options_are_in_the_reference(command: str) -> None:
    reference = (CHECKOUT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    options = [option for parameter in main.commands[command].params for option in parameter.opts]

    missing = [
        name
        for name in (f"kg {command}", *options)
        if name.startswith(("kg", "--")) and name not in reference
    ]

    assert missing == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    homes = re.compile(r"(?<![\w.{}])/(?:root|work|home/\w+|Users/\w+)/")

    assert [name for name, text in repository_texts().items() if homes.search(text)] == []


def test_nothing_is_left_unfinished() -> None:
    marks = re.compile(r"\b(?:T[O]DO|F[I]XME|X[X]X)\b")

    assert [name for name, text in repository_texts().items() if marks.search(text)] == []


@pytest.mark.shared
def test_no_sentence_of_a_real_article_is_in_the_repository(reference: Path) -> None:
    """Facts may be told in other words, and a public statement quoted: quotations are left out."""
    real = {
        run for path in (reference / "seeds").glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))
    }

    copied = {name: common for name, text in repository_texts().items() if (common := runs(text) & real)}

    assert copied == {}


def runs(text: str) -> set[tuple[str, ...]]:
    """Return all runs of a few words outside quotation marks."""
    pieces = re.split(r"[„“”»«\"][^„“”»«\"]{0,600}[“”»«\"]", text.casefold())
    words = [re.findall(r"\w+", piece) for piece in pieces]
    return {
        tuple(piece[start : start + WORDS_ALIKE])
        for piece in words
        for start in range(len(piece) - WORDS_ALIKE + 1)
    }
