"""Searches files for planted identifiers, for deid-planted-places.test.ts: shares no code with what made the files.

Input: one JSON object a line, {"bytes": base64, "words": [text], "numbers": [digits], "codecs": [names]}. Output for each, in the same
order: the list of what was found, as [where, needle]. Words are searched without case and marks, whatever stands
between their parts; numbers whatever separates their digits; both in the bytes as Latin-1, UTF-8, the codings asked
for and UTF-16, inflated too where the data set is deflated, and in every value that pydicom decodes.
"""

import base64
import io
import json
import re
import sys
import unicodedata
import warnings
import zlib

from pydicom import config, dcmread

CODECS = ["latin-1", "utf-8"]
MARKS = re.compile("[\u0300-\u036f]+")


def folded(text):
    """Lower case, without marks."""
    if text.isascii():
        return text.lower()
    return MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def readings(raw, codecs=()):
    """The bytes as text in every coding that they may have."""
    for codec in [*CODECS, *codecs]:
        yield codec, raw.decode(codec, "ignore")
    for codec in ("utf-16-le", "utf-16-be"):
        for start in (0, 1):
            yield codec, raw[start:].decode(codec, "ignore")


def inflated(raw):
    """The data set of a deflated file; nothing for other files."""
    try:
        if dcmread(io.BytesIO(raw), specific_tags=[], force=True).file_meta.TransferSyntaxUID != "1.2.840.10008.1.2.1.99":
            return b""
    except Exception:
        return b""
    for start in range(132, min(len(raw), 4096)):
        try:
            data = zlib.decompressobj(-15).decompress(raw[start:])
        except zlib.error:
            continue
        if len(data) > len(raw) // 2:
            return data
    return b""


def values(raw):
    """Every value that pydicom decodes, at any depth."""
    out = []

    def walk(dataset):
        for tag in list(dataset.keys()):
            try:
                element = dataset[tag]
                if element.VR == "SQ":
                    for item in element.value:
                        walk(item)
                elif element.tag != 0x7FE00010 and element.value is not None:
                    many = element.value if isinstance(element.value, (list, tuple)) else [element.value]
                    out.append("\\".join(str(one) for one in many))
            except Exception:
                continue

    try:
        walk(dcmread(io.BytesIO(raw), force=True))
    except Exception:
        return ""
    return "\n".join(out)


def pattern_of(needle, is_number):
    """Parts of a word may be apart by signs, digits of a number by separators."""
    parts = list(needle) if is_number else re.split(r"[^\w]+", folded(needle))
    joint = r"[ ./:_^-]?" if is_number else r"[\s\W_]{0,3}"
    return re.compile(joint.join(re.escape(part) for part in parts))


def find(job):
    """What stands in a file."""
    raw = base64.b64decode(job["bytes"])
    wanted = [(w, pattern_of(w, False)) for w in job["words"]] + [(n, pattern_of(n, True)) for n in job["numbers"]]
    found = []
    texts = list(readings(raw, job.get("codecs", ()))) + [("deflated " + c, t) for c, t in readings(inflated(raw))]
    texts.append(("decoded", values(raw)))
    for where, text in texts:
        plain = folded(text)
        found += [[where, needle] for needle, pattern in wanted if pattern.search(plain)]
    return found


def main():
    """A line of results for each line of input."""
    warnings.simplefilter("ignore")
    config.settings.reading_validation_mode = config.IGNORE
    for line in sys.stdin:
        print(json.dumps(find(json.loads(line))), flush=True)


main()
