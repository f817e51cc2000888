# SPDX-License-Identifier: Apache-2.0
"""Writes the golden files: what PyTorch computes, for the Java tests to compare with.

    python core/src/test/golden/make_golden.py

writes */src/test/resources/golden/*.safetensors. The committed files are from Python 3.11, PyTorch
2.13.0 (CPU) and numpy 2.4.6. With the same versions and the same kind of CPU the bytes are the same
again; elsewhere float32 values may differ in their last bits. Tests never run this script.

In a file, a tensor's name is type/case/role: "float32/matmul/y". The roles are x0, x1, ... the
inputs, y the output, g the gradient that comes in at y, dx0, dx1, ... the gradients that leave.
Inputs are drawn uniformly from streams named by the case, so a new case changes no other one.
"""

import hashlib
import json
import math
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils import prune
from torch.optim import lr_scheduler

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import networks  # noqa: E402
import threefry  # noqa: E402

ROOT = Path(__file__).resolve().parents[4]
DTYPES = {"float32": torch.float32, "float64": torch.float64}
STORED = {np.dtype("<f4"): "F32", np.dtype("<f8"): "F64", np.dtype("<i4"): "I32"}


def write(module, name, tensors, metadata=None):
    """Writes a safetensors file: an 8-byte length, the JSON header of that length, the elements."""
    arrays = {}
    for key, value in tensors.items():
        array = np.asarray(value.detach().numpy() if isinstance(value, torch.Tensor) else value)
        arrays[key] = array.astype("<i4") if array.dtype.kind in "iub" else array
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = dict(sorted(metadata.items()))
    for key in sorted(arrays, key=lambda k: (-arrays[k].itemsize, k)):
        array = arrays[key]
        place = [len(data), len(data) + array.nbytes]
        header[key] = {"dtype": STORED[array.dtype], "shape": array.shape, "data_offsets": place}
        data += array.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    file = ROOT / module / "src/test/resources/golden" / (name + ".safetensors")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(len(text).to_bytes(8, "little") + text + data)
    print(f"{len(text) + len(data) + 8:8d}  {file.relative_to(ROOT)}")


# ---- inputs ----


class Draws:
    """Tensors drawn one after the other from a stream."""

    def __init__(self, name, dtype):
        self.stream, self.dtype, self.step = threefry.stream("golden", name), dtype, 0

    def units(self, shape):
        key = threefry.Key(2019, self.stream, self.step)
        self.step += 1
        return key.units(math.prod(shape)).reshape(shape)

    def real(self, *shape, low=-2.0, high=2.0):
        return torch.tensor(low + (high - low) * self.units(shape), dtype=self.dtype)

    def whole(self, *shape, below):
        return torch.tensor((self.units(shape) * below).astype(np.int64))


def real(*shape, low=-2.0, high=2.0):
    return lambda draws: draws.real(*shape, low=low, high=high)


def whole(*shape, below):
    return lambda draws: draws.whole(*shape, below=below)


def given(*values):
    return lambda draws: torch.tensor(values, dtype=draws.dtype)


def run(tensors, name, draws, inputs, function):
    """Adds inputs, output and gradients of a function to the tensors of a file."""
    x = [t.requires_grad_() if t.is_floating_point() else t for t in inputs]
    y = function(*x)
    tensors[name + "/y"] = y
    for i, t in enumerate(x):
        tensors[f"{name}/x{i}"] = t
    if y.is_floating_point():
        tensors[name + "/g"] = g = draws.real(*y.shape)
        y.backward(g)
        for i, t in enumerate(x):
            if t.is_floating_point():
                tensors[f"{name}/dx{i}"] = t.grad


# ---- operations ----

