"""What several packages need of spaCy: loading, sentences, names of things."""
