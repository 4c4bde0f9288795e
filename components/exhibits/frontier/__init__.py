"""Exhibits of the page on what other sources say of the frontier; the catalogue finds them.

Stand on parts and below; nobody imports one by name but another exhibit or its page.
"""
