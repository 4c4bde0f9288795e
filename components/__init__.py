"""What pages are made of: shell, filter bar, exhibit card, theme."""
