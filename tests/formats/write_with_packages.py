"""Writes labels with the package that a format belongs to. Exit status 77: the package is not here.
Usage: write_with_packages.py FORMAT IN.npz FOLDER"""

import base64
import io
import json
import pathlib
import sys

import numpy as np

form, folder = sys.argv[1], pathlib.Path(sys.argv[3])
arrays = dict(np.load(sys.argv[2]))
names = [str(name) for name in arrays.pop("__classes__")]
arrays.pop("__split__")
folder.mkdir(parents=True)


def datumaro_dataset(background, undecided):
    """Of the package's own items, with labels as masks."""
    from datumaro import Dataset, DatasetItem
    from datumaro.components.annotation import Mask
    from datumaro.components.media import Image

    labels = names[1:] + ([undecided] if undecided else []) + ([background] if background else [])
    items = []
    for number, (name, array) in enumerate(arrays.items()):
        masks = []
        for value in np.unique(array):
            if value == 0 and not background or value == 255 and not undecided:
                continue
            title = background if value == 0 else undecided if value == 255 else names[value]
            masks.append(
                Mask(
                    image=array == value,
                    label=labels.index(title),
                    id=len(masks) + 1,
                    group=len(masks) + 1,
                    attributes={"is_crowd": False},
                )
            )
        pixels = np.zeros((*array.shape, 3), np.uint8)
        items.append(
            DatasetItem(
                id=name,
                subset="val",
                media=Image.from_numpy(data=pixels, ext=".png"),
                annotations=masks,
                attributes={"id": number + 1},
            )
        )
    return Dataset.from_iterable(items, categories=labels)


def voc_colours():
    """The development kit's colour map: the bits of an index, spread over the three channels."""
    index, bit = np.arange(256)[:, None], np.arange(3)
    channels = [((index >> (3 * bit + channel) & 1) << (7 - bit)).sum(1) for channel in range(3)]
    return np.stack(channels, 1).astype(np.uint8).ravel().tolist()


def save(image, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)


