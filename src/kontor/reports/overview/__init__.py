"""What cuts across sections: import, undo, the log line and the week."""