OPERATIONS = {
    "matmul": ([real(5, 7), real(7, 6)], lambda a, b: a @ b),
    "matmul first": ([real(7, 5), real(7, 6)], lambda a, b: a.T @ b),
    "matmul second": ([real(5, 7), real(6, 7)], lambda a, b: a @ b.T),
    "matmul both": ([real(7, 5), real(6, 7)], lambda a, b: a.T @ b.T),
    "matmul long": ([real(2, 300), real(300, 3)], lambda a, b: a @ b),
    "matmul itself": ([real(4, 4)], lambda a: a @ a),
    "matmul itself transposed": ([real(4, 3)], lambda a: a @ a.T),
    "linear": ([real(5, 7), real(6, 7), real(6)], F.linear),
    "linear without bias": ([real(5, 7), real(6, 7)], F.linear),
    "conv2d": ([real(2, 3, 6, 7), real(4, 3, 3, 3), real(4)], F.conv2d),
    "conv2d padded": ([real(2, 3, 6, 7), real(4, 3, 3, 2), real(4)], lambda x, w, b: F.conv2d(x, w, b, padding=1)),
    "conv2d stride 2": ([real(2, 3, 8, 7), real(4, 3, 3, 3), real(4)], lambda x, w, b: F.conv2d(x, w, b, 2, 1)),
    "conv2d dilated": ([real(2, 3, 6, 7), real(4, 3, 3, 3), real(4)], lambda x, w, b: F.conv2d(x, w, b, 1, 2, 2)),
    "conv2d groups": ([real(2, 4, 6, 7), real(6, 2, 3, 3), real(6)], lambda x, w, b: F.conv2d(x, w, b, 1, 1, 1, 2)),
    "conv2d all": ([real(2, 4, 9, 8), real(6, 2, 3, 2), real(6)], lambda x, w, b: F.conv2d(x, w, b, 3, 2, 2, 2)),
    "conv2d without bias": ([real(2, 3, 6, 7), real(4, 3, 3, 3)], lambda x, w: F.conv2d(x, w, padding=1)),
    "negate": ([real(3, 7)], torch.neg),
    "abs": ([real(3, 7)], torch.abs),
    "sqrt": ([real(3, 7, low=0.01, high=9)], torch.sqrt),
    "exp": ([real(5, 7, low=-20, high=10)], torch.exp),
    "log": ([real(5, 7, low=0.001, high=20)], torch.log),
    "relu": ([real(3, 7)], torch.relu),
    "leakyRelu 0.01": ([real(3, 7)], lambda x: F.leaky_relu(x, 0.01)),
    "leakyRelu 0.2": ([real(3, 7)], lambda x: F.leaky_relu(x, 0.2)),
    "sigmoid": ([real(5, 7, low=-20, high=20)], torch.sigmoid),
    "tanh": ([real(5, 7, low=-10, high=10)], torch.tanh),
    "tanh near 0": ([real(3, 7, low=-0.1, high=0.1)], torch.tanh),
    "gelu": ([real(5, 7, low=-8, high=8)], F.gelu),
    "abs ends": ([given(0, -1000, 1000)], torch.abs),
    "sqrt ends": ([given(0, 1e-30, 1e30)], torch.sqrt),
    "exp ends": ([given(0, -1000, 1000, 1e-30)], torch.exp),
    "log ends": ([given(0, 1, 1e-30, 1e30)], torch.log),
    "relu ends": ([given(0, -1000, 1000)], torch.relu),
    "leakyRelu ends": ([given(0, -1000, 1000)], lambda x: F.leaky_relu(x, 0.2)),
    "sigmoid ends": ([given(0, -1000, 1000, -40, 40)], torch.sigmoid),
    "tanh ends": ([given(0, -1000, 1000, 1e-30)], torch.tanh),
    "gelu ends": ([given(0, -1000, 1000, 1e-30)], F.gelu),
    "sum": ([real(3, 4, 5)], torch.sum),
    "mean": ([real(3, 4, 5)], torch.mean),
    "max": ([real(3, 4, 5)], torch.max),
    "reshape": ([real(3, 4, 5)], lambda x: x.reshape(6, -1)),
    "slice": ([real(4, 3, 2)], lambda x: x[1:3]),
    "slice overlapping": ([real(6, 3)], lambda x: x[0:4] * x[2:6]),
    "slice then sigmoid": ([real(5, 3)], lambda x: torch.sigmoid(x[1:4])),
    "slice then matmul": ([real(6, 4)], lambda x: x[0:3] @ x[2:6]),
    "slice then softmax": ([real(5, 3)], lambda x: F.softmax(x[1:4], -1)),
    "slice then sum": ([real(5, 3)], lambda x: x[1:4].sum(0)),
    "slice then max": ([real(5, 3)], lambda x: x[1:4].amax(1)),
    "concatenate 0": ([real(2, 3), real(1, 3), real(4, 3)], lambda *x: torch.cat(x, 0)),
    "concatenate 1": ([real(2, 3, 2), real(2, 1, 2)], lambda *x: torch.cat(x, 1)),
    "concatenate -1": ([real(2, 3, 2), real(2, 3, 4)], lambda *x: torch.cat(x, -1)),
    "concatenate itself": ([real(2, 3)], lambda x: torch.cat([x, x], 0)),
    "gather": ([real(7, 3), whole(10, below=7)], lambda t, i: F.embedding(i, t)),
    "gather blocks": ([real(5, 3, 2), whole(4, below=5)], lambda t, i: t[i]),
    "gather twice": ([real(4, 3), whole(6, below=4)], lambda t, i: t[i] * t[i]),
    "softmax": ([real(5, 9)], lambda x: F.softmax(x, -1)),
    "softmax of 3 axes": ([real(2, 3, 4)], lambda x: F.softmax(x, -1)),
    "softmax of large numbers": ([real(3, 9, low=-80, high=80)], lambda x: F.softmax(x, -1)),
    "softmax far from 0": ([real(3, 9, low=1e6 - 3, high=1e6 + 3)], lambda x: F.softmax(x, -1)),
    "logSoftmax": ([real(5, 9)], lambda x: F.log_softmax(x, -1)),
    "logSoftmax of large numbers": (
        [real(3, 9, low=-80, high=80)],
        lambda x: F.log_softmax(x, -1),
    ),
    "logSoftmax far from 0": (
        [real(3, 9, low=1e6 - 3, high=1e6 + 3)],
        lambda x: F.log_softmax(x, -1),
    ),
    "crossEntropy": ([real(6, 5), whole(6, below=5)], F.cross_entropy),
    "crossEntropy of large logits": (
        [real(4, 9, low=-80, high=80), whole(4, below=9)],
        F.cross_entropy,
    ),
    "crossEntropy far from 0": (
        [real(4, 9, low=1e6 - 3, high=1e6 + 3), whole(4, below=9)],
        F.cross_entropy,
    ),
    "meanSquaredError": ([real(4, 5), real(4, 5)], F.mse_loss),
    "binaryCrossEntropyWithLogits": (
        [real(4, 5, low=-30, high=30), real(4, 5, low=0, high=1)],
        F.binary_cross_entropy_with_logits,
    ),
    "composed": (
        [real(4, 6), real(6)],
        lambda x, w: (
            (torch.tanh(x * w) / (1.5 + torch.sigmoid(x) * w.exp())).sum(1).mean() * x.mean()
        ),
    ),
}

