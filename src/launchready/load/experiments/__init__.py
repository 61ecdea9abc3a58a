"""Experiments with load: each sends traffic in phases and returns facts.

`refuse(order)` of `load.safety` has to pass first. None of them raises for what a target does.
"""
