"""What Oxigraph and the file system raise, as the errors of this package."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import EvaluationError, QueryError, StoreError, StoreFullError
from kg.store.guard import before_guard, undeclared_prefixes
from kg.vocabulary import PREFIXES

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CORRUPTION = "Corruption"  # RocksDB's word for it
_CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def store_faults(path: Path) -> Iterator[None]:
    """Turn what goes wrong with the store at that path into StoreError."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if any(_is(error, number) for number in _FULL):
            raise StoreFullError(
                f"No space is left for the store {path}. Free some and repeat; nothing stored before is lost."
            ) from error
        raise StoreError(_explain(path, error)) from error


@contextmanager
def query_faults(sparql: str) -> Iterator[None]:
    """Turn what the engine says about a query (as `guarded` wrote it) into QueryError."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(_explain_syntax(sparql, str(error))) from error
    except (ValueError, RuntimeError) as error:
        if _CORRUPTION in str(error):
            raise
        raise EvaluationError(f"The query cannot be evaluated: {_first_line(str(error))}.") from error


def _explain(path: Path, error: OSError | RuntimeError) -> str:
    """Return one sentence. Oxigraph's errors carry no number, only what the system calls the error."""
    text = str(error)
    if any(_is(error, number) for number in _CLOSED):
        return f"The store {path} is not accessible. Change its permissions, or name another with --store."
    if "While lock file" in text:
        return f"The store {path} is in use by another program; stop that program first."
    if _CORRUPTION in text or isinstance(error, FileNotFoundError):
        return f"The store {path} is damaged ({_first_line(text)}). Restore a backup with kg restore."
    return f"The store {path} cannot be used: {_first_line(text)}."


def _is(error: OSError | RuntimeError, number: int) -> bool:
    return getattr(error, "errno", None) == number or os.strerror(number) in str(error)


def _first_line(text: str) -> str:
    return text.splitlines()[0][:200] if text else "no reason given"


def _explain_syntax(sparql: str, message: str) -> str:
    """Return what is wrong with a query, and roughly where."""
    missing = undeclared_prefixes(sparql, set(PREFIXES))
    if missing:
        names = ", ".join(f"{prefix}:" for prefix in missing)
        return f"The query uses {names} without declaring it; begin with PREFIX {missing[0]}: <…>."
    found = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if found is None:
        return f"The query cannot be parsed: {_first_line(message)}."
    reason = re.search(r"The [\w ]+", found[3])  # beside what the engine expected, which misleads
    near = _near(sparql, int(found[1]), int(found[2]))
    return f"The query cannot be parsed{near}{': ' + reason[0] if reason else ''}."


def _near(sparql: str, row: int, column: int) -> str:
    """Return the words around a position: the engine names how far it looked, so the error is before that."""
    lines = sparql.split("\n")
    if row > len(lines):
        return ""  # it is another text that was parsed, made of this one
    before, after = lines[row - 1][: column - 1], lines[row - 1][column - 1 :]
    unfinished = re.match(r"\S*", after)
    text = " ".join([*lines[: row - 1], before + (unfinished[0] if unfinished else "")])
    words = before_guard(text).split()[-5:]
    return f" near “{' '.join(words)[-60:]}” in line {row}" if words else ""
