"""Scores de-identified files in the manner of MIDI-B: for each element of the sources, what PS3.15 Table E.1-1 asks for,
and whether the released file has it. Read by pydicom, from the table as published, without a word of the tool's own code.

Arguments: e1-1.tsv, the columns of the options chosen, and keywords of what the profile keeps by its own word. Standard input: one JSON object a line with `source` and
`released`, paths of files. Standard output: `{"miss": [category, file, path of keywords, code]}` for whatever is not as
asked (no values of files), then `{"score": {category: [checked, right]}, "rest": …}`.
"""

import collections
import csv
import datetime
import fnmatch
import hashlib
import json
import re
import sys
import warnings

from pydicom import config, dcmread
from pydicom.datadict import dictionary_VR, keyword_for_tag
from pydicom.dataelem import RawDataElement
from pydicom.sequence import Sequence
from pydicom.uid import UID_dictionary

PIXELS = (0x7FE00010, 0x7FE00008, 0x7FE00009)
TEXT = ("LO", "LT", "SH", "ST", "UC", "UR", "UT", "AE")
PLAIN = ("AS", "AT", "CS", "DS", "FD", "FL", "IS", "SL", "SS", "SV", "TM", "UL", "US", "UV")
# Markers that say what was done (PS3.15 E.1.1, E.3), and the character set, which text decides.
MARKERS = {
    0x00080005, 0x00120062, 0x00120063, 0x00120064, 0x00280301, 0x00280302, 0x00280303, 0x00189004,
}
WORD = re.compile(r"[^\W_]+")


