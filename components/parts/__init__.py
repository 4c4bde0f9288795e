"""What several exhibits share: parameters, groups, tier bars, ranked lists, facts.

Stands on charts, contract and look. Exhibits import it, and the panels that set them.
"""
