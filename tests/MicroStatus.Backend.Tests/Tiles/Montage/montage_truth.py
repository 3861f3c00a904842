"""Writes tiles, and says of montages what numpy says. One command a line on standard input (JSON), one answer a line."""
import json
import subprocess
import sys

import numpy as np
import tifffile
from PIL import Image


def write(task):
    """Tiles of random pixels, each a file of its own."""
    rng = np.random.default_rng(task["seed"])
    shape = (task["height"], task["width"])
    for path in task["paths"]:
        kind = np.dtype(task["type"])
        if kind.kind == "f":
            pixels = rng.normal(100, 40, shape).astype(kind)
        else:
            pixels = rng.integers(max(np.iinfo(kind).min, -5000), min(np.iinfo(kind).max, 60000), shape, dtype=kind)
        if task.get("samples", 1) == 3:
            pixels = np.stack([pixels] * 3, axis=-1)
        if task.get("planes", 1) > 1:
            pixels = np.stack([pixels] * task["planes"])
        photometric = "rgb" if task.get("samples", 1) == 3 else "minisblack"
        if task.get("imagej"):
            tifffile.imwrite(path, pixels, imagej=True)
            continue
        tifffile.imwrite(
            path, pixels, photometric=photometric, byteorder=task.get("order", "<"), compression=task.get("compression"), bigtiff=task.get("big", False),
            rowsperstrip=task.get("strip"), tile=task.get("tile"))
    return {}


def montage_of(task):
    """The montage, with a mask of the places that have an image."""
    rows = []
    for places in task["places"]:
        row = [(np.zeros((task["height"], task["width"]), task["type"]), False) if p is None else (tifffile.imread(p), True) for p in places]
        rows.append((np.hstack([pixels for pixels, _ in row]), np.hstack([np.full(pixels.shape, there) for pixels, there in row])))
    return np.vstack([pixels for pixels, _ in rows]), np.vstack([there for _, there in rows])


def averages_of(pixels, there, factor):
    """Means of squares, at the edges of what there is; not a number where a place has no image."""
    values = np.where(there, pixels.astype(np.float64), np.nan)
    pad = [(0, -values.shape[0] % factor), (0, -values.shape[1] % factor)]
    squares = lambda a: np.pad(a, pad).reshape((a.shape[0] + pad[0][1]) // factor, factor, -1, factor).sum((1, 3))
    return squares(values) / squares(np.ones_like(values))


def stretched(averages, low, high):
    seen = averages[np.isfinite(averages)]
    black, white = np.percentile(seen, [low, high])
    shades = np.zeros(averages.shape) if white <= black else (averages - black) / (white - black) * 255
    return np.clip(np.round(np.nan_to_num(shades, nan=0.0)), 0, 255), black, white


def judge(task):
    pixels, there = montage_of(task)
    answer = {}
    if task.get("tiff"):
        plain = task["tiff"] + ".plain"
        subprocess.run(["tiffcp", "-8", "-c", "none", task["tiff"], plain], check=True)
        with tifffile.TiffFile(task["tiff"]) as file:
            page = file.pages[0]
            answer["pages"] = len(file.pages)
            answer["big"] = bool(file.is_bigtiff)
            answer["tiled"] = bool(page.is_tiled)
            answer["compression"] = int(page.compression)
            answer["resolution"] = page.tags["XResolution"].value[0] / page.tags["XResolution"].value[1]
            answer["unit"] = int(page.tags["ResolutionUnit"].value)
        with tifffile.TiffFile(plain) as file:
            made = file.pages[0].asarray()
        answer["type"] = str(made.dtype)
        answer["equal"] = bool(made.dtype == pixels.dtype and np.array_equal(made, pixels))
    shades, black, white = stretched(averages_of(pixels, there, task["factor"]), 1, 99)
    with Image.open(task["preview"]) as image:
        preview = np.asarray(image).astype(float)
    answer.update(black=black, white=white, same_size=preview.shape == shades.shape)
    answer["difference"] = float(np.abs(preview - shades).max()) if preview.shape == shades.shape else -1.0
    return answer


def look(task):
    """Size of a picture, its colours at some places, and the longest white run of a row with what lies beside it."""
    with Image.open(task["picture"]) as image:
        rgb = np.asarray(image.convert("RGB"))
        mode = image.mode
    white = (rgb == 255).all(axis=-1)
    longest = (0, 0, 0)
    for y in range(white.shape[0]):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], white[y].astype(int), [0]])))
        for start, end in zip(edges[::2], edges[1::2]):
            longest = max(longest, (int(end - start), y, int(start)))
    length, y, x = longest
    beside = [rgb[y, x - 1].tolist(), rgb[y, x + length].tolist()] if 0 < x and x + length < rgb.shape[1] else []
    return {"mode": mode, "width": rgb.shape[1], "height": rgb.shape[0], "bar": length, "row": y, "column": x, "beside": beside,
            "colors": [rgb[p[1], p[0]].tolist() for p in task.get("at", [])]}


for line in sys.stdin:
    job = json.loads(line)
    print(json.dumps({"write": write, "judge": judge, "look": look}[job["do"]](job)), flush=True)
