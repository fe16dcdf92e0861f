"""Channels: the command line and the chat page; each turns the outside world into questions and answers into words."""
