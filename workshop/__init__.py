"""What the tasks and the checks of this folder stand on. A learner need not open it."""
