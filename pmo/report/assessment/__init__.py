"""The self-assessment: what leaders say of PMOs that fail, and what this plan has to say about it."""
