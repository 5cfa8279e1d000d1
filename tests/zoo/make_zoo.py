"""Makes a zoo of broken and odd files, with Python's own library alone.

Usage: make_zoo.py FOLDER. FOLDER/zoo.tsv gets a line a kind: its name, who reads it, its path in
FOLDER, what comes of it (used, refused, or left-out: of a data set that goes on without it), and
words that are said of it."""

import base64
import io
import json
import os
import pathlib
import sqlite3
import struct
import sys
import warnings
import zipfile
import zlib

root = pathlib.Path(sys.argv[1])
warnings.simplefilter("ignore")  # of a name twice in an archive, which is meant
kinds = []


def kind(name, reader, path, outcome, said=""):
    assert name not in [k[0] for k in kinds], name
    kinds.append((name, reader, path, outcome, said))


def write(path, data):
    path = root / path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def file(name, reader, ending, data, outcome, said=""):
    """A kind that is one file."""
    path = f"{reader.split(':')[0]}/{name}{ending}"
    write(path, data)
    kind(name, reader, path, outcome, said)


def folder(name, reader, files, outcome, said=""):
    """A kind that is a folder of files."""
    for inner, data in files.items():
        write(f"{name}/{inner}", data)
    kind(name, reader, name, outcome, said)


# PNG


def chunk(kind, data, crc=None):
    crc = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)


def header(width, height, depth=8, colour=2, interlaced=0):
    return struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)


magic = b"\x89PNG\r\n\x1a\n"
end = chunk(b"IEND", b"")


def png(width, height, rows, depth=8, colour=2, before=b"", interlaced=0):
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    ihdr = chunk(b"IHDR", header(width, height, depth, colour, interlaced))
    return magic + ihdr + before + chunk(b"IDAT", data) + end


def rgb(width, height):
    return png(width, height, [bytes([10, 20, 30]) * width] * height)


def tiff_tags(entries, order="<", next_ifd=0, start=8):
    """A TIFF header and one directory of (tag, type, count, value)."""
    data = (b"II" if order == "<" else b"MM") + struct.pack(order + "HI", 42, start)
    data += struct.pack(order + "H", len(entries))
    for tag, type_, count, value in entries:
        data += struct.pack(order + "HHII", tag, type_, count, value)
    return data + struct.pack(order + "I", next_ifd)


exif_loop = tiff_tags([(0x112, 3, 1, 1), (0x8769, 4, 1, 8), (0x8825, 4, 1, 8)], next_ifd=8)
photo = rgb(4, 3)
palette = chunk(b"PLTE", bytes([0, 0, 0, 128, 0, 0, 0, 128, 0]))


