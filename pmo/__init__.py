"""`pmo`: a PMO's mission, vision and objectives as text, checked against the organization's strategy."""

__version__ = "0.1.0"
