"""Drawings of a report as inline SVG: no fonts, no scripts, the same bytes for the same numbers."""

DRAWINGS: dict[str, object] = {}