def pictures():
    def image(name, data, outcome, said=""):
        file("png_" + name, "image", ".png", data, outcome, said)

    ihdr = chunk(b"IHDR", header(4, 3))
    idat = photo[photo.index(b"IDAT") - 4 : photo.index(b"IEND") - 4]
    image("of_one_pixel", rgb(1, 1), "used")
    image("of_one_row", rgb(60000, 1), "used")
    image("of_one_column", rgb(1, 60000), "used")
    image("empty", b"", "refused", "empty")
    image("magic_alone", magic, "refused")
    image("wrong_magic", b"\x89PNG\n\n\x1a\n" + photo[8:], "refused")
    image("cut_in_header", photo[:20], "refused")
    image("cut_after_header", photo[:33], "refused")
    image("cut_in_pixels", photo[: photo.index(b"IDAT") + 10], "refused", "truncated")
    image("cut_before_end", photo[:-12], "refused", "truncated")
    image("cut_in_end", photo[:-3], "refused", "truncated")
    image("without_pixels", magic + ihdr + end, "refused")
    image("header_crc", magic + chunk(b"IHDR", header(4, 3), 7) + idat + end, "refused")
    image("pixels_crc", magic + ihdr + idat[:-4] + b"abcd" + end, "refused")
    image("absurd_size", magic + chunk(b"IHDR", header(2**31 - 1, 2**31 - 1)) + idat + end, "refused")
    image("large_size", magic + chunk(b"IHDR", header(60000, 60000)) + idat + end, "refused")
    image("larger_than_its_pixels", magic + chunk(b"IHDR", header(3000, 3000)) + idat + end, "refused")
    image("of_no_width", magic + chunk(b"IHDR", header(0, 3)) + idat + end, "refused")
    image("negative_height", magic + chunk(b"IHDR", header(4, 2**32 - 3)) + idat + end, "refused")
    image("bit_depth_3", magic + chunk(b"IHDR", header(4, 3, 3)) + idat + end, "refused")
    image("colour_type_5", magic + chunk(b"IHDR", header(4, 3, 8, 5)) + idat + end, "refused")
    image("no_deflate", magic + ihdr + chunk(b"IDAT", b"these are no pixels") + end, "refused")
    bomb = zlib.compress(bytes(40_000_000), 9)
    image("bomb", magic + chunk(b"IHDR", header(40000, 40000, 1, 0)) + chunk(b"IDAT", bomb) + end, "refused")
    image("chunk_beyond_the_end", magic + ihdr + struct.pack(">I", 2**31 - 1) + b"IDAT" + b"ab", "refused")
    image("negative_chunk", magic + ihdr + struct.pack(">I", 2**32 - 1) + b"tEXt" + b"ab", "refused")
    image("unknown_needed_chunk", magic + ihdr + chunk(b"ABCD", b"x") + idat + end, "refused")
    image("second_header", magic + ihdr + ihdr + idat + end, "refused")
    image("no_palette", png(4, 3, [b"\0\1\2\0"] * 3, 8, 3), "refused")
    image("short_palette", png(4, 3, [b"\0\1\2\5"] * 3, 8, 3, palette), "used")
    image("16_bit", png(2, 1, [bytes(range(12))], 16, 2), "used")
    image("grey_with_alpha", png(2, 1, [bytes([9, 128, 200, 255])], 8, 4), "used")
    image("with_alpha", png(1, 1, [bytes([1, 2, 3, 0])], 8, 6), "used")
    image("one_bit", png(8, 1, [b"\xaa"], 1, 0), "used")
    image("interlaced", png(1, 1, [b"\1\2\3"], interlaced=1), "used")
    control = chunk(b"acTL", struct.pack(">II", 2, 0))
    image("animated", png(4, 3, [bytes(12)] * 3, before=control), "used")
    image("exif_in_a_circle", png(4, 3, [bytes(12)] * 3, before=chunk(b"eXIf", exif_loop)), "used")
    image("exif_of_noise", png(4, 3, [bytes(12)] * 3, before=chunk(b"eXIf", bytes(range(200)))), "used")
    image("more_behind_its_end", photo + b"and more", "used")
    image("text_of_a_megabyte", png(4, 3, [bytes(12)] * 3, before=chunk(b"tEXt", b"a\0" + b"b" * 2**20)), "used")
    image("is_text", b"no picture at all", "refused", "not an image")
    image("is_a_gif", b"GIF89a\1\0\1\0\0\0\0;", "refused", "GIF")
    image("is_a_web_page", b"<!DOCTYPE html><html></html>", "refused", "not an image")

    jpeg = base64.b64decode(JPEG)
    start_of_frame = jpeg.index(b"\xff\xc0") + 5
    scan = jpeg.index(b"\xff\xda")

    def jpg(name, data, outcome, said=""):
        file("jpeg_" + name, "image", ".jpg", data, outcome, said)

    def with_segment(marker, data):
        return jpeg[:2] + b"\xff" + bytes([marker]) + struct.pack(">H", 2 + len(data)) + data + jpeg[2:]

    def resized(height, width):
        return jpeg[:start_of_frame] + struct.pack(">HH", height, width) + jpeg[start_of_frame + 4 :]

    jpg("whole", jpeg, "used")
    jpg("start_alone", jpeg[:2], "refused")
    jpg("cut_in_its_tables", jpeg[:60], "refused")
    jpg("cut_before_its_scan", jpeg[:scan], "refused")
    jpg("cut_in_its_scan", jpeg[: scan + 12], "refused")
    jpg("without_end", jpeg[:-2], "refused")
    jpg("absurd_size", resized(65500, 65500), "refused")
    jpg("of_no_height", resized(0, 8), "refused")
    jpg("larger_than_its_pixels", resized(2000, 2000), "refused")
    jpg("12_bit", jpeg[: start_of_frame - 1] + b"\x0c" + jpeg[start_of_frame:], "refused")
    jpg("cmyk", base64.b64decode(CMYK_JPEG), "used")
    jpg("exif_in_a_circle", with_segment(0xE1, b"Exif\0\0" + exif_loop), "used")
    jpg("turned_by_99", with_segment(0xE1, b"Exif\0\0" + tiff_tags([(0x112, 3, 1, 99)])), "used")
    jpg("cut_exif", with_segment(0xE1, b"Exif\0\0II*\0\x08"), "used")
    jpg("exif_of_far_values", with_segment(0xE1, b"Exif\0\0" + tiff_tags([(0x112, 5, 2**30, 2**31)])), "used")
    jpg("xmp_of_noise", with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta <<>&"), "used")
    entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
    )
    xmp = entities + "]><x:xmpmeta>&j;</x:xmpmeta>"
    jpg("xmp_of_entities", with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp.encode()), "used")
    jpg("iptc_of_noise", with_segment(0xED, b"Photoshop 3.0\x008BIM\4\4\0\0\xff\xff\xff\xff\x1c\2"), "used")
    jpg("segment_beyond_the_end", jpeg[:2] + b"\xff\xe1\xff\xff" + b"ab", "refused")
    tables = jpeg.index(b"\xff\xc4")
    jpg("tables_of_noise", jpeg[: tables + 5] + b"\xff" * 16 + jpeg[tables + 21 :], "refused")
    jpg("noise_behind_its_start", b"\xff\xd8\xff" + bytes(range(7, 200)), "refused")

    strip = [(256, 3, 1, 2), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    strip += [(273, 4, 1, 122), (277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 2)]

    def tif(name, entries, outcome, next_ifd=0, cut=None):
        data = tiff_tags(entries, next_ifd=next_ifd)
        file("tiff_" + name, "image", ".tif", (data.ljust(122, b"\0") + b"\x40\x80")[:cut], outcome)

    def changed(tag, value, type_=None):
        return [(t, type_ or y, n, value) if t == tag else (t, y, n, v) for t, y, n, v in strip]

    tif("whole", strip, "used")
    tif("header_alone", strip, "refused", cut=8)
    tif("cut_in_its_directory", strip, "refused", cut=60)
    tif("cut_in_its_pixels", strip, "refused", cut=123)
    tif("in_a_circle", strip, "used", next_ifd=8)
    tif("absurd_size", changed(256, 2**31 - 1, 4), "refused")
    tif("of_no_width", changed(256, 0), "refused")
    tif("pixels_beyond_the_end", changed(273, 2**31), "refused")
    tif("without_pixels", [e for e in strip if e[0] not in (273, 279)], "refused")
    tif("unknown_compression", changed(259, 31000), "refused")
    tif("of_64_bits", changed(258, 64), "refused")
    file("tiff_big", "image", ".tif", b"II+\0\x08\0\0\0" + bytes(40), "refused", "BigTIFF")

    def bmp(width, height, bits=24, size=40, cut=None):
        data = b"BM" + struct.pack("<IHHI", 58, 0, 0, 54)
        data += struct.pack("<IiiHHIIiiII", size, width, height, 1, bits, 0, 4, 0, 0, 0, 0)
        return (data + b"\1\2\3\0")[:cut]

    for name, data, outcome in (
        ("whole", bmp(1, 1), "used"),
        ("from_the_top", bmp(1, -1), "used"),
        ("cut_in_header", bmp(1, 1, cut=20), "refused"),
        ("cut_in_pixels", bmp(1, 1, cut=55), "refused"),
        ("absurd_size", bmp(2**31 - 1, 2**31 - 1), "refused"),
        ("of_negative_width", bmp(-1, 1), "refused"),
        ("of_no_height", bmp(1, 0), "refused"),
        ("header_of_no_size", bmp(1, 1, size=0), "refused"),
        ("of_7_bits", bmp(1, 1, bits=7), "refused"),
    ):
        file("bmp_" + name, "image", ".bmp", data, outcome)

    webp = base64.b64decode(WEBP)
    file("webp_whole", "image", ".webp", webp, "used")
    file("webp_cut", "image", ".webp", webp[:-6], "refused")
    file("webp_start_alone", "image", ".webp", webp[:12], "refused")
    file("webp_of_wrong_length", "image", ".webp", webp[:4] + b"\xff\xff\xff\x7f" + webp[8:], "refused")
    file("webp_of_noise", "image", ".webp", webp[:20] + bytes(len(webp) - 20), "refused")
    file("webp_animated", "image", ".webp", base64.b64decode(ANIMATED_WEBP), "either")


def places():
    (root / "image/is_a_folder.png").mkdir(parents=True)
    kind("photo_that_is_a_folder", "image", "image/is_a_folder.png", "refused")
    os.mkfifo(root / "image/pipe.png")
    kind("photo_that_is_a_pipe", "image", "image/pipe.png", "refused", "plain file")
    (root / "image/endless.png").symlink_to("/dev/zero")
    kind("photo_that_is_a_device", "image", "image/endless.png", "refused", "plain file")
    (root / "image/circle.png").symlink_to("circle.png")
    kind("photo_that_links_to_itself", "image", "image/circle.png", "refused")
    (root / "image/nowhere.png").symlink_to("nothing.png")
    kind("photo_that_links_to_nothing", "image", "image/nowhere.png", "refused")
    kind("photo_that_is_not_there", "image", "image/none.png", "refused")
    write("image/secret.png", photo).chmod(0)
    kind("photo_that_may_not_be_read", "image", "image/secret.png", "used" if os.geteuid() == 0 else "refused")
    write("image/a\nb.png", photo)
    kind("photo_with_a_line_break", "image", "image/a\\nb.png", "used")
    write(b"image/caf\xe9.png".decode(errors="surrogateescape"), photo)
    kind("photo_not_in_utf_8", "image", "image/caf\\xe9.png", "used")


def masks():
    grey = png(4, 3, [b"\0\1\2\xff"] * 3, 8, 0)
    indexed = png(4, 3, [b"\0\1\2\1"] * 3, 8, 3, palette)

    def mask(name, data, outcome, said=""):
        file("mask_" + name, "mask", ".png", data, outcome, said)

    mask("grey", grey, "used")
    mask("indexed", indexed, "used")
    mask("of_two_bits", png(4, 1, [b"\x1b"], 2, 3, palette + chunk(b"tRNS", b"\0")), "used")
    mask("beyond_its_palette", png(4, 3, [b"\0\1\2\x09"] * 3, 8, 3, palette), "used")
    mask("in_colour", rgb(2, 2), "refused", "colour (10, 20, 30)")
    mask("in_vocs_colours", png(2, 1, [bytes([0, 0, 0, 128, 0, 0])]), "used")
    mask("transparent", png(1, 1, [bytes([128, 0, 0, 9])], 8, 6), "refused", "transparent")
    mask("of_16_bits", png(2, 1, [b"\0\1\1\0"], 16, 0), "either")
    mask("cut", indexed[:-20], "refused")
    mask("crc", indexed[:-20] + b"x" + indexed[-19:], "refused")
    mask("as_jpeg", base64.b64decode(JPEG), "refused")
    mask("of_no_height", magic + chunk(b"IHDR", header(4, 0, 8, 0)) + end, "refused")
    mask("absurd_size", magic + chunk(b"IHDR", header(2**30, 2**30, 8, 0)) + end, "refused")
    mask("empty", b"", "refused", "empty")


def instances(**members):
    whole = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": 4, "height": 3}],
        "categories": [{"id": 1, "name": "cat"}],
        "annotations": [
            {"id": 1, "image_id": 1, "category_id": 1, "iscrowd": 0, "segmentation": [[0, 0, 3, 0, 3, 2]]}
        ],
    }
    return json.dumps({**whole, **members})


