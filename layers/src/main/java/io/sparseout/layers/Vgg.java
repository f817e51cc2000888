// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A small network in the manner of VGG (Simonyan and Zisserman 2015), with batch normalization, for
 * images of 28 to 32 pixels a side: three stages, of 32, 64 and 128 channels, and two Linear
 * layers.
 *
 * <pre>{@code
 * a stage: 3 x 3 convolution; BatchNorm; ReLU; regularizer;
 *          3 x 3 convolution; BatchNorm; ReLU; maximum of 2 x 2
 * the end: Linear to 256; ReLU; regularizer; Linear to classes
 * }</pre>
 *
 * The convolutions have padding 1 and no bias, which BatchNorm would cancel. Takes {@code [n,
 * channels, height, width]}, gives {@code [n, classes]}. Parameters are named by their places among
 * all of these layers, as one Sequential names them: {@code 0.weight}, {@code 1.weight}, ....
 */
public final class Vgg implements Stacked {
  private static final int[] CHANNELS = {32, 64, 128};
  private static final int HIDDEN = 256;

  private final ImageInput input;
  private final Sequential layers;

  /**
   * A network with PyTorch's default initialization.
   *
   * @param channels channels of the images, 1 or more
   * @param height rows of the images, 8 or more
   * @param width columns of the images, 8 or more
   * @param classes outputs, 1 or more
   * @param regularizer applied within each stage and at the end; it must have no parameters
   * @param random draws the initial weights, ten steps
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Vgg(
      int channels, int height, int width, int classes, Layer regularizer, RandomStream random) {
    input = new ImageInput("vgg", channels, height, width, 1 << CHANNELS.length);
    List<Layer> stack = new ArrayList<>();
    int before = channels;
    for (int after : CHANNELS) {
      addConvolution(stack, before, after, random);
      stack.add(regularizer);
      addConvolution(stack, after, after, random);
      stack.add(new MaxPool2d(2));
      before = after;
    }
    int side = 1 << CHANNELS.length;
    stack.add(new Flatten());
    stack.add(new Linear(before * (height / side) * (width / side), HIDDEN, random));
    stack.add(new Relu());
    stack.add(regularizer);
    stack.add(new Linear(HIDDEN, classes, random));
    layers = Sequential.of(stack);
  }

  private static void addConvolution(
      List<Layer> stack, int before, int after, RandomStream random) {
    stack.add(Conv2d.withoutBias(before, after, 3, 1, 1, random));
    stack.add(new BatchNorm2d(after));
    stack.add(new Relu());
  }

  /**
   * The classes' scores.
   *
   * @throws IllegalArgumentException if the images are of another size
   */
  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return layers.forward(input.checked(x), pass);
  }

  @Override
  public Sequential layers() {
    return layers;
  }
}
