"""What every deed is called, as a sentence a keeper reads.

A verb is stable (the command line prints it); its facts fill the sentence.
"""

from __future__ import annotations

from kontor.lib.text import gettext_noop

SENTENCES: dict[str, str] = {
    "open_book": gettext_noop("Opened the book “{name}”"),
    "change_settings": gettext_noop("Changed the settings"),
    "add_person": gettext_noop("Added {name}"),
    "edit_person": gettext_noop("Changed {name}"),
    "remove_person": gettext_noop("Removed {name}"),
    "merge_people": gettext_noop("Merged {other} into {name}"),
    "keep_apart": gettext_noop("Noted that {name} and {other} are two people"),
    "inform_person": gettext_noop("Noted that {name} was told what is kept"),
    "keep_person": gettext_noop("Decided to keep {name}"),
    "erase_person": gettext_noop("Erased somebody for good"),
    "edit_organisation": gettext_noop("Changed {name}"),
    "set_photo": gettext_noop("Set the picture of {name}"),
    "remove_photo": gettext_noop("Removed the picture of {name}"),
    "set_rhythm": gettext_noop("Set the rhythm of {name}"),
    "sort_person": gettext_noop("Sorted {name}"),
    "rest_person": gettext_noop("Let {name} rest"),
    "wake_person": gettext_noop("{name} rests no longer"),
    "tag_people": gettext_noop("Tagged {people} with “{tag}”"),
    "untag_people": gettext_noop("Took “{tag}” from {people}"),
    "add_tie": gettext_noop("Noted that {name} and {other} know each other"),
    "edit_tie": gettext_noop("Changed the tie between {name} and {other}"),
    "remove_tie": gettext_noop("Removed the tie between {name} and {other}"),
    "log_touch": gettext_noop("Noted a contact with {name}"),
    "edit_touch": gettext_noop("Changed a contact with {name}"),
    "remove_touch": gettext_noop("Removed a contact with {name}"),
    "add_promise": gettext_noop("Noted a promise: {text}"),
    "edit_promise": gettext_noop("Changed a promise: {text}"),
    "promise_done": gettext_noop("Kept a promise: {text}"),
    "promise_moved": gettext_noop("Moved a promise: {text}"),
    "remove_promise": gettext_noop("Removed a promise: {text}"),
    "add_group": gettext_noop("Added the network “{name}”"),
    "edit_group": gettext_noop("Changed the network “{name}”"),
    "remove_group": gettext_noop("Removed the network “{name}”"),
    "add_member": gettext_noop("Put {name} into “{group}”"),
    "edit_member": gettext_noop("Changed what {name} is in “{group}”"),
    "remove_member": gettext_noop("Took {name} out of “{group}”"),
    "add_gathering": gettext_noop("Noted a gathering of “{group}” on {day}"),
    "edit_gathering": gettext_noop("Changed the gathering of “{group}” on {day}"),
    "remove_gathering": gettext_noop("Removed the gathering of “{group}” on {day}"),
    "bring_attendance": gettext_noop("Brought in from a table who came to “{group}”"),
    "fill_attendance": gettext_noop("Noted who came to “{group}” on {day}"),
    "add_segment": gettext_noop("Added the target segment “{name}”"),
    "edit_segment": gettext_noop("Changed the target segment “{name}”"),
    "remove_segment": gettext_noop("Removed the target segment “{name}”"),
    "say_belongs": gettext_noop("Said whether {name} belongs to “{segment}”"),
    "say_reach": gettext_noop("Noted how many in “{segment}” {name} knows"),
    "say_met_in": gettext_noop("Noted where you met {name}"),
    "plan_week": gettext_noop("Planned the week"),
    "learn": gettext_noop("Learned from the book’s own past"),
    "plan_done": gettext_noop("Was in touch with {name}, as planned"),
    "plan_later": gettext_noop("Put off {name}"),
    "plan_rest": gettext_noop("Let {name} rest"),
    "import": gettext_noop("Imported {files}"),
    "import_nothing": gettext_noop("Looked at {files}: nothing new"),
    "drop_import": gettext_noop("Looked at {files} and did not import it"),
    "undo": gettext_noop("Undone: {what}"),
    "load_sample": gettext_noop("Loaded the sample network"),
    "share_book": gettext_noop("Let {name} keep this book, too"),
    "unshare_book": gettext_noop("{name} keeps this book no longer"),
    "add_confidential": gettext_noop("Made “{value}” confidential"),
    "remove_confidential": gettext_noop("“{value}” is no longer confidential"),
}

# What cannot be taken back: the book itself, who keeps it (only an owner says so),
# a plan, which is reckoned anew, and an erasing, which leaves nothing to bring back.
FINAL = frozenset(
    {
        "open_book", "load_sample", "plan_week", "learn", "drop_import",
        "import_nothing", "share_book", "unshare_book", "erase_person",
    }
)  # fmt: skip
# What Kontor does by itself is no deed of the keeper's.
SILENT = frozenset({"plan_week", "learn"})