def one(**members):
    return [{**json.loads(instances())["annotations"][0], **members}]


def labels():
    def coco(name, text, outcome="refused", said=""):
        folder("coco_" + name, "labels:coco", {"instances_val.json": text}, outcome, said)

    whole = instances()
    coco("whole", whole, "used")
    coco("empty", "")
    coco("a_list", "[1, 2]")
    coco("a_number", "3")
    coco("cut", whole[: len(whole) // 2], "refused", "byte")
    coco("cut_in_a_text", whole[:20], "refused", "byte")
    coco("with_a_mark_ahead", "\ufeff" + whole, "used")
    coco("not_in_utf_8", whole.encode().replace(b"cat", b"c\xe9t"))
    coco("deep", '{"images":' + "[" * 200000)
    coco("nan", whole.replace("3, 2]", "NaN, 2]"), "refused", "byte")
    coco("images_as_a_text", instances(images="none"))
    coco("image_without_size", instances(images=[{"id": 1, "file_name": "a.jpg"}]))
    coco("image_of_negative_size", instances(images=[{"id": 1, "file_name": "a", "width": -4, "height": 3}]))
    coco("image_of_absurd_size", instances(images=[{"id": 1, "file_name": "a", "width": 10**9, "height": 10**9}]))
    coco("number_as_a_text", instances(annotations=one(image_id="1")))
    coco("image_twice", instances(images=json.loads(whole)["images"] * 2), "either")
    coco("category_twice", instances(categories=[{"id": 1, "name": "cat"}, {"id": 1, "name": "dog"}]), "either")
    coco("category_names_twice", instances(categories=[{"id": 1, "name": "cat"}, {"id": 2, "name": "cat"}]))
    coco("300_categories", instances(categories=[{"id": i, "name": f"c{i}"} for i in range(1, 301)]))
    coco("unknown_category", instances(annotations=one(category_id=9)), "refused", "category 9")
    coco("name_that_leads_out", instances(images=[{"id": 1, "file_name": "../../a", "width": 4, "height": 3}]))
    coco("name_of_two_lines", instances(images=[{"id": 1, "file_name": "a\nb.jpg", "width": 4, "height": 3}]), "used")
    coco("far_corners", instances(annotations=one(segmentation=[[0, 0, 1e308, 0, 1e308, 1e308]])))
    coco("two_corners", instances(annotations=one(segmentation=[[0, 0, 1, 1]])))
    coco("odd_corners", instances(annotations=one(segmentation=[[0, 0, 1, 1, 2, 2, 3]])))
    coco("runs_of_another_size", instances(annotations=one(segmentation={"size": [9, 9], "counts": [81]})))
    coco("runs_too_long", instances(annotations=one(segmentation={"size": [3, 4], "counts": [2**32 - 1, 2**32 - 1]})))
    coco("negative_runs", instances(annotations=one(segmentation={"size": [3, 4], "counts": [-12, 24]})))
    coco("runs_of_noise", instances(annotations=one(segmentation={"size": [3, 4], "counts": "\x7f\x7f~~"})))

    mask = png(4, 3, [b"\0\1\1\0"] * 3, 8, 0)
    shape = {"label": "a", "points": [[0, 0], [3, 0], [3, 2]], "shape_type": "polygon"}

    def labelme(name, outcome="refused", text=None, **members):
        whole = {"imagePath": "a.jpg", "imageHeight": 3, "imageWidth": 4, "shapes": [shape], **members}
        folder("labelme_" + name, "labels:labelme", {"a.json": text or json.dumps(whole)}, outcome)

    labelme("whole", "used")
    labelme("cut", text='{"imagePath": "a.jpg", "shapes": [')
    labelme("shapes_as_a_number", shapes=3)
    labelme("absurd_size", imageWidth=10**9, imageHeight=10**9)
    labelme("size_as_a_text", imageWidth="4")
    labelme("mask_of_noise", shapes=[{**shape, "shape_type": "mask", "mask": "!!!!", "points": [[0, 0], [1, 1]]}])
    labelme("far_circle", shapes=[{**shape, "shape_type": "circle", "points": [[0, 0], [1e300, 1]]}])
    labelme("unknown_shape", "used", shapes=[{**shape, "shape_type": "teapot"}])

    def cvat(name, text, outcome="refused"):
        folder("cvat_" + name, "labels:cvat", {"annotations.xml": text}, outcome)

    def xml(shapes, size='width="4" height="3"'):
        meta = "<meta><task><labels><label><name>a</name></label></labels></task></meta>"
        return f'<annotations>{meta}<image id="0" name="a.jpg" {size}>{shapes}</image></annotations>'

    cvat("whole", xml('<polygon label="a" points="0,0;3,0;3,2"/>'), "used")
    cvat("empty", "")
    cvat("cut", xml("")[:-30])
    cvat("entities", entity_bomb("annotations"))
    cvat("outside_file", '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + xml("&e;"))
    cvat("deep", "<annotations>" + "<a>" * 100000)
    cvat("absurd_size", xml('<box label="a" xtl="0" ytl="0" xbr="9" ybr="9"/>', 'width="999999999" height="999999999"'))
    cvat("size_as_a_text", xml("", 'width="wide" height="3"'))
    cvat("runs_too_long", xml('<mask label="a" rle="0, 99" left="0" top="0" width="4" height="3"/>'))
    cvat("runs_of_text", xml('<mask label="a" rle="0, x" left="0" top="0" width="4" height="3"/>'))
    cvat("far_ellipse", xml('<ellipse label="a" cx="1e300" cy="0" rx="1e300" ry="1"/>'))
    cvat("unknown_label", xml('<polygon label="b" points="0,0;3,0;3,2"/>'))

    item = {"id": "a", "image": {"path": "a.jpg", "size": [3, 4]}}
    polygon = {"id": 0, "type": "polygon", "label_id": 0, "points": [0, 0, 3, 0, 3, 2]}

    def datumaro(name, outcome="refused", categories=None, **members):
        stated = {"label": {"labels": [{"name": "a"}]}} if categories is None else categories
        text = json.dumps({"categories": stated, "items": [{**item, "annotations": [polygon], **members}]})
        folder("datumaro_" + name, "labels:datumaro", {"annotations/val.json": text}, outcome)

    datumaro("whole", "used")
    datumaro("without_categories", categories={})
    datumaro("annotation_as_a_text", annotations=["polygon"])
    datumaro("absurd_size", image={"path": "a.jpg", "size": [10**9, 10**9]})
    datumaro("unknown_label", annotations=[{**polygon, "label_id": 7}])
    datumaro("runs_of_another_size", annotations=[{"type": "mask", "label_id": 0, "rle": {"counts": "05?", "size": [9, 9]}}])

    def studio(name, outcome="refused", text=None, **value):
        brush = {"format": "rle", "rle": [0, 0, 0, 48], "brushlabels": ["a"], **value}
        result = {"type": "brushlabels", "original_width": 4, "original_height": 3, "value": brush}
        task = {"data": {"image": "a.jpg"}, "annotations": [{"result": [result]}]}
        files = {"val.json": text or json.dumps([task]), "config.xml": '<View><Label value="a"/></View>'}
        folder("label_studio_" + name, "labels:label-studio", files, outcome)

    studio("cut_runs")
    studio("runs_of_another_kind", rle=["a", {}])
    studio("runs_beyond_a_byte", rle=[256, -1])
    studio("unknown_label", brushlabels=["b"])
    studio("an_object", text='{"data": 3}')
    studio("cut", text='[{"data": {"image": "a')

    def yolo(name, line, outcome="refused", yaml="names: [cat, dog]\n", sizes="label,width,height\na,40,30\n"):
        files = {"labels/val/a.txt": line, "data.yaml": yaml, "sizes/val.csv": sizes}
        folder("yolo_" + name, "labels:yolo", files, outcome)

    good = "0 0.1 0.1 0.5 0.1 0.5 0.5\n"
    yolo("whole", good, "used")
    yolo("nan", good.replace("0.5", "nan"))
    yolo("outside", good.replace("0.5", "9e99"))
    yolo("unknown_class", "7" + good[1:])
    yolo("negative_class", "-1" + good[1:])
    yolo("text", "cat is here\n")
    yolo("odd", good[:-1] + " 0.5\n")
    yolo("names_of_noise", good, yaml="names: {[}\n")
    yolo("absurd_size", good, sizes="label,width,height\na,999999999,999999999\n")
    yolo("size_of_no_number", good, sizes="label,width,height\na,wide,30\n")

    def polygons(name, outcome="refused", **members):
        whole = {"imgHeight": 3, "imgWidth": 4, "objects": [{"label": "road", "polygon": [[0, 0], [3, 0], [3, 2]]}]}
        text = json.dumps({**whole, **members})
        folder("cityscapes_" + name, "labels:cityscapes", {"gtFine/val/a_gtFine_polygons.json": text}, outcome)

    polygons("whole", "used")
    polygons("absurd_size", imgHeight=10**9, imgWidth=10**9)
    polygons("unknown_label", objects=[{"label": "teapot", "polygon": [[0, 0], [3, 0], [3, 2]]}])
    polygons("corner_of_three", "used", objects=[{"label": "road", "polygon": [[0, 0, 0]] * 3}])

    info = json.dumps({"classes": ["background", "a", "b"], "reduce_zero_label": False})
    mm = {"annotations/val/a.png": mask}
    folder("mmseg_cut_list", "labels:mmseg", {**mm, "dataset_info.json": info[:20]}, "refused", "byte")
    folder("mmseg_classes_as_a_number", "labels:mmseg", {**mm, "dataset_info.json": '{"classes": 3}'}, "refused")
    folder("mmseg_value_of_no_class", "labels:mmseg", {**mm, "dataset_info.json": '{"classes": ["background"]}'}, "refused")
    folder("mmseg_without_masks", "labels:mmseg", {"dataset_info.json": info}, "refused")

    row = '{"file_name": "a.jpg", "mask_file_name": "a.png"}\n'
    hf = {"val/a.png": mask, "classes.txt": "background\ncat\n"}
    folder("huggingface_whole", "labels:huggingface", {**hf, "val/metadata.jsonl": row}, "used")
    folder("huggingface_line_cut", "labels:huggingface", {**hf, "val/metadata.jsonl": row + row[:20]}, "refused", "line 2")
    folder("huggingface_mask_outside", "labels:huggingface", {**hf, "val/metadata.jsonl": row.replace("a.png", "../../a.png")}, "refused")
    folder("huggingface_without_file", "labels:huggingface", {**hf, "val/metadata.jsonl": '{"tags": []}\n'}, "refused", "line 1")

    csv = {"masks/a.png": mask, "classes.csv": "label,name\n0,background\n1,cat\n"}
    folder("grey_open_quote", "labels:grey", {**csv, "lists/val.csv": 'image,mask\n"a.jpg,masks/a.png\n'}, "refused", "line 2")
    folder("grey_mask_not_there", "labels:grey", {**csv, "lists/val.csv": "image,mask\na.jpg,masks/b.png\n"}, "refused", "line 2")
    folder("grey_label_of_no_number", "labels:grey", {**csv, "classes.csv": "label,name\nzero,background\n"}, "refused", "line 2")
    folder("grey_nul", "labels:grey", {**csv, "lists/val.csv": b"image,mask\n\0\0,\0\n"}, "refused")

    voc = {"SegmentationClass/a.png": mask, "labels.txt": "background\ncat\n"}
    lists = "ImageSets/Segmentation/val.txt"
    folder("voc_list_of_noise", "labels:voc", {**voc, lists: bytes(range(256)) * 4}, "either")
    folder("voc_list_that_leads_out", "labels:voc", {**voc, lists: "a\n../../a\n/etc/passwd\n"}, "left-out", "line 2")
    folder("voc_label_of_no_class", "labels:voc", {**voc, "SegmentationClass/a.png": png(2, 1, [b"\0\7"], 8, 0)}, "refused", "label 7")
    folder("voc_empty_list_of_classes", "labels:voc", {**voc, "labels.txt": ""}, "refused")
    folder("voc_300_classes", "labels:voc", {**voc, "labels.txt": "".join(f"c{i}\n" for i in range(300))}, "refused")
    folder("voc_class_twice", "labels:voc", {**voc, "labels.txt": "cat\ncat\n"}, "refused", "twice")
    folder("voc_without_masks", "labels:voc", {"labels.txt": "cat\n"}, "refused")
    kind("labels_that_are_not_there", "labels:voc", "nowhere at all", "refused", "not there")
    file("labels_in_a_text", "labels:voc", ".txt", "no archive\n", "refused", "zip archive")

    ids = {"images": [{"id": 1, "file_name": "a.jpg", "width": 4, "height": 3}], "categories": [{"id": 1, "name": "cat"}]}
    segment = {"image_id": 1, "file_name": "a.png", "segments_info": [{"id": 5, "category_id": 1, "iscrowd": 0}]}

    def panoptic(name, pixels, outcome="refused", **members):
        text = json.dumps({**ids, "annotations": [{**segment, **members}]})
        files = {"panoptic_val.json": text, "panoptic_val/a.png": pixels}
        folder("panoptic_" + name, "labels:coco-panoptic", files, outcome)

    five = png(4, 3, [bytes([5, 0, 0]) * 4] * 3)
    panoptic("whole", five, "used")
    panoptic("of_another_size", rgb(2, 2))
    panoptic("unknown_segment", rgb(4, 3))
    panoptic("mask_that_leads_out", five, file_name="../../a.png")
    panoptic("segments_as_a_text", five, segments_info="all")


def entity_bomb(name):
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY e0 "ha">{entities}]><{name}>&e9;</{name}>'


# Archives


def npy(descr, shape, data):
    head = f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(head)) + head.encode() + data


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, data, method)
    return out.getvalue()


