"""One file an exhibit, in a folder for each page; found by walking this folder.

Stands on parts and below. Nobody imports one by name but another exhibit or its page.
"""
