"""The commands as Typer sees them, a file for each group; `pmo.cli` puts them together."""
