"""The addresses of the pages; the book stands in front of nearly all of them."""

from __future__ import annotations

from django.urls import path

from kontor.web.accounts.books import books
from kontor.web.accounts.devices import devices
from kontor.web.accounts.door import door, leave
from kontor.web.accounts.home import home
from kontor.web.accounts.password import password
from kontor.web.accounts.settings import settings
from kontor.web.accounts.whole_book import coming_book, whole_book
from kontor.web.connections.names import names
from kontor.web.connections.organisation import organisation
from kontor.web.connections.people import people
from kontor.web.connections.person import person
from kontor.web.connections.person_edit import person_edit, person_new
from kontor.web.connections.photo import photo
from kontor.web.connections.sorting import sorting
from kontor.web.connections.touch import touch
from kontor.web.groups.gathering import gathering
from kontor.web.groups.gathering_edit import gathering_edit, gathering_new
from kontor.web.groups.group import group
from kontor.web.groups.group_edit import group_edit, group_new
from kontor.web.groups.groups import groups
from kontor.web.groups.member import member
from kontor.web.groups.person import reach
from kontor.web.groups.segments import (
    segment,
    segment_edit,
    segment_new,
    segments,
)
from kontor.web.health import health
from kontor.web.language import language
from kontor.web.overview.batch import batch
from kontor.web.overview.deeds import deeds, undo
from kontor.web.overview.duplicates import duplicates
from kontor.web.overview.erase import erase
from kontor.web.overview.export import export
from kontor.web.overview.held import disclosure, letter, origin
from kontor.web.overview.imports import imports
from kontor.web.overview.log import log
from kontor.web.overview.merge import merge, merge_with
from kontor.web.overview.others import others
from kontor.web.overview.resting import resting
from kontor.web.overview.trust import trust
from kontor.web.overview.week import week

urlpatterns = [
    path("", home, name="home"),
    path("door/", door, name="door"),
    path("door/<str:token>/", door, name="door"),
    path("leave/", leave, name="leave"),
    path("health/", health, name="health"),
    path("books/", books, name="books"),
    path("books/whole/", whole_book, name="whole_book"),
    path("books/whole/<int:book>/", coming_book, name="coming_book"),
    path("language/", language, name="language"),
    path("<int:book>/", week, name="week"),
    path("<int:book>/resting/", resting, name="resting"),
    path("<int:book>/log/", log, name="log"),
    path("<int:book>/people/", people, name="people"),
    path("<int:book>/people/new/", person_new, name="person_new"),
    path("<int:book>/people/names/", names, name="names"),
    path("<int:book>/people/<uuid:uid>/", person, name="person"),
    path("<int:book>/people/<uuid:uid>/edit/", person_edit, name="person_edit"),
    path("<int:book>/people/<uuid:uid>/photo/", photo, name="photo"),
    path("<int:book>/people/<uuid:uid>/origin/", origin, name="origin"),
    path("<int:book>/people/<uuid:uid>/disclosure/", disclosure, name="disclosure"),
    path("<int:book>/people/<uuid:uid>/letter/", letter, name="letter"),
    path("<int:book>/people/<uuid:uid>/erase/", erase, name="erase"),
    path("<int:book>/people/<uuid:uid>/merge/", merge_with, name="merge_with"),
    path("<int:book>/people/<uuid:uid>/merge/<uuid:other>/", merge, name="merge"),
    path("<int:book>/people/<uuid:uid>/reach/", reach, name="reach"),
    path("<int:book>/groups/", groups, name="groups"),
    path("<int:book>/groups/new/", group_new, name="group_new"),
    path("<int:book>/groups/<uuid:uid>/", group, name="group"),
    path("<int:book>/groups/<uuid:uid>/edit/", group_edit, name="group_edit"),
    path("<int:book>/groups/<uuid:uid>/gather/", gathering_new, name="gathering_new"),
    path("<int:book>/groups/<uuid:uid>/members/<int:key>/", member, name="member"),
    path("<int:book>/gatherings/<uuid:uid>/", gathering, name="gathering"),
    path(
        "<int:book>/gatherings/<uuid:uid>/edit/", gathering_edit, name="gathering_edit"
    ),
    path("<int:book>/segments/", segments, name="segments"),
    path("<int:book>/segments/new/", segment_new, name="segment_new"),
    path("<int:book>/segments/<uuid:uid>/", segment, name="segment"),
    path("<int:book>/segments/<uuid:uid>/edit/", segment_edit, name="segment_edit"),
    path("<int:book>/duplicates/", duplicates, name="duplicates"),
    path("<int:book>/touches/<uuid:uid>/", touch, name="touch"),
    path("<int:book>/organisations/<uuid:uid>/", organisation, name="organisation"),
    path("<int:book>/sorting/", sorting, name="sorting"),
    path("<int:book>/import/", imports, name="imports"),
    path("<int:book>/import/<uuid:uid>/", batch, name="batch"),
    path("<int:book>/deeds/", deeds, name="deeds"),
    path("<int:book>/undo/<int:deed>/", undo, name="undo"),
    path("<int:book>/settings/", settings, name="settings"),
    path("<int:book>/devices/", devices, name="devices"),
    path("<int:book>/password/", password, name="password"),
    path("<int:book>/export/", export, name="export"),
    path("<int:book>/trust/", trust, name="trust"),
    path("<int:book>/others/", others, name="others"),
]