for exponent in (-2, -1, -0.25, 0, 0.5, 1, 1.37, 2.5):
    OPERATIONS[f"pow {exponent}"] = (
        [real(3, 7, low=0.01, high=5)],
        lambda x, e=exponent: torch.pow(x, e),
    )
for exponent in (-3, 2, 3):
    OPERATIONS[f"pow {exponent} of both signs"] = (
        [real(3, 7)],
        lambda x, e=exponent: torch.pow(x, e),
    )
for axis in (0, 1, 2, -1):
    OPERATIONS[f"sum {axis}"] = ([real(3, 4, 5)], lambda x, a=axis: x.sum(a))
    OPERATIONS[f"mean {axis}"] = ([real(3, 4, 5)], lambda x, a=axis: x.mean(a))
    OPERATIONS[f"max {axis}"] = ([real(3, 4, 5)], lambda x, a=axis: x.max(a).values)
    OPERATIONS[f"argmax {axis}"] = ([real(3, 4, 5)], lambda x, a=axis: x.argmax(a))
for name, function in {
    "plus": torch.add,
    "minus": torch.sub,
    "times": torch.mul,
    "dividedBy": torch.div,
}.items():
    for kind, a, b in [
        ("", (4, 6), (4, 6)),
        (" row", (4, 6), (6,)),
        (" to row", (6,), (4, 6)),
        (" matrix", (2, 3, 4), (3, 4)),
        (" scalar", (4, 6), ()),
        (" to scalar", (), (4, 6)),
        (" one", (4, 6), (1,)),
        (" to one", (1,), (4, 6)),
    ]:
        OPERATIONS[name + kind] = ([real(*a), real(*b, low=0.3)], function)
    OPERATIONS[name + " itself"] = ([real(4, 6)], lambda x, f=function: f(x, x))
for kernel, stride, padding in [(2, 2, 0), (2, 1, 0), (3, 2, 1), (3, 1, 1), (3, 3, 0), (5, 2, 2)]:
    name = f"Pool2d {kernel} {stride} {padding}"
    OPERATIONS["max" + name] = (
        [real(2, 3, 7, 9)],
        lambda x, w=(kernel, stride, padding): F.max_pool2d(x, *w),
    )
    OPERATIONS["avg" + name] = (
        [real(2, 3, 7, 9)],
        lambda x, w=(kernel, stride, padding): F.avg_pool2d(x, *w),
    )
    OPERATIONS["max" + name + " of equals"] = (
        [lambda draws: draws.real(2, 3, 7, 9).round()],
        lambda x, w=(kernel, stride, padding): F.max_pool2d(x, *w),
    )
OPERATIONS["globalAvgPool2d"] = (
    [real(2, 3, 5, 7)],
    lambda x: F.adaptive_avg_pool2d(x, 1).flatten(1),
)
for name, function in {"plus": torch.add, "times": torch.mul}.items():
    OPERATIONS[name + " number"] = ([real(4, 6)], lambda x, f=function: f(x, -1.7))


def operations():
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        for name, (specs, function) in OPERATIONS.items():
            draws = Draws("operation " + name, torch_dtype)
            inputs = [spec(draws) for spec in specs]
            run(tensors, f"{dtype}/{name}", draws, inputs, function)
    write("core", "operations", tensors)


# ---- optimizers and schedules ----

STEPS = 100


def train(model, loss, batches, optimizer, steps, clip=None, scheduler=None):
    """Steps of training; the loss before each, and where gradients are clipped, their norm."""
    losses, norms = [], []
    for step in range(steps):
        x, target = batches[step % len(batches)]
        optimizer.zero_grad()
        value = loss(model(x), target)
        value.backward()
        if clip:
            norms.append(nn.utils.clip_grad_norm_(model.parameters(), clip).item())
        optimizer.step()
        if scheduler:
            scheduler.step()
        losses.append(value.detach())
    return torch.stack(losses), norms


OPTIMIZERS = {
    "sgd": lambda w: torch.optim.SGD(w, 0.3),
    "sgd with weight decay": lambda w: torch.optim.SGD(w, 0.3, weight_decay=0.02),
    "sgd with momentum": lambda w: torch.optim.SGD(w, 0.1, momentum=0.9),
    "sgd by Nesterov": lambda w: torch.optim.SGD(w, 0.1, momentum=0.9, nesterov=True),
    "sgd with all": lambda w: torch.optim.SGD(
        w, 0.1, momentum=0.8, weight_decay=0.02, nesterov=True
    ),
    # t0 is the number of steps before averaging, less 1.
    "averaged sgd": lambda w: torch.optim.ASGD(w, 0.3, lambd=0, t0=-1),
    "averaged sgd with weight decay": lambda w: torch.optim.ASGD(
        w, 0.3, lambd=0, t0=-1, weight_decay=0.02
    ),
    "adam": lambda w: torch.optim.Adam(w, 0.02),
    "adam with weight decay": lambda w: torch.optim.Adam(w, 0.02, weight_decay=0.02),
    "adam with betas": lambda w: torch.optim.Adam(w, 0.02, betas=(0.7, 0.95), eps=1e-3),
    "adamW": lambda w: torch.optim.AdamW(w, 0.02),
    "adamW with weight decay": lambda w: torch.optim.AdamW(w, 0.02, weight_decay=0.3),
}
CLIPPED = {"sgd with momentum": 0.3, "adam": 0.3}


def warm_up(optimizer, steps, then):
    rise = lr_scheduler.LinearLR(optimizer, 1 / steps, total_iters=steps - 1)
    return lr_scheduler.SequentialLR(optimizer, [rise, then], milestones=[steps])


