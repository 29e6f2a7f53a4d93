"""Templates of the scaffold and of the reports; installed as `pmo.templates`."""
