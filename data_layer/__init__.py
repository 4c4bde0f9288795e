"""The data of the atlas: registry, filters, measures, reference figures. Knows no Dash and no Plotly."""
