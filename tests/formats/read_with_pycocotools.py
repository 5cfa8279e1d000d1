"""Reads an instances file with pycocotools and prints, for each image, a line of its size and a line
of its label map (annotations painted in order), and for each annotation its area and box as
pycocotools computes them from the runs. Usage: read_with_pycocotools.py INSTANCES.json"""

import contextlib
import sys

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO

with contextlib.redirect_stdout(sys.stderr):
    coco = COCO(sys.argv[1])
for image_id in sorted(coco.getImgIds()):
    image = coco.loadImgs([image_id])[0]
    labels = np.zeros((image["height"], image["width"]), np.uint8)
    for annotation in coco.loadAnns(coco.getAnnIds(imgIds=[image_id])):
        runs = annotation["segmentation"]
        assert annotation["area"] == mask.area(runs), annotation
        assert annotation["bbox"] == mask.toBbox(runs).tolist(), annotation
        labels[coco.annToMask(annotation) == 1] = annotation["category_id"]
    print(image["id"], image["file_name"], image["width"], image["height"])
    print(" ".join(map(str, labels.ravel())))
for category in coco.loadCats(coco.getCatIds()):
    print(category["id"], category["name"])
