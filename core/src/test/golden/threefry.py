# SPDX-License-Identifier: Apache-2.0
"""The project's randomness, written a second time, from its description and in numpy.

Threefry 4x32 with 20 rounds is from Salmon et al. 2011, "Parallel Random Numbers: As Easy as 1, 2,
3", section 4.2. How the project takes words from its blocks, and what it makes of them, is
described at the Java classes Threefry, RandomKey, RandomStream and Place.
"""

import math

import numpy as np

PARITY = 0x1BD11BDA
ROTATIONS = [(10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20)]
MASK64 = 2**64 - 1


def threefry4x32(counter, key, rounds=20):
    """Four arrays of words from four arrays of counter words and four numbers of key."""
    schedule = [k & 0xFFFFFFFF for k in key]
    schedule.append(PARITY ^ schedule[0] ^ schedule[1] ^ schedule[2] ^ schedule[3])
    schedule = [np.uint32(k) for k in schedule]
    x = [np.asarray(c, np.uint32) + k for c, k in zip(counter, schedule)]
    for r in range(rounds):
        first, second = (1, 3) if r % 2 == 0 else (3, 1)
        left, right = ROTATIONS[r % 8]
        x[0] = x[0] + x[first]
        x[first] = rotate(x[first], left) ^ x[0]
        x[2] = x[2] + x[second]
        x[second] = rotate(x[second], right) ^ x[2]
        if r % 4 == 3:
            s = r // 4 + 1
            x = [x[i] + schedule[(s + i) % 5] for i in range(4)]
            x[3] = x[3] + np.uint32(s)
    return x


def rotate(x, bits):
    return (x << np.uint32(bits)) | (x >> np.uint32(32 - bits))


class Key:
    """A sequence of random words, by seed, stream and step."""

    def __init__(self, seed, stream=0, step=0):
        self.seed, self.stream, self.step = seed & MASK64, stream & MASK64, step & MASK64

    def child(self, label):
        return Key(self.seed, derive(self.stream, label), self.step)

    def words(self, first, count):
        """Words from first on: word i is word (i / 16) % 4 of block 16 (i / 64) + i % 16."""
        i = np.arange(first, first + count, dtype=np.uint64)
        block = i // np.uint64(64) * np.uint64(16) + i % np.uint64(16)
        counter = [block & np.uint64(0xFFFFFFFF), block >> np.uint64(32)]
        counter += [np.full(count, self.step & 0xFFFFFFFF), np.full(count, self.step >> 32)]
        key = [self.seed, self.seed >> 32, self.stream, self.stream >> 32]
        output = np.stack(threefry4x32([c.astype(np.uint32) for c in counter], key))
        return output[(i // np.uint64(16) % np.uint64(4)).astype(int), np.arange(count)]

    def uniforms(self, n):
        return (self.words(0, n) >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-24)

    def units(self, n):
        """Doubles on [0, 1), multiples of 2^-53, of two words each."""
        words = self.words(0, 2 * n).astype(np.uint64)
        return ((words[0::2] << np.uint64(32) | words[1::2]) >> np.uint64(11)) * 2.0**-53

    def normals(self, n):
        units = self.units(n + n % 2)
        radius = np.sqrt(-2 * np.log(1 - units[0::2]))
        angle = 2 * np.pi * units[1::2]
        return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1).ravel()[:n]

    def permutation(self, n):
        order = [0] * n
        for i, word in enumerate(self.words(0, n).tolist()):
            other = word * (i + 1) >> 32
            order[i] = order[other]
            order[other] = i
        return np.array(order, np.int32)

    def kept(self, p, n):
        """The mask of Dropout and Sparseout: which of n elements are kept."""
        return self.words(0, n) < np.uint64(math.floor((1 - p) * 2.0**32 + 0.5))


def derive(stream, label):
    return scatter(scatter(stream) + label)


def scatter(value):
    z = (value + 0x9E3779B97F4A7C15) & MASK64
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK64
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK64
    return z ^ z >> 31


def label(name):
    """64-bit FNV-1a over the UTF-16 units of a name."""
    units = name.encode("utf-16-le")
    value = 0xCBF29CE484222325
    for low, high in zip(units[0::2], units[1::2]):
        value = (value ^ (high << 8 | low)) * 0x100000001B3 & MASK64
    return value


def stream(*names):
    """The number of the stream that a seed's root stream has below these names."""
    number = 0
    for name in names:
        number = derive(number, label(name))
    return number


def place(path):
    """The number of a part of a model by its path of names, with dots between; "" is the model."""
    number = label("")
    for name in path.split(".") if path else []:
        number = (31 * number + label(name)) & MASK64
    return number


def draw(seed, step, path="", number=0, names=()):
    """The key of a draw: by the seed, the pass's step of a stream, and the place in the model."""
    return Key(seed, stream(*names), step).child(place(path)).child(number)


def check():
    """The published known answers of Random123, threefry4x32 with 20 rounds."""
    ones = 0xFFFFFFFF
    pi = [0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344]
    more = [0xA4093822, 0x299F31D0, 0x082EFA98, 0xEC4E6C89]
    for counter, key, expected in [
        ([0] * 4, [0] * 4, [0x9C6CA96A, 0xE17EAE66, 0xFC10ECD4, 0x5256A7D8]),
        ([ones] * 4, [ones] * 4, [0x2A881696, 0x57012287, 0xF6C7446E, 0xA16A6732]),
        (pi, more, [0x59CD1DBB, 0xB8879579, 0x86B5D00C, 0xAC8B6D84]),
    ]:
        words = [int(w[0]) for w in threefry4x32([[c] for c in counter], key)]
        assert words == expected, [hex(w) for w in words]


check()
