"""The papers' templates in nynorsk (``nn``) and bokmål (``nb``), and what they are built from."""
