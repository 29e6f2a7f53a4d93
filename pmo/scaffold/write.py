"""Writing new files: all of them or none, and never over anything that is there."""

import contextlib
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pmo.errors import PmoError
from pmo.scaffold.draft import File
from pmo.terminal import visible


class InTheWayError(PmoError):
    """Something stands where a file is to be written."""


def in_the_way(folder: Path, paths: Iterable[str]) -> list[str]:
    """What keeps files from being written in `folder`: paths relative to it, each once, in order.

    That is a file, a folder or a link with the name of a file (even one that leads nowhere), and a file or a link with the name of a
    folder: writing through a link would leave the folder.
    """
    found: dict[str, None] = {}
    for path in paths:
        parents = [str(parent) for parent in PurePosixPath(path).parents[-2::-1]]
        blocked = next((parent for parent in parents if _no_real_folder(folder / parent)), None)
        if blocked is not None:
            found[blocked] = None
        elif os.path.lexists(folder / path):
            found[path] = None
    return list(found)


def _no_real_folder(path: Path) -> bool:
    return os.path.lexists(path) and (path.is_symlink() or not path.is_dir())


def refuse(folder: Path, paths: Iterable[str]) -> None:
    """Make sure that files can be written in `folder`.

    Raises:
        InTheWayError: something is in the way; the message names all of it.
        PmoError: the folder is a file, or cannot be written to.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise InTheWayError(f"{visible(str(folder))} is not a folder. Name another one.")
    taken = in_the_way(folder, paths)
    if taken:
        names = "\n".join(f"  {visible(str(folder / path))}" for path in taken)
        many = "This is" if len(taken) == 1 else "These are"
        raise InTheWayError(
            f"{many} in the way, and nothing is ever overwritten:\n{names}\n"
            "Nothing was written. Move what is there, or give the plan a folder of its own: `pmo init FOLDER`."
        )
    existing = next(one for one in (folder, *Path(os.path.abspath(folder)).parents) if one.exists())  # noqa: PTH100
    if not os.access(existing, os.W_OK | os.X_OK):
        raise PmoError(f"{visible(str(existing))} cannot be written to. Mend its permissions, or name another folder.")


def write_all(folder: Path, files: Sequence[File]) -> None:
    """Write the files, making `folder` and those in it as needed. When one cannot be written, none stays.

    Raises:
        InTheWayError: something is in the way, or came into it meanwhile.
        PmoError: a file cannot be written (permissions, a full disk).
    """
    refuse(folder, [file.path for file in files])
    work = _Work()
    try:
        staged = [(work.stage(folder, file), folder / file.path) for file in files]
        for temporary, target in staged:
            work.place(temporary, target)
    except FileExistsError as error:
        work.undo()
        raise InTheWayError(
            f"{visible(str(error.filename2 or error.filename))} came into the way. Nothing was written."
        ) from error
    except OSError as error:
        work.undo()
        where = visible(str(error.filename or folder))
        raise PmoError(f"{where}: {(error.strerror or str(error)).lower()}. Nothing was written.") from error
    except BaseException:
        work.undo()
        raise


@dataclass(slots=True)
class _Work:
    """What was made so far, so that it can be removed again: files and folders, in the order in which they were made."""

    made: list[Path] = field(default_factory=list)

    def stage(self, folder: Path, file: File) -> Path:
        """Write the file beside its place, under a name that no plan has."""
        target = folder / file.path
        self._make_folders(target.parent)
        temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(6)}.new")
        with temporary.open("xb") as stream:
            self.made.append(temporary)
            stream.write(file.data)
            stream.flush()
            os.fsync(stream.fileno())
        return temporary

    def place(self, temporary: Path, target: Path) -> None:
        """Give the file its name. Unlike a renaming, a hard link never replaces what is there."""
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems know no hard links: a copy that must be new is the next best.
            data = temporary.read_bytes()
            with target.open("xb") as stream:
                self.made.append(target)
                stream.write(data)
        else:
            self.made.append(target)
        temporary.unlink()

    def undo(self) -> None:
        """Remove what was made, the last first; a folder in which something else appeared meanwhile stays."""
        for path in reversed(self.made):
            with contextlib.suppress(OSError):
                if path.is_dir():
                    path.rmdir()
                else:
                    path.unlink()

    def _make_folders(self, folder: Path) -> None:
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self.made.append(one)
