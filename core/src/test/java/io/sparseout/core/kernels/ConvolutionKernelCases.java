// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** The kernels of convolutions, for {@link KernelCases}. */
final class ConvolutionKernelCases {
  private static final double TRANSFORM = 3e-6;

  private final KernelCases table;

  private ConvolutionKernelCases(KernelCases table) {
    this.table = table;
  }

  static void addTo(KernelCases table) {
    ConvolutionKernelCases cases = new ConvolutionKernelCases(table);
    cases.columns();
    cases.tiles();
    cases.winograd();
  }

  private void columns() {
    ImageColumns[] shapes = {
      new ImageColumns(2, 3, 4, 3, 2, 1, 1, 1, 1, 1, 3, 5),
      new ImageColumns(1, 5, 4, 2, 2, 2, 1, 0, 2, 1, 3, 2),
      new ImageColumns(2, 2, 2, 3, 3, 1, 1, -1, 1, 2, 4, 3)
    };
    for (ImageColumns shape : shapes) {
      table.add(
          "pack " + shape,
          0,
          (kernels, run, from, n) -> {
            int first = n % shape.pixels();
            kernels
                .columns()
                .pack(
                    shape,
                    1,
                    3,
                    first,
                    Math.min(shape.pixels(), first + n),
                    run.input("image"),
                    from,
                    run.output(),
                    20);
          });
    }
    table.add(
        "transpose",
        0,
        (kernels, run, from, n) ->
            kernels.columns().transpose(3, n, run.input("a"), from, n, run.output(), from, 4));
    table.add(
        "copy",
        0,
        (kernels, run, from, n) ->
            kernels.columns().copy(2, n, run.input("a"), from, n / 2, run.output(), from, n + 1));
    table.add(
        "mirror",
        0,
        (kernels, run, from, n) ->
            kernels
                .columns()
                .mirror(2, Math.min(n, 9), 3, run.input("a"), from, run.output(), from));
  }

  private void tiles() {
    for (int size : new int[] {2, 4}) {
      table.add(
          "tiles of " + size,
          0,
          (kernels, run, from, n) -> {
            int width = n % 40;
            int across = (width + size - 1) / size;
            int ld = across + n % 3;
            kernels
                .columns()
                .tiles(
                    size,
                    across,
                    0,
                    1,
                    n == 0 ? 0 : 1 + n % size,
                    width,
                    run.input("image"),
                    from,
                    run.output(),
                    from,
                    ld);
          });
    }
  }

  /** Two rows of at most a sixth of the elements. */
  private void winograd() {
    table.add(
        "spread",
        TRANSFORM,
        (kernels, run, from, n) -> {
          int row = row(n);
          Object d = run.input("d");
          kernels.winograd().spread(2, row, d, from, row, row, run.output(), from, 2 * row, row);
        });
    for (int size = 2; size <= 5; size++) {
      int taps = size;
      table.add(
          "evaluate " + size,
          TRANSFORM,
          (kernels, run, from, n) -> {
            int row = row(n);
            Object g = run.input("g");
            kernels
                .winograd()
                .evaluate(taps, 2, row, g, from, row, row, run.output(), from, 2 * row, row);
          });
      table.add(
          "collect " + size,
          TRANSFORM,
          (kernels, run, from, n) -> {
            int row = row(n);
            Object m = run.input("m");
            kernels
                .winograd()
                .collect(taps, 2, row, m, from, row, row, run.output(), from, 2 * row, row);
          });
    }
  }

  private static int row(int n) {
    return n / WinogradKernels.POINTS / WinogradKernels.UNIT * WinogradKernels.UNIT;
  }
}
