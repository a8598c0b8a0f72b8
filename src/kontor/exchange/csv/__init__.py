"""Address tables: LinkedIn, Google, Outlook, Thunderbird."""
