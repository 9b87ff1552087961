"""Evidence in and out: adding, masking, indexing, publishing, exchanging, withdrawing."""