def archives():
    good = npy("'|u1'", "(1, 2)", b"\0\1")

    def npz(name, data, outcome="refused", said=""):
        file("npz_" + name, "labels:npz", ".npz", data, outcome, said)

    def array(name, data, said=""):
        npz(name, zipped([("a.npy", data)]), "refused", said)

    npz("whole", zipped([("a.npy", good)]), "used")
    npz("empty", b"")
    npz("without_arrays", zipped([]))
    whole = zipped([("a.npy", good), ("b.npy", good)])
    npz("cut", whole[:-30], "refused", "zip archive")
    npz("cut_directory", whole[: whole.index(b"PK\1\2")], "refused", "zip archive")
    npz("without_its_start", whole[40:], "refused")
    npz("more_ahead", b"x" * 99 + whole, "either")
    claim = bytearray(whole)
    directory = claim.index(b"PK\1\2")
    claim[directory + 24 : directory + 28] = b"\xff\xff\xff\x7f"
    npz("claims_to_be_larger", bytes(claim), "either")
    secret = bytearray(whole)
    for start in (secret.index(b"PK\1\2") + 8, 6):
        secret[start] |= 1
    npz("encrypted", bytes(secret), "either")
    flipped = bytearray(zipped([("a.npy", good)], zipfile.ZIP_STORED))
    flipped[flipped.index(b"'shape'") - 3] ^= 1
    npz("checksum", bytes(flipped), "refused", "checksum")
    npz("bomb", zipped([("a.npy", npy("'|u1'", "(20000, 20000)", bytes(40_000_000)))]))
    npz("twice_the_same_name", zipped([("a.npy", good)] * 1 + [("a.npy", good)]), "used")
    npz("names_that_lead_out", zipped([("../../b.npy", good), ("/b.npy", good), ("a.npy", good)]), "left-out", "leads out")
    npz("name_with_a_line_break", zipped([("a\nb.npy", good)]), "used")
    array("no_array", b"hello")
    array("of_objects", npy("'|O'", "(1, 2)", b"\x80\4]."))
    array("of_floats", npy("'<f4'", "(1, 2)", bytes(8)))
    array("of_three_dimensions", npy("'|u1'", "(1, 2, 3)", bytes(6)))
    array("absurd_shape", npy("'|u1'", "(4294967296, 4294967296)", b""))
    array("negative_shape", npy("'|u1'", "(-1, 2)", b""))
    array("cut_array", good[:-1])
    array("header_beyond_the_end", b"\x93NUMPY\1\0\xff\xff{")
    array("header_of_code", npy("__import__('os')", "(1, 2)", b"\0\1"))

    mask = png(4, 3, [b"\0\1\1\0"] * 3, 8, 0)
    file("zip_of_voc", "labels:voc", ".zip", zipped([("SegmentationClass/a.png", mask)]), "used")
    inside = zipped([("SegmentationClass/a.png", mask), ("../../SegmentationClass/b.png", mask)])
    file("zip_that_leads_out", "labels:voc", ".zip", inside, "left-out", "leads out")
    file("zip_of_a_zip", "labels:voc", ".zip", zipped([("a.zip", inside)]), "refused")


