"""Journeys read from files, and brought together with what is known of them."""
