"""Who may sign in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Somebody who keeps one or more books.

    ``language`` is "" where the browser's own language shall be followed.
    """

    name = models.CharField(max_length=150, unique=True)
    language = models.CharField(max_length=5, blank=True)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField()

    USERNAME_FIELD = "name"
    objects = BaseUserManager["Account"]()

    def __str__(self) -> str:
        return self.name


class SignInLink(models.Model):
    """A link that signs one browser in, once; only its digest is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()

    def __str__(self) -> str:
        return f"link of {self.account_id}"


class Device(models.Model):
    """A browser that is signed in; its session holds the word that fits ``digest``.

    Without its row a session signs nobody in. ``browser`` and ``system`` are the
    families the browser gave itself out for, "" where it is none that is known;
    ``seen`` is the day (UTC) on which it last asked for a page.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="devices")
    digest = models.CharField(max_length=64, unique=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    seen = models.DateField()

    def __str__(self) -> str:
        return f"device of {self.account_id}"