SCHEDULES = {
    "constant": lambda o: lr_scheduler.ConstantLR(o, 1),
    "step": lambda o: lr_scheduler.StepLR(o, 7, 0.6),
    "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, 60),
    "warm-up": lambda o: warm_up(o, 10, lr_scheduler.ConstantLR(o, 1)),
    "warm-up and cosine": lambda o: warm_up(o, 10, lr_scheduler.CosineAnnealingLR(o, 50)),
}


def problem(dtype):
    """tanh(x W^T + b) to fit targets that it cannot reach, so that gradients do not vanish."""
    draws = Draws("optimizers", dtype)
    x, target = draws.real(12, 5), draws.real(12, 4)
    model = nn.Linear(5, 4, dtype=dtype)
    model.load_state_dict({"weight": draws.real(4, 5), "bias": draws.real(4)})
    return model, x, target


def optimizers():
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        torch.set_default_dtype(torch_dtype)  # the type of ASGD's rate
        model, x, target = problem(torch_dtype)
        tensors |= {f"{dtype}/problem/x": x, f"{dtype}/problem/target": target}
        tensors |= {f"{dtype}/problem/{k}": v.clone() for k, v in model.state_dict().items()}
        cases = [(name, make, None, None) for name, make in OPTIMIZERS.items()]
        cases += [(k + " clipped", OPTIMIZERS[k], clip, None) for k, clip in CLIPPED.items()]
        scheduled = SCHEDULES["warm-up and cosine"]
        cases += [("sgd with schedule", lambda w: torch.optim.SGD(w, 0.5), None, scheduled)]
        for name, make, clip, schedule in cases:
            model, x, target = problem(torch_dtype)
            optimizer = make(model.parameters())
            scheduler = schedule(optimizer) if schedule else None
            steps = 60 if schedule else STEPS
            fit = lambda y, t: F.mse_loss(torch.tanh(y), t)
            losses, norms = train(model, fit, [(x, target)], optimizer, steps, clip, scheduler)
            if clip:
                assert min(norms) < clip < max(norms), (name, min(norms), max(norms))
                tensors[f"{dtype}/{name}/norms"] = torch.tensor(norms, dtype=torch_dtype)
            tensors[f"{dtype}/{name}/losses"] = losses
            for parameter, value in model.named_parameters():
                tensors[f"{dtype}/{name}/{parameter}"] = value
                for key, state in optimizer.state[value].items():
                    if key not in ("step", "eta", "mu"):
                        tensors[f"{dtype}/{name}/{parameter}.{key}"] = state
    torch.set_default_dtype(torch.float32)
    for name, make in SCHEDULES.items():
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], 0.4)
        schedule, rates = make(optimizer), []
        for _ in range(60):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        tensors["schedule/" + name] = np.array(rates)
    write("core", "optimizers", tensors)


# ---- layers, losses and models ----


class Residual(nn.Module):
    def __init__(self, body, shortcut=None):
        super().__init__()
        self.body, self.shortcut = body, shortcut or nn.Identity()

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


LAYERS = {
    "linear": (lambda: nn.Linear(5, 3), (4, 5)),
    "linear without bias": (lambda: nn.Linear(5, 3, bias=False), (4, 5)),
    "linear of a vector": (lambda: nn.Linear(5, 3), (5,)),
    "linear of 3 axes": (lambda: nn.Linear(5, 3), (2, 4, 5)),
    "conv2d": (lambda: nn.Conv2d(3, 4, 3, stride=2, padding=1), (2, 3, 6, 5)),
    "conv2d without bias": (lambda: nn.Conv2d(2, 3, 3, padding=1, bias=False), (2, 2, 4, 4)),
    "relu": (nn.ReLU, (4, 6)),
    "leakyRelu": (nn.LeakyReLU, (4, 6)),
    "leakyRelu 0.25": (lambda: nn.LeakyReLU(0.25), (4, 6)),
    "sigmoid": (nn.Sigmoid, (4, 6)),
    "tanh": (nn.Tanh, (4, 6)),
    "gelu": (nn.GELU, (4, 6)),
    "softmax": (lambda: nn.Softmax(-1), (4, 6)),
    "logSoftmax": (lambda: nn.LogSoftmax(-1), (4, 6)),
    "flatten": (nn.Flatten, (4, 3, 2)),
    "maxPool2d": (lambda: nn.MaxPool2d(2), (2, 3, 6, 7)),
    "maxPool2d 3 2 1": (lambda: nn.MaxPool2d(3, 2, 1), (2, 3, 6, 7)),
    "avgPool2d": (lambda: nn.AvgPool2d(2), (2, 3, 6, 7)),
    "avgPool2d 3 2 1": (lambda: nn.AvgPool2d(3, 2, 1), (2, 3, 6, 7)),
    "globalAvgPool2d": (
        lambda: nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten()),
        (2, 3, 6, 7),
    ),
    "residual": (lambda: Residual(nn.Sequential(nn.Linear(6, 6), nn.Tanh())), (3, 6)),
    "residual with shortcut": (lambda: Residual(nn.Linear(6, 4), nn.Linear(6, 4)), (3, 6)),
    "sequential": (lambda: nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 2)), (3, 6)),
    "sequential of sequentials": (
        lambda: nn.Sequential(
            nn.Sequential(nn.Linear(6, 4), nn.GELU()), nn.Sequential(nn.Linear(4, 2))
        ),
        (3, 6),
    ),
}

