"""What a list of patents says of little giants, as exhibits 42 to 47 of the report ask it.

Stands on the registry, whose version holds the list, and below.
"""
