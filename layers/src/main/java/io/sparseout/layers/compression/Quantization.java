// SPDX-License-Identifier: Apache-2.0
package io.sparseout.layers.compression;

import static java.lang.StrictMath.log10;

import io.sparseout.core.Layer;
import io.sparseout.core.Pass;
import io.sparseout.core.QuantizedMatrix;
import io.sparseout.core.Tensor;
import io.sparseout.layers.Conv2d;
import io.sparseout.layers.Linear;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network for inference with its weights in eight bits, by {@link QuantizedLinear} and {@link
 * QuantizedConv2d} in the places of all Linear and Conv2d; a quarter of the bytes. Biases and
 * normalizations stay floats.
 *
 * @param model the network. What has no weight to be quantized is the same object as before.
 * @param layers the error of each weight, in the order of the layers
 */
public record Quantization(Layer model, List<WeightError> layers) {
  /**
   * How far a layer's weight in eight bits is from what it was.
   *
   * @param layer its path, as its parameters' names begin
   * @param max the largest difference
   * @param rms the root of the mean squared difference
   * @param rmsWeight the root of the mean squared weight, to compare it with
   * @param bytesBefore what the weight took
   * @param bytesAfter what it takes with its scales
   */
  public record WeightError(
      String layer, double max, double rms, double rmsWeight, long bytesBefore, long bytesAfter) {}

  /**
   * How far a layer's output is from what it was, the errors of the layers before it included.
   *
   * @param layer the path of the layer in the quantized network
   * @param max the largest difference
   * @param decibels the signal-to-noise ratio, 10 log10 (sum y^2 / sum (y' - y)^2); infinite
   *     without a difference
   */
  public record OutputError(String layer, double max, double decibels) {}

  /** Copies the list. */
  public Quantization {
    layers = List.copyOf(layers);
  }

  /**
   * Quantizes a network; the one that is given stays as it is.
   *
   * @throws IllegalArgumentException if a weight or bias is not finite, or not FLOAT32, or the
   *     model does not show its layers, as a wrapper does not
   */
  public static Quantization quantize(Layer model) {
    LayerKinds.requireSeen("quantize", model);
    List<WeightError> errors = new ArrayList<>();
    Layer quantized = Replacement.of("", model, (path, layer) -> quantized(path, layer, errors));
    return new Quantization(quantized, errors);
  }

  /**
   * What the layers of the network that was quantized and of this one make of an input.
   *
   * @param original the network that was quantized
   * @param x what it takes
   */
  public List<OutputError> outputErrors(Layer original, Tensor x) {
    // Of the same form as the quantized network, so that layers have the same paths.
    Layer same = Replacement.of("", original, (path, layer) -> copy(layer));
    Map<String, Tensor> expected = outputs(same, x);
    List<OutputError> errors = new ArrayList<>();
    outputs(model, x).forEach((path, y) -> errors.add(error(path, expected.get(path), y)));
    return errors;
  }

  private static Layer quantized(String path, Layer layer, List<WeightError> errors) {
    Tensor weight;
    Tensor bias;
    if (layer instanceof Linear linear) {
      weight = linear.weight();
      bias = linear.bias();
    } else if (layer instanceof Conv2d convolution) {
      weight = convolution.weight();
      bias = convolution.bias();
    } else {
      return layer;
    }
    QuantizedMatrix matrix;
    try {
      matrix = QuantizedMatrix.of(weight.detach());
      if (bias != null && !bias.isFinite()) {
        throw new IllegalArgumentException("quantize: biases are finite, not " + bias);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("layer '" + path + "': " + e.getMessage(), e);
    }
    errors.add(error(path, weight, matrix));
    Tensor own = bias == null ? null : bias.copy();
    return layer instanceof Conv2d c
        ? new QuantizedConv2d(matrix, own, c.stride(), c.padding(), c.dilation(), c.groups())
        : new QuantizedLinear(matrix, own);
  }

  private static Layer copy(Layer layer) {
    if (layer instanceof Linear linear) {
      return new Linear(linear.weight().detach(), detached(linear.bias()));
    }
    return layer instanceof Conv2d c
        ? new Conv2d(
            c.weight().detach(),
            detached(c.bias()),
            c.stride(),
            c.padding(),
            c.dilation(),
            c.groups())
        : layer;
  }

  private static Tensor detached(Tensor bias) {
    return bias == null ? null : bias.detach();
  }

  private static WeightError error(String path, Tensor weight, QuantizedMatrix matrix) {
    float[] before = weight.toFloatArray();
    float[] after = matrix.toFloat().toFloatArray();
    double max = 0;
    double squares = 0;
    double weights = 0;
    for (int i = 0; i < before.length; i++) {
      double difference = (double) after[i] - before[i];
      max = Math.max(max, Math.abs(difference));
      squares += difference * difference;
      weights += (double) before[i] * before[i];
    }
    return new WeightError(
        path,
        max,
        Math.sqrt(squares / before.length),
        Math.sqrt(weights / before.length),
        4L * before.length,
        before.length + 4L * matrix.scale().size());
  }

  private static OutputError error(String path, Tensor expected, Tensor y) {
    double[] before = expected.toDoubleArray();
    double[] after = y.toDoubleArray();
    double max = 0;
    double noise = 0;
    double signal = 0;
    for (int i = 0; i < before.length; i++) {
      double difference = after[i] - before[i];
      max = Math.max(max, Math.abs(difference));
      noise += difference * difference;
      signal += before[i] * before[i];
    }
    double decibels = noise == 0 ? Double.POSITIVE_INFINITY : 10 * log10(signal / noise);
    return new OutputError(path, max, decibels);
  }

  /** What Linear and Conv2d, or what stands in their places, make, by path. */
  private static Map<String, Tensor> outputs(Layer model, Tensor x) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    try (Pass pass =
        Pass.evaluation(
            (path, layer, y) -> {
              if (layer instanceof Linear
                  || layer instanceof Conv2d
                  || layer instanceof QuantizedLinear
                  || layer instanceof QuantizedConv2d) {
                outputs.put(path, y.copy());
              }
            })) {
      pass.call("", model, pass.input(x));
    }
    return outputs;
  }
}
