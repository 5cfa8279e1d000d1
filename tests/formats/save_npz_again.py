"""Loads an archive with NumPy, checks that it holds what docs/formats.md says, and saves it in the
other ways that NumPy has. Usage: save_npz_again.py IN.npz OUT.npz"""

import sys

import numpy as np

types = ["<i2", ">u2", "<i4", ">i4", "<u8", ">i8", "|u1"]
arrays = {}
with np.load(sys.argv[1]) as archive:
    for i, key in enumerate(archive.files):
        array = archive[key]
        if key.startswith("__"):
            assert array.dtype.kind == "U" and array.ndim == 1, key
            arrays[key] = array.astype(array.dtype.newbyteorder(">"))
            continue
        assert array.dtype == np.uint8 and array.ndim == 2, key
        arrays[key] = np.array(array, dtype=types[i % len(types)], order="CF"[i % 2])
    assert archive["__classes__"][0] == "background"
np.savez(sys.argv[2], **arrays)
