"""From rows and spells to figures that can be defended: tables, intervals, lives, comparisons.

Nothing here runs a history or writes a file. Everything is vectorised over replicates, keeps no more than the columns
it needs, and says how wide the luck of the simulation leaves each figure.
"""