class Table:
    """PS3.15 Table E.1-1 under the options chosen."""

    def __init__(self, path, columns):
        self.exact, self.wild = {}, []
        with open(path, encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                tag = row["tag"].lower()
                chosen = [row[column] for column in columns if row.get(column)]
                code = "C" if "C" in chosen else "K" if "K" in chosen else row["basic"]
                if re.fullmatch("[0-9a-f]{8}", tag):
                    self.exact[int(tag, 16)] = code
                elif "x" in tag and "gg" not in tag:
                    self.wild.append((tag.replace("x", "?"), code))

    def code(self, tag):
        if tag in self.exact:
            return self.exact[tag]
        text = f"{tag:08x}"
        return next((code for pattern, code in self.wild if fnmatch.fnmatch(text, pattern)), None)


def vr_of(element, tag):
    vr = element.VR
    if vr in (None, "UN", ""):
        try:
            vr = dictionary_VR(tag)
        except KeyError:
            vr = vr or "UN"
    return vr


def raw(element):
    """The bytes of a value without its padding."""
    value = element.value
    if isinstance(value, bytes):
        return value.rstrip(b"\0 ").lstrip(b" ")
    many = value if isinstance(value, (list, tuple)) or hasattr(value, "append") else [value]
    texts = ["" if one in (None, "") else str(one) for one in many]
    return "\\".join(texts).encode("utf-8", "replace").strip(b"\0 ")


def is_registered(uid, path):
    """PS3.6 Annex A; SOP classes newer than pydicom's list have the standard's own root."""
    return uid in UID_dictionary or (path.endswith("ClassUID") and uid.startswith("1.2.840.10008.5.1.4."))


def name(tag):
    return keyword_for_tag(tag) or ("private" if (tag >> 16) & 1 else f"{tag >> 16:04X}xxxx")


def known_words(path):
    """What tells who it is: words of names and numbers of four letters and more, at any depth."""
    words = set()
    keys = ("PatientID", "AccessionNumber", "OtherPatientIDs", "InstitutionName", "InstitutionAddress", "StudyID")
    # Read for this alone: what pydicom has converted is not compared byte by byte any more.
    for element in dcmread(path, force=True, stop_before_pixels=True).iterall():
        try:
            if (element.VR == "PN" or element.keyword in keys) and element.value:
                words |= {word.lower() for word in WORD.findall(str(element.value)) if len(word) >= 4}
        except Exception:  # a value that pydicom cannot read is no word
            continue
    return words


def day(text):
    try:
        return datetime.datetime.strptime(text[:8], "%Y%m%d").date() if re.match(r"\d{8}", text) else None
    except ValueError:
        return None


class Score:
    def __init__(self, table, chosen):
        self.table = table
        self.private_kept = "rtn_safe_private" in chosen
        self.own = set(chosen)
        self.counts = collections.defaultdict(lambda: [0, 0])
        self.uids, self.patients, self.shifts = {}, {}, {}
        self.rest = collections.Counter()
        self.file = ""

    def mark(self, category, is_right, path="", code=""):
        count = self.counts[category]
        count[0] += 1
        count[1] += bool(is_right)
        if not is_right:
            print(json.dumps({"miss": [category, self.file, path, str(code)]}))

    def pair(self, source, released):
        old, new = dcmread(source, force=True), dcmread(released)
        self.file = released
        self.words = known_words(source)
        person = str(old.get("IssuerOfPatientID") or ""), str(old.get("PatientID") or "")
        self.person = person
        self.mark("transfer syntax kept", self.syntax(old) == self.syntax(new))
        self.mark("patient ID consistent", self.patients.setdefault(person, new.PatientID) == new.PatientID)
        self.level(old, new, "")
        self.pixels(old, new)

    @staticmethod
    def syntax(dataset):
        uid = getattr(dataset.file_meta, "TransferSyntaxUID", None)
        if uid is not None:
            return str(uid)
        return "1.2.840.10008.1.2" if dataset.is_implicit_VR else "1.2.840.10008.1.2.1"

    def pixels(self, old, new):
        for tag in PIXELS:
            if tag in old:
                before, after = (hashlib.sha256(one.get_item(tag).value or b"").digest() for one in (old, new))
                self.mark("pixels retained", tag in new and before == after, name(tag))

    def level(self, old, new, where):
        for tag in old.keys():
            tag = int(tag)
            if tag in PIXELS or tag in MARKERS or tag & 0xFFFF == 0 or (tag >> 16) < 8:
                continue
            element = old.get_item(tag)
            other = new.get_item(tag) if tag in new else None
            vr = vr_of(element, tag)
            path = where + name(tag)
            if name(tag) in self.own:
                self.rest["kept by the profile's own word"] += 1
            elif tag >> 24 in (0x50, 0x60):
                # An overlay or a curve is one thing: where its data cannot be cleaned, the group goes.
                self.rest[f"overlays and curves, {'removed' if other is None else 'kept'}"] += 1
            elif (tag >> 16) & 1:
                self.private(tag, element, other)
            elif vr == "SQ":
                self.sequence(tag, old, new, path)
            else:
                self.element(tag, vr, (raw(element), raw(other) if other is not None else None), path)

    def private(self, tag, element, other):
        state = "removed" if other is None else "kept"
        if not self.private_kept and raw(element):
            self.mark("private removed", other is None, "private", "X")
        self.rest[f"private elements {state}"] += 1

    def sequence(self, tag, old, new, path):
        code = self.table.code(tag)
        items = old[tag].value
        if not isinstance(items, Sequence) or len(items) == 0:
            return
        if tag not in new:
            # PS3.15 E.3.5: content items are cleaned or dropped one by one; all other sequences without a row stay.
            if code in (None, "K", "C"):
                self.mark("tag retained", all(len(item) == 0 for item in items), path, code)
            return
        if code is not None and code[0] in "XZ" and "U" not in code and code not in ("C", "K"):
            self.mark("text removed", len(new[tag].value) == 0 or "D" in code, path, code)
            return
        mine = new[tag].value
        if len(mine) != len(items):
            self.rest["sequences with fewer items"] += 1
            return
        for index, (before, after) in enumerate(zip(items, mine)):
            self.level(before, after, f"{path}[{index}].")

    def element(self, tag, vr, values, path):
        code = self.table.code(tag)
        before, after = values
        if not before or (vr == "PN" and not before.strip(b"^= ")):
            return
        if vr == "UI":
            self.uid(code, values, path)
        elif code == "K" or (code is None and vr in PLAIN):
            self.retained(vr, values, path, code)
        elif vr in ("DA", "DT") and code in (None, "C"):
            self.date(values, path, code)
        elif code == "C" and vr in TEXT + ("CS",):
            self.text(values, path)
        elif code == "C":
            self.rest[f"cleaned, {vr} {'same' if before == after else 'changed'}"] += 1
        elif code is None:
            self.rest[f"no row, {vr} {'kept' if after == before else 'removed'}"] += 1
            if vr == "PN":
                self.mark("text removed", after != before, path, code)
        else:
            self.mark("text removed", after != before, path, code)

    def retained(self, vr, values, path, code):
        before, after = values
        told = re.fullmatch(rb"(\d{3})Y", before) if vr == "AS" else None
        if told and int(told[1]) > 89:  # 45 CFR 164.514(b)(2)(i)(C)
            self.mark("text removed", after != before, path, code)
        else:
            self.mark("tag retained", before == after, path, code)

    def uid(self, code, values, path):
        before, after = (None if one is None else one.decode("latin-1").split("\\") for one in values)
        if all(is_registered(one, path) for one in before):
            self.mark("tag retained", before == after, path, code)
            return
        if after is None or after == [""]:
            self.rest["UIDs removed"] += 1
            return
        for old, new in zip(before, after):
            if not is_registered(old, path):
                self.mark("UID changed", old != new and new.startswith("2.25."), path, code)
                self.mark("UID consistent", self.uids.setdefault((self.person, old), new) == new, path, code)

    def date(self, values, path, code):
        before, after = (None if one is None else one.decode("latin-1").strip() for one in values)
        if not after:
            self.rest["dates removed"] += 1
            return
        if self.shifts is not None and day(before) and day(after) and code != "D":
            moved = (day(after) - day(before)).days
            mine = self.shifts.setdefault(self.person, moved)
            is_right = moved == mine and moved != 0 and moved % 7 == 0 and after[8:] == before[8:]
            self.mark("date shifted", is_right, path, code)
        else:
            self.mark("text removed", after != before, path, code)

    def text(self, values, path):
        before, after = values
        words = [word.lower() for word in WORD.findall(before.decode("utf-8", "replace"))]
        named = [word for word in words if word in self.words]
        if named:
            left = {word.lower() for word in WORD.findall((after or b"").decode("utf-8", "replace"))}
            self.mark("text removed", not left & set(named), path, "C")
        else:
            self.mark("text retained", before == after, path, "C")


def main():
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    table, *columns = sys.argv[1:]
    score = Score(Table(table, columns), columns)
    for line in sys.stdin:
        files = json.loads(line)
        try:
            score.pair(files["source"], files["released"])
        except Exception as error:  # what pydicom cannot read is a miss
            score.mark("read by pydicom", False, type(error).__name__)
        else:
            score.mark("read by pydicom", True)
    of_people = list(score.patients.values())
    score.mark("patient ID consistent", len(set(of_people)) == len(of_people))
    print(json.dumps({"score": score.counts, "rest": score.rest, "shifts": len(score.shifts)}))


main()
