"""Training of the encoders and the coder, on texts written for it. Nothing of it is used at run time."""
