"""What many journeys have in common: what they lean on, where they break, whose the gaps are."""
