// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import java.util.List;
import java.util.Objects;

/**
 * An array of numbers with a shape, row-major and contiguous. A tensor that was computed in a
 * {@link Pass} lives as long as the pass; one made by a factory method here lives as long as it is
 * referred to. Operations on tensors of a pass give tensors of that pass, and are recorded there
 * for the backward pass if it trains.
 *
 * <p>Where two operands' shapes differ, the smaller one repeats if it is a single number or if its
 * shape is the last axes of the larger one's: {@code [128, 10]} plus {@code [10]} adds a row to
 * each row.
 */
public final class Tensor {
  private final DType dtype;
  private final Shape shape;
  private final Object array;
  private final int offset;
  private final Pass pass;
  private final Tensor origin;
  private boolean leaf;
  private boolean recorded;
  private Tensor gradient;
  private Tensor leafGradient;
  private int changes;

  /** A tensor on given memory; {@code pass} is null where the memory is nobody's. */
  Tensor(DType dtype, Shape shape, Object array, int offset, Pass pass) {
    this.dtype = dtype;
    this.shape = shape;
    this.array = array;
    this.offset = offset;
    this.pass = pass;
    this.origin = this;
  }

  /** The same tensor in a pass; what is done with its gradient is done with the origin's. */
  private Tensor(Tensor origin, Pass pass) {
    this.dtype = origin.dtype;
    this.shape = origin.shape;
    this.array = origin.array();
    this.offset = origin.offset;
    this.pass = pass;
    this.origin = origin;
  }

  // ---- making tensors ----

  /**
   * A FLOAT32 tensor on the given array, which it shares.
   *
   * @throws IllegalArgumentException if the array's length is not the shape's size
   */
  public static Tensor of(float[] values, int... shape) {
    return wrap(DType.FLOAT32, values, values.length, shape);
  }

  /** A FLOAT64 tensor on the given array, which it shares; see {@link #of(float[], int...)}. */
  public static Tensor of(double[] values, int... shape) {
    return wrap(DType.FLOAT64, values, values.length, shape);
  }

  /** An INT32 tensor on the given array, which it shares; see {@link #of(float[], int...)}. */
  public static Tensor of(int[] values, int... shape) {
    return wrap(DType.INT32, values, values.length, shape);
  }

  /** An INT8 tensor on the given array, which it shares; see {@link #of(float[], int...)}. */
  public static Tensor of(byte[] values, int... shape) {
    return wrap(DType.INT8, values, values.length, shape);
  }

  /** A FLOAT32 tensor of zeros. */
  public static Tensor zeros(int... shape) {
    return allocate(DType.FLOAT32, Shape.of(shape), null);
  }

  /** A FLOAT32 tensor of one value. */
  public static Tensor full(float value, int... shape) {
    Tensor tensor = zeros(shape);
    Elementwise.fill(value, tensor);
    return tensor;
  }

