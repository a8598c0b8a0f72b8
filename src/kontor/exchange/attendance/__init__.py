"""Who came to which gathering of a group, as spreadsheets write it (idea 2)."""
