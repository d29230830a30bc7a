"""Edits that may repair a program. Candidates cost nothing: a trial decides which of them is a fix.

Those in `unreadable` are for what Python cannot read, those in `failing` for what fails, or never starts.
"""
