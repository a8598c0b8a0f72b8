"""Mailboxes and single mails: who wrote to whom on which day, never what (idea 1)."""
