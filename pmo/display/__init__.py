"""How a plan's elements, what is due and what must be looked at are shown: a file for each view and format."""
