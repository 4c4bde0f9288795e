"""One file an exhibit; found by listing this folder."""
