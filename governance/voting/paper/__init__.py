"""Ballots on paper: what is typed of a batch, whether it can be right, what is published
of it, and how it is counted with the ballots cast online. Pure.

A *tally* is what was counted in one batch, JSON values only, in the form of its rule:
``answers``, ``approvals`` and ``points`` are totals; ``papers`` holds every paper as a
ballot, for the rules that no total can be counted from.
"""