def tags():
    pictures = {"a.png": photo, "b.png": photo}

    def listed(name, csv, outcome, said=""):
        folder("tags_" + name, "dataset", {**pictures, "tags.csv": csv}, outcome, said)

    listed("whole", "image,tags\na.png,cat\nb.png,dog\n", "used")
    listed("open_quote", 'image,tags\n"a.png,cat\n', "refused", "line 2")
    listed("without_columns", "a,b,c\n1,2,3\n", "left-out", "line 2")
    listed("empty", "", "refused")
    listed("nul", b"image,tags\na.png,\0\n", "either")
    listed("utf_16", "image,tags\na.png,cat\n".encode("utf-16"), "refused")
    listed("photo_not_there", "image,tags\nz.png,cat\na.png,dog\n", "left-out", "z.png")
    listed("photo_outside", "image,tags\n../../etc/passwd,cat\na.png,dog\n", "left-out")
    listed("photo_twice", "image,tags\na.png,cat\na.png,dog\n", "left-out")
    listed("of_many_letters", "image,tags\na.png," + "x" * 2_000_000 + "\n", "either")
    listed("of_300_classes", "image,tags\na.png," + ";".join(f"c{i}" for i in range(300)) + "\n", "refused")
    listed("of_a_line_break", 'image,tags\na.png,"cat\ndog"\n', "either")

    jsonl = '{"file_name": "a.png", "tags": ["cat"]}\n'
    folder("tags_of_huggingface", "dataset", {**pictures, "metadata.jsonl": jsonl}, "used")
    folder("tags_of_huggingface_cut", "dataset", {**pictures, "metadata.jsonl": jsonl[:-4]}, "refused", "line 1")
    xml = '<annotations><image id="0" name="a.png"><tag label="cat"/></image></annotations>'
    folder("tags_of_cvat", "dataset", {**pictures, "annotations.xml": xml}, "used")
    folder("tags_of_cvat_cut", "dataset", {**pictures, "annotations.xml": xml[:-9]}, "refused", "byte")
    folder("tags_of_cvat_entities", "dataset", {**pictures, "annotations.xml": entity_bomb("annotations")}, "either")
    task = [{"data": {"image": "a.png"}, "annotations": [{"result": [{"type": "choices", "value": {"choices": "cat"}}]}]}]
    folder("tags_of_label_studio_as_a_text", "dataset", {**pictures, "t.json": json.dumps(task)}, "either")

    good = "image,tags\na.png,cat\nb.png,cat\nc.png,dog\n"
    folder("photos_one_of_them_cut", "dataset", {**pictures, "c.png": photo[:50], "tags.csv": good}, "left-out", "c.png")
    folder("photos_none_of_them_whole", "dataset", {"a.png": b"", "tags.csv": good}, "refused")
    folder("photos_without_tags", "dataset", pictures, "refused")
    folder("photos_in_a_circle", "dataset", {**pictures, "tags.csv": good, "c.png": photo}, "used")
    (root / "photos_in_a_circle/again").symlink_to(".")
    folder("photos_beside_a_pipe", "dataset", {**pictures, "tags.csv": good}, "left-out")
    os.mkfifo(root / "photos_beside_a_pipe/c.png")
    kind("photos_that_are_not_there", "dataset", "no such folder", "refused")
    (root / "photos_none").mkdir()
    kind("photos_none", "dataset", "photos_none", "refused")

    jpeg = base64.b64decode(JPEG)
    note = "<annotation><object><name>cat</name></object></annotation>"
    voc = {
        "JPEGImages/a.jpg": jpeg,
        "Annotations/a.xml": note,
        "ImageSets/Segmentation/train.txt": "a\n",
        "labels.txt": "background\ncat\n",
    }
    folder("kit_whole", "dataset", voc, "used")
    folder("kit_note_cut", "dataset", {**voc, "Annotations/a.xml": note[:-8]}, "refused")
    folder("kit_note_of_entities", "dataset", {**voc, "Annotations/a.xml": entity_bomb("annotation")}, "either")
    folder("kit_note_of_no_class", "dataset", {**voc, "Annotations/a.xml": note.replace("cat", "cow")}, "refused", "cow")
    folder("kit_photo_not_there", "dataset", {**voc, "ImageSets/Segmentation/train.txt": "a\nb\n"}, "either")
    mask = png(9, 9, [bytes(9)] * 9, 8, 0)
    folder("kit_mask_of_another_size", "dataset", {**voc, "SegmentationClass/a.png": mask}, "either")
    coco = {"annotations/instances_val.json": instances(images=[{"id": 1, "file_name": "a.jpg", "width": 8, "height": 8}])}
    folder("coco_data", "dataset", {**coco, "val/a.jpg": jpeg}, "used")
    folder("coco_data_photo_not_there", "dataset", {**coco, "val/b.jpg": jpeg}, "refused")
    folder("coco_data_of_another_size", "dataset", {"annotations/instances_val.json": instances(), "val/a.jpg": jpeg}, "either")


