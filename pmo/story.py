"""How elements came to be what they are: the commits that changed them, each with what it changed.

    story = story_of(history, "decision-lead-time")     # `pmo log ID`
    steps = plan_story(history)                         # `pmo log`
    moves = aim_commits(history, names, since, until)   # which commits moved which targets
    past = past_of(root, plan, today)                   # what rules may know of the history

Only files that name what is asked for are parsed, and each content once, however many commits there are.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmo.changes import AimMove, ElementChange, FieldChange, Past, decided_lately, element_changes, in_both
from pmo.git import Commit, Entry, repository_of
from pmo.history import GitFiles, History
from pmo.model import Measure, Plan, Review
from pmo.source.files import SUFFIXES
from pmo.terms import ReviewKind

_READINGS = ".csv"
_MOST_COMMITS = 500
_JUDGING = (ReviewKind.ALIGNMENT, ReviewKind.PLANNING, ReviewKind.SIGNOFF)

Entries = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit did to an element and to the measures in it; no commit for what is not committed yet.

    `file` is where the element stands since, `moved_from` the file it was in before, if another.
    """

    commit: Commit | None
    changes: tuple[ElementChange, ...]
    file: str
    moved_from: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """All steps of one element, the newest first. `names` are its ids, the present one first.

    `cut_off` is the commit at which a shallow clone begins, where the element was there already: what came before cannot be seen.
    """

    names: tuple[str, ...]
    steps: tuple[Step, ...]
    cut_off: Commit | None = None


@dataclass(slots=True)
class _Walk:
    """Commits in order, and the plan at each as far as it matters: the files that `wanted` takes, by their content."""

    history: History
    commits: list[Commit]
    wanted: Callable[[bytes], bool]
    states: dict[str, dict[str, Entry]] = field(default_factory=dict)
    plans: dict[tuple[tuple[str, Entry], ...], Plan] = field(default_factory=dict)

    def steps(self, name: str | None = None) -> Iterator[tuple[Commit, tuple[ElementChange, ...], Plan, Plan]]:
        """Each commit that changed a wanted file, the oldest first: what it changed, the plan at its first parent, and at itself.

        Of a merge only that counts which none of its parents had. `name` is an element whose last readable state stands in for those in
        which its file could not be read.
        """
        self._prepare()
        for commit in reversed(self.commits):
            state = self.states[commit.id]
            parents: list[dict[str, Entry]] = [self.states[parent] for parent in commit.parents] or [{}]
            if state not in parents:
                before, after = self._plan(parents[0], name), self._plan(state, name, parents[0])
                changes = element_changes(before, after)
                for other in parents[1:]:
                    changes = in_both(changes, element_changes(self._plan(other, name), after))
                yield commit, changes, before, after

    def _prepare(self) -> None:
        """The wanted files at every commit, and at the ancestors outside the walk."""
        known = {commit.id for commit in self.commits}
        touched = {change.path for commit in self.commits for change in commit.changes}
        outside = {parent for commit in self.commits for parent in commit.parents if parent not in known}
        before = {}
        for parent in outside:
            entries = self.history.repository.files(parent)
            before[parent] = {path: entries[path] for path in touched & entries.keys()}
        blobs = {
            e.blob
            for c in self.commits
            for x in c.changes
            if x.path.endswith(SUFFIXES)
            for e in (x.before, x.after)
            if e
        }
        blobs |= {e.blob for entries in before.values() for path, e in entries.items() if path.endswith(SUFFIXES)}
        kept = self.history.keep(sorted(blobs), self.wanted)
        readings = self._readings(kept, touched)
        for parent, entries in before.items():
            self.states[parent] = {path: e for path, e in entries.items() if e.blob in kept or path in readings}
        for commit in reversed(self.commits):
            state = dict(self.states[commit.parents[0]]) if commit.parents else {}
            for change in commit.changes:
                if change.after is not None and (change.after.blob in kept or change.path in readings):
                    state[change.path] = change.after
                else:
                    state.pop(change.path, None)
            self.states[commit.id] = state

    def _readings(self, kept: frozenset[str], touched: Iterable[str]) -> frozenset[str]:
        """The readings files that a kept file names."""
        files = [path for path in touched if path.endswith(_READINGS)]
        texts = b"\n".join(self.history.content(blob) or b"" for blob in sorted(kept)) if files else b""
        return frozenset(path for path in files if path.encode() in texts)

    def _plan(self, state: Entries, name: str | None, before: Entries | None = None) -> Plan:
        key = tuple(sorted(state.items(), key=lambda item: item[0]))
        if key not in self.plans:
            plan = self.history.plan_of(GitFiles(state, self.history)).plan
            if name is not None and before is not None and name not in plan.elements and plan.may_define(name):
                plan = self._plan(before, name)
            self.plans[key] = plan
        return self.plans[key]


