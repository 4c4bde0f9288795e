"""What visitors of a load test open: pages, some of their cards, places to filter by."""

PAGES = {
    "/": ("tier_pyramid", "findings", "little_giants_over_time"),
    "/regions": ("province_map", "province_ranking", "city_quality", "clusters"),
    "/industries": ("industry_heatmap", "base_share", "industry_ranking"),
    "/structure": ("registered_capital", "insured_bands", "founding_years"),
    "/innovation": ("innovation_radar", "core_medians", "correlations"),
    "/honours": ("honours", "honour_matrix"),
}
"""Pages with some of their cards; those that are gone answer 404, which fails the run."""
PROVINCES = ("110000", "310000", "320000", "330000", "370000", "420000", "440000", "510000")
