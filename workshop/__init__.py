"""The code behind the tasks and the advice. Learners don't need to open it."""
