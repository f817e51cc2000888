// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import java.util.stream.IntStream;

/** The kernels of sparse and of quantized weights. */
final class CompressedKernelCases {
  private static final double SUM = 1e-4;
  private static final int ROWS = 6;

  private CompressedKernelCases() {}

  static void addTo(KernelCases table) {
    for (boolean withBias : new boolean[] {false, true}) {
      String kind = withBias ? " with bias" : "";
      for (int examples : new int[] {0, 1, 3, 4, 5, 33}) {
        table.add(
            "sparse rows, " + examples + kind,
            SUM,
            (kernels, run, from, n) -> sparseRows(kernels, run, from, n, examples, withBias));
      }
      table.add(
          "sparse columns" + kind,
          SUM,
          (kernels, run, from, n) -> {
            SparseColumns w = SparseColumns.of(n, starts(n), columns(n));
            kernels
                .sparse()
                .columns(
                    w,
                    run.input("w"),
                    from % 3,
                    7,
                    run.input("x"),
                    from,
                    withBias ? run.input("b") : null,
                    2,
                    run.output(),
                    from);
          });
      for (int examples : new int[] {0, 1, 3, 4}) {
        table.add(
            "quantized product, " + examples + kind,
            SUM,
            (kernels, run, from, n) -> product(kernels, run, from, n, examples, withBias));
      }
    }
    table.add(
        "widen",
        SUM,
        (kernels, run, from, n) ->
            kernels
                .quantized()
                .widen(from, from + 3, n, bytes((from + 3) * n), run.input("scale"), run.output()));
  }

  /** Examples overlap, so that many fit; the groups but the first where from is not 0. */
  private static void sparseRows(
      Kernels<Object> kernels, KernelRun run, int from, int n, int examples, boolean withBias) {
    if (examples > 5 && n < 64) {
      return; // the arrays are too short
    }
    SparseRows w = SparseRows.of(n, starts(n), columns(n));
    kernels
        .sparse()
        .rows(
            w,
            run.input("w"),
            Math.min(from, 1),
            w.groups(),
            examples,
            run.input("x"),
            from,
            1,
            withBias ? run.input("b") : null,
            2,
            run.output(),
            from,
            ROWS + 1);
  }

  private static void product(
      Kernels<Object> kernels, KernelRun run, int from, int n, int examples, boolean withBias) {
    if (n < 8) {
      return; // the scales would not fit into the arrays
    }
    int features = 3;
    int first = from > 0 && n > QuantizedKernels.BLOCK ? QuantizedKernels.BLOCK : 0;
    kernels
        .quantized()
        .product(
            first,
            n,
            examples,
            n,
            features,
            bytes(features * QuantizedKernels.padded(n)),
            run.input("scale"),
            run.input("x"),
            from,
            withBias ? run.input("b") : null,
            from,
            run.output(),
            from);
  }

  /** Row r has every (r + 2)-th column, the last but one none. */
  private static int[] starts(int n) {
    int[] starts = new int[ROWS + 1];
    for (int row = 0; row < ROWS; row++) {
      starts[row + 1] = starts[row] + (int) columnsOf(row, n).count();
    }
    return starts;
  }

  private static int[] columns(int n) {
    return IntStream.range(0, ROWS).flatMap(row -> columnsOf(row, n)).toArray();
  }

  private static IntStream columnsOf(int row, int n) {
    return IntStream.range(0, row == ROWS - 2 ? 0 : n).filter(c -> (c + row) % (row + 2) == 0);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) ((i * 0x9e3779b9) >>> 24);
    }
    return bytes;
  }
}
