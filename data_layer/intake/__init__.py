"""Files brought through the browser: kept apart, looked at, and imported in a process of their own."""
