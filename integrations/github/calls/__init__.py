"""What we ask of GitHub, one file per noun. How it is asked is the client's matter."""
