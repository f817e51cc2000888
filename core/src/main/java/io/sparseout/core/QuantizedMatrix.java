// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import io.sparseout.core.kernels.QuantizedKernels;
import io.sparseout.core.kernels.Workers;

/**
 * A weight in eight bits, for inference: W[o, ...] = q[o, ...] scale[o], with q from -127 to 127
 * and scale[o] = max |W[o, ...]| / 127 for each output channel o (symmetric, per channel; Jacob et
 * al. 2018, section 3). A row of zeros has scale 0.
 *
 * <p>Products are those with the weight as {@link #toFloat} gives it, to the last bit: activations
 * and sums are floats. For up to {@value #MOST_EXAMPLES} examples weights are widened in registers,
 * which reads a quarter of the bytes; for more, and for so few outputs of so many inputs that
 * panels of 64 outputs would be the larger, in memory, for the dense product.
 */
public final class QuantizedMatrix {
  private static final int LARGEST = 127;

  /** With more examples, the dense product of widened weights is faster. */
  private static final int MOST_EXAMPLES = 32;

  private static final int FEWEST_MULTIPLIES = 200_000;

  /** Bytes of panels that are taken however few of them are weights. */
  private static final int LARGEST_SMALL = 1 << 20;

  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  private final Tensor weight;
  private final Tensor scale;
  private volatile Panels panels;

  private QuantizedMatrix(Tensor weight, Tensor scale) {
    this.weight = weight;
    this.scale = scale;
  }

