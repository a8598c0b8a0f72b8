"""LinkedIn's archive, small: Otto's connections, and whom he wrote to."""

from __future__ import annotations

import csv
import io
import zipfile

IN = "https://www.linkedin.com/in/"
CONNECTIONS = f"""Notes:
"Some remark, with a comma."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Anna,Abt,{IN}anna-abt,anna@abt.example,Abt GmbH,Owner,12 Mar 2020
Ben,Bock,{IN}ben-bock,,,,01 Jan 2021
Sam,Same,{IN}sam-1,,,,01 Jan 2021
Sam,Same,{IN}sam-2,,,,01 Jan 2022
"""
PROFILE = "First Name,Last Name,Maiden Name,Headline,Summary\nOtto,Owner,,Boss,x\n"
ADDRESSES = "Email Address,Confirmed,Primary,Updated On\no@o.example,Yes,Yes,1/1/20\n"
HEADING = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO",
    "RECIPIENT PROFILE URLS", "DATE", "SUBJECT", "CONTENT", "FOLDER",
)  # fmt: skip
ME, ANNA, BEN = (
    ("Otto Owner", f"{IN}otto"),
    ("Anna Abt", f"{IN}anna-abt"),
    ("Ben Bock", f"{IN}ben-bock"),
)
Who = tuple[str, str]


def message(
    sender: Who,
    *to: Who,
    talk: str = "c1",
    at: str = "2024-02-03 10:00:00 UTC",
    title: str = "",
    folder: str = "INBOX",
) -> list[str]:
    """Write a row; what it says must never be seen again."""
    return [
        talk, title, sender[0], sender[1], ",".join(name for name, _ in to),
        ",".join(url for _, url in to), at, "SECRET", "SECRET\nline, two", folder,
    ]  # fmt: skip


def table(*rows: list[str], heading: tuple[str, ...] = HEADING) -> bytes:
    """Write messages as a file."""
    out = io.StringIO()
    csv.writer(out).writerows([heading, *rows])
    return ("\ufeff" + out.getvalue()).encode()


def packed(messages: bytes, **more: str) -> bytes:
    """Pack an archive; the messages stand in front of the connections there."""
    files: dict[str, str | bytes] = {
        "messages.csv": messages,
        "Connections.csv": CONNECTIONS,
        "Profile.csv": PROFILE,
        "Email Addresses.csv": ADDRESSES,
        "Skills.csv": "Name\nTalking\n",
        **more,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            if text:
                archive.writestr(name, text)
    return out.getvalue()
