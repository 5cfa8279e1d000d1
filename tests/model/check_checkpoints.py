#!/usr/bin/env python3
"""Exchanges weight files with the real torch and safetensors packages.

    check_checkpoints.py write DIR   writes files of every kind for the project's readers:
        NAME.pth or NAME.safetensors   to be read, equal to NAME.expected.safetensors
        NAME.refused.pth               to be refused, naming the type in NAME.refused.txt
    check_checkpoints.py read DIR    reads DIR/ours.pth and DIR/ours.safetensors, which the project
        wrote, and writes what was read as echo_pth.safetensors and echo_safetensors.safetensors
"""

import argparse
import collections
import sys
import zipfile
from pathlib import Path

import safetensors.torch
import torch


def tensors_of_every_type():
    torch.manual_seed(3)
    values = torch.randn(3, 5) * 40
    types = [torch.float32, torch.float16, torch.bfloat16, torch.float64, torch.int64, torch.int32,
             torch.int16, torch.int8, torch.uint8, torch.bool]
    state = collections.OrderedDict((str(t).split(".")[1], values.abs().to(t)) for t in types)
    state["scalar"] = torch.tensor(2.5)
    state["empty"] = torch.zeros(0, 4)
    return state


def views_of_one_storage():
    base = torch.arange(60, dtype=torch.float32)
    return collections.OrderedDict(
        transposed=base.view(6, 10).t(), every_third=base[1::3], tail=base[50:],
        permuted=base.view(3, 4, 5).permute(2, 0, 1), whole=base,
        parameter=torch.nn.Parameter(base.view(5, 12)[:, 3:7]))


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.BatchNorm1d(3))


class Reduces:
    """Runs a command where a pickle of it is executed."""

    def __init__(self, marker):
        self.marker = marker

    def __reduce__(self):
        import os
        return os.system, (f"touch {self.marker}",)


def expected(state):
    return {name: tensor.detach().clone().contiguous() for name, tensor in state.items()}


def write(folder):
    model = Model()
    optimizer = torch.optim.AdamW(model.parameters())
    model.layers(torch.randn(8, 4)).sum().backward()
    optimizer.step()
    weights = model.state_dict()
    training = {
        "model": weights, "teacher": {"backbone.w": weights["layers.0.weight"]}, "epoch": 3,
        "loss": 0.5, "done": False, "best": None, "big": 2**80, "negative": -2**40,
        "history": [1, "two", (3.0, {"four": 5})], "names": {"a", "b"},
        "optimizer": optimizer.state_dict(), "size": torch.Size([2, 3]), "dtype": torch.float32,
        "args": argparse.Namespace(lr=1e-4, arch="vit", dims=[1, 2])}
    flattened = {f"model.{k}": v for k, v in weights.items()}
    flattened["teacher.backbone.w"] = weights["layers.0.weight"]
    cases = {
        "types": (tensors_of_every_type(), tensors_of_every_type()),
        "views": (views_of_one_storage(), views_of_one_storage()),
        "plain_dictionary": (dict(tensors_of_every_type()), tensors_of_every_type()),
        "module_state": (weights, weights),
        "training": (training, flattened),
    }
    for name, (saved, state) in cases.items():
        for suffix, options in {
            "zip": {},
            "legacy": {"_use_new_zipfile_serialization": False},
            "protocol4": {"pickle_protocol": 4},
            "legacy_protocol5": {"pickle_protocol": 5, "_use_new_zipfile_serialization": False},
        }.items():
            torch.save(saved, folder / f"{name}_{suffix}.pth", **options)
            safetensors.torch.save_file(expected(state),
                                        folder / f"{name}_{suffix}.expected.safetensors")
    state = expected(tensors_of_every_type())
    safetensors.torch.save_file(state, folder / "types.safetensors", metadata={"note": "päper"})
    safetensors.torch.save_file(state, folder / "types.expected.safetensors")

    marker = folder / "executed"
    refused = {"module": (model, "__main__.Model"), "command": ({"a": Reduces(marker)}, "posix.system"),
               "function": ({"a": torch.zeros(2), "f": torch.nn.functional.relu},
                            "torch.nn.functional.relu"),
               "evaluated": ({"a": getattr}, "builtins.getattr")}
    for name, (saved, kind) in refused.items():
        for suffix, zipped in {"zip": True, "legacy": False}.items():
            torch.save(saved, folder / f"{name}_{suffix}.refused.pth", pickle_protocol=4,
                       _use_new_zipfile_serialization=zipped)
            (folder / f"{name}_{suffix}.refused.txt").write_text(kind)


def check_alignment(file):
    """Each storage starts at a multiple of 64 bytes and is stored as it is."""
    with zipfile.ZipFile(file) as archive, open(file, "rb") as raw:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED, entry
            raw.seek(entry.header_offset + 26)
            name, extra = (int.from_bytes(raw.read(2), "little") for _ in range(2))
            start = entry.header_offset + 30 + name + extra
            assert start % 64 == 0, f"{entry.filename} starts at {start}"


def read(folder):
    from_pth = torch.load(folder / "ours.pth", weights_only=True, map_location="cpu")
    from_safetensors = safetensors.torch.load_file(folder / "ours.safetensors")
    assert isinstance(from_pth, collections.OrderedDict), type(from_pth)
    assert list(from_pth) and set(from_pth) == set(from_safetensors)
    for name, tensor in from_pth.items():
        assert tensor.dtype == from_safetensors[name].dtype, name
        assert tensor.is_contiguous() and torch.equal(tensor, from_safetensors[name]), name
    with safetensors.safe_open(folder / "ours.safetensors", "pt") as opened:
        assert opened.metadata()["heads"] == "3", opened.metadata()
    check_alignment(folder / "ours.pth")
    safetensors.torch.save_file(dict(from_pth), folder / "echo_pth.safetensors")
    safetensors.torch.save_file(from_safetensors, folder / "echo_safetensors.safetensors")


if __name__ == "__main__":
    {"write": write, "read": read}[sys.argv[1]](Path(sys.argv[2]))
    print(f"torch {torch.__version__}, safetensors {safetensors.__version__}: {sys.argv[1]} done")
