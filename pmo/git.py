"""Git, asked by subprocess: which commits touched a plan, and the plan's files as a commit holds them. Reads only, and never the network.

A `Repository` is found from the plan's folder, and every path in and out of it counts from that folder, wherever in the repository
it lies. Contract:

    repository = repository_of(folder)        # GitError when git cannot help, in words for the user
    repository.resolve("HEAD~3")              # a Commit; a day ("2026-03-31") is the last commit of that day or before
    repository.commits(since=None)            # what touched the plan, the newest first, each with the files that it changed
    repository.files(commit.id)               # path -> Entry (mode, blob) of everything below the plan's folder
    repository.contents(blobs)                # (blob, bytes) of many blobs, from one process

Nothing here knows what a plan says; `pmo.history` does.
"""

import datetime as dt
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pmo import git_faults
from pmo.errors import GitError
from pmo.git_process import LONG, SECONDS, ask, git, last_words, started
from pmo.language.said import said
from pmo.language.words import message
from pmo.terminal import visible

SYMLINK, SUBMODULE = "120000", "160000"
# Only what a plan is made of: a report that was just written beside it does not change the plan.
_PLAN = ("*.yaml", "*.yml", "*.csv")
# And what says which files are no part of it.
_HISTORY = (*_PLAN, ":(glob)**/.gitignore")
_NOBODY = "0" * 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file at a commit: git's mode (`100644`, a link, a submodule) and the name of its content."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one file; None on the side where there is no such file."""

    path: str
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who, when, why. `date` is the day on which it became part of the history, by the clock of whoever put it there.

    `parents` are the nearest ancestors that touched the plan too, and `changes` what it did to the plan's files, against the first of
    them; both are filled by `Repository.commits` only. `body` is the message without its first line.
    """

    id: str
    date: dt.date
    author: str
    subject: str
    body: str = ""
    parents: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def short(self) -> str:
        """The id as people quote it."""
        return self.id[:7]

    @property
    def message(self) -> str:
        """Subject and body."""
        return f"{self.subject}\n\n{self.body}" if self.body else self.subject


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that a plan's folder lies in.

    `prefix` is the plan's folder in it ("" or "plans/pmo/"); `head` the commit that is checked out, None before the first one. `shallow` holds the commits behind which a shallow clone has nothing.
    """

    folder: Path
    prefix: str
    head: str | None
    shallow: frozenset[str] = frozenset()

    def resolve(self, revision: str) -> Commit:
        """The commit that a name stands for: anything that git takes, or a day, which is the last commit of the day or before.

        Raises:
            GitError: there is no such commit here, or there are no commits at all.
        """
        self._some_commits()
        if _DAY.fullmatch(revision):
            found = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            # A branch or tag of that name goes first: whoever named it so means it.
            return self._commit(found.strip()) if found else self.on(_day(revision))
        found = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if not found or not revision:
            near = " The clone is shallow: `git fetch --unshallow` brings the rest." if self.shallow else ""
            raise GitError(
                f"Git knows no revision `{visible(revision)}` here.{near} Name a commit, a branch, a tag, or a day such as 2026-03-31."
            )
        return self._commit(found.strip())

    def on(self, day: dt.date) -> Commit:
        """The last commit of the day or before, on the way from HEAD along first parents: what was merged later was not yet there.

        Raises:
            GitError: there was none yet, or a shallow clone does not reach back that far.
        """
        self._some_commits()
        listing = self._run("log", "--first-parent", "--format=%H %cI", "HEAD").splitlines()
        oldest = ""
        for line in listing:
            commit, _, oldest = line.partition(" ")
            if _date(oldest) <= day:
                return self._commit(commit)
        if self.shallow:
            raise git_faults.begins_later(_date(oldest), day)
        raise git_faults.not_yet(_date(oldest), day)

    def commits(self, since: str | None = None, until: str = "HEAD", most: int | None = None) -> list[Commit]:
        """The commits that touched the plan, a child before its parents; those after `since` only, and at most `most` of the newest.

        Side branches are followed, merges count where they themselves made something that no branch had.

        Raises:
            GitError: there are no commits, a name is unknown, or git fails.
        """
        self._some_commits()
        span = until if since is None else f"{since}..{until}"
        limit = () if most is None else (f"--max-count={most}",)
        # `--parents` makes git name the ancestors that it shows, not those that it leaves out.
        output = self._run_bytes(
            *("log", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--diff-merges=first-parent"),
            *("--date-order", "--parents", "--relative", "--format=%H%x00%P%x00%cI%x00%aN%x00%s%x00%b%x00", *limit),
            *("--end-of-options", span, "--", *_HISTORY),
            seconds=LONG,
        )
        return list(_commits(output))

    def files(self, commit: str) -> dict[str, Entry]:
        """Everything below the plan's folder at a commit, by path; empty where the folder did not exist.

        Raises:
            GitError: git fails.
        """
        listing = self._run_bytes("ls-tree", "-r", "-z", "--end-of-options", commit)
        found = {}
        for line in listing.split(b"\0"):
            facts, tab, path = line.partition(b"\t")
            if tab:
                mode, _, blob = facts.decode("ascii").split(" ")
                found[_text(path)] = Entry(mode, blob)
        return found

    def file_above(self, commit: str, path: str) -> str | None:
        """The blob of a file whose path counts from the top of the repository; None when there is none."""
        found = self._try("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:{path}")
        return found.strip() if found else None

    def contents(self, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The content of each blob, in the order given, from one process and one blob in memory at a time.

        What a partial clone lacks is left out: nothing is fetched.

        Raises:
            GitError: git fails or does not answer.
        """
        wanted = list(blobs)
        if not wanted:
            return
        with started(self.folder, "cat-file", "--batch") as (process, answers):
            threading.Thread(target=ask, args=(process, wanted), daemon=True).start()
            for blob in wanted:
                head = answers.readline().split()
                if len(head) < 3:  # noqa: PLR2004 -- name, kind, size; or a name and `missing`
                    if not head:
                        raise GitError(message("Git stopped while it read the plan's files."))
                    continue
                data = answers.read(int(head[2]))
                answers.read(1)
                yield blob, data

    def unmerged(self) -> tuple[str, ...]:
        """Files of the plan that a merge left in conflict."""
        output = self._run_bytes("ls-files", "--unmerged", "-z", "--", ".")
        return tuple(dict.fromkeys(_text(line.partition(b"\t")[2]) for line in output.split(b"\0") if line))

    def fork(self, one: str, other: str) -> Commit:
        """The newest commit that two revisions have in common.

        Raises:
            GitError: they have none here, or a name is unknown.
        """
        first, second = self.resolve(one), self.resolve(other)
        found = self._try("merge-base", "--end-of-options", first.id, second.id)
        if not found:
            near = " The clone is shallow: `git fetch --unshallow` brings the rest." if self.shallow else ""
            raise GitError(f"`{visible(one)}` and `{visible(other)}` have no commit in common here.{near}")
        return self._commit(found.split()[0])

    def came_with(self, text: str, path: str) -> str | None:
        """The newest commit that brought a text into a file; None when no commit did."""
        words = ("log", "-1", "--format=%H", f"-S{text}", "--pickaxe-all", "--no-ext-diff", "--no-textconv")
        found = self._run(*words, "--end-of-options", "HEAD", "--", f":(literal){path}") if self.head else ""
        return found.strip() or None

    def cut_off(self, commit: Commit) -> bool:
        """Whether the clone is shallow and has nothing before this commit: what it seems to have begun may be older."""
        return commit.id in self.shallow

    def _commit(self, name: str) -> Commit:
        output = self._run("log", "-1", "--no-walk", "--format=%H%x00%cI%x00%aN%x00%s%x00%b", "--end-of-options", name)
        found, date, author, subject, body = output.split("\0")
        return Commit(found, _date(date), author, subject, body.strip())

    def _some_commits(self) -> None:
        if self.head is None:
            raise git_faults.no_commits()

    def _run(self, *arguments: str) -> str:
        return self._run_bytes(*arguments).decode("utf-8", "replace")

    def _run_bytes(self, *arguments: str, seconds: float = SECONDS) -> bytes:
        done = git(self.folder, *arguments, seconds=seconds)
        if done.returncode:
            if b"unrecognized argument" in done.stderr:
                raise git_faults.too_old()
            raise git_faults.unread_history(last_words(done.stderr))
        return done.stdout

    def _try(self, *arguments: str) -> str | None:
        done = git(self.folder, *arguments)
        return None if done.returncode else done.stdout.decode("utf-8", "replace")


def repository_of(folder: Path) -> Repository:
    """The repository in whose work tree the folder lies: a submodule's own, where it is in one.

    Raises:
        GitError: git is not installed or does not answer, the folder is in no repository, or in a bare one.
    """
    # One process for all of it; HEAD comes last, since a repository without commits has none, and then the rest is printed all the same.
    words = ("--is-inside-work-tree", "--show-prefix", "--git-path", "shallow", "--is-shallow-repository")
    done = git(folder, "rev-parse", *words, "--verify", "--quiet", "HEAD")
    why = last_words(done.stderr)
    if "dubious ownership" in why:
        raise git_faults.distrusted(folder)
    lines = done.stdout.decode("utf-8", "replace").split("\n")
    if "not a git repository" in why or not lines[0]:
        if "not a git repository" in why or not why:
            raise git_faults.no_repository(folder)
        raise git_faults.unread_repository(why)
    if lines[0] != "true":
        raise git_faults.bare(folder)
    return _repository(folder, lines)


def _repository(folder: Path, lines: list[str]) -> Repository:
    prefix, shallow_file, is_shallow = lines[1:4]
    head = lines[4] if len(lines) > 4 and lines[4] else None  # noqa: PLR2004 -- the fifth answer
    shallow: frozenset[str] = frozenset()
    if is_shallow == "true":
        try:
            shallow = frozenset((folder / shallow_file).read_text("ascii").split())
        except (OSError, ValueError):
            shallow = frozenset({_NOBODY})
    return Repository(folder, prefix, head, shallow)


def revision(folder: Path) -> str | None:
    """Short hash of the last commit that touched the plan in the folder; with a note when it changed since. None without git or commits."""
    try:
        commit = git(folder, "log", "-1", "--format=%h", "--", *_PLAN)
        if commit.returncode or not commit.stdout.strip():
            return None
        status = git(folder, "status", "--porcelain", "--untracked-files=all", "--", *_PLAN)
    except GitError:
        return None
    name = commit.stdout.decode("ascii", "replace").strip()
    return (
        said("{revision} with uncommitted changes", revision=name)
        if status.returncode == 0 and status.stdout.strip()
        else name
    )


def _commits(output: bytes) -> Iterator[Commit]:
    """What `git log -z --raw` printed: six fields a commit, an empty one, then pairs of facts and path."""
    fields = output.split(b"\0")
    at = 0
    while at + 6 < len(fields):
        commit, parents, date, author, subject, body = (_text(field) for field in fields[at : at + 6])
        at += 7
        changes = []
        while at + 1 < len(fields) and fields[at].lstrip(b"\n").startswith(b":"):
            changes.append(_change(fields[at].lstrip(b"\n").decode("ascii"), _text(fields[at + 1])))
            at += 2
        yield Commit(commit.strip(), _date(date), author, subject, body.strip(), tuple(parents.split()), tuple(changes))


def _change(facts: str, path: str) -> Change:
    before_mode, after_mode, before, after, _ = facts.removeprefix(":").split(" ")
    return Change(path, _entry(before_mode, before), _entry(after_mode, after))


def _entry(mode: str, blob: str) -> Entry | None:
    return Entry(mode, blob) if blob.strip("0") else None


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _date(iso: str) -> dt.date:
    return dt.datetime.fromisoformat(iso).date()


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise GitError(f"{text} is no day of the calendar.") from error