def projects():
    def project(name, data, outcome="refused"):
        path = f"project_{name}.penumbra"
        write(path + "/project.sqlite", data)
        kind("project_" + name, "project", path, outcome)

    project("empty", b"")
    project("of_text", "this is no project\n" * 99)
    project("header_alone", b"SQLite format 3\0")
    made = root / "made.sqlite"
    tables = sqlite3.connect(made)
    tables.execute("CREATE TABLE other (a)")
    tables.execute("PRAGMA user_version = 0")
    tables.commit()
    project("of_another_program", made.read_bytes())
    tables.execute("PRAGMA user_version = 999")
    tables.commit()
    project("of_the_future", made.read_bytes())
    tables.execute("PRAGMA user_version = 2")
    tables.commit()
    project("without_tables", made.read_bytes())
    project("cut", made.read_bytes()[:5000])
    tables.close()
    made.unlink()
    (root / "project_that_is_a_folder.penumbra/project.sqlite").mkdir(parents=True)
    kind("project_that_is_a_folder", "project", "project_that_is_a_folder.penumbra", "refused")
    kind("project_that_is_not_there", "project", "none.penumbra", "refused")

    def run(name, outcome="refused", **files):
        for file_name, text in {"options_json": '{"preset": "voc"}', **files}.items():
            write(f"run_{name}/" + file_name.replace("_", "."), text)
        kind("run_" + name, "run", "run_" + name, outcome)

    run("whole", "used")
    run("options_cut", options_json='{"preset": ')
    run("options_of_another_kind", options_json='{"preset": 3, "steps": "many"}')
    run("options_unknown", options_json='{"teapot": 1}')
    run("options_a_list", options_json="[1]")
    run("metrics_of_noise", metrics_jsonl=bytes(range(256)) + b"\n")
    step = {"step": 1, "loss": 2, "learning_rate": 0, "step_seconds": 1, "data_seconds": 0}
    whole = json.dumps({**step, "images_per_second": 1, "memory_bytes": 1}) + "\n"
    run("metrics_cut", "used", metrics_jsonl=whole + whole[:20])
    run("metrics_without_numbers", metrics_jsonl='{"step": 1, "loss": 2}\n' + whole)
    run("metrics_of_texts", metrics_jsonl='{"step": "one"}\n{"step": 2}\n')
    run("origin_of_numbers", origin_json='{"where": 3}')

    def script(name, text, outcome="refused"):
        file("script_" + name, "script", ".json", text, outcome)

    script("whole", '{"operations": [{"op": "grow", "class": "cat", "pixels": 1}]}', "used")
    script("empty", "")
    script("a_list", "[]")
    script("unknown", '{"operations": [{"op": "explode"}]}')
    script("of_texts", '{"operations": [{"op": "grow", "class": "cat", "pixels": "many"}]}')
    script("unknown_class", '{"operations": [{"op": "grow", "class": "cow", "pixels": 1}]}')
    script("deep", '{"operations": ' + "[" * 100000)

    def events(name, data, outcome):
        file("events_" + name, "events", ".tfevents", data, outcome)

    events("empty", b"", "either")
    events("of_noise", bytes(range(256)), "refused")
    events("absurd_length", struct.pack("<Q", 2**63) + bytes(20), "refused")


