"""What stops a command, and the exit codes.

PmoError            could not do the job: one plain message, exit 2
├── NoPlanError     no `pmo.yaml` here or above
├── GitError        git cannot tell what was asked of it
└── UsageError      an option's value makes no sense
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's exit code means; nothing else is ever returned."""

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2


class PmoError(Exception):
    """A command cannot do its job. The message is for the user: what is wrong and the smallest fix."""


class NoPlanError(PmoError):
    """No plan was found where the user looked."""


class GitError(PmoError):
    """Git is missing, or cannot tell what was asked of it: no repository, no commits, no such revision."""


class UsageError(PmoError):
    """An option or argument has a value that means nothing."""
