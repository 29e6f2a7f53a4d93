"""Reports as PDF: the view models that HTML and Markdown show, set by typst with the templates in `templates/report/pdf`."""