# Weights: read by what needs LibTorch


def safetensors(header, data=b""):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def pth(pickle, files=(), name="archive/data.pkl", method=zipfile.ZIP_STORED):
    return zipped([(name, pickle), *files], method)


def weights():
    def st(name, data, outcome="refused", said=""):
        file("safetensors_" + name, "weights", ".safetensors", data, outcome, said)

    tensor = {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}
    st("whole", safetensors({"a": tensor}, bytes(8)), "used")
    st("empty", b"")
    st("cut_in_its_length", b"\7\0\0")
    st("cut_in_its_header", safetensors({"a": tensor})[:20])
    st("cut_in_its_data", safetensors({"a": tensor}, bytes(5)))
    st("length_beyond_the_end", struct.pack("<Q", 2**62) + b"{}")
    st("header_of_noise", safetensors(b"{\xff\xfe\0"))
    st("header_a_list", safetensors(b"{[1, 2]"))
    st("header_deep", safetensors(b'{"a":' * 50000))
    st("unknown_type", safetensors({"a": {**tensor, "dtype": "F99"}}, bytes(8)), "refused", "F99")
    st("shape_of_text", safetensors({"a": {**tensor, "shape": "two"}}, bytes(8)))
    st("negative_shape", safetensors({"a": {**tensor, "shape": [-2]}}, bytes(8)))
    st("absurd_shape", safetensors({"a": {**tensor, "shape": [2**40, 2**40]}}, bytes(8)))
    st("overlap", safetensors({"a": tensor, "b": {**tensor, "data_offsets": [4, 12]}}, bytes(12)), "refused", "overlap")
    st("gap", safetensors({"a": {**tensor, "data_offsets": [4, 12]}}, bytes(12)))
    st("name_twice", safetensors(b'{"a":%b,"a":%b}' % ((json.dumps(tensor).encode(),) * 2), bytes(8)), "refused", "twice")
    st("name_of_two_lines", safetensors({"a\nb": tensor}, bytes(8)), "used")

    def torch(name, data, outcome="refused", said=""):
        file("pth_" + name, "weights", ".pth", data, outcome, said)

    storage = b"((U\7storagectorch\nFloatStorage\nU\x010U\3cpuK\2tQ"
    state = b"\x80\2}U\1wctorch._utils\n_rebuild_tensor_v2\n" + storage + b"K\0K\2\x85K\1\x85\x89}tRs."
    data = [("archive/data/0", bytes(8))]
    torch("whole", pth(state, data), "used")
    torch("cut", pth(state, data)[:-20])
    torch("without_pickle", zipped([("archive/other", b"x")]), "refused", "not one of PyTorch")
    torch("without_its_storage", pth(state))
    torch("short_storage", pth(state, [("archive/data/0", bytes(3))]))
    torch("compressed", pth(state, data, method=zipfile.ZIP_DEFLATED), "refused", "compressed")
    torch("that_runs_a_command", pth(b"\x80\2cposix\nsystem\nU\x02ls\x85R."), "refused", "posix.system")
    torch("that_evaluates", pth(b"\x80\2c__builtin__\neval\nU\x011\x85R."), "refused", "__builtin__.eval")
    torch("of_an_unknown_class", pth(b"\x80\2cmine\nNetwork\n)R."), "refused", "mine.Network")
    torch("that_leads_out", pth(state.replace(b"U\x010", b"U\x0b../../../ab", 1), data))
    torch("cut_pickle", pth(state[:-9], data))
    torch("a_list", pth(b"\x80\2]."))
    torch("no_tensors", pth(b"\x80\2}."))
    torch("negative_size", pth(state.replace(b"K\2\x85K\1", b"J\xff\xff\xff\xff\x85K\1"), data))
    torch("absurd_stride", pth(state.replace(b"K\2\x85K\1", b"K\2\x85J\xff\xff\xff\x7f"), data))
    torch("of_noise", bytes(range(256)) * 8)
    torch("empty", b"")
    torch("legacy_cut", b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.\x80\x02M\xe9\x03.")
    nan = struct.pack("<2f", float("nan"), 1)
    torch("of_no_numbers", pth(state, [("archive/data/0", nan)]), "either")
    kind("weights_that_are_a_folder", "weights", "image", "refused")
    kind("weights_that_are_not_there", "weights", "none.pth", "refused")


# Pictures of 8 x 8 pixels.
JPEG = """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6j
q62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk
pKSkpKSkpKT/wAARCAAIAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF
BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW
V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi
4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC
AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm
Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq
8vP09fb3+Pn6/9oADAMBAAIRAxEAPwClRRRWZ7B//9k=
"""
CMYK_JPEG = """
/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAbEhQXFBEbFxYXHhwbIChCKyglJShROj0wQmBVZWRfVV1baniZgWpxkHNbXYW1hpCeo6ut
q2eAvMm6pseZqKuk/8AAFAgACAAIBEMRAE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAUG/8QAFBABAAAAAAAAAAAAAAAA
AAAAAP/aAA4EQwBNAFkASwAAPwCgOlFG/9k=
"""
WEBP = """
UklGRjIAAABXRUJQVlA4ICYAAABwAQCdASoIAAgABABoJaACdAFAAAD+6WjkYaNf/jeP7lP8U+OgAA==
"""
ANIMATED_WEBP = """
UklGRqAAAABXRUJQVlA4WAoAAAACAAAABwAABwAAQU5JTQYAAAAAAAAAAABBTk1GPAAAAAAAAAAAAAcAAAcAAAAAAAJWUDggJAAA
ADABAJ0BKggACAAHQJYloAADcAD+4cN5UnG//hz4s+788AAAAEFOTUYwAAAAAAAAAAAABwAABwAAAAAAAFZQOCAYAAAANAEAnQEq
CAAIAAAAliWkAANwAP7vlkAA
"""

for part in (pictures, places, masks, labels, archives, tags, projects, weights):
    part()
(root / "zoo.tsv").write_text("".join("\t".join(k) + "\n" for k in kinds))
print(len(kinds), "kinds")
