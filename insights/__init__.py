"""Observations and vectors in; kinds, topics and shared pain points out. Holds the codebook."""