def plan_story(history: History, since: str | None = None) -> tuple[Step, ...]:
    """What every commit did to the plan, the newest first; those after `since` only. What changed nothing in meaning is left out.

    Raises:
        GitError: git cannot tell.
    """
    commits = history.repository.commits(since)
    walk = _Walk(history, commits, lambda _: True)
    steps = [Step(commit, changes, "") for commit, changes, _, _ in walk.steps() if changes]
    head = history.repository.head
    if head is not None:
        changes = element_changes(history.plan_at(head).plan, history.plan_now().plan)
        steps += [Step(None, changes, "")] if changes else []
    return tuple(reversed(steps))


def story_of(history: History, name: str, since: str | None = None) -> Story:
    """How the element with this id came to be what it is, followed across files and renames; after the commit `since` only, if given.

    An element that is gone has a story too; no steps mean that neither the plan nor its history knows the id.

    Raises:
        GitError: git cannot tell.
    """
    commits = history.repository.commits(since)
    names = [name]
    steps: list[Step] = []
    now = _not_committed(history, name)
    if now is not None and (former := _former_name(now.changes, name)):
        names.append(former)
    while commits:
        found = _steps(history, commits, names[-1])
        born = next((step for step in found if _is_new(step, names[-1])), None)
        renamed = _renamed(history, born, names[-1]) if born else ()
        former = _former_name(renamed, names[-1])
        if born is None or born.commit is None or former is None or former in names:
            steps += reversed(found)
            break
        later = [step for step in found if step is not born]
        earlier = next((c.before.origin.file.path for c in renamed if c.id == names[-1] and c.before), born.file)
        steps += [
            *reversed(later),
            replace(born, changes=renamed, moved_from=earlier if earlier != born.file else None),
        ]
        names.append(former)
        ids = [commit.id for commit in commits]
        commits = commits[ids.index(born.commit.id) + 1 :]
    first = steps[-1].commit if steps else None
    cut_off = first if first is not None and history.repository.cut_off(first) else None
    return Story(tuple(names), tuple(([now] if now else []) + _with_decisions(steps, history)), cut_off)


def _with_decisions(steps: list[Step], history: History) -> list[Step]:
    """The steps, each moved target with the decision that came before it. The plan as it is now has every decision: reviews stay."""
    if not any(change.aim for step in steps for change in step.changes):
        return steps
    plan = history.plan_now().plan
    return [
        replace(step, changes=tuple(decided_lately(change, plan, step.commit.date) for change in step.changes))
        if step.commit is not None
        else step
        for step in steps
    ]


def aim_commits(history: History, names: Iterable[str], since: str, until: str) -> dict[str, tuple[Commit, ...]]:
    """The commits after `since` that moved the target, baseline or band of each of these measures, the newest first.

    Raises:
        GitError: git cannot tell.
    """
    wanted = set(names)
    found: dict[str, tuple[Commit, ...]] = {}
    for commit, change in _aim_changes(history, history.repository.commits(since, until)):
        if change.id in wanted:
            found[change.id] = (commit, *found.get(change.id, ()))
    return found


def past_of(root: Path, plan: Plan, today: dt.date) -> Past | None:
    """What the history proves of the plan's targets: those that moved after the commit in which the newest review was recorded.

    None where there is nothing to know: no review that judged targets, or one that is not committed yet.

    Raises:
        GitError: git is missing, or cannot tell.
    """
    review = _last_judging(plan, today)
    if review is None:
        return None
    repository = repository_of(root)
    since = repository.came_with(review.id, review.origin.file.path)
    if since is None:
        return None
    return Past(review, _net_moves(History(repository), since, plan))


def _last_judging(plan: Plan, today: dt.date) -> Review | None:
    """The newest review that looked at targets."""
    held = [r for r in plan.reviews if r.kind in _JUDGING and r.date is not None and r.date <= today]
    return max(held, key=lambda review: review.date or dt.date.min, default=None)


