"""Who may see what: roles, row rules, sign-in, and the log of it."""
