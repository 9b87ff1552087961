"""What evidence amounts to: themes and pain points, what people decide on them, the codebook, learning."""
