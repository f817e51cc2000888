// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers;

import io.sparseout.core.Parameter;
import io.sparseout.core.Pass;
import io.sparseout.core.Tensor;
import java.util.List;

/** An affine map and the softmax. */
final class SoftmaxDecoder implements Decoder {
  private final Parameter weight;
  private final Parameter bias;
  private final boolean tied;

  /**
   * A decoder.
   *
   * @param weight {@code [classes, in]}
   * @param bias {@code [classes]}
   * @param tied whether the weight is another layer's, which has it among its parameters
   */
  SoftmaxDecoder(Parameter weight, Parameter bias, boolean tied) {
    this.weight = weight;
    this.bias = bias;
    this.tied = tied;
  }

  @Override
  public Tensor forward(Tensor x, Pass pass) {
    return x.linear(weight.value(), bias.value()).logSoftmax();
  }

  @Override
  public Tensor loss(Tensor x, Tensor targets) {
    return x.linearCrossEntropy(weight.value(), bias.value(), targets);
  }

  @Override
  public List<Parameter> parameters() {
    return tied ? List.of(bias) : List.of(weight, bias);
  }
}
