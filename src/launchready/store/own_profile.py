"""The profile that judged a run: by name where it ships, else whole, since files come and go."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from launchready.model.profile import Profile
from launchready.profiles import DEFAULT, load_profile, profile_names
from launchready.store.codec import CodecError
from launchready.store.runs import StoredRun


def own_profile(profile: Profile) -> str:
    """Write a profile down as JSON; empty for one that ships, which its name finds again."""
    if profile.name in profile_names() and load_profile(profile.name) == profile:
        return ""
    return msgspec.json.encode(profile).decode()


def profile_of(run: StoredRun) -> Profile:
    """Return the profile that judged a run. Raises `CodecError` and `ProfileError`.

    A threshold that is newer than the run is the default's.
    """
    if not run.own_profile:
        return load_profile(run.profile)
    try:
        profile = msgspec.json.decode(run.own_profile, type=Profile)
    except msgspec.DecodeError as error:
        message = f"the profile that judged {run.id} cannot be read: {error}"
        raise CodecError(message) from None
    known = {one.key for one in profile.thresholds}
    newer = (one for one in load_profile(DEFAULT).thresholds if one.key not in known)
    return replace(profile, thresholds=(*profile.thresholds, *newer))
