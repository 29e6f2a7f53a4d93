"""Our own templates are compiled once, not in each run: their code lies in `__pycache__` beside them, as Python keeps that of modules.

Whoever can write there can change our modules too, so the code is trusted as they are. It goes where Python's own would: not at all
with `PYTHONDONTWRITEBYTECODE`, elsewhere with `PYTHONPYCACHEPREFIX`, and nowhere in a folder that may not be written to. Templates of
a user's folder are compiled each time.
"""

import contextlib
import hashlib
import importlib.util
import marshal
import os
import secrets
import sys
from functools import cache
from pathlib import Path

import jinja2.compiler
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import Environment

_DIGEST = 32


class CompiledBeside(BytecodeCache):
    """Keeps the code of templates beside them; `kind` tells apart what environments of different settings make of the same file."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:  # noqa: ARG002
        """The code of a template, if there is some that was made from this text by this program; else an empty bucket."""
        key = "" if filename is None else importlib.util.cache_from_source(f"{filename}.{self._kind}.py")
        made_from = hashlib.blake2b(source.encode("utf-8"), key=_maker(), digest_size=_DIGEST)
        bucket = Bucket(environment, key, made_from.hexdigest())
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is there, unless it is of another text, of another program, or not whole."""
        with contextlib.suppress(OSError):
            stored = Path(bucket.key).read_bytes()
            body = memoryview(stored)[_DIGEST:]
            if stored[:_DIGEST] == _seal(bucket.checksum, body):
                bucket.code = marshal.loads(body)  # noqa: S302 -- as Python does with what lies in __pycache__

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, if it may be kept. Whoever reads sees all of it or nothing."""
        if sys.dont_write_bytecode or not bucket.key:
            return
        body = marshal.dumps(bucket.code)
        path = Path(bucket.key)
        unfinished = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_seal(bucket.checksum, memoryview(body)) + body)
            unfinished.replace(path)
        except OSError:
            # A run without it is slower by a tenth of a second, and otherwise the same.
            with contextlib.suppress(OSError):
                unfinished.unlink()


def _seal(checksum: str, body: memoryview) -> bytes:
    """What stands before code that is whole and was made from the text with this checksum."""
    seal = hashlib.blake2b(checksum.encode(), digest_size=_DIGEST)
    seal.update(body)
    return seal.digest()


@cache
def _maker() -> bytes:
    """Stands for what makes code of a template: this Python, this Jinja2, and the settings in our environment."""
    maker = hashlib.blake2b(sys.version.encode(), digest_size=_DIGEST)
    for module in (jinja2.compiler.__file__, str(Path(__file__).with_name("templates.py"))):
        facts = os.stat(module)  # noqa: PTH116 -- a string, as modules know their place
        maker.update(f"{module} {facts.st_mtime_ns} {facts.st_size}".encode())
    return maker.digest()
