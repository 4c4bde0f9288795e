"""An oracle: every computed exhibit again, in plain pandas, from the exported rows."""
