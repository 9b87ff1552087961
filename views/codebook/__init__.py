"""The codebook on screen, the themes found beside it, and what was learned of people's decisions."""
