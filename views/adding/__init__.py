"""Adding on screen: files and words in, and what is asked, masked and checked before they are saved."""
