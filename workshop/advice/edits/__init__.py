"""What beginners get wrong in a program that Python can read, and how each could be put right.

Each module yields candidates for one part of a program. A trial decides which of them is a fix.
"""
