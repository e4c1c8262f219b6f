"""The tests mirror the folders of the house; ``tests/papers`` builds the papers that they read."""
