"""The scorecard: every objective and measure on one page."""
