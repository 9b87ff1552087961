"""Speed and quality, measured side by side with the alternatives in one run."""
