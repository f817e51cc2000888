# SPDX-License-Identifier: Apache-2.0
"""The models in PyTorch, without regularizers, with the names of the Java ones."""

import torch.nn.functional as F
from torch import nn


def lenet5(channels, height, width, classes):
    return nn.Sequential(
        nn.Conv2d(channels, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(64 * (height // 4) * (width // 4), 512), nn.ReLU(), nn.Dropout(0),
        nn.Linear(512, classes),
    )  # fmt: skip


def vgg(channels, height, width, classes):
    def convolution(before, after):
        layers = [nn.Conv2d(before, after, 3, padding=1, bias=False)]
        return layers + [nn.BatchNorm2d(after), nn.ReLU()]

    layers, before = [], channels
    for after in (32, 64, 128):
        layers += convolution(before, after) + [nn.Dropout(0)]
        layers += convolution(after, after) + [nn.MaxPool2d(2)]
        before = after
    layers += [nn.Flatten(), nn.Linear(128 * (height // 8) * (width // 8), 256), nn.ReLU()]
    return nn.Sequential(*layers, nn.Dropout(0), nn.Linear(256, classes))


class WideBlock(nn.Module):
    def __init__(self, before, after, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(before)
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.convShortcut = None
        if before != after:
            self.convShortcut = nn.Conv2d(before, after, 1, stride, 0, bias=False)

    def forward(self, x):
        h = F.relu(self.bn1(x))
        y = self.conv2(F.relu(self.bn2(self.conv1(h))))
        return y + (self.convShortcut(h) if self.convShortcut else x)


class WideGroup(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.layer = nn.Sequential(*blocks)

    def forward(self, x):
        return self.layer(x)


class WideResNet(nn.Module):
    def __init__(self, depth, widen, channels, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, 16, 3, 1, 1, bias=False)
        groups, before = [], 16
        for group in range(3):
            blocks = []
            for block in range((depth - 4) // 6):
                after, stride = 16 * widen << group, 2 if group > 0 and block == 0 else 1
                blocks.append(WideBlock(before, after, stride))
                before = after
            groups.append(WideGroup(blocks))
        self.block1, self.block2, self.block3 = groups
        self.bn1 = nn.BatchNorm2d(before)
        self.fc = nn.Linear(before, classes)

    def forward(self, x):
        y = F.relu(self.bn1(self.block3(self.block2(self.block1(self.conv1(x))))))
        return self.fc(F.adaptive_avg_pool2d(y, 1).flatten(1))


class LanguageModel(nn.Module):
    """Recurrent layers between an embedding and a decoder; states go on as constants."""

    def __init__(self, kind, vocabulary, embedding, hidden, layers, tied):
        super().__init__()
        self.encoder = nn.Embedding(vocabulary, embedding)
        sizes = [embedding] + [hidden] * layers
        if tied:
            sizes[-1] = embedding
        self.rnns = nn.ModuleList(kind(a, b) for a, b in zip(sizes, sizes[1:]))
        self.decoder = nn.Linear(sizes[-1], vocabulary)
        if tied:
            self.decoder.weight = self.encoder.weight

    def forward(self, words, states):
        x, after = self.encoder(words), []
        for rnn, state in zip(self.rnns, states or [None] * len(self.rnns)):
            x, last = rnn(x, state)
            after.append(tuple(t.detach() for t in last) if type(last) is tuple else last.detach())
        return self.decoder(x.flatten(0, 1)), after
