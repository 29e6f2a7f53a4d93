"""The result of a check as text: one module a format."""
