"""What a check of server.py that failed tells the learner, in place of the report of pytest."""
