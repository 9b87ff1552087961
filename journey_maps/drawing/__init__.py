"""A journey as a map: where everything stands, and the strokes that show it."""
