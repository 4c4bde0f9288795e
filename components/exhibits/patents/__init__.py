"""Exhibits of the page on patents; the catalogue finds them.

Stand on parts and below; nobody imports one by name but another exhibit or its page.
"""
