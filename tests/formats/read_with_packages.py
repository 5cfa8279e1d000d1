"""Reads an export with the package that its format belongs to and saves each image's labels by its
name. Exit status 77: the package is not here. Usage: read_with_packages.py FORMAT FOLDER OUT.npz"""

import json
import pathlib
import sys

import numpy as np

form, folder, out = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
arrays = {}


def value_of(names, index):
    """The label of a category: 0 background, 255 ignore, else its place among the others."""
    if names[index] == "background":
        return 0
    if names[index] == "ignore":
        return 255
    return 1 + sum(name not in ("background", "ignore") for name in names[:index])


def from_datumaro(dataset, ground=0, size=None, name=lambda item: item.id):
    from datumaro.components.annotation import AnnotationType

    names = [label.name for label in dataset.categories()[AnnotationType.label]]
    for item in dataset:
        height, width = item.media.size if size is None else size(item)
        labels = np.full((height, width), ground, np.uint8)
        for annotation in item.annotations:
            if annotation.type in (AnnotationType.mask, AnnotationType.polygon):
                labels[np.asarray(annotation.image, bool)] = value_of(names, annotation.label)
        arrays[name(item)] = labels


def photo(item):
    return str(pathlib.PurePath(item.media.path).relative_to(folder / "images"))


