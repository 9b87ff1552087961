"""Journeys in the database: each version, who may see it, what people decided, what became of it."""
