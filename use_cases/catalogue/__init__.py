"""The catalogue: organisations, services and systems with their names and owners, and missions."""
