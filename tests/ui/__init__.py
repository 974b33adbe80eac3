"""The window, used as a clerk uses it: keys and clicks, then a look at the screen and the desk."""
