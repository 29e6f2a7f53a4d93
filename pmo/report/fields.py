"""Fields of views that are for print alone."""

from collections.abc import Mapping
from types import MappingProxyType

PRINTED: Mapping[str, bool] = MappingProxyType({"printed": True})
"""`field(default="", metadata=PRINTED)`: what templates print and JSON leaves out, since its other fields say it to a program."""
