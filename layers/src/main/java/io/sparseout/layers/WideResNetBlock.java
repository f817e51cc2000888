// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Buffer;
import io.sparseout.core.Layer;
import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.List;

/**
 * A block of {@link WideResNet}. With h = relu(bn1(x)), y = conv2(regularizer(relu(bn2(conv1(h)))))
 * + s, where s is x if the channels stay the same, and convShortcut(h), of one by one, if they do
 * not. It is no {@link Residual}, since the shortcut begins after what the body begins with.
 */
public final class WideResNetBlock implements Layer {
  private final BatchNorm2d bn1;
  private final Conv2d conv1;
  private final BatchNorm2d bn2;
  private final Layer regularizer;
  private final Conv2d conv2;
  private final Conv2d convShortcut; // or null

  WideResNetBlock(
      int inChannels, int outChannels, int stride, Layer regularizer, RandomStream random) {
    bn1 = new BatchNorm2d(inChannels);
    conv1 = Conv2d.withoutBias(inChannels, outChannels, 3, stride, 1, random);
    bn2 = new BatchNorm2d(outChannels);
    this.regularizer = regularizer;
    conv2 = Conv2d.withoutBias(outChannels, outChannels, 3, 1, 1, random);
    convShortcut =
        inChannels == outChannels
            ? null
            : Conv2d.withoutBias(inChannels, outChannels, 1, stride, 0, random);
  }

  /**
   * A block of layers that there are.
   *
   * @param regularizer applied before {@code conv2}; it must have no parameters
   * @param convShortcut null if {@code conv2} gives the channels that {@code bn1} takes
   */
  public WideResNetBlock(
      BatchNorm2d bn1,
      Conv2d conv1,
      BatchNorm2d bn2,
      Layer regularizer,
      Conv2d conv2,
      Conv2d convShortcut) {
    this.bn1 = bn1;
    this.conv1 = conv1;
    this.bn2 = bn2;
    this.regularizer = regularizer;
    this.conv2 = conv2;
    this.convShortcut = convShortcut;
  }

  /** What the block begins with, before ReLU. */
  public BatchNorm2d bn1() {
    return bn1;
  }

  /** What changes x: {@code conv1}, {@code bn2}, ReLU, the regularizer, {@code conv2}. */
  public Sequential body() {
    return new Sequential.Builder()
        .add("conv1", conv1)
        .add("bn2", bn2)
        .add("relu", new Relu())
        .add("regularizer", regularizer)
        .add("conv2", conv2)
        .build();
  }

  /** The way around the body, or null if that is the identity. */
  public Conv2d convShortcut() {
    return convShortcut;
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    Tensor h = pass.call("bn1", bn1, x).relu();
    Tensor y = pass.call("bn2", bn2, pass.call("conv1", conv1, h)).relu();
    y = pass.call("conv2", conv2, pass.call("regularizer", regularizer, y));
    return y.plus(convShortcut == null ? x : pass.call("convShortcut", convShortcut, h));
  }

  @Override
  public List<Parameter> parameters() {
    return parts().parameters();
  }

  @Override
  public List<Buffer> buffers() {
    return parts().buffers();
  }

  private Parts parts() {
    Parts parts =
        new Parts().add("bn1", bn1).add("conv1", conv1).add("bn2", bn2).add("conv2", conv2);
    return convShortcut == null ? parts : parts.add("convShortcut", convShortcut);
  }
}
