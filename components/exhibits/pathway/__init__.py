"""Exhibits of the page on the way to recognition; the catalogue finds them.

Stand on parts and below; nobody imports one by name but another exhibit or its page.
"""
