"""Floor 5: the commands. They ask the floors below and print the answer; no logic of their own."""
