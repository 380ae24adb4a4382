"""What people do on the sandbox. Each act changes the data and says what happened."""
