"""The charter and the alignment report: what a plan says, for people who never see the plan."""
