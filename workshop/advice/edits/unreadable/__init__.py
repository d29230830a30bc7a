"""Edits of a program that Python cannot read."""
