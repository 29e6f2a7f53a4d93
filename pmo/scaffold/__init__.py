"""A plan from nothing: questions, files, examples."""
