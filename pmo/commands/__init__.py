"""The commands: plain functions that take values, print, and return an exit code. They know nothing of the command line."""
