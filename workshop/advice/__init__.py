"""How far server.py gets, and what to change: tried on a copy, in a process of its own."""
