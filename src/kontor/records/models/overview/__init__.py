"""What cuts across sections: imports and the plan."""
