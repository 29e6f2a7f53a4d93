"""The fixed words of reports in the language that a plan asks for: sentences, plurals, numbers, dates and rows of names."""
