"""The window: shows what the services return and asks them to do things."""
