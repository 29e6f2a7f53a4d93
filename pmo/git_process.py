"""Running git: with an environment in which nothing leads astray, never the network, and never for ever."""

import os
import subprocess
import threading
from pathlib import Path
from typing import IO

from pmo.errors import GitError
from pmo.language.said import said, said_many
from pmo.language.words import message
from pmo.terminal import visible

SECONDS = 10
LONG = 120
# The repository may be a stranger's: nothing that its settings name is run, and nothing that they say changes what is read.
_SETTINGS = ("core.fsmonitor=false", "log.showSignature=false", "log.follow=false", "diff.renames=false")
_MISSING = message("Git is not installed, or not on the PATH. Install it, or use a command that needs no history.")


def last_words(stderr: bytes) -> str:
    """Git's own last words, for what there are no plainer ones for."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines() if line.strip()]
    found = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "")
    return visible(found.removeprefix("fatal:").removeprefix("error:").strip())


def _words(*arguments: str) -> list[str]:
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    return ["git", "--no-pager", *settings, *arguments]


def _environment() -> dict[str, str]:
    # Settings of a hook or another repository (GIT_DIR and its like) must not lead to the wrong one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return environment | {
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
    }


def git(folder: Path, *arguments: str, seconds: float = SECONDS) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder, whatever comes of it.

    Raises:
        GitError: it is not installed, cannot be run, or does not answer in time.
    """
    try:
        return subprocess.run(  # noqa: S603 -- no shell, and names are kept apart from options
            _words(*arguments),
            cwd=folder,
            env=_environment(),
            capture_output=True,
            check=False,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise GitError(_MISSING) from error
    except subprocess.TimeoutExpired as error:
        raise GitError(
            said_many(round(seconds), "Git did not answer within {n} second.", "Git did not answer within {n} seconds.")
        ) from error
    except OSError as error:
        raise GitError(said("Git cannot be run: {why}.", why=(error.strerror or str(error)).lower())) from error


class started:  # noqa: N801 -- used as a function
    """A git process to talk to, stopped whatever happens, and by the clock if it never answers."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.words, self.folder = _words(*arguments), folder

    def __enter__(self) -> "tuple[subprocess.Popen[bytes], IO[bytes]]":
        try:
            self.process = subprocess.Popen(  # noqa: S603 -- no shell, fixed words
                self.words,
                cwd=self.folder,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except FileNotFoundError as error:
            raise GitError(_MISSING) from error
        except OSError as error:
            raise GitError(said("Git cannot be run: {why}.", why=(error.strerror or str(error)).lower())) from error
        self.clock = threading.Timer(LONG, self.process.kill)
        self.clock.daemon = True
        self.clock.start()
        assert self.process.stdout is not None  # noqa: S101 -- asked for above
        return self.process, self.process.stdout

    def __exit__(self, *_: object) -> None:
        self.clock.cancel()
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def ask(process: "subprocess.Popen[bytes]", blobs: list[str]) -> None:
    """Name all blobs to `cat-file`; in a thread of its own, since it answers before it has heard them all."""
    if process.stdin is not None:
        try:
            process.stdin.writelines(f"{blob}\n".encode("ascii") for blob in blobs)
            process.stdin.close()
        except OSError:
            return
