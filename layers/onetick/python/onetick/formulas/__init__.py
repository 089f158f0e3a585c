"""Formulas: a small language of expressions that are checked when they are written and always come to an end.

    if({fld_…budget} > 0, round({fld_…spent} / {fld_…budget} * 100, 1), null)

What a formula may name, and what that is, its caller says. There are no loops, no definitions, no
clock and nothing outside: the same fields give the same value, so it is worked out when they change
and never when they are read.
"""
