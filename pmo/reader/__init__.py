"""From trees to the model: what each key of a plan means, and what is wrong with it where it means nothing."""