def read():
    if form == "coco-panoptic":
        from datumaro import Dataset

        (folder / "images/val").mkdir(parents=True, exist_ok=True)
        dataset = Dataset.import_from(str(folder), "coco_panoptic")
        from_datumaro(dataset, ground=255, name=lambda item: item.id + ".png")
    elif form == "cityscapes":
        from datumaro import Dataset
        from PIL import Image

        (folder / "leftImg8bit/val").mkdir(parents=True, exist_ok=True)
        table = folder / "label_colors.txt"  # whose names datumaro wants in one word
        lines = [line.split(maxsplit=3) for line in table.read_text("utf-8").splitlines()]
        words = [" ".join([*line[:3], f"{i}_" + line[3].replace(" ", "_")]) for i, line in enumerate(lines)]
        table.write_text("0 0 0 background\n" + "\n".join(words[1:]), "utf-8")
        dataset = Dataset.import_from(str(folder), "cityscapes")
        ending = "_gtFine_labelIds.png"

        def size(item):
            return Image.open(folder / "gtFine/val" / (item.id + ending)).size[::-1]

        from_datumaro(dataset, size=size)
        for labels in (folder / "gtFine/val").rglob("*" + ending):
            name = str(labels.relative_to(folder / "gtFine/val"))[: -len(ending)]
            values = np.array(Image.open(labels))
            values_trained = np.array(Image.open(str(labels).replace("labelIds", "labelTrainIds")))
            assert (values == values_trained).all(), name
            # datumaro knows neither background nor what no category stands for
            assert (arrays[name][values < 255] == values[values < 255]).all(), name
            arrays[name][values == 255] = 255
    elif form == "cityscapes-polygons":
        from cityscapesscripts.helpers.annotation import Annotation
        from cityscapesscripts.preparation.json2labelImg import createLabelImage
        from PIL import Image

        ending = "_gtFine_polygons.json"
        for file in (folder / "gtFine/val").rglob("*" + ending):
            annotation = Annotation()
            annotation.fromJsonFile(str(file))
            drawn = np.array(createLabelImage(annotation, "ids"))
            written = np.array(Image.open(str(file).replace("polygons.json", "labelIds.png")))
            trained = np.array(createLabelImage(annotation, "trainIds"))
            written_trained = np.array(Image.open(str(file).replace("polygons.json", "labelTrainIds.png")))
            assert (drawn == written).all(), file
            assert (trained == written_trained).all(), file
            arrays[str(file.relative_to(folder / "gtFine/val"))[: -len(ending)]] = np.where(
                trained == 255, 255, trained + 1
            ).astype(np.uint8)
    elif form == "labelme":
        from labelme._label_file import read_label_file
        from labelme.utils import shapes_to_label
        from PIL import Image

        lines = (folder / "labels.txt").read_text("utf-8").splitlines()
        numbers = {name: i - 1 for i, name in enumerate(lines)}  # as labelme's own examples number
        for file in folder.rglob("*.json"):
            stated = json.loads(file.read_text("utf-8"))
            picture = file.parent / stated["imagePath"]
            size = (stated["imageWidth"], stated["imageHeight"])
            Image.new("RGB", size).save(picture, "PNG")
            data = read_label_file(str(file))
            labels, _ = shapes_to_label(size[::-1], data.shapes, numbers)
            arrays[str(picture.relative_to(folder))] = (labels & 255).astype(np.uint8)
    elif form == "cvat":
        from datumaro import Dataset

        from PIL import Image
        from xml.etree import ElementTree

        for image in ElementTree.parse(folder / "val.xml").iter("image"):  # datumaro wants photos
            picture = folder / "images" / image.get("name")
            picture.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (int(image.get("width")), int(image.get("height")))).save(picture)
        dataset = Dataset.import_from(str(folder), "cvat")
        from_datumaro(dataset, name=lambda item: item.id + ".png")
    elif form == "datumaro":
        from datumaro import Dataset

        dataset = Dataset.import_from(str(folder), "datumaro")
        from_datumaro(dataset, name=lambda item: item.id + ".png")
    elif form == "label-studio":
        from label_studio_sdk.converter.brush import decode_rle
        from lxml import etree

        names = [n.get("value") for n in etree.parse(str(folder / "config.xml")).iter("Label")]
        for task in json.loads((folder / "val.json").read_text("utf-8")):
            data = task["data"]
            labels = np.zeros((data["height"], data["width"]), np.uint8)
            for result in task["annotations"][0]["result"]:
                if result["type"] != "brushlabels":
                    assert all(value_of(names, names.index(c)) in labels for c in result["value"]["choices"])
                    continue
                assert (result["original_height"], result["original_width"]) == labels.shape
                image = decode_rle(result["value"]["rle"]).reshape(*labels.shape, 4)
                label = value_of(names, names.index(result["value"]["brushlabels"][0]))
                labels[image[:, :, 3] > 0] = label
            arrays[data["image"]] = labels
    elif form == "huggingface":
        from datasets import load_dataset

        dataset = load_dataset("imagefolder", data_dir=str(folder), cache_dir=out + ".cache")
        for row in next(iter(dataset.values())):
            arrays[row["photo"]] = np.array(row["image"])
            assert row["image"].mode == "P"
    elif form == "yolo":
        import yaml
        from ultralytics.data.utils import polygons2masks_overlap

        description = yaml.safe_load((folder / "data.yaml").read_text("utf-8"))
        assert sorted(description["names"]) == list(range(len(description["names"])))
        import csv

        for row in csv.DictReader((folder / "sizes/val.csv").open(encoding="utf-8", newline="")):
            width, height = int(row["width"]), int(row["height"])
            lines = (folder / "labels/val" / (row["label"] + ".txt")).read_text().splitlines()
            rows = [line.split() for line in lines]
            assert all(len(row) > 6 for row in rows)  # how ultralytics tells outlines from boxes
            labels = np.zeros((height, width), np.uint8)
            if rows:
                points = [np.array(r[1:], np.float32).reshape(-1, 2) for r in rows]
                assert all(p.min() >= 0 and p.max() <= 1 for p in points)
                scaled = [p * np.array([width, height], np.float32) for p in points]
                for row_, polygon in zip(rows, scaled):
                    mask, _ = polygons2masks_overlap((height, width), [polygon])
                    labels[mask > 0] = int(row_[0]) + 1
            arrays[row["label"]] = labels
    elif form in ("mmseg", "mmseg-ade"):
        from mmseg.datasets.transforms import LoadAnnotations
        from PIL import Image

        info = json.loads((folder / "dataset_info.json").read_text("utf-8"))
        reduce = info["reduce_zero_label"]
        load = LoadAnnotations(reduce_zero_label=reduce, imdecode_backend="pillow")
        for file in (folder / "annotations/val").rglob("*.png"):
            results = {"seg_map_path": str(file), "reduce_zero_label": reduce, "seg_fields": []}
            size = Image.open(file).size[::-1]  # sides of one pixel are squeezed away
            if size == (1, 1) and reduce:  # which such an image does not survive there
                labels = np.array(Image.open(file)) - np.uint8(1)
            else:
                labels = load(results)["gt_seg_map"].astype(np.uint8)
            arrays[str(file.relative_to(folder / "annotations/val"))[:-4]] = labels.reshape(size)
    elif form == "voc":
        from PIL import Image

        for name in (folder / "ImageSets/Segmentation/val.txt").read_text("utf-8").splitlines():
            name = name.removeprefix("./")
            image = Image.open(folder / "SegmentationClass" / (name + ".png"))
            assert image.mode == "P" and image.getpalette()[:6] == [0, 0, 0, 128, 0, 0]
            arrays[name] = np.array(image)
    else:  # grey
        from PIL import Image

        import csv

        for row in csv.DictReader((folder / "lists/val.csv").open(encoding="utf-8", newline="")):
            image = Image.open(folder / row["mask"])
            assert image.mode == "L"
            arrays[row["image"]] = np.array(image)


try:
    read()
except ImportError as error:
    print(error)
    sys.exit(77)
np.savez_compressed(out, **arrays)