  private static Tensor wrap(DType dtype, Object values, int length, int... dims) {
    Shape shape = Shape.of(dims);
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          "tensor: shape " + shape + " has " + shape.size() + " elements, the array " + length);
    }
    return new Tensor(dtype, shape, values, 0, null);
  }

  /** A tensor with anything in it, of a pass (its memory) or of nobody (zeros then). */
  static Tensor allocate(DType dtype, Shape shape, Pass pass) {
    Object array =
        pass == null ? dtype.newArray(shape.size()) : pass.memory().take(dtype, shape.size());
    return new Tensor(dtype, shape, array, 0, pass);
  }

  // ---- reading tensors ----

  /** The element type. */
  public DType dtype() {
    return dtype;
  }

  /** The shape. */
  public Shape shape() {
    return shape;
  }

  /** How many elements. */
  public int size() {
    return shape.size();
  }

  /**
   * The only element, as a double.
   *
   * @throws IllegalArgumentException if there are more or none
   */
  public double item() {
    if (size() != 1) {
      throw new IllegalArgumentException(
          "item: needs a single number, not shape " + shape + "; reduce it with sum() or mean()");
    }
    return element(0);
  }

  /**
   * The element at the given place, as a double.
   *
   * @throws IllegalArgumentException if there is no such element
   */
  public double get(int... index) {
    boolean inside = index.length == shape.rank();
    int flat = 0;
    for (int axis = 0; inside && axis < index.length; axis++) {
      inside = index[axis] >= 0 && index[axis] < shape.dim(axis);
      flat = flat * shape.dim(axis) + index[axis];
    }
    if (!inside) {
      throw new IllegalArgumentException(
          "get: no element " + Shape.text(index) + " in a tensor of shape " + shape);
    }
    return element(flat);
  }

  /** The elements, row by row, in an array of the caller's own; FLOAT64 is rounded. */
  public float[] toFloatArray() {
    float[] values = new float[size()];
    copyTo(0, values, 0, values.length);
    return values;
  }

  /** The elements, row by row, in an array of the caller's own. */
  public double[] toDoubleArray() {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = element(i);
    }
    return values;
  }

  /**
   * The elements of an INT32 tensor, row by row, in an array of the caller's own.
   *
   * @throws IllegalArgumentException if the type is another
   */
  public int[] toIntArray() {
    int[] values = new int[size()];
    copyTo(0, values, 0, values.length);
    return values;
  }

  /**
   * The elements of an INT8 tensor, row by row, in an array of the caller's own.
   *
   * @throws IllegalArgumentException if the type is another
   */
  public byte[] toByteArray() {
    byte[] values = new byte[size()];
    copyTo(0, values, 0, values.length);
    return values;
  }

  /**
   * Copies elements {@code from} to {@code from + count - 1}, counted row by row.
   *
   * @param destination receives them. Modified.
   * @throws IndexOutOfBoundsException if they are not all there, or do not fit
   */
  public void copyTo(int from, float[] destination, int destinationOffset, int count) {
    Objects.checkFromIndexSize(from, count, size());
    Objects.checkFromIndexSize(destinationOffset, count, destination.length);
    if (dtype == DType.FLOAT32) {
      System.arraycopy(array(), offset + from, destination, destinationOffset, count);
    } else {
      for (int i = 0; i < count; i++) {
        destination[destinationOffset + i] = (float) element(from + i);
      }
    }
  }

  /** The same for doubles. */
  public void copyTo(int from, double[] destination, int destinationOffset, int count) {
    Objects.checkFromIndexSize(from, count, size());
    Objects.checkFromIndexSize(destinationOffset, count, destination.length);
    for (int i = 0; i < count; i++) {
      destination[destinationOffset + i] = element(from + i);
    }
  }

  /**
   * The same for an INT32 tensor's elements.
   *
   * @throws IllegalArgumentException if the type is another
   */
  public void copyTo(int from, int[] destination, int destinationOffset, int count) {
    require(DType.INT32, "copyTo");
    Objects.checkFromIndexSize(from, count, size());
    Objects.checkFromIndexSize(destinationOffset, count, destination.length);
    System.arraycopy(array(), offset + from, destination, destinationOffset, count);
  }

  /**
   * The same for an INT8 tensor's elements.
   *
   * @throws IllegalArgumentException if the type is another
   */
  public void copyTo(int from, byte[] destination, int destinationOffset, int count) {
    require(DType.INT8, "copyTo");
    Objects.checkFromIndexSize(from, count, size());
    Objects.checkFromIndexSize(destinationOffset, count, destination.length);
    System.arraycopy(array(), offset + from, destination, destinationOffset, count);
  }

  /** Whether no element is NaN or infinite. */
  public boolean isFinite() {
    for (int i = 0; i < size(); i++) {
      if (!Double.isFinite(element(i))) {
        return false;
      }
    }
    return true;
  }

  /** Type, shape and the first elements. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(dtype).append(' ').append(shape).append(" {");
    for (int i = 0; i < Math.min(8, size()); i++) {
      double value = element(i);
      text.append(i == 0 ? "" : ", ");
      text.append(dtype == DType.FLOAT32 ? Float.toString((float) value) : value);
    }
    return text.append(size() > 8 ? ", ...}" : "}").toString();
  }

  // ---- copies ----

  /** A copy that belongs to no pass and takes no part in differentiation. */
  public Tensor copy() {
    return to(dtype);
  }

  /**
   * A copy of another type that belongs to no pass. Floats are rounded; what becomes a whole number
   * loses its fraction, and is the nearest that the type has.
   */
  public Tensor to(DType type) {
    Tensor copy = allocate(type, shape, null);
    copy.assign(this);
    return copy;
  }

  /** This tensor's values as a constant of the pass: no gradient flows through it. No copy. */
  public Tensor detach() {
    return new Tensor(dtype, shape, array(), offset, pass);
  }

  /**
   * Overwrites the elements with another tensor's, converted as by {@link #to}.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public void assign(Tensor values) {
    if (!shape.equals(values.shape)) {
      throw new IllegalArgumentException(
          "assign: shapes differ, " + shape + " and " + values.shape);
    }
    changes++;
    if (dtype == values.dtype) {
      System.arraycopy(values.array(), values.offset, array(), offset, size());
    } else if (array() instanceof float[] floats) {
      values.copyTo(0, floats, offset, size());
    } else if (array() instanceof double[] doubles) {
      values.copyTo(0, doubles, offset, size());
    } else if (array() instanceof int[] integers) {
      for (int i = 0; i < size(); i++) {
        integers[offset + i] = (int) values.element(i);
      }
    } else if (array() instanceof byte[] bytes) {
      for (int i = 0; i < size(); i++) {
        bytes[offset + i] = (byte) Math.max(-128, Math.min(127, (int) values.element(i)));
      }
    }
  }

  // ---- matrix products ----

  /** The matrix product of two matrices, {@code [m, k] x [k, n]} gives {@code [m, n]}. */
  public Tensor matmul(Tensor other) {
    return matmul(other, Transpose.NONE);
  }

  /**
   * The matrix product with one or both operands read transposed.
   *
   * @throws IllegalArgumentException unless both are matrices whose inner sizes agree
   */
  public Tensor matmul(Tensor other, Transpose transpose) {
    return MatrixProduct.matmul(this, other, transpose);
  }

  /**
   * x W^T + b: {@code [m, in]}, {@code [out, in]} and {@code [out]} give {@code [m, out]}.
   *
   * @param weight W, a row for each output
   * @param bias b, or null for none
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Tensor linear(Tensor weight, Tensor bias) {
    return MatrixProduct.linear(this, weight, bias);
  }

  /**
   * The convolution of images with a kernel, as deep learning calls the cross-correlation: output o
   * at (y, x) is bias[o] plus the sum over the channels c of o's group, i and j, of weight[o, c, i,
   * j] times the input's c at (y stride + i dilation - padding, x stride + j dilation - padding),
   * zeros outside. {@code [n, c, h, w]} and {@code [outputs, c / groups, kh, kw]} give {@code [n,
   * outputs, (h + 2 padding - dilation (kh - 1) - 1) / stride + 1, ...]}.
   *
   * <p>Most sums are one chain of fused multiply-adds over c, i and j. Kernels of 3 x 3 and 5 x 5
   * at stride 1, without dilation or groups, are taken by Winograd's method where channels are
   * many: 3 to 4 times fewer multiplications, and an error that follows the largest numbers in 6 x
   * 6 pixels of the input rather than those of one output. It is at most 2 units of 2^-24 of the
   * count of products times the largest |x| and the largest |weight| in all tests; a value that is
   * not finite spreads over the same 6 x 6 pixels. Which method it is follows from the shapes
   * alone, without n.
   *
   * @param weight the kernel
   * @param bias a number for each output, or null for none
   * @param stride pixels from one output to the next, 1 or more
   * @param padding zeros on each side, 0 or more
   * @param dilation pixels from one tap of the kernel to the next, 1 or more
   * @param groups into so many groups channels and outputs are divided; an output sees its group's
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public Tensor conv2d(
      Tensor weight, Tensor bias, int stride, int padding, int dilation, int groups) {
    return Convolution.apply(this, weight, bias, stride, padding, dilation, groups);
  }

  // ---- arithmetic ----

  /** The sum. */
  public Tensor plus(Tensor other) {
    return Arithmetic.plus(this, other);
  }

  /** The sum with a number. */
  public Tensor plus(double number) {
    return Elementwise.shift(this, number);
  }

  /** The difference. */
  public Tensor minus(Tensor other) {
    return Arithmetic.minus(this, other);
  }

  /** The product, element by element. */
  public Tensor times(Tensor other) {
    return Arithmetic.times(this, other);
  }

  /** The product with a number. */
  public Tensor times(double number) {
    return Elementwise.scale(this, number);
  }

  /** The quotient, element by element. */
  public Tensor dividedBy(Tensor other) {
    return Arithmetic.dividedBy(this, other);
  }

  /** -x. */
  public Tensor negate() {
    return Elementwise.scale(this, -1);
  }

  // ---- functions of each element ----

  /** |x|, with derivative 0 at 0. */
  public Tensor abs() {
    return Elementwise.abs(this);
  }

  /** 1, 0 or -1 as x is more than, equal to or less than 0; NaN of NaN. A constant: no gradient. */
  public Tensor sign() {
    return Elementwise.sign(this);
  }

  /**
   * |x|^exponent, with derivative 0 at 0, where for an exponent below 1 there is none.
   *
   * @param exponent more than 0
   */
  public Tensor absPow(double exponent) {
    return Elementwise.absPow(this, exponent);
  }

  /** The square root. */
  public Tensor sqrt() {
    return Elementwise.sqrt(this);
  }

  /** e^x. */
  public Tensor exp() {
    return Elementwise.exp(this);
  }

  /** The natural logarithm. */
  public Tensor log() {
    return Elementwise.log(this);
  }

  /** x^exponent; NaN where x is negative and the exponent is not a whole number. */
  public Tensor pow(double exponent) {
    return Elementwise.pow(this, exponent);
  }

  /** max(x, 0), with derivative 0 at 0; Nair and Hinton 2010. */
  public Tensor relu() {
    return Elementwise.relu(this);
  }

  /** x where x is positive, else slope x; Maas et al. 2013. */
  public Tensor leakyRelu(double slope) {
    return Elementwise.leakyRelu(this, slope);
  }

  /** 1 / (1 + e^-x). */
  public Tensor sigmoid() {
    return Elementwise.sigmoid(this);
  }

  /** The hyperbolic tangent. */
  public Tensor tanh() {
    return Elementwise.tanh(this);
  }

  /** x Phi(x), Phi the standard normal distribution function; Hendrycks and Gimpel 2016. */
  public Tensor gelu() {
    return Elementwise.gelu(this);
  }

  /**
   * Sparseout's noise: y = x m, m = 1 + |x|^((q-2)/2) (r/(1-p) - 1), r ~ Bernoulli(1-p) for each
   * element; Khan and Stavness 2019. At q = 2 it is Dropout's, m = r/(1-p). Where x is 0, m is 1.
   * Finite numbers stay finite: a result too large is the largest float of its sign.
   *
   * @param p the probability that an element is dropped; at 0 the output is x, at 1 zeros
   * @param q the norm, 0 or more
   * @param epsilon what is added to |x| before the power, 0 or more
   * @param exactGradient whether the gradient is the derivative of y by x; else it is the published
   *     one, which takes the noise for a constant and multiplies by m
   * @throws IllegalArgumentException if p, q or epsilon is out of its range
   * @throws IllegalStateException if the tensor is of no pass: randomness is the pass's
   */
  public Tensor sparseoutNoise(float p, float q, float epsilon, boolean exactGradient) {
    return NoiseOperation.apply(this, p, q, epsilon, exactGradient);
  }

  /**
   * {@link #sparseoutNoise} for weights, the same values of the same draws. The multipliers are
   * kept for the backward pass, where sparseoutNoise makes them again: weights are few beside what
   * is computed with them, and noise at every step is what costs. Draws are never shared, not even
   * within {@link Pass#callLocked}: the first axis of a weight is no time.
   *
   * @param p the probability that an element is dropped; at 0 the output is this, at 1 zeros
   * @param q the norm, 0 or more
   * @param epsilon what is added to |w| before the power, 0 or more
   * @param exactGradient whether the gradient is the derivative; else it is the published one
   * @throws IllegalArgumentException if p, q or epsilon is out of its range
   * @throws IllegalStateException if the tensor is of no pass
   */
  public Tensor weightNoise(float p, float q, float epsilon, boolean exactGradient) {
    return NoiseOperation.weights(this, p, q, epsilon, exactGradient);
  }

  /**
   * Sparseout's noise on groups of weights: y = x m with m = 1 + |x_g|^((q-2)/2) (r/(1-p) - 1),
   * where |x_g| is the Euclidean norm of the group that x is in and r ~ Bernoulli(1-p) is one draw
   * a group. A group is so many neighbours along the last axis or, of a tensor of more than two
   * axes, along all axes but the first. Where the norm is 0, m is 1.
   *
   * @param group the number of elements a group, which divides that of a row
   * @param epsilon what is added to the norm before the power, 0 or more
   * @param exactGradient whether the gradient is the derivative of y by x; else m is taken for a
   *     constant
   * @throws IllegalArgumentException if a number is out of its range
   * @throws IllegalStateException if the tensor is of no pass
   */
  public Tensor groupNoise(int group, float p, float q, float epsilon, boolean exactGradient) {
    return NoiseOperation.groups(this, group, p, q, epsilon, exactGradient);
  }

  /**
   * x W^T + b where each row of x, an example, has a W of its own, perturbed by {@link
   * #sparseoutNoise} with draws of its own. The perturbed weights of an example are made row by row
   * when they are needed, and made again for the backward pass: all of them never exist at once.
   *
   * @param weight W, {@code [out, in]}
   * @param bias b, {@code [out]}, or null for none
   * @throws IllegalArgumentException if the shapes do not fit, or p, q or epsilon is out of its
   *     range
   * @throws IllegalStateException if neither this nor the weight is of a pass
   */
  public Tensor linearWithNoise(
      Tensor weight, Tensor bias, float p, float q, float epsilon, boolean exactGradient) {
    return NoisyProduct.linear(this, weight, bias, p, q, epsilon, exactGradient);
  }

  // ---- sums, means and maxima ----

  /**
   * The Euclidean norm of each slice, an index of an axis, over all other axes: {@code [length of
   * the axis]}. The derivative of a norm of 0 is 0. Negative axes count from the last, -1.
   */
  public Tensor norms(int axis) {
    return Groups.norms(this, axis);
  }

  /** The sum of all elements, a single number. */
  public Tensor sum() {
    return Reductions.sum(this);
  }

  /** Sums over an axis, which goes; negative axes count from the last, -1. */
  public Tensor sum(int axis) {
    return Reductions.sum(this, axis);
  }

  /** The mean of all elements, a single number; NaN of none. */
  public Tensor mean() {
    return Reductions.mean(this);
  }

  /** Means over an axis, which goes; negative axes count from the last, -1. */
  public Tensor mean(int axis) {
    return Reductions.mean(this, axis);
  }

  /**
   * The maximum, a single number, NaN if one is NaN; the gradient goes to the first that has it.
   */
  public Tensor max() {
    return Reductions.max(this);
  }

  /** Maxima over an axis, which goes; see {@link #max()}. */
  public Tensor max(int axis) {
    return Reductions.max(this, axis);
  }

  /** The index along an axis of the first maximum, INT32; the axis goes. No gradient. */
  public Tensor argmax(int axis) {
    return Reductions.argmax(this, axis);
  }

  /**
   * A mask of the elements of smallest magnitude of each index of the first axis: 1 at share n of
   * its n elements, rounded and a half to even, else 0. Of equals the earlier ones are smaller; NaN
   * is the largest. No gradient.
   *
   * @param share from 0 to 1
   * @throws IllegalArgumentException if the share is out of its range
   */
  public Tensor smallest(double share) {
    return Draw.smallest(this, share);
  }

  // ---- other shapes, other places ----

  /**
   * The same elements in another shape, without a copy. One length may be -1: what is left.
   *
   * @throws IllegalArgumentException if the sizes differ
   */
  public Tensor reshape(int... dims) {
    return Reshaping.reshape(this, dims);
  }

  /**
   * Indices {@code from} up to, not including, {@code to} of the first axis, without a copy.
   *
   * @throws IllegalArgumentException if there are no such indices
   */
  public Tensor slice(int from, int to) {
    return Reshaping.slice(this, from, to);
  }

  /**
   * Indices {@code from} up to, not including, {@code to} of an axis, as a copy; negative axes
   * count from the last, -1.
   *
   * @throws IllegalArgumentException if there are no such indices
   */
  public Tensor slice(int axis, int from, int to) {
    return Reshaping.slice(this, axis, from, to);
  }

  /**
   * Tensors one after the other along an axis.
   *
   * @throws IllegalArgumentException if there are none, or their other axes or types differ
   */
  public static Tensor concatenate(List<Tensor> parts, int axis) {
    return Reshaping.concatenate(parts, axis);
  }

  /**
   * Rows of this table by their indices: {@code [rows, ...]} at {@code [n]} gives {@code [n, ...]}.
   *
   * @param indices INT32, each from 0 to rows - 1
   * @throws IllegalArgumentException if an index is out of range
   */
  public Tensor gather(Tensor indices) {
    return Reshaping.gather(this, indices);
  }

  // ---- images and their channels ----

  /**
   * The maximum of each window of images {@code [n, c, h, w]}, as PyTorch's MaxPool2d: {@code [n,
   * c, h', w']} with h' = floor((h + 2 padding - kernelSize) / stride) + 1 and w' likewise. The
   * border counts as -infinity, so it is never the maximum. NaN if an element is NaN; the gradient
   * goes to the first that has the maximum, row by row.
   *
   * @param kernelSize height and width of a window
   * @param stride from window to window, 1 or more
   * @param padding width of the border, at most half of kernelSize
   * @throws IllegalArgumentException if the images are smaller than a window, or a number is out of
   *     its range
   */
  public Tensor maxPool2d(int kernelSize, int stride, int padding) {
    return Pooling.max(this, kernelSize, stride, padding);
  }

  /**
   * The mean of each window of images, as PyTorch's AvgPool2d: the border counts as zeros, so a
   * window's sum is divided by kernelSize^2 wherever it lies ({@code count_include_pad}). Shapes
   * and numbers are those of {@link #maxPool2d}.
   */
  public Tensor avgPool2d(int kernelSize, int stride, int padding) {
    return Pooling.average(this, kernelSize, stride, padding);
  }

  /**
   * The mean of each plane of images: {@code [n, c, h, w]} gives {@code [n, c]}; Lin et al. 2014.
   *
   * @throws IllegalArgumentException if the shape is another, or the planes are empty
   */
  public Tensor globalAvgPool2d() {
    return Pooling.globalAverage(this);
  }

  /**
   * weight (x - mean) / sqrt(variance + epsilon) + bias by channel, the second axis of {@code [n,
   * c, ...]}; Ioffe and Szegedy 2015. The gradient by this tensor is the derivative through the
   * statistics too if they are {@link ChannelStatistics#of} it.
   *
   * @param statistics the mean and variance of each channel
   * @param weight {@code [c]}
   * @param bias {@code [c]}
   * @throws IllegalArgumentException if the shapes or types do not fit
   */
  public Tensor batchNorm(
      ChannelStatistics statistics, Tensor weight, Tensor bias, double epsilon) {
    return Normalization.batchNorm(this, statistics, weight, bias, epsilon);
  }

  // ---- softmax and losses ----

  /** e^x / sum e^x over the last axis. */
  public Tensor softmax() {
    return Softmax.softmax(this);
  }

  /** x - log sum e^x over the last axis. */
  public Tensor logSoftmax() {
    return Softmax.logSoftmax(this);
  }

  /**
   * The mean negative log-likelihood of classes under the softmax of these logits, {@code [n,
   * classes]}: a single number.
   *
   * @param labels INT32 {@code [n]}, each from 0 to classes - 1
   * @throws IllegalArgumentException if the shapes do not fit or a label is out of range
   */
  public Tensor crossEntropy(Tensor labels) {
    return Losses.crossEntropy(this, labels);
  }

  /**
   * {@code linear(weight, bias).crossEntropy(labels)} in half the memory, for many classes: the
   * logits and their gradient share one array.
   *
   * @param weight W, {@code [classes, in]}
   * @param bias b, {@code [classes]}, or null for none
   * @param labels INT32 {@code [n]}, each from 0 to classes - 1
   * @throws IllegalArgumentException if the shapes do not fit or a label is out of range
   */
  public Tensor linearCrossEntropy(Tensor weight, Tensor bias, Tensor labels) {
    return Losses.linearCrossEntropy(this, weight, bias, labels);
  }

  /**
   * The mean of (x - target)^2 over all elements, a single number.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public Tensor meanSquaredError(Tensor target) {
    return Losses.meanSquaredError(this, target);
  }

  /**
   * The mean over all elements of the negative log-likelihood of targets from 0 to 1 under
   * sigmoid(x), max(x, 0) - x t + log(1 + e^-|x|): a single number.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public Tensor binaryCrossEntropyWithLogits(Tensor target) {
    return Losses.binaryCrossEntropyWithLogits(this, target);
  }

  // ---- for operations ----

  /**
   * The array, checked to be still this tensor's.
   *
   * @throws IllegalStateException if the pass has closed
   */
  Object array() {
    if (pass != null && pass.isClosed()) {
      throw new IllegalStateException(
          "a tensor of shape "
              + shape
              + " was used after its pass closed; take a copy() of it inside the pass");
    }
    return array;
  }

  int offset() {
    return offset;
  }

  /** How often {@link #assign} has overwritten it: for what is kept that was made of its values. */
  int changes() {
    return changes;
  }

  Pass pass() {
    return pass;
  }

  /** This tensor's memory in another shape, from an element on, as a tensor of the same pass. */
  Tensor view(Shape viewShape, int from) {
    return new Tensor(dtype, viewShape, array(), offset + from, pass);
  }

  /** This tensor, or a copy of it, such that its first element is its array's. */
  Tensor aligned() {
    if (offset == 0) {
      return this;
    }
    Tensor copy = allocate(dtype, shape, pass);
    copy.assign(this);
    return copy;
  }

  /** A tensor on the same memory that wants a gradient of its own: a parameter, a variable. */
  Tensor asLeaf() {
    Tensor same = new Tensor(dtype, shape, array(), offset, pass);
    same.leaf = true;
    return same;
  }

  /** This leaf, of no pass, as a tensor of a pass, with the one gradient. */
  Tensor in(Pass user) {
    return new Tensor(this, user);
  }

  boolean isLeaf() {
    return origin.leaf;
  }

  /**
   * Says that this tensor was computed from others; their pass records it if one of them wants a
   * gradient.
   */
  Tensor from(Tensor a, Tape.Derivative derivative) {
    if (a.wantsGradient()) {
      if (pass == null) {
        throw new IllegalStateException(
            "an operation on parameters alone, shape "
                + a.shape
                + ", is of no pass and would be lost for the gradient; start from"
                + " pass.use(parameter), or from value().detach() if no gradient is wanted");
      }
      recorded = pass.record(this, derivative);
    }
    return this;
  }

  Tensor from(Tensor a, Tensor b, Tape.Derivative derivative) {
    return from(a.wantsGradient() ? a : b, derivative);
  }

  boolean wantsGradient() {
    return origin.leaf || recorded;
  }

  Tensor gradientOrNull() {
    return origin.gradient;
  }

  void setGradient(Tensor sum) {
    origin.gradient = sum;
  }

  void clearGradient() {
    origin.gradient = null;
  }

  /** The memory of a leaf's gradient, the same every time; null for what is no leaf. */
  Tensor leafGradient() {
    if (origin != this) {
      return origin.leafGradient();
    }
    if (leaf && leafGradient == null) {
      leafGradient = allocate(dtype, shape, pass);
    }
    return leafGradient;
  }

  void require(DType type, String operation) {
    if (dtype != type) {
      throw new IllegalArgumentException(
          operation + ": needs " + type + ", not " + dtype + " " + shape);
    }
  }

  private double element(int index) {
    Object values = array();
    if (values instanceof float[] floats) {
      return floats[offset + index];
    }
    if (values instanceof double[] doubles) {
      return doubles[offset + index];
    }
    return values instanceof int[] integers
        ? integers[offset + index]
        : ((byte[]) values)[offset + index];
  }
}
