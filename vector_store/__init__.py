"""Embeddings, the index of vectors, the index of words, and their fusion: always rebuildable from storage."""
