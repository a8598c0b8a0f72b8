"""Pages that cut across sections: this week, the log line, imports, trust."""
