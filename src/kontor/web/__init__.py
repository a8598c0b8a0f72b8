"""The HTML face: server-rendered pages that work without JavaScript."""
