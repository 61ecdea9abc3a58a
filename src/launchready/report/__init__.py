"""A report in, words and pictures out. Renderers decide nothing and look at nothing else."""
