"""The charter: one module for each of its parts, `view` for the whole."""
