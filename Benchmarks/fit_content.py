#!/usr/bin/env python3
"""Fits the trees of `ContentModel` to marked pages and writes Sources/Scraping/Extraction/ContentModel+trees.swift.

usage: fit_content.py PAGES [PARTS [SEED]]     a folder as docs/extraction.md tells; needs numpy and lightgbm

First it says how well the fit does on pages that it has not seen: four parts by the hash of the id, each judged by what the
other three taught. Only that figure counts; the one on all pages flatters. With a number of parts it says that and no more.
"""
import base64
import collections
import difflib
import hashlib
import json
import pathlib
import statistics
import struct
import subprocess
import sys

import lightgbm
import numpy

from extraction_truth import read_truth, words
from machine import RELEASE, ROOT

PARTS = 4
ROUNDS = 300
# As in `ContentModel`: how many trees judge all blocks, and how far from zero their sum decides.
FIRST, DECIDED = 80, 2.3
SETTINGS = {
    "objective": "cross_entropy", "num_leaves": 16, "learning_rate": 0.06, "extra_trees": True, "feature_fraction": 0.6,
    "bagging_fraction": 0.7, "bagging_freq": 1, "min_data_in_leaf": 80, "lambda_l2": 5, "min_gain_to_split": 0.5,
    "max_bin": 127, "num_threads": 1, "deterministic": True, "verbose": -1, "seed": 1,
}
# What `ContentSelection` divides the odds by.
READERS = numpy.exp([3 * statistics.NormalDist().inv_cdf((index + 0.5) / 8) for index in range(8)])


class Page:
    def __init__(self, entry, truth):
        self.id, self.kind = entry["id"], truth["page_type"]
        self.blocks = [words(text) for text in entry["page"]["texts"]]
        self.truth = words(truth["main_content"])
        self.features = numpy.array(entry["page"]["features"], numpy.float32)
        self.sizes = numpy.array([len(block) + 1 for block in self.blocks], float)
        self.marked = self.share_marked()

    def share_marked(self):
        """Of each block, the part of its words that people marked: aligned in order, then by runs of four words.

        A run counts only for words that are not found yet: a title repeated in every list of the page is marked once.
        """
        flat = [word for block in self.blocks for word in block]
        hit = numpy.zeros(len(flat), bool)
        if len(flat) * len(self.truth) < 4e7:
            for start, _, length in difflib.SequenceMatcher(None, flat, self.truth).get_matching_blocks():
                hit[start:start + length] = True
        left = collections.Counter(self.truth)
        left.subtract(word for word, is_hit in zip(flat, hit) if is_hit)
        in_run = numpy.zeros(len(flat), bool)
        runs = set(zip(*(self.truth[offset:] for offset in range(4))))
        for index in range(len(flat) - 3):
            if tuple(flat[index:index + 4]) in runs:
                in_run[index:index + 4] = True
        ends = numpy.cumsum([len(block) for block in self.blocks])
        spans = [slice(end - len(block), end) for block, end in zip(self.blocks, ends)]
        surest_first = sorted(spans, key=lambda span: -in_run[span].mean() if span.start < span.stop else 0)
        for span in surest_first:
            for index in range(span.start, span.stop):
                if in_run[index] and not hit[index] and left[flat[index]] > 0:
                    left[flat[index]] -= 1
                    hit[index] = True
        return numpy.array([hit[span].mean() if span.start < span.stop else 0 for span in spans])

    def part(self, parts):
        return int(hashlib.md5(self.id.encode()).hexdigest(), 16) // 2 % parts

    def score(self, likelihoods):
        """F1 of the words of the blocks that `ContentSelection` would keep."""
        order = numpy.argsort(-likelihoods, kind="stable")
        against = (1 / numpy.maximum(likelihoods, 1e-30) - 1) ** 1.5
        wanted = self.sizes[:, None] / (1 + against[:, None] / READERS)
        taken = numpy.cumsum(self.sizes[order])
        count = int(numpy.argmax((numpy.cumsum(wanted[order], 0) / (taken[:, None] + wanted.sum(0))).sum(1))) + 1
        found = collections.Counter(word for index in order[:count] for word in self.blocks[index])
        true = collections.Counter(self.truth)
        total = sum(found.values()) + sum(true.values())
        return 2 * sum((found & true).values()) / total if total else 1.0


def fit(pages, seed=SETTINGS["seed"]):
    """Every page weighs the same, and in it every block by its words."""
    weights = numpy.concatenate([page.sizes / page.sizes.sum() for page in pages])
    data = lightgbm.Dataset(
        numpy.vstack([page.features for page in pages]), numpy.concatenate([page.marked for page in pages]),
        weight=weights * len(weights) / weights.sum())
    return lightgbm.train({**SETTINGS, "seed": seed}, data, ROUNDS)


def judge(model, features):
    """As `ContentModel.likelihoods`."""
    first = model.predict(features, raw_score=True, num_iteration=FIRST)
    sums = numpy.where(abs(first) < DECIDED, model.predict(features, raw_score=True), first)
    return 1 / (1 + numpy.exp(-sums))


def cross_validate(pages, parts, seed):
    """Name of kind → mean F1 of pages that are judged by what the other parts taught."""
    scores = collections.defaultdict(list)
    for part in range(parts):
        model = fit([page for page in pages if page.part(parts) != part], seed)
        for page in pages:
            if page.part(parts) == part:
                value = page.score(judge(model, page.features))
                scores["all"].append(value)
                scores[page.kind].append(value)
    return {kind: round(statistics.mean(values), 4) for kind, values in scores.items()}


def pack(model):
    """As `PackedTree` reads it."""
    def pack_tree(node):
        if "split_feature" in node:
            return (struct.pack("<Bf", node["split_feature"], node["threshold"])
                    + pack_tree(node["left_child"]) + pack_tree(node["right_child"]))
        return struct.pack(">H", 0x8000 | round(1000 * max(-16, min(16, node["leaf_value"]))) & 0x7FFF)

    return base64.b64encode(b"".join(pack_tree(tree["tree_structure"]) for tree in model.dump_model()["tree_info"])).decode()


def main(folder, parts=None, seed=None):
    truth = read_truth(folder)
    lines = subprocess.run(
        [RELEASE / "presswork", "extract", pathlib.Path(folder) / "html", "--blocks"], stdout=subprocess.PIPE, check=True)
    entries = [json.loads(line) for line in lines.stdout.splitlines()]
    pages = [Page(entry, truth[entry["id"]]) for entry in entries if entry["page"]["features"]]
    print("on pages it has not seen:", cross_validate(pages, parts or PARTS, seed or SETTINGS["seed"]))
    if parts:
        return
    packed = pack(fit(pages))
    rows = "\n".join("        " + packed[start:start + 112] for start in range(0, len(packed), 112))
    path = ROOT / "Sources/Scraping/Extraction/ContentModel+trees.swift"
    path.write_text(
        'extension ContentModel {\n    /// Written by `Benchmarks/fit_content.py`.\n    static let trees = """\n'
        f'{rows}\n        """\n}}\n')


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:])) if 2 <= len(sys.argv) <= 4 else sys.exit(__doc__)
