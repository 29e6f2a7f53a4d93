"""Example plans, made to be read; installed as `pmo.examples`."""
