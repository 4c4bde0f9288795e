"""Files brought through the browser: looked at, corrected, imported in an own process."""