LOSSES = {
    "crossEntropy": (nn.CrossEntropyLoss, real(6, 5), whole(6, below=5)),
    "meanSquaredError": (nn.MSELoss, real(4, 5), real(4, 5)),
    "binaryCrossEntropyWithLogits": (
        nn.BCEWithLogitsLoss,
        real(4, 5),
        real(4, 5, low=0, high=1),
    ),
}


def layers():
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        for name, (make, shape) in LAYERS.items():
            draws = Draws("layer " + name, torch_dtype)
            layer = make().to(torch_dtype)
            weights = {key: draws.real(*value.shape) for key, value in layer.state_dict().items()}
            layer.load_state_dict(weights)
            tensors |= {f"{dtype}/{name}/{key}": value for key, value in weights.items()}
            run(tensors, f"{dtype}/{name}", draws, [draws.real(*shape)], layer)
            for key, parameter in layer.named_parameters():
                tensors[f"{dtype}/{name}/d{key}"] = parameter.grad
    write("layers", "layers", tensors)


NORMALIZATIONS = {
    "batchNorm1d": (lambda: nn.BatchNorm1d(5), (6, 5)),
    "batchNorm1d of sequences": (lambda: nn.BatchNorm1d(3), (3, 3, 4)),
    "batchNorm2d": (lambda: nn.BatchNorm2d(3), (2, 3, 4, 5)),
    "batchNorm2d of larger planes": (lambda: nn.BatchNorm2d(2), (2, 2, 5, 7)),
    "batchNorm2d 0.01 0.3": (lambda: nn.BatchNorm2d(3, eps=0.01, momentum=0.3), (2, 3, 3, 3)),
}


def normalizations():
    """Three steps in training, with the buffers after each, and one in evaluation."""
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        for name, (make, shape) in NORMALIZATIONS.items():
            draws = Draws("normalization " + name, torch_dtype)
            layer, prefix = make().to(torch_dtype), f"{dtype}/{name}/"
            with torch.no_grad():
                for key, parameter in layer.named_parameters():
                    parameter.copy_(draws.real(*parameter.shape))
                    tensors[prefix + key] = parameter.detach().clone()
            for step in range(4):
                layer.train(step < 3)
                layer.zero_grad()
                x = draws.real(*shape).requires_grad_()
                g = draws.real(*shape)
                y = layer(x)
                y.backward(g)
                at = f"{prefix}step {step} "
                tensors |= {at + "x": x, at + "g": g, at + "y": y, at + "dx": x.grad}
                for key, parameter in layer.named_parameters():
                    tensors[f"{at}d{key}"] = parameter.grad.clone()
                for key, buffer in layer.named_buffers():
                    tensors[at + key] = buffer.clone()
    write("layers", "normalizations", tensors)


RECURRENT = {
    f"{name}{' of 2 layers' * (layers - 1)}{' both ways' * both}": (
        lambda make=make, layers=layers, both=both: make(3, 4, layers, bidirectional=both)
    )
    for name, make in {
        "lstm": nn.LSTM,
        "gru": nn.GRU,
        "rnn tanh": nn.RNN,
        "rnn relu": lambda *sizes, **more: nn.RNN(*sizes, nonlinearity="relu", **more),
    }.items()
    for layers in (1, 2)
    for both in (False, True)
}


def recurrent():
    """Output and last states of a sequence, with gradients by input, first states and weights."""
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        for name, make in RECURRENT.items():
            draws, at = Draws("recurrent " + name, torch_dtype), f"{dtype}/{name}/"
            layer = make().to(torch_dtype)
            weights = {k: draws.real(*v.shape, low=-1, high=1) for k, v in layer.state_dict().items()}
            layer.load_state_dict(weights)
            rows = layer.num_layers * (2 if layer.bidirectional else 1)
            names = ["h", "c"] if isinstance(layer, nn.LSTM) else ["h"]
            x = draws.real(4, 2, 3).requires_grad_()
            state = [draws.real(rows, 2, 4, low=-1, high=1).requires_grad_() for _ in names]
            y, last = layer(x, tuple(state) if len(state) > 1 else state[0])
            last = list(last) if len(state) > 1 else [last]
            flowing = [draws.real(*t.shape) for t in [y, *last]]
            torch.autograd.backward([y, *last], flowing)
            tensors |= {at + key: value for key, value in weights.items()}
            tensors |= {at + "x0": x, at + "y": y, at + "g": flowing[0], at + "dx0": x.grad}
            for key, first, after, g in zip(names, state, last, flowing[1:]):
                tensors |= {at + key: first, at + "d" + key: first.grad}
                tensors |= {at + "last " + key: after, at + "g" + key: g}
            for key, parameter in layer.named_parameters():
                tensors[f"{at}d{key}"] = parameter.grad
    write("layers", "recurrent", tensors)


def words():
    """An embedding, and the adaptive softmax: all probabilities' logarithms, and a loss."""
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        draws, at = Draws("embedding", torch_dtype), f"{dtype}/embedding/"
        layer = nn.Embedding(7, 3).to(torch_dtype)
        layer.load_state_dict({"weight": draws.real(7, 3)})
        x, g = draws.whole(4, 2, below=7), draws.real(4, 2, 3)
        y = layer(x)
        y.backward(g)
        tensors |= {at + "x0": x, at + "y": y, at + "g": g}
        tensors |= {at + "weight": layer.weight, at + "dweight": layer.weight.grad}

        draws, at = Draws("adaptive softmax", torch_dtype), f"{dtype}/adaptiveSoftmax/"
        layer = nn.AdaptiveLogSoftmaxWithLoss(17, 14, [4, 9]).to(torch_dtype)
        weights = {key: draws.real(*value.shape) for key, value in layer.state_dict().items()}
        layer.load_state_dict(weights)
        x, target = draws.real(6, 17).requires_grad_(), draws.whole(6, below=14)
        tensors |= {at + key: value for key, value in weights.items()}
        tensors |= {at + "x0": x, at + "target": target, at + "y": layer.log_prob(x)}
        loss = layer(x, target).loss
        loss.backward()
        tensors |= {at + "loss": loss, at + "dx0": x.grad}
        for key, parameter in layer.named_parameters():
            tensors[f"{at}d{key}"] = parameter.grad
    write("layers", "words", tensors)


