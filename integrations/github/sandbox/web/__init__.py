"""The door for people: a few pages where a newcomer plays the developer."""