  /**
   * The nearest weight in eight bits; halves go to the even one.
   *
   * @param w FLOAT32 {@code [out, ...]}, all finite
   * @throws IllegalArgumentException if it is not
   */
  public static QuantizedMatrix of(Tensor w) {
    w.require(DType.FLOAT32, "quantize");
    if (w.shape().rank() < 2) {
      throw new IllegalArgumentException(
          "quantize: a weight is [out, in] or [out, in, h, w], not " + w.shape());
    }
    float[] values = w.toFloatArray();
    int rows = w.shape().dim(0);
    int columns = rows == 0 ? 0 : values.length / rows;
    byte[] q = new byte[values.length];
    float[] scales = new float[rows];
    for (int row = 0; row < rows; row++) {
      float largest = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        if (!Float.isFinite(values[i])) {
          throw new IllegalArgumentException("quantize: weights are finite, not " + values[i]);
        }
        largest = Math.max(largest, Math.abs(values[i]));
      }
      scales[row] = largest / LARGEST;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        q[i] = nearest(values[i], scales[row]);
      }
    }
    return new QuantizedMatrix(Tensor.of(q, w.shape().dims()), Tensor.of(scales, rows));
  }

  /**
   * A weight that was quantized before.
   *
   * @param weight INT8 {@code [out, ...]}; becomes the matrix's
   * @param scale FLOAT32 {@code [out]}, finite and 0 or more; becomes the matrix's
   * @throws IllegalArgumentException if they are no such tensors
   */
  public static QuantizedMatrix of(Tensor weight, Tensor scale) {
    weight.require(DType.INT8, "quantized weight");
    scale.require(DType.FLOAT32, "quantized weight's scale");
    if (weight.shape().rank() < 2 || !scale.shape().equals(Shape.of(weight.shape().dim(0)))) {
      throw new IllegalArgumentException(
          "quantized: a weight [out, ...] has a scale [out], not "
              + weight.shape()
              + " and "
              + scale.shape());
    }
    for (float s : scale.toFloatArray()) {
      if (!(s >= 0 && s < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("quantized: a scale is finite, 0 or more, not " + s);
      }
    }
    return new QuantizedMatrix(weight, scale);
  }

  /** q, INT8 {@code [out, ...]}. */
  public Tensor weight() {
    return weight;
  }

  /** The scale of each output channel, FLOAT32 {@code [out]}. */
  public Tensor scale() {
    return scale;
  }

  /** The weight as floats, of no pass. */
  public Tensor toFloat() {
    return widened(null);
  }

  /** The weight as floats, in the memory of a pass: for what has no product of its own. */
  public Tensor toFloat(Pass pass) {
    return widened(pass);
  }

  /**
   * x W^T + b: {@code [m, in]} and {@code [out]} give {@code [m, out]}. Not differentiable.
   *
   * @param x FLOAT32
   * @param bias b, FLOAT32, or null for none
   * @throws IllegalArgumentException if the shapes do not fit, or the weight is no matrix
   * @throws IllegalStateException if x is of a training pass
   */
  public Tensor linear(Tensor x, Tensor bias) {
    if (weight.shape().rank() != 2) {
      throw new IllegalArgumentException(
          "quantized: linear takes a weight [out, in], not " + weight.shape());
    }
    int outputs = weight.shape().dim(0);
    int features = weight.shape().dim(1);
    SparseMatrix.checkLinear("quantized", x, bias, features, outputs);
    int m = x.shape().dim(0);
    if (m > MOST_EXAMPLES || !worthPanels(outputs, features)) {
      return x.linear(widened(x.pass()), bias);
    }
    Tensor y = Tensor.allocate(DType.FLOAT32, Shape.of(m, outputs), x.pass());
    Panels q = panels();
    QuantizedKernels<float[]> kernels = Compute.kernels().quantized();
    int blocks = q.scale.length / QuantizedKernels.BLOCK;
    double multiplies = (double) m * features * outputs;
    int worth = (int) Math.min(blocks, multiplies / FEWEST_MULTIPLIES);
    int parts = Math.max(1, Math.min(worth, Workers.threads()));
    Workers.run(
        parts,
        part -> {
          int from = blocks * part / parts * QuantizedKernels.BLOCK;
          int to = Math.min(outputs, blocks * (part + 1) / parts * QuantizedKernels.BLOCK);
          kernels.product(
              from,
              to,
              m,
              outputs,
              features,
              q.weight,
              q.scale,
              (float[]) x.array(),
              x.offset(),
              bias == null ? null : (float[]) bias.array(),
              bias == null ? 0 : bias.offset(),
              (float[]) y.array(),
              0);
        });
    return y;
  }

  /** Shape: {@code QuantizedMatrix [1024, 784]}. */
  @Override
  public String toString() {
    return "QuantizedMatrix " + weight.shape();
  }

  private Tensor widened(Pass pass) {
    Tensor w = Tensor.allocate(DType.FLOAT32, weight.shape(), pass);
    int rows = weight.shape().dim(0);
    int columns = rows == 0 ? 0 : weight.size() / rows;
    QuantizedKernels<float[]> kernels = Compute.kernels().quantized();
    byte[] q = (byte[]) weight.aligned().array();
    float[] scales = (float[]) scale.aligned().array();
    float[] to = (float[]) w.array();
    Workers.split(
        rows,
        Math.max(64, FEWEST_MULTIPLIES / Math.max(1, columns)),
        (from, end) -> kernels.widen(from, end, columns, q, scales, to));
    return w;
  }

  /** x / scale to the nearest whole number; the division can give a little more than 127. */
  private static byte nearest(float x, float scale) {
    if (scale == 0) {
      return 0;
    }
    return (byte) Math.max(-LARGEST, Math.min(LARGEST, Math.rint((double) x / scale)));
  }

  private Panels panels() {
    Panels current = panels;
    if (current == null || current.changes != changes()) {
      current = inPanels();
      panels = current;
    }
    return current;
  }

  /** Whether the kernels' form, whole blocks of outputs, is no larger than the widened weight. */
  static boolean worthPanels(int outputs, int features) {
    int padded = QuantizedKernels.padded(outputs);
    long bytes = (long) padded * features;
    return bytes <= LARGEST_SMALL || (bytes <= LARGEST_ARRAY && padded <= 4L * outputs);
  }

  private Panels inPanels() {
    long changes = changes();
    int rows = weight.shape().dim(0);
    int columns = weight.shape().dim(1);
    int block = QuantizedKernels.BLOCK;
    int padded = QuantizedKernels.padded(rows);
    byte[] from = weight.toByteArray();
    byte[] to = new byte[padded * columns];
    for (int row = 0; row < rows; row++) {
      int panel = row / block * columns * block + row % block;
      for (int column = 0; column < columns; column++) {
        to[panel + column * block] = from[row * columns + column];
      }
    }
    float[] scales = new float[padded];
    scale.copyTo(0, scales, 0, rows);
    return new Panels(changes, to, scales);
  }

  private long changes() {
    return (long) weight.changes() + scale.changes();
  }

  /** The form that the kernels read, made of the tensors as they were after so many changes. */
  private record Panels(long changes, byte[] weight, float[] scale) {}
}
