// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.random.RandomKey;
import java.util.ArrayList;
import java.util.List;

/** Every kernel with every option that matters, as runs that fit any of the implementations. */
final class KernelCases {
  /**
   * One kernel with its options.
   *
   * @param tolerance how far the float kernels may be from the reference, relative to the result or
   *     to 1, whichever is larger
   */
  record Case(String name, double tolerance, Body body) {
    /** Runs the kernel on n elements from {@code from} on, and returns everything written. */
    double[] run(Kernels<?> kernels, KernelRun.Data data, int from, int n) {
      int length = 64 * from + (from + 4) * (n + 1) + 40;
      KernelRun run = new KernelRun(kernels.name().equals("reference"), data, length);
      body.run(kernels.untyped(), run, from, n);
      return run.results();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Calls a kernel on elements {@code from} to {@code from + n - 1} or on rows of n elements. */
  @FunctionalInterface
  interface Body {
    void run(Kernels<Object> kernels, KernelRun run, int from, int n);
  }

  private static final double ROUNDED = 1e-7;
  private static final double FUNCTION = 4e-7;
  private static final double SUM = 1e-5;
  private static final double TIMES_SUM = 2e-4;

  private final List<Case> cases = new ArrayList<>();

  private KernelCases() {}

  /** All of them. */
  static List<Case> all() {
    KernelCases table = new KernelCases();
    table.elementwise();
    table.reductions();
    table.groups();
    table.rows();
    table.losses();
    table.pooling();
    table.batchNorm();
    table.noise();
    table.draws();
    table.updates();
    table.matrix();
    ConvolutionKernelCases.addTo(table);
    RecurrentKernelCases.addTo(table);
    CompressedKernelCases.addTo(table);
    return table.cases;
  }

  void add(String name, double tolerance, Body body) {
    cases.add(new Case(name, tolerance, body));
  }

  private void elementwise() {
    for (Unary f : Unary.values()) {
      double[] parameters =
          f == Unary.POW
              ? new double[] {-2.5, -2, -1, -0.5, 0, 0.3, 0.5, 1, 2, 3, 5.25}
              : new double[] {0.7};
      for (double s : parameters) {
        add(
            f + " " + s,
            FUNCTION,
            (kernels, run, from, n) ->
                kernels.elementwise().unary(f, s, from, from + n, run.input("x"), run.output()));
        add(
            f + " " + s + " gradient",
            FUNCTION,
            (kernels, run, from, n) ->
                kernels
                    .elementwise()
                    .unaryGradient(
                        f,
                        s,
                        from,
                        from + n,
                        run.input("x"),
                        run.input("y"),
                        run.input("g"),
                        run.output()));
      }
      add(
          f + " in place",
          FUNCTION,
          (kernels, run, from, n) -> {
            Object x = run.state("x");
            kernels.elementwise().unary(f, 0.7, from, from + n, x, x);
          });
    }
    for (Binary op : Binary.values()) {
      add(
          op.name(),
          ROUNDED,
          (kernels, run, from, n) ->
              kernels
                  .elementwise()
                  .binary(op, from, from + n, run.input("a"), run.input("b"), run.output()));
      for (boolean swapped : new boolean[] {false, true}) {
        add(
            op + " row" + (swapped ? " swapped" : ""),
            ROUNDED,
            (kernels, run, from, n) -> {
              Object a = run.state("a");
              kernels.elementwise().binaryRow(op, swapped, from, from + 3, n, a, run.input("b"), a);
            });
        add(
            op + " number" + (swapped ? " swapped" : ""),
            ROUNDED,
            (kernels, run, from, n) ->
                kernels
                    .elementwise()
                    .binaryRow(
                        op,
                        swapped,
                        from,
                        from + n,
                        1,
                        run.input("a"),
                        run.input("b"),
                        run.output()));
      }
    }
    add(
        "fill",
        ROUNDED,
        (kernels, run, from, n) -> kernels.elementwise().fill(0.3, from, from + n, run.output()));
  }

  private void reductions() {
    add(
        "sum",
        SUM,
        (kernels, run, from, n) ->
            run.result(kernels.reductions().sum(from, from + n, run.input("x"))));
    add(
        "sumOfSquares",
        SUM,
        (kernels, run, from, n) ->
            run.result(kernels.reductions().sumOfSquares(from, from + n, run.input("x"))));
    for (int rows : new int[] {0, 1, 3, 4, 9}) {
      add(
          "columnSums of " + rows,
          SUM,
          (kernels, run, from, n) ->
              kernels
                  .reductions()
                  .columnSums(
                      rows, n / 3, from % 2, n / 3, run.input("x"), from, run.output(), from));
    }
    add(
        "columnMaxima",
        ROUNDED,
        (kernels, run, from, n) ->
            kernels
                .reductions()
                .columnMaxima(4, n, run.input("x"), from, run.output(), run.indexOutput(), from));
  }

  private void groups() {
    for (int[] shape : new int[][] {{1, 5}, {3, 1}, {4, 3}}) { // outer and inner
      int outer = shape[0];
      int inner = shape[1];
      add(
          "dots of " + outer + " x " + inner,
          SUM,
          (kernels, run, from, n) -> {
            int count = n / (outer * inner);
            kernels
                .groups()
                .dots(
                    outer,
                    count,
                    inner,
                    count / 3,
                    count,
                    run.input("a"),
                    from,
                    run.input("b"),
                    from + 1,
                    run.output());
          });
      add(
          "scale of " + outer + " x " + inner,
          ROUNDED,
          (kernels, run, from, n) -> {
            int count = n / (outer * inner);
            kernels
                .groups()
                .scale(
                    outer,
                    count,
                    inner,
                    count / 3,
                    count,
                    run.input("factor"),
                    run.input("x"),
                    from,
                    run.output(),
                    from + 1);
          });
    }
  }

  private void rows() {
    add(
        "softmax",
        FUNCTION,
        (kernels, run, from, n) ->
            kernels.rows().softmax(from, from + 3, n, run.input("x"), run.output()));
    add(
        "softmaxGradient",
        TIMES_SUM,
        (kernels, run, from, n) ->
            kernels
                .rows()
                .softmaxGradient(from, from + 3, n, run.input("y"), run.input("g"), run.output()));
    add(
        "logSoftmax",
        FUNCTION,
        (kernels, run, from, n) ->
            kernels.rows().logSoftmax(from, from + 3, n, run.input("x"), run.output()));
    add(
        "logSoftmaxGradient",
        TIMES_SUM,
        (kernels, run, from, n) ->
            kernels
                .rows()
                .logSoftmaxGradient(
                    from, from + 3, n, run.input("y"), run.input("g"), run.output()));
    add(
        "gather",
        ROUNDED,
        (kernels, run, from, n) ->
            kernels
                .rows()
                .gather(
                    from,
                    from + 3,
                    n,
                    run.input("table"),
                    from,
                    run.indices("index", 4),
                    2,
                    run.output()));
    add(
        "scatterAdd",
        SUM,
        (kernels, run, from, n) ->
            kernels
                .rows()
                .scatterAdd(
                    4, n, run.input("g"), run.indices("index", 3), from, run.state("table")));
  }

  private void losses() {
    add(
        "squaredError",
        SUM,
        (kernels, run, from, n) ->
            run.result(
                kernels.losses().squaredError(from, from + n, run.input("x"), run.input("t"))));
    add(
        "squaredErrorGradient",
        FUNCTION,
        (kernels, run, from, n) ->
            kernels
                .losses()
                .squaredErrorGradient(
                    0.3, from, from + n, run.input("x"), run.input("t"), run.output()));
    add(
        "logisticLoss",
        SUM,
        (kernels, run, from, n) ->
            run.result(
                kernels.losses().logisticLoss(from, from + n, run.input("x"), run.input("t"))));
    add(
        "logisticLossGradient",
        FUNCTION,
        (kernels, run, from, n) ->
            kernels
                .losses()
                .logisticLossGradient(
                    0.3, from, from + n, run.input("x"), run.input("t"), run.output()));
    add(
        "crossEntropy",
        FUNCTION,
        (kernels, run, from, n) ->
            kernels
                .losses()
                .crossEntropy(
                    from,
                    from + 3,
                    n + 1,
                    run.input("x"),
                    run.indices("label", n + 1),
                    2,
                    run.output(),
                    run.output()));
    add(
        "crossEntropyGradient",
        FUNCTION,
        (kernels, run, from, n) ->
            kernels
                .losses()
                .crossEntropyGradient(
                    0.3,
                    from,
                    from + 3,
                    n + 1,
                    run.input("x"),
                    run.indices("label", n + 1),
                    2,
                    run.input("logSums"),
                    run.output()));
  }

  private void noise() {
    RandomKey key = new RandomKey(42, -7, 1L << 40);
    for (double q : new double[] {0, 0.5, 1, 1.5, 2, 2.5, 3, 3.3, 4}) {
      for (double epsilon : new double[] {0, 1e-3}) {
        for (boolean exact : new boolean[] {false, true}) {
          Noise noise = new Noise(0.3, q, epsilon, exact, key);
          String name = "noise q=" + q + " epsilon=" + epsilon + (exact ? " exact" : "");
          add(
              name,
              SUM,
              (kernels, run, from, n) -> {
                Object x = run.state("x");
                kernels.noise().perturb(noise, 64 * from, 64 * from + n, x, x);
              });
          add(
              name + " gradient",
              SUM,
              (kernels, run, from, n) ->
                  kernels
                      .noise()
                      .perturbGradient(
                          noise,
                          64 * from,
                          64 * from + n,
                          run.input("x"),
                          run.input("g"),
                          run.output()));
        }
      }
    }
  }

  private void draws() {
    RandomKey key = new RandomKey(5, 1L << 50, -3);
    for (long threshold : new long[] {0, 1L << 30, 3L << 30, 1L << 32}) {
      add(
          "bernoulli " + threshold,
          0,
          (kernels, run, from, n) ->
              kernels.draws().bernoulli(key, threshold, 64 * from, n, from, run.output()));
    }
    add(
        "normal",
        FUNCTION,
        (kernels, run, from, n) -> kernels.draws().normal(key, 64 * from, n, from, run.output()));
    for (int block : new int[] {1, 2, 3}) {
      add(
          "clearBlocks " + block,
          0,
          (kernels, run, from, n) -> {
            int plane = from < 3 ? 0 : 1;
            int planes = n < block ? 0 : 1;
            kernels
                .draws()
                .clearBlocks(plane, plane + planes, 3, n, block, run.input("s"), run.output());
          });
    }
    for (double share : new double[] {0, 0.3, 0.999, 1}) {
      add(
          "smallest " + share,
          0,
          (kernels, run, from, n) ->
              kernels
                  .draws()
                  .smallest(from, from + 3, n, (int) (share * n), run.input("x"), run.output()));
    }
  }

  private void updates() {
    double[][] options = {{0, 0, 0}, {0, 0, 0.01}, {0.9, 0, 0.01}, {0.9, 1, 0}};
    for (double[] o : options) {
      SgdUpdate update = new SgdUpdate(0.5, 0.1, o[0], o[1] == 1, o[2]);
      add(
          update.toString(),
          FUNCTION,
          (kernels, run, from, n) ->
              kernels
                  .updates()
                  .sgd(update, from, from + n, run.state("w"), run.input("g"), run.state("v")));
    }
    for (double threshold : new double[] {0, 0.5}) {
      add(
          "softThreshold " + threshold,
          ROUNDED,
          (kernels, run, from, n) ->
              kernels.updates().softThreshold(threshold, from, from + n, run.state("w")));
    }
    AdamUpdate adam = new AdamUpdate(0.5, 0.01, 0.999, 0.9, 0.999, 1e-3, 0.3, 1e-8);
    add(
        adam.toString(),
        FUNCTION,
        (kernels, run, from, n) ->
            kernels
                .updates()
                .adam(
                    adam,
                    from,
                    from + n,
                    run.state("w"),
                    run.input("g"),
                    run.state("m"),
                    run.positiveState("v")));
  }

  private void pooling() {
    int[][] windows = {
      // height of a plane, kernelSize, stride, padding
      {2, 2, 2, 0},
      {5, 2, 2, 0},
      {5, 3, 2, 1},
      {5, 3, 1, 1},
      {5, 2, 1, 0},
      {4, 3, 3, 0},
      {3, 2, 2, 1}
    };
    for (int[] w : windows) {
      String name = "%d x %<d by %d within %d".formatted(w[1], w[2], w[3]);
      addPooling(
          "max " + name + " of " + w[0],
          w,
          (kernels, window, run, from, to) ->
              kernels.max(window, from, to, run.input("x"), run.output()));
      addPooling(
          "max gradient " + name + " of " + w[0],
          w,
          (kernels, window, run, from, to) ->
              kernels.maxGradient(window, from, to, run.input("x"), run.input("g"), run.output()));
      addPooling(
          "average " + name + " of " + w[0],
          w,
          (kernels, window, run, from, to) ->
              kernels.average(window, from, to, run.input("x"), run.output()));
      addPooling(
          "average gradient " + name + " of " + w[0],
          w,
          (kernels, window, run, from, to) ->
              kernels.averageGradient(window, from, to, run.input("g"), run.output()));
    }
    add(
        "planeMean",
        SUM,
        (kernels, run, from, n) ->
            kernels.pooling().planeMean(n, from, from + 2, run.input("x"), run.output()));
    add(
        "planeMean gradient",
        SUM,
        (kernels, run, from, n) ->
            kernels.pooling().planeMeanGradient(n, from, from + 2, run.input("g"), run.output()));
  }

  /** Calls a pooling kernel on planes. */
  @FunctionalInterface
  private interface PoolingBody {
    void run(PoolingKernels<Object> kernels, PoolWindow window, KernelRun run, int from, int to);
  }

  /** Two planes of some height that have n elements, or a little fewer. */
  private void addPooling(String name, int[] w, PoolingBody body) {
    add(
        name,
        SUM,
        (kernels, run, from, n) -> {
          int width = n / w[0];
          if (width > 0 && w[1] <= Math.min(w[0], width) + 2 * w[3]) {
            PoolWindow window = new PoolWindow(w[0], width, w[1], w[2], w[3]);
            body.run(kernels.pooling(), window, run, from, from + 2);
          }
        });
  }

  private void batchNorm() {
    for (boolean planes : new boolean[] {true, false}) {
      String kind = planes ? " of planes" : " of rows";
      add(
          "batchNorm statistics" + kind,
          SUM,
          (kernels, run, from, n) -> {
            Channels shape = channels(planes, n);
            kernels
                .batchNorm()
                .statistics(
                    shape,
                    Math.min(from / 2, shape.channels()),
                    shape.channels(),
                    run.input("x"),
                    run.output(),
                    run.output());
          });
      add(
          "batchNorm" + kind,
          ROUNDED * 10,
          (kernels, run, from, n) ->
              kernels
                  .batchNorm()
                  .normalize(
                      channels(planes, n),
                      from / 3,
                      2,
                      run.input("x"),
                      run.input("mean"),
                      run.input("scale"),
                      run.input("shift"),
                      run.output()));
      add(
          "batchNorm gradient sums" + kind,
          TIMES_SUM,
          (kernels, run, from, n) -> {
            Channels shape = channels(planes, n);
            kernels
                .batchNorm()
                .gradientSums(
                    shape,
                    Math.min(from / 2, shape.channels()),
                    shape.channels(),
                    run.input("x"),
                    run.input("g"),
                    run.input("mean"),
                    run.output(),
                    run.output());
          });
      add(
          "batchNorm gradient" + kind,
          ROUNDED * 10,
          (kernels, run, from, n) ->
              kernels
                  .batchNorm()
                  .gradient(
                      channels(planes, n),
                      from / 3,
                      2,
                      run.input("x"),
                      run.input("g"),
                      run.input("mean"),
                      run.input("scale"),
                      run.input("slope"),
                      run.input("shift"),
                      run.output()));
    }
  }

  private static Channels channels(boolean planes, int n) {
    return planes ? new Channels(2, 2, n) : new Channels(3, n, 1);
  }

  private void matrix() {
    for (MatmulStart start : MatmulStart.values()) {
      boolean transposeA = start == MatmulStart.BIAS;
      boolean transposeB = start != MatmulStart.ZERO;
      add(
          "matmul from " + start,
          SUM,
          (kernels, run, from, n) ->
              kernels
                  .matrix()
                  .matmul(
                      transposeA,
                      transposeB,
                      3,
                      n,
                      4,
                      run.input("a"),
                      from,
                      transposeA ? 3 : 4,
                      run.input("b"),
                      from,
                      transposeB ? 4 : n,
                      start,
                      run.state("c"),
                      from,
                      n,
                      run.input("bias"),
                      from));
      add(
          "matmulPacked from " + start,
          SUM,
          (kernels, run, from, n) -> {
            Object packed = run.input("whatever is there");
            MatrixKernels<Object> matrix = kernels.matrix();
            matrix.pack(
                transposeB, n, 3, run.input("b"), from, transposeB ? 3 : n, packed, 16 * from);
            matrix.matmulPacked(
                3,
                n,
                3,
                run.input("a"),
                from,
                4,
                packed,
                16 * from,
                start,
                run.state("c"),
                from,
                n,
                run.input("bias"),
                from);
          });
    }
  }
}
