// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static io.sparseout.core.Operation.Domain.ANY;
import static io.sparseout.core.Operation.Domain.AWAY_FROM_ZERO;
import static io.sparseout.core.Operation.Domain.CLASS;
import static io.sparseout.core.Operation.Domain.DISTINCT;
import static io.sparseout.core.Operation.Domain.POSITIVE;
import static io.sparseout.core.Operation.Domain.UNIT;

import io.sparseout.core.Operation.Domain;
import io.sparseout.core.Operation.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The table of all operations with derivatives; one that is not here fails the build. */
final class Operations {
  private static final List<Operation> ALL = new ArrayList<>();

  static {
    product("matmul", Transpose.NONE, new int[] {-1, 5}, new int[] {5, 2});
    product("matmul first", Transpose.FIRST, new int[] {5, -1}, new int[] {5, 2});
    product("matmul second", Transpose.SECOND, new int[] {-1, 5}, new int[] {2, 5});
    product("matmul both", Transpose.BOTH, new int[] {5, -1}, new int[] {2, 5});
    row(
        "linear",
        List.of(new Input(ANY, -1, 4), new Input(ANY, 3, 4), new Input(ANY, 3)),
        x -> x.get(0).linear(x.get(1), x.get(2)));
    row(
        "linear without bias",
        List.of(new Input(ANY, -1, 4), new Input(ANY, 3, 4)),
        x -> x.get(0).linear(x.get(1), null));

    convolution("conv2d", new int[] {2, 5, 6}, new int[] {3, 2, 3, 3}, 1, 0, 1, 1);
    convolution("conv2d padded", new int[] {2, 3, 4}, new int[] {3, 2, 3, 2}, 1, 2, 1, 1);
    convolution("conv2d stride 2", new int[] {2, 6, 5}, new int[] {3, 2, 3, 3}, 2, 1, 1, 1);
    convolution("conv2d stride 3", new int[] {1, 8, 7}, new int[] {2, 1, 2, 2}, 3, 0, 1, 1);
    convolution("conv2d dilated", new int[] {2, 6, 7}, new int[] {2, 2, 2, 3}, 1, 1, 2, 1);
    convolution("conv2d all", new int[] {4, 7, 6}, new int[] {6, 2, 3, 2}, 2, 1, 2, 2);
    convolution("conv2d depthwise", new int[] {3, 4, 4}, new int[] {3, 1, 3, 3}, 1, 1, 1, 3);
    convolution("conv2d 1 x 1", new int[] {3, 3, 2}, new int[] {4, 3, 1, 1}, 1, 0, 1, 1);
    row(
        "conv2d without bias",
        List.of(new Input(ANY, -1, 2, 4, 4), new Input(ANY, 3, 2, 3, 3)),
        x -> x.get(0).conv2d(x.get(1), null, 1, 1, 1, 1));

    arithmetic("plus", ANY, Tensor::plus);
    arithmetic("minus", ANY, Tensor::minus);
    arithmetic("times", ANY, Tensor::times);
    arithmetic("dividedBy", POSITIVE, Tensor::dividedBy);
    unary("plus a number", ANY, x -> x.plus(1.5));
    unary("times a number", ANY, x -> x.times(-0.7));
    unary("plus itself", ANY, x -> x.plus(x).times(x));

    unary("negate", ANY, Tensor::negate);
    unary("abs", AWAY_FROM_ZERO, Tensor::abs);
    for (double exponent : new double[] {0.5, 1, 1.5, 2, 3.3}) {
      unary("absPow " + exponent, AWAY_FROM_ZERO, x -> x.absPow(exponent));
    }
    unary("sqrt", POSITIVE, Tensor::sqrt);
    unary("exp", ANY, Tensor::exp);
    unary("log", POSITIVE, Tensor::log);
    unary("pow 2", ANY, x -> x.pow(2));
    unary("pow 3", ANY, x -> x.pow(3));
    unary("pow 0.37", POSITIVE, x -> x.pow(0.37));
    unary("pow -1.5", POSITIVE, x -> x.pow(-1.5));
    unary("relu", AWAY_FROM_ZERO, Tensor::relu);
    unary("leakyRelu", AWAY_FROM_ZERO, x -> x.leakyRelu(0.2));
    unary("sigmoid", ANY, Tensor::sigmoid);
    unary("tanh", ANY, Tensor::tanh);
    unary("gelu", ANY, Tensor::gelu);
    for (float q : new float[] {0, 1, 1.37f, 1.5f, 2, 2.5f, 3, 4}) {
      unary("sparseoutNoise q=" + q, AWAY_FROM_ZERO, x -> x.sparseoutNoise(0.4f, q, 0, true));
    }

    for (float q : new float[] {0, 1, 1.5f, 2, 3}) {
      unary("weightNoise q=" + q, AWAY_FROM_ZERO, x -> x.weightNoise(0.4f, q, 0, true));
      row(
          "groupNoise q=" + q,
          List.of(new Input(AWAY_FROM_ZERO, -1, 6)),
          x -> x.get(0).groupNoise(3, 0.4f, q, 0, true));
      row(
          "linearWithNoise q=" + q,
          List.of(new Input(ANY, -1, 4), new Input(AWAY_FROM_ZERO, 3, 4), new Input(ANY, 3)),
          x -> x.get(0).linearWithNoise(x.get(1), x.get(2), 0.4f, q, 0, true));
    }
    unary("weightNoise with epsilon", AWAY_FROM_ZERO, x -> x.weightNoise(0.4f, 1, 0.1f, true));
    row(
        "groupNoise with epsilon",
        List.of(new Input(AWAY_FROM_ZERO, -1, 2, 2)),
        x -> x.get(0).groupNoise(2, 0.4f, 1, 0.1f, true));
    row(
        "linearWithNoise without bias",
        List.of(new Input(ANY, -1, 4), new Input(AWAY_FROM_ZERO, 3, 4)),
        x -> x.get(0).linearWithNoise(x.get(1), null, 0.4f, 1.5f, 0.1f, true));

    unary("sum", ANY, Tensor::sum);
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      cube("norms axis " + axis, ANY, x -> x.norms(along));
    }
    unary("mean", ANY, Tensor::mean);
    unary("max", DISTINCT, Tensor::max);
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      cube("sum axis " + axis, ANY, x -> x.sum(along));
      cube("mean axis " + axis, ANY, x -> x.mean(along));
      cube("max axis " + axis, DISTINCT, x -> x.max(along));
      row(
          "concatenate axis " + axis,
          List.of(new Input(ANY, -1, 2, 3), new Input(ANY, -1, 2, 3)),
          x -> Tensor.concatenate(List.of(x.get(0), x.get(1), x.get(0)), along));
    }

    cube("reshape", ANY, x -> x.reshape(3, -1, 2));
    cube(
        "slice",
        ANY,
        x -> x.slice(0, x.shape().dim(0)).slice(x.shape().dim(0) / 2, x.shape().dim(0)));
    cube("slice twice", ANY, x -> x.slice(0, x.shape().dim(0) / 2).sum().plus(x.sum()));
    cube("slice into a function", ANY, x -> x.slice(x.shape().dim(0) / 2, x.shape().dim(0)).tanh());
    for (int axis = 0; axis < 3; axis++) {
      int along = axis;
      cube(
          "slice axis " + axis,
          ANY,
          x -> x.slice(along, x.shape().dim(along) / 2, x.shape().dim(along)));
    }
    cube("slice axis 2 twice", ANY, x -> x.slice(-1, 1, 3).times(x.slice(2, 0, 2)));
    row(
        "gather",
        List.of(new Input(ANY, 4, 3), new Input(CLASS, -1)),
        x -> x.get(0).gather(x.get(1)));
    for (int[] w : new int[][] {{2, 2, 0}, {2, 1, 0}, {3, 2, 1}, {3, 1, 1}, {1, 2, 0}, {4, 3, 2}}) {
      String text = " " + Shape.text(w);
      images("maxPool2d" + text, DISTINCT, x -> x.maxPool2d(w[0], w[1], w[2]));
      images("avgPool2d" + text, ANY, x -> x.avgPool2d(w[0], w[1], w[2]));
    }
    images("globalAvgPool2d", ANY, Tensor::globalAvgPool2d);
    batchNorm("batchNorm", 3, 2);
    batchNorm("batchNorm of images", 2, 2, 3);
    row(
        "batchNorm by given statistics",
        List.of(new Input(ANY, -1, 3, 2), new Input(ANY, 3), new Input(ANY, 3)),
        x -> {
          Tensor mean = Tensor.of(new float[] {0.5f, 0, -1}, 3).to(x.get(0).dtype());
          Tensor variance = Tensor.of(new float[] {0.5f, 2, 1}, 3).to(x.get(0).dtype());
          ChannelStatistics given = ChannelStatistics.given(mean, variance);
          return x.get(0).batchNorm(given, x.get(1), x.get(2), 0.1);
        });

    unary("softmax", ANY, Tensor::softmax);
    unary("logSoftmax", ANY, Tensor::logSoftmax);
    row(
        "crossEntropy",
        List.of(new Input(ANY, -1, 4), new Input(CLASS, -1)),
        x -> x.get(0).crossEntropy(x.get(1)));
    row(
        "linearCrossEntropy",
        List.of(
            new Input(ANY, -1, 3), new Input(ANY, 4, 3), new Input(ANY, 4), new Input(CLASS, -1)),
        x -> x.get(0).linearCrossEntropy(x.get(1), x.get(2), x.get(3)));
    row(
        "linearCrossEntropy without bias",
        List.of(new Input(ANY, -1, 3), new Input(ANY, 4, 3), new Input(CLASS, -1)),
        x -> x.get(0).linearCrossEntropy(x.get(1), null, x.get(2)));
    row(
        "meanSquaredError",
        List.of(new Input(ANY, -1, 4), new Input(ANY, -1, 4)),
        x -> x.get(0).meanSquaredError(x.get(1)));
    row(
        "binaryCrossEntropyWithLogits",
        List.of(new Input(ANY, -1, 4), new Input(UNIT, -1, 4)),
        x -> x.get(0).binaryCrossEntropyWithLogits(x.get(1)));
  }

  private Operations() {}

  static List<Operation> all() {
    return ALL;
  }

  private static void row(
      String name, List<Input> inputs, java.util.function.Function<List<Tensor>, Tensor> function) {
    ALL.add(new Operation(name, inputs, (x, pass) -> function.apply(x)));
  }

  private static void convolution(
      String name, int[] image, int[] kernel, int stride, int padding, int dilation, int groups) {
    row(
        name,
        List.of(
            new Input(ANY, -1, image[0], image[1], image[2]),
            new Input(ANY, kernel),
            new Input(ANY, kernel[0])),
        x -> x.get(0).conv2d(x.get(1), x.get(2), stride, padding, dilation, groups));
  }

  private static void product(String name, Transpose transpose, int[] a, int[] b) {
    row(
        name,
        List.of(new Input(ANY, a), new Input(ANY, b)),
        x -> x.get(0).matmul(x.get(1), transpose));
  }

  /** Both operands of one shape, and each side repeated as a row and as a number. */
  private static void arithmetic(String name, Domain domain, BinaryOperator<Tensor> function) {
    int[][] shapes = {{-1, 3, 2}, {3, 2}, {2}, {1}, {}};
    for (int[] shape : shapes) {
      String text = Shape.of(shape.length == 3 ? new int[] {7, 3, 2} : shape).toString();
      row(
          name + " " + text,
          List.of(new Input(domain, -1, 3, 2), new Input(domain, shape)),
          x -> function.apply(x.get(0), x.get(1)));
      row(
          name + " swapped " + text,
          List.of(new Input(domain, shape), new Input(domain, -1, 3, 2)),
          x -> function.apply(x.get(0), x.get(1)));
    }
  }

  private static void unary(String name, Domain domain, UnaryOperator<Tensor> function) {
    row(name, List.of(new Input(domain, -1, 5)), x -> function.apply(x.get(0)));
  }

  private static void images(String name, Domain domain, UnaryOperator<Tensor> function) {
    row(name, List.of(new Input(domain, -1, 2, 4, 5)), x -> function.apply(x.get(0)));
  }

  /** Normalization by the input's own statistics, of examples of the given shape. */
  private static void batchNorm(String name, int... shape) {
    int[] dims = IntStream.concat(IntStream.of(-1), IntStream.of(shape)).toArray();
    row(
        name,
        List.of(new Input(ANY, dims), new Input(ANY, shape[0]), new Input(ANY, shape[0])),
        x -> x.get(0).batchNorm(ChannelStatistics.of(x.get(0)), x.get(1), x.get(2), 0.1));
  }

  private static void cube(String name, Domain domain, UnaryOperator<Tensor> function) {
    row(name, List.of(new Input(domain, -1, 2, 3)), x -> function.apply(x.get(0)));
  }
}
