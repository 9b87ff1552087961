"""Running it, on screen: people, organisations and names, work under way, the audit."""
