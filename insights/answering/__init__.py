"""A question and what search found in; what is known of it, in the words of the evidence, out."""
