"""What the page of a result shows: sentences, figures, pictures with their tables."""
