"""The alignment report: one module for each of its parts, `view` for the whole."""
