"""Registry, filters, measures and reference figures. Knows no Dash and no Plotly."""