def losses():
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        for name, (make, output, target) in LOSSES.items():
            draws = Draws("loss " + name, torch_dtype)
            inputs = [output(draws), target(draws)]
            run(tensors, f"{dtype}/{name}", draws, inputs, make())
    write("layers", "losses", tensors)


class Autoencoder(nn.Module):
    def __init__(self, features, hidden):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(features, hidden), nn.ReLU())
        self.decoder = nn.Sequential(nn.Linear(hidden, features), nn.Sigmoid())

    def forward(self, x):
        return self.decoder(self.encoder(x))


def mlp():
    first = [nn.Linear(12, 10), nn.ReLU(), nn.Dropout(0)]
    second = [nn.Linear(10, 8), nn.ReLU(), nn.Dropout(0)]
    return nn.Sequential(*first, *second, nn.Linear(8, 4))


MODELS = {
    "mlp": (
        mlp,
        lambda draws: (draws.real(6, 12), draws.whole(6, below=4)),
        nn.CrossEntropyLoss(),
        lambda weights: torch.optim.SGD(weights, 0.1, momentum=0.9),
    ),
    "autoencoder": (
        lambda: Autoencoder(14, 6),
        lambda draws: (draws.real(8, 14, low=0, high=1),) * 2,
        nn.MSELoss(),
        lambda weights: torch.optim.Adam(weights, 0.01),
    ),
}


def models():
    """Weights under the names of PyTorch's state dict, and 50 steps of training from them."""
    tensors = {}
    for name, (make, batch, loss, optimizer) in MODELS.items():
        model, draws = make(), Draws("weights of " + name, torch.float32)
        weights = {}
        for key, value in model.state_dict().items():
            bound = 1 / math.sqrt(model.state_dict()[key.replace("bias", "weight")].shape[1])
            weights[key] = draws.real(*value.shape, low=-bound, high=bound)
        write("layers", name + "-weights", weights)
        for dtype, torch_dtype in DTYPES.items():
            model = make().to(torch_dtype)
            model.load_state_dict(weights)
            draws = Draws("batches of " + name, torch_dtype)
            batches = [batch(draws) for _ in range(4)]
            prefix = f"{dtype}/{name}/"
            for i, (x, target) in enumerate(batches):
                tensors |= {f"{prefix}x{i}": x, f"{prefix}target{i}": target}
            y = model(batches[0][0])
            loss(y, batches[0][1]).backward()
            tensors[prefix + "y"] = y
            for key, parameter in model.named_parameters():
                tensors[f"{prefix}gradient of {key}"] = parameter.grad.clone()
            losses, _ = train(model, loss, batches, optimizer(model.parameters()), 50)
            tensors[prefix + "losses"] = losses
            for key, parameter in model.named_parameters():
                tensors[f"{prefix}trained {key}"] = parameter
    write("layers", "models", tensors)


def wide(rate):
    return lambda weights: torch.optim.SGD(
        weights, rate, momentum=0.9, nesterov=True, weight_decay=5e-4
    )


IMAGE_MODELS = {
    "float32/lenet5": (
        lambda: networks.lenet5(1, 28, 28, 10),
        (8, 1, 28, 28),
        lambda weights: torch.optim.SGD(weights, 0.01, momentum=0.9),
    ),
    "float32/wrn-10-2": (
        lambda: networks.WideResNet(10, 2, 3, 10),
        (8, 3, 32, 32),
        wide(0.003),
    ),
    # A last bit decides which of two pixels is a window's maximum, or grows to percents within 50
    # steps at the usual rate, in PyTorch too.
    "float64/vgg": (
        lambda: networks.vgg(1, 12, 12, 10),
        (4, 1, 12, 12),
        lambda weights: torch.optim.SGD(weights, 0.01, momentum=0.9),
    ),
    "float64/wrn-10-2": (lambda: networks.WideResNet(10, 2, 3, 10), (4, 3, 12, 12), wide(0.1)),
}


def initialize(model):
    """The weights that the Java model starts with: PyTorch's bounds, drawn in the same order."""
    state, step = model.state_dict(), 0
    for name, parameter in model.named_parameters():
        weight = state[name.replace("bias", "weight")]
        if weight.dim() > 1:  # of a BatchNorm it has one axis, and stays at 1
            bound = 1 / math.sqrt(weight[0].numel())
            units = threefry.Key(1, threefry.stream("init"), step).uniforms(parameter.numel())
            values = ((2.0 * units.astype(np.float64) - 1) * bound).astype(np.float32)
            parameter.data = torch.tensor(values.reshape(parameter.shape))
            step += 1


