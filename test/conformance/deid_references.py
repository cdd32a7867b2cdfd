"""Whether each UID of released files names what it named in the sources: the same instances, series, studies and frames of
reference of the delivery, or nothing of it, where it named nothing. Read by pydicom, without a word of the tool's own code.

Arguments: none. Standard input: one JSON object a line with `source` and `released`. Standard output: `{"broken": [why,
path of keywords, file]}` for each reference that names something else, or is gone though it named something, then `{"counts":
{SOP class: {keyword: [to the delivery, to elsewhere, gone]}}}`; references that are gone named nothing of the delivery.
"""

import collections
import json
import sys
import warnings

from pydicom import config, dcmread
from pydicom.uid import UID

# What of a file it is found by. A UID in a content item of a report (0040,A124) may name any of them.
OWN = ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID", "FrameOfReferenceUID")


def uids_of(dataset, path=()):
    """Each UID below the root, and references at the root, by its place: (path, value)."""
    for tag in dataset.keys():
        # What is no UID and no sequence is not decoded: that takes long.
        if tag.is_private or dataset.get_item(tag).VR not in ("UI", "SQ", "UN", None):
            continue
        element = dataset[tag]
        here = (*path, element.keyword)
        if element.VR == "SQ":
            for at, item in enumerate(element.value):
                yield from uids_of(item, (*here, at))
        elif element.VR == "UI" and element.value and (path or element.keyword not in OWN):
            if element.keyword.endswith(OWN) or element.keyword == "UID":
                many = [element.value] if element.VM == 1 else element.value
                for at, value in enumerate(many):
                    yield (*here, at), str(value)


class Side:
    """The sources, or what was released of them: the files that a UID names, by their numbers."""

    def __init__(self):
        self.named = {keyword: collections.defaultdict(set) for keyword in OWN}

    def add(self, number, dataset):
        for keyword in OWN:
            if dataset.get(keyword):
                self.named[keyword][str(dataset[keyword].value)].add(number)
        for item in dataset.get("SharedFunctionalGroupsSequence") or []:
            if item.get("FrameOfReferenceUID"):
                self.named["FrameOfReferenceUID"][str(item.FrameOfReferenceUID)].add(number)

    def files(self, keyword, uid):
        kinds = [own for own in OWN if keyword.endswith(own)] or OWN
        return frozenset().union(*(self.named[kind].get(uid, ()) for kind in kinds))


def main():
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    pairs = [json.loads(line) for line in sys.stdin]
    before, after, references = Side(), Side(), []
    for number, pair in enumerate(pairs):
        old, new = (dcmread(pair[side], force=True, stop_before_pixels=True) for side in ("source", "released"))
        before.add(number, old)
        after.add(number, new)
        kept = dict(uids_of(new))
        for place, uid in uids_of(old):
            references.append((number, str(old.get("SOPClassUID", "")), place, uid, kept.get(place)))
    counts = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0, 0]))
    for number, sop_class, place, old, new in references:
        keyword = place[-2]
        named = before.files(keyword, old)
        count = counts[UID(sop_class).name][keyword]
        count[0 if named else 2 if new is None else 1] += 1
        now = after.files(keyword, new) if new is not None else frozenset()
        if now != named:
            why = "gone" if new is None else "names nothing" if not now else "names something else"
            path = ".".join(part for part in place if isinstance(part, str))
            print(json.dumps({"broken": [why, path, pairs[number]["released"]]}))
    # What a UID of a file itself groups: the files of a series, a study, a frame of reference.
    for keyword in OWN:
        old, new = ({frozenset(files) for files in side.named[keyword].values()} for side in (before, after))
        for files in old ^ new:
            print(json.dumps({"broken": ["groups other files", keyword, pairs[min(files)]["released"]]}))
        counts["the files themselves"][keyword][0] += len(old)
    print(json.dumps({"counts": counts}))


main()
