"""Pages with what people marked in them, and how extracted text is scored.

A folder holds `html/ID.html.gz` (or `ID.html`) and `truth.jsonl` (or `.gz`), an object a line: `id`, `page_type`,
`main_content`, and `title`, `author`, `date` (`YYYY-MM-DD`), each null where a reader sees none.
"""
import collections
import gzip
import json
import pathlib
import re
import statistics


def words(text):
    return re.findall(r"\w+", (text or "").lower())


def f1(found, true):
    found, true = collections.Counter(words(found)), collections.Counter(words(true))
    total = sum(found.values()) + sum(true.values())
    return 2 * sum((found & true).values()) / total if total else 1.0


def read_truth(folder):
    for path in (pathlib.Path(folder) / "truth.jsonl.gz", pathlib.Path(folder) / "truth.jsonl"):
        if path.exists():
            with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
                return {entry["id"]: entry for entry in map(json.loads, lines)}
    raise SystemExit(f"{folder} holds no truth.jsonl or truth.jsonl.gz; its form is told in docs/extraction.md")


def score(found, truth):
    """Name → value, for lines of {"id", "text", "title", "author", "date"}."""
    found = {entry["id"]: entry for entry in found}
    scores, meta = collections.defaultdict(list), collections.defaultdict(list)
    same = {
        "title": lambda a, b: words(a) == words(b),
        "author": lambda a, b: set(words(a)) == set(words(b)),
        "date": lambda a, b: (a or "")[:10] == b[:10],
    }
    for name, true in truth.items():
        entry = found.get(name, {})
        value = f1(entry.get("text"), true["main_content"])
        scores["f1"].append(value)
        scores["f1_" + true["page_type"]].append(value)
        for field, is_same in same.items():
            if true.get(field):
                meta[field + "_right"].append(is_same(entry.get(field), true[field]))
            elif field != "title":
                meta[field + "_invented"].append(bool(entry.get(field)))
    return {name: statistics.mean(values) for name, values in {**scores, **meta}.items()}
