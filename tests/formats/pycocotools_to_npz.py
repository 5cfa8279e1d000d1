"""Reads an instances file with pycocotools and saves each image's labels (annotations painted in
order, crowd regions as 255) by its file name. Usage: pycocotools_to_npz.py INSTANCES.json OUT.npz"""

import sys

import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO

coco = COCO(sys.argv[1])
arrays = {}
for image in coco.loadImgs(coco.getImgIds()):
    labels = np.zeros((image["height"], image["width"]), np.uint8)
    for annotation in coco.loadAnns(coco.getAnnIds(imgIds=[image["id"]])):
        runs = annotation["segmentation"]
        assert annotation["area"] == mask.area(runs), annotation
        assert annotation["bbox"] == mask.toBbox(runs).tolist(), annotation
        assert annotation["id"] > 0
        inside = coco.annToMask(annotation) == 1
        assert not labels[inside].any(), "regions overlap"
        labels[inside] = 255 if annotation["iscrowd"] else annotation["category_id"]
    arrays[image["file_name"]] = labels
names = [category["name"] for category in coco.loadCats(sorted(coco.getCatIds()))]
arrays["__classes__"] = np.array(["background", *names])
np.savez_compressed(sys.argv[2], **arrays)