def image_batches(shape):
    """Four batches of images with patches of four by four pixels under noise, and labels."""
    n, channels, height, width = shape
    batches = []
    for step in range(4):
        key = [threefry.Key(1, threefry.stream(s), step) for s in ("patches", "noise", "labels")]
        patches = key[0].uniforms(math.prod(shape) // 16)
        patches = patches.reshape(n, channels, height // 4, width // 4)
        pixels = key[1].uniforms(math.prod(shape)).reshape(shape)
        pixels = np.float32(0.5) * (patches.repeat(4, 2).repeat(4, 3) + pixels)
        labels = (key[2].uniforms(n) * np.float32(10)).astype(np.int64)
        batches.append((torch.tensor(pixels), torch.tensor(labels)))
    return batches


def image_models():
    """The losses of 50 steps alone: weights and images are drawn here as by the Java test."""
    tensors, names = {}, {}
    for case, (make, shape, optimizer) in IMAGE_MODELS.items():
        dtype, name = case.split("/")
        model, loss = make(), nn.CrossEntropyLoss()
        initialize(model)
        names["state of " + name] = " ".join(model.state_dict())
        model = model.to(DTYPES[dtype])
        batches = [(x.to(DTYPES[dtype]), labels) for x, labels in image_batches(shape)]
        tensors[case + "/losses"], _ = train(
            model, loss, batches, optimizer(model.parameters()), 50
        )
    write("layers", "image-models", tensors, names)


LANGUAGE_MODELS = {
    "lstm": (lambda: networks.LanguageModel(nn.LSTM, 20, 12, 16, 2, tied=False), 20),
    "gru": (lambda: networks.LanguageModel(nn.GRU, 20, 12, 16, 2, tied=False), 5),
    "lstm tied": (lambda: networks.LanguageModel(nn.LSTM, 20, 12, 16, 2, tied=True), 20),
}


def initialize_language_model(model):
    """The weights that the Java model starts with, drawn in the same order."""
    for step, (name, parameter) in enumerate(model.named_parameters()):
        if name == "decoder.bias":  # the last one
            parameter.data.zero_()
            continue
        hidden = model.rnns[int(name.split(".")[1])].hidden_size if "rnns" in name else None
        bound = 1 / math.sqrt(hidden) if hidden else 0.1
        units = threefry.Key(1, threefry.stream("init"), step).uniforms(parameter.numel())
        values = ((2.0 * units.astype(np.float64) - 1) * bound).astype(np.float32)
        parameter.data = torch.tensor(values.reshape(parameter.shape))


def language_models():
    """The losses of 50 steps of truncated back-propagation; words are drawn by the test as well."""
    tensors, names = {}, {}

    def drawn(step):
        units = threefry.Key(1, threefry.stream("words"), step).uniforms(40)
        return torch.tensor((units * np.float32(20)).astype(np.int64))

    for name, (make, rate) in LANGUAGE_MODELS.items():
        model, states, losses, norms = make(), None, [], []
        initialize_language_model(model)
        names["parameters of " + name] = " ".join(key for key, _ in model.named_parameters())
        optimizer = torch.optim.SGD(model.parameters(), rate)
        for step in range(50):
            words = drawn(step)
            optimizer.zero_grad()
            output, states = model(words.reshape(8, 5), states)
            loss = F.cross_entropy(output, (7 * words + 3) % 20)
            loss.backward()
            norms.append(nn.utils.clip_grad_norm_(model.parameters(), 0.25).item())
            optimizer.step()
            losses.append(loss.detach())
        assert min(norms) < 0.25 < max(norms), (name, min(norms), max(norms))
        tensors[f"float32/{name}/losses"] = torch.stack(losses)
    write("layers", "language-models", tensors, names)


# ---- regularizers ----

SEED = 42
NOISES = [(p, q, 0) for q in (0, 0.5, 1, 1.37, 1.5, 2, 2.5, 3, 4) for p in (0.1, 0.5, 0.9)]
NOISES += [(0.5, q, epsilon) for q in (0, 1, 1.37, 3) for epsilon in (1e-12, 0.1)]
MASKS = [
    # p, seed, streams, step of the pass, place in the model, draw at the place
    (0.5, 1, "", 0, "", 0),
    (0.1, 1, "", 0, "", 0),
    (0.9, 1, "", 1, "", 0),
    (0.5, -1, "", 0, "", 1),
    (0.5, 1 << 40, "train", 1 << 33, "regularizer", 0),
    (0.5, 7, "train", 3, "encoder.1", 2),
    (0.25, 7, "train.dropout", 3, "1.encoder", 0),
]


def single(number):
    """A Java float, as the double that it is."""
    return float(np.float32(number))


def sparseout(x, kept, p, q, epsilon, constant):
    """The authors' formula, but that the multiplier is 1 at x = 0; q = 2 is Dropout."""
    size = (x.detach() if constant else x).abs()
    zero = (size == 0) & (q != 2)
    power = torch.where(zero, 1, size + epsilon) ** ((q - 2) / 2)
    noise = power * (kept.to(x.dtype) / (1 - p) - 1) + 1
    return x * torch.where(zero, 1, noise)


def noise():
    tensors = {}
    for dtype, torch_dtype in DTYPES.items():
        draws = Draws("noise", torch_dtype)
        x, g = draws.real(100), draws.real(100)
        x[3], x[64], x[70] = 0.0, 0.0, -0.0
        tensors |= {f"{dtype}/input/x": x, f"{dtype}/input/g": g}
        masks = {p: threefry.draw(SEED, 0).kept(single(p), 100) for p in (0.1, 0.5, 0.9)}
        for p, q, epsilon in NOISES:
            name = f"{dtype}/p={p} q={q} epsilon={epsilon}/"
            numbers = torch.tensor(masks[p]), single(p), single(q), single(epsilon)
            inputs = x.clone().requires_grad_()
            tensors[name + "y"] = y = sparseout(inputs, *numbers, constant=True)
            y.backward(g)
            tensors[name + "published"] = inputs.grad
            # In float64, then rounded: at q = 0 the parts of the product rule cancel.
            inputs = x.clone().double().requires_grad_()
            sparseout(inputs, *numbers, constant=False).backward(g.double())
            tensors[name + "exact"] = inputs.grad.to(torch_dtype)
    for p, seed, names, step, path, number in MASKS:
        key = threefry.draw(seed, step, path, number, names.split(".") if names else ())
        name = f"mask/p={p} seed={seed} stream={names} step={step} place={path} draw={number}"
        tensors[name] = key.kept(single(p), 150)
    million = threefry.draw(1, 0).kept(0.5, 10**6)
    write("regularizers", "noise", tensors, {"sha256 of a million": sha256(million)})


# ---- pruning ----

# Steps on one parameter, each PyTorch's method with its arguments. A share is of what is left.
PRUNINGS = [
    "l1_unstructured amount=0.3",
    "l1_unstructured amount=7",
    "l1_unstructured amount=0.5; l1_unstructured amount=0.5",
    "ln_structured amount=0.5 n=1 dim=0",
    "ln_structured amount=0.25 n=2 dim=0",
    "ln_structured amount=2 n=2 dim=1",
    "ln_structured amount=0.4 n=3 dim=1",
    "ln_structured amount=0.5 n=inf dim=0",
    "ln_structured amount=0.5 n=2 dim=0; ln_structured amount=1 n=1 dim=0",
    "ln_structured amount=0.5 n=2 dim=0; l1_unstructured amount=0.5",
    "random_unstructured amount=0.35",
    "random_structured amount=0.5 dim=0",
    "random_structured amount=0.5 dim=1",
]
GLOBAL_SHARES = [0.2, 0.5, 0.9]


def pruning():
    draws, tensors = Draws("pruning", torch.float32), {}
    for name, shape in (("linear", (8, 5)), ("conv", (6, 4, 3, 2))):
        tensors[f"{name}/w"] = w = draws.real(*shape)
        for steps in PRUNINGS:
            module = nn.Module()
            module.weight = nn.Parameter(w.clone())
            for step in steps.split("; "):
                method, *settings = step.split(" ")
                keys = dict(setting.split("=") for setting in settings)
                number = keys["amount"]
                numbers = {"amount": float(number) if "." in number else int(number)}
                numbers |= {key: float(keys[key]) for key in keys if key == "n"}
                numbers |= {key: int(keys[key]) for key in keys if key == "dim"}
                getattr(prune, method)(module, "weight", **numbers)
            mask = module.weight_mask.to(torch.int32)
            # What is random differs; how many go is the same.
            kept = mask.sum() if method.startswith("random") else mask
            tensors[f"{name}/{steps}/mask"] = kept
    for share in GLOBAL_SHARES:
        module = nn.Module()
        for name in ("linear", "conv"):
            setattr(module, name, nn.Parameter(tensors[f"{name}/w"].clone()))
        both = [(module, "linear"), (module, "conv")]
        prune.global_unstructured(both, pruning_method=prune.L1Unstructured, amount=share)
        for name in ("linear", "conv"):
            mask = getattr(module, name + "_mask")
            tensors[f"global/{share}/{name}"] = mask.to(torch.int32)
    write("regularizers", "pruning", tensors)


ALPHA = (0.05, 0.2, 0.5, 0.9)


def alpha():
    """What alpha dropout makes of elements that it keeps, and of all that it drops."""
    tensors = {}
    torch.manual_seed(SEED)
    for dtype, torch_dtype in DTYPES.items():
        x = Draws("alpha", torch_dtype).real(50)
        tensors[f"{dtype}/x"] = x
        for p in ALPHA:
            both = [set(column.tolist()) for column in F.alpha_dropout(x.repeat(500, 1), p, True).T]
            (dropped,) = set.intersection(*both)
            kept = [(values - {dropped}).pop() for values in both]
            tensors[f"{dtype}/p={p}/kept"] = torch.tensor(kept, dtype=torch_dtype)
            tensors[f"{dtype}/p={p}/dropped"] = torch.tensor([dropped], dtype=torch_dtype)
    write("regularizers", "alpha", tensors)


# ---- randomness ----

KEYS = [(0, 0, 0), (42, 0, 0), (-1, -2, 1 << 40), (1 << 40, 0x0123456789ABCDEF, 7)]
GROUPS = [0, 1, 1000, 1 << 28, 1 << 40]


def sha256(array):
    return hashlib.sha256(array.tobytes()).hexdigest()


def randomness():
    tensors = {}
    for seed, stream, step in KEYS:
        key = threefry.Key(seed, stream, step)
        name = f"RandomKey[seed={seed}, stream={stream}, step={step}]"
        words = [key.words(64 * group, 64).view(np.int32) for group in GROUPS]
        tensors[name + "/groups"] = np.stack(words)
        tensors[name + "/uniforms"] = key.uniforms(100)
        tensors[name + "/normals"] = key.normals(101)
        tensors[name + "/permutation"] = key.permutation(100)
    million, key = 10**6, threefry.Key(42)
    hashes = {
        "words": sha256(key.words(0, million).astype("<u4")),
        "uniforms": sha256(key.uniforms(million).astype("<f4")),
        "permutation": sha256(key.permutation(million).astype("<i4")),
    }
    write("core", "random", tensors, hashes)


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    for make in (operations, optimizers, layers, normalizations, recurrent, words, losses):
        make()
    for make in (models, image_models, language_models, noise, alpha, pruning, randomness):
        make()