def write():
    if form in ("datumaro", "cvat"):
        datumaro_dataset(None, "ignore").export(str(folder), form, save_media=False)
    elif form == "coco-panoptic":
        datumaro_dataset("background", None).export(str(folder), "coco_panoptic", save_media=False)
    elif form == "coco":
        from pycocotools import mask as runs

        images, annotations = [], []
        for number, (name, array) in enumerate(arrays.items(), 1):
            height, width = array.shape
            images.append({"id": number, "file_name": name + ".png", "width": width, "height": height})
            for value in np.unique(array[array > 0]):
                one = runs.encode(np.asfortranarray(array == value, np.uint8))
                one["counts"] = one["counts"].decode("ascii")
                annotations.append(
                    {
                        "id": len(annotations) + 1,
                        "image_id": number,
                        "category_id": int(value) if value < 255 else 1,
                        "iscrowd": int(value == 255),
                        "segmentation": one,
                    }
                )
        categories = [{"id": i, "name": name} for i, name in enumerate(names[1:], 1)]
        instances = {"images": images, "annotations": annotations, "categories": categories}
        (folder / "instances_val.json").write_text(json.dumps(instances))
    elif form == "label-studio":
        from label_studio_sdk.converter.brush import mask2rle

        tasks = []
        for name, array in arrays.items():
            results = []
            for value in np.unique(array):
                if value == 0:
                    continue
                label = "ignore" if value == 255 else names[value]
                mask = np.where(array == value, 255, 0).astype(np.uint8)
                results.append(
                    {
                        "type": "brushlabels",
                        "original_width": array.shape[1],
                        "original_height": array.shape[0],
                        "value": {"format": "rle", "rle": mask2rle(mask), "brushlabels": [label]},
                    }
                )
            size = {"width": array.shape[1], "height": array.shape[0]}
            tasks.append({"data": {"image": name, **size}, "annotations": [{"result": results}]})
        (folder / "val.json").write_text(json.dumps(tasks))
        labels = "".join(f'<Label value="{name}"/>' for name in [*names[1:], "ignore"])
        (folder / "config.xml").write_text(f"<View><BrushLabels>{labels}</BrushLabels></View>")
    elif form == "labelme":
        from labelme._label_file import write_label_file
        from PIL import Image

        for name, array in arrays.items():
            shapes = []
            for value in np.unique(array):
                if value == 0:
                    continue
                rows, columns = np.nonzero(array == value)
                top, left, bottom, right = rows.min(), columns.min(), rows.max(), columns.max()
                inside = array[top : bottom + 1, left : right + 1] == value
                file = io.BytesIO()
                Image.fromarray(inside.astype(np.uint8) * 255).save(file, "PNG")
                shapes.append(
                    {
                        "label": "__ignore__" if value == 255 else names[value],
                        "points": [[float(left), float(top)], [float(right), float(bottom)]],
                        "shape_type": "mask",
                        "flags": {},
                        "mask": base64.b64encode(file.getvalue()).decode(),
                    }
                )
            path = folder / (name + ".json")
            path.parent.mkdir(parents=True, exist_ok=True)
            write_label_file(
                str(path),
                shapes=shapes,
                image_path=pathlib.Path(name).name,
                image_height=array.shape[0],
                image_width=array.shape[1],
            )
        (folder / "labels.txt").write_text("\n".join(["__ignore__", "_background_", *names[1:]]))
    elif form == "labelme-polygons":  # filled by Pillow, as labelme does
        from PIL import Image, ImageDraw

        random = np.random.default_rng(3)
        filled = {"__classes__": np.array(["background", "cat"]), "__split__": np.array(["val"])}
        for number in range(60):
            count = random.integers(3, 14)
            spread = random.uniform(-5, 85, (count, 2))
            angles = np.sort(random.random(count)) * 2 * np.pi
            round_ = 40 + random.uniform(10, 45, count) * np.stack([np.cos(angles), np.sin(angles)])
            points = [tuple(map(float, p)) for p in (spread if number % 2 else round_.T)]
            image = Image.new("L", (80, 80))
            ImageDraw.Draw(image).polygon(points, outline=1, fill=1)
            filled[f"p{number}"] = np.array(image)
            shape = {"label": "cat", "points": points, "shape_type": "polygon"}
            stated = {"imagePath": f"p{number}.jpg", "imageHeight": 80, "imageWidth": 80}
            (folder / f"p{number}.json").write_text(json.dumps({**stated, "shapes": [shape]}))
        np.savez(folder / "filled.npz", **filled)
    elif form == "voc":
        from PIL import Image

        for name, array in arrays.items():
            image = Image.fromarray(array)
            image.putpalette(voc_colours())
            save(image, folder / "SegmentationClass" / (name + ".png"))
        lists = folder / "ImageSets/Segmentation"
        lists.mkdir(parents=True)
        (lists / "val.txt").write_text("".join(name + "\n" for name in arrays))
        (folder / "labelmap.txt").write_text("".join(f"{name}:0,0,0::\n" for name in names))
    elif form == "grey":
        import csv

        from PIL import Image

        (folder / "lists").mkdir()
        with (folder / "classes.csv").open("w", newline="") as file:
            csv.writer(file).writerows([("label", "name"), *enumerate(names)])
        with (folder / "lists/val.csv").open("w", newline="") as file:
            csv.writer(file).writerows([("image", "mask"), *((n, f"masks/{n}.png") for n in arrays)])
        for name, array in arrays.items():
            save(Image.fromarray(array), folder / "masks" / (name + ".png"))
    elif form in ("mmseg", "mmseg-ade"):  # as its converters of data sets write masks
        from PIL import Image

        for name, array in arrays.items():
            stored = np.where(array == 255, 0, array) if form == "mmseg-ade" else array
            save(Image.fromarray(stored), folder / "ann_dir/val" / (name + ".png"))
    elif form == "huggingface":  # an image folder of two columns, as its documentation has it
        from PIL import Image

        rows = []
        for name, array in arrays.items():
            save(Image.fromarray(np.zeros((*array.shape, 3), np.uint8)), folder / "val" / (name + ".png"))
            save(Image.fromarray(array), folder / "val/masks" / (name + ".png"))
            rows.append({"file_name": name + ".png", "mask_file_name": f"masks/{name}.png"})
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (folder / "val/metadata.jsonl").write_text(lines)
        (folder / "classes.txt").write_text("\n".join(names))
    elif form == "npz":
        np.savez_compressed(folder / "maps.npz", **arrays, __classes__=names, __split__=["val"])
    elif form == "yolo":  # from masks by the package, and what it draws of its own lines
        from PIL import Image
        from ultralytics.data.converter import convert_segment_masks_to_yolo_seg
        from ultralytics.data.utils import polygons2masks_overlap

        masks, lines, drawn = folder / "masks", folder / "labels/val", {}
        lines.mkdir(parents=True)
        for name, array in arrays.items():
            save(Image.fromarray(np.where(array == 255, 0, array).astype(np.uint8)), masks / (name + ".png"))
        convert_segment_masks_to_yolo_seg(str(masks), str(lines), len(names) - 1)
        sizes = "label,width,height\n"
        for name, array in arrays.items():
            height, width = array.shape
            sizes += f"{name},{width},{height}\n"
            labels = np.zeros(array.shape, np.uint8)
            for row in (lines / (name + ".txt")).read_text().splitlines():
                number, *points = row.split()
                points = np.array(points, np.float32).reshape(-1, 2) * np.array([width, height], np.float32)
                mask, _ = polygons2masks_overlap((height, width), [points])
                labels[mask > 0] = int(number) + 1
            drawn[name] = labels
        (folder / "sizes").mkdir()
        (folder / "sizes/val.csv").write_text(sizes)
        (folder / "data.yaml").write_text("names: " + json.dumps(names[1:]))
        np.savez(folder / "drawn.npz", **drawn, __classes__=names, __split__=["val"])
    elif form == "cityscapes":
        datumaro_dataset("background", None).export(str(folder), "cityscapes", save_media=False)


try:
    write()
except ImportError as error:
    print(error)
    sys.exit(77)
