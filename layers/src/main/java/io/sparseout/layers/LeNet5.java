// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import io.sparseout.core.random.RandomStream;

/**
 * LeNet-5 (LeCun et al. 1998) in the form used today, with ReLU, maxima and more channels:
 *
 * <pre>{@code
 * 5 x 5 convolution to 32 channels, padding 2; ReLU; maximum of 2 x 2
 * 5 x 5 convolution to 64 channels, padding 2; ReLU; maximum of 2 x 2
 * Linear to 512; ReLU; regularizer; Linear to classes
 * }</pre>
 *
 * Takes {@code [n, channels, height, width]}, gives {@code [n, classes]}. Parameters are {@code
 * 0.weight}, {@code 3.weight}, {@code 7.weight}, {@code 10.weight} and their biases.
 */
public final class LeNet5 implements Stacked {
  private final ImageInput input;
  private final Sequential layers;

  /**
   * A network with PyTorch's default initialization.
   *
   * @param channels channels of the images, 1 or more
   * @param height rows of the images, 4 or more
   * @param width columns of the images, 4 or more
   * @param classes outputs, 1 or more
   * @param regularizer applied to the 512 activations; it must have no parameters
   * @param random draws the initial weights, eight steps
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LeNet5(
      int channels, int height, int width, int classes, Layer regularizer, RandomStream random) {
    input = new ImageInput("leNet5", channels, height, width, 4);
    layers =
        Sequential.of(
            new Conv2d(channels, 32, 5, 1, 2, random),
            new Relu(),
            new MaxPool2d(2),
            new Conv2d(32, 64, 5, 1, 2, random),
            new Relu(),
            new MaxPool2d(2),
            new Flatten(),
            new Linear(64 * (height / 4) * (width / 4), 512, random),
            new Relu(),
            regularizer,
            new Linear(512, classes, random));
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
