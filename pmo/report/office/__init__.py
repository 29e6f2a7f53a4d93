"""Reports as Office files: the charter as a document, the alignment report as slides, the scorecard as a workbook."""
