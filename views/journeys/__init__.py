"""Journeys on screen: the Journey room with its map, its parts and their changes, and what lies behind all journeys."""
