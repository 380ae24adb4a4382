"""System checks that read as sentences."""