def _net_moves(history: History, since: str, plan: Plan) -> dict[str, AimMove]:
    """Moves from `since` to HEAD, by measure: from the first value to the last, with every commit between. What moved back is left out."""
    before: dict[str, dict[str, FieldChange]] = {}
    commits: dict[str, tuple[Commit, ...]] = {}
    for commit, change in _aim_changes(history, history.repository.commits(since, most=_MOST_COMMITS)):
        fields = before.setdefault(change.id, {})
        for moved in change.aim.fields if change.aim else ():
            first = fields.get(moved.key, moved)
            fields[moved.key] = replace(moved, before=first.before)
        commits[change.id] = (commit, *commits.get(change.id, ()))
    found = {}
    for name, fields in before.items():
        net = tuple(field for field in fields.values() if field.before != field.after)
        if net and name in plan.elements:
            found[name] = AimMove(net, commits=commits[name])
    return found


def _aim_changes(history: History, commits: list[Commit]) -> Iterator[tuple[Commit, ElementChange]]:
    """Every change of a target, baseline or band, the oldest first."""
    if not commits:
        return
    walk = _Walk(history, commits, lambda data: b"measures" in data)
    for commit, changes, _, _ in walk.steps():
        yield from ((commit, change) for change in changes if change.aim is not None)


def _steps(history: History, commits: list[Commit], name: str) -> list[Step]:
    """What the commits did to one element, the oldest first."""
    needle = name.encode("utf-8", "surrogatepass")
    found = []
    for commit, changes, before, after in _Walk(history, commits, lambda data: needle in data).steps(name):
        step = _step(commit, changes, before, after, name)
        if step is not None:
            found.append(step)
    return found


def _step(
    commit: Commit | None, changes: tuple[ElementChange, ...], before: Plan, after: Plan, name: str
) -> Step | None:
    changes = _of_interest(changes, name)
    one, other = before.elements.get(name), after.elements.get(name)
    earlier = one.origin.file.path if one else ""
    file = other.origin.file.path if other else earlier
    # A merge takes over what its branches did, a new place too.
    merge = commit is not None and len(commit.parents) > 1
    moved = earlier if one and other and earlier != file and not merge else None
    return Step(commit, changes, file, moved) if changes or moved else None


def _of_interest(changes: Iterable[ElementChange], name: str) -> tuple[ElementChange, ...]:
    """The changes of an element and of the measures in it; the element's own first."""
    found = (change for change in changes if change.id == name or _inside(change, name))
    return tuple(sorted(found, key=lambda change: change.id != name))


def _inside(change: ElementChange, name: str) -> bool:
    return change.owner == name and isinstance(change.element, Measure)


def _is_new(step: Step, name: str) -> bool:
    return any(change.id == name and change.before is None for change in step.changes)


def _renamed(history: History, born: Step, name: str) -> tuple[ElementChange, ...]:
    """What the commit that a new element came with did to it, where it took an element with the same content away; else nothing."""
    if born.commit is None or not born.commit.parents:
        return ()
    changes = [change for change in born.commit.changes if change.path.endswith(SUFFIXES)]
    before = {change.path: change.before for change in changes if change.before}
    after = {change.path: change.after for change in changes if change.after}
    plans = [history.plan_of(GitFiles(entries, history)).plan for entries in (before, after)]
    found = _of_interest(element_changes(plans[0], plans[1]), name)
    return found if _former_name(found, name) else ()


def _former_name(changes: Iterable[ElementChange], name: str) -> str | None:
    return next((change.was for change in changes if change.id == name), None)


def _not_committed(history: History, name: str) -> Step | None:
    head = history.repository.head
    if head is None:
        return None
    needle = name.encode("utf-8", "surrogatepass")
    files = history.files_at(head)
    entries = {path: files.entries[path] for path in files.paths()}
    named = history.keep([entry.blob for entry in entries.values()], lambda data: needle in data)
    others = {path: entry for path, entry in files.entries.items() if path not in entries or entry.blob in named}
    before = history.plan_of(replace(files, entries=others)).plan
    after = history.plan_now(lambda text: name in text).plan
    if name not in before.elements and name in after.elements:
        # New or renamed: then a file that does not name it may have held it.
        before, after = history.plan_at(head).plan, history.plan_now().plan
    return _step(None, element_changes(before, after), before, after, name)
