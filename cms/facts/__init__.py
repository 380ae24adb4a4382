"""What pages read of the governance rooms. No copies, a fixed number of queries."""
