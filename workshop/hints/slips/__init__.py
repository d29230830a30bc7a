"""The slips that keep Python from reading a program; the order of the entries does not matter."""

from workshop.hints.slips import foreign, lines, parts

SLIPS = [*foreign.SLIPS, *lines.SLIPS, *parts.SLIPS]
