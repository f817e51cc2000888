// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The wide residual network WRN-depth-widen of Zagoruyko and Komodakis 2016: a 3 x 3 convolution to
 * 16 channels; three groups of (depth - 4) / 6 blocks, of 16, 32 and 64 times {@code widen}
 * channels, the second and the third beginning with stride 2; BatchNorm, ReLU, the mean of each
 * plane, and a Linear. In a block, each of two 3 x 3 convolutions comes after BatchNorm and ReLU,
 * and the regularizer before the second.
 *
 * <p>Takes {@code [n, channels, h, w]} of any size, gives {@code [n, classes]}. Parameters have the
 * names that are usual in PyTorch: {@code conv1.weight}, {@code block1.layer.0.bn1.weight}, {@code
 * block1.layer.0.convShortcut.weight}, {@code fc.weight}, ....
 */
public final class WideResNet implements Stacked {
  private static final int STEM = 16;

  private final int channels;
  private final Sequential layers;

  /**
   * A network with PyTorch's default initialization.
   *
   * @param depth 6 n + 4 for n blocks a group: 10, 16, 22, 28, ...
   * @param widen how many times as many channels as a residual network, 1 or more
   * @param channels channels of the images, 1 or more
   * @param classes outputs, 1 or more
   * @param regularizer applied within each block; it must have no parameters
   * @param random draws the initial weights, a step for each convolution and two for the Linear
   * @throws IllegalArgumentException if a number is out of its range
   */
  public WideResNet(
      int depth, int widen, int channels, int classes, Layer regularizer, RandomStream random) {
    if (depth < 10 || depth % 6 != 4) {
      throw new IllegalArgumentException(
          "wideResNet: depth is 6 n + 4 for n blocks a group (10, 16, 22, 28, ...), not " + depth);
    }
    if (widen < 1) {
      throw new IllegalArgumentException("wideResNet: widen is 1 or more, not " + widen);
    }
    this.channels = channels;
    Sequential.Builder stack = new Sequential.Builder();
    stack.add("conv1", Conv2d.withoutBias(channels, STEM, 3, 1, 1, random));
    int before = STEM;
    for (int group = 0; group < 3; group++) {
      int after = Math.multiplyExact(STEM << group, widen);
      List<Layer> blocks = new ArrayList<>();
      for (int block = 0; block < (depth - 4) / 6; block++) {
        int stride = group > 0 && block == 0 ? 2 : 1;
        blocks.add(new WideResNetBlock(before, after, stride, regularizer, random));
        before = after;
      }
      stack.add("block" + (group + 1) + ".layer", Sequential.of(blocks));
    }
    stack.add("bn1", new BatchNorm2d(before)).add("relu", new Relu());
    stack.add("pool", new GlobalAvgPool2d()).add("fc", new Linear(before, classes, random));
    layers = stack.build();
  }

  /**
   * The classes' scores.
   *
   * @throws IllegalArgumentException if the images have other channels
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    if (x.shape().rank() != 4 || x.shape().dim(1) != channels) {
      throw new IllegalArgumentException(
          "wideResNet: takes [n, " + channels + ", h, w], not " + x.shape());
    }
    return layers.forward(x, pass);
  }

  @Override
  public Sequential layers() {
    return layers;
  }
}
