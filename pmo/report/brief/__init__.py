"""The brief: one page for one person."""
