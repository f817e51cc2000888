// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/** The kernels of recurrent layers, for {@link KernelCases}. */
final class RecurrentKernelCases {
  private static final double FUNCTION = 1e-6;

  /** Gates of up to 3 in magnitude make products of four factors that cancel. */
  private static final double PRODUCTS = 2e-5;

  private final KernelCases table;

  private RecurrentKernelCases(KernelCases table) {
    this.table = table;
  }

  static void addTo(KernelCases table) {
    RecurrentKernelCases cases = new RecurrentKernelCases(table);
    for (int rows : new int[] {1, 2, 3}) {
      for (boolean forward : new boolean[] {true, false}) {
        String of = " of " + rows + (forward ? "" : " backward in time");
        cases.lstm(rows, forward, of);
        cases.gru(rows, forward, of);
        cases.rnn(rows, forward, of);
      }
    }
  }

  /**
   * About n units in all rows together, of which a row alone computes all, and several leave some
   * at both ends.
   */
  private static Units units(int rows, int from, int n) {
    int hidden = n / rows;
    int first = rows == 1 ? 0 : Math.min(from, hidden);
    int last = rows == 1 ? hidden : Math.max(first, hidden - rows + 1);
    return new Units(rows, hidden, first, last);
  }

  /** Where the states before and after a step begin: one behind the other, in either order. */
  private static int[] places(boolean forward, int from, int n) {
    return forward ? new int[] {from, from + n} : new int[] {from + n, from};
  }

  private void lstm(int rows, boolean forward, String of) {
    table.add(
        "lstm" + of,
        FUNCTION,
        (kernels, run, from, n) -> {
          int[] at = places(forward, from, n);
          kernels
              .recurrent()
              .lstm(
                  units(rows, from, n),
                  run.state("gates"),
                  from,
                  run.state("cells"),
                  run.state("squashed"),
                  run.state("hidden"),
                  at[0],
                  at[1]);
        });
    table.add(
        "lstm gradient" + of,
        PRODUCTS,
        (kernels, run, from, n) -> {
          int[] at = places(forward, from, n);
          kernels
              .recurrent()
              .lstmGradient(
                  units(rows, from, n),
                  run.state("gates"),
                  from,
                  run.state("cells"),
                  run.state("squashed"),
                  at[0],
                  at[1],
                  run.input("dOutput"),
                  from + 2,
                  run.state("dHidden"),
                  run.state("dCell"));
        });
  }

  private void gru(int rows, boolean forward, String of) {
    table.add(
        "gru" + of,
        FUNCTION,
        (kernels, run, from, n) -> {
          int[] at = places(forward, from, n);
          kernels
              .recurrent()
              .gru(
                  units(rows, from, n),
                  run.state("gates"),
                  run.state("side"),
                  from,
                  run.state("hidden"),
                  at[0],
                  at[1]);
        });
    table.add(
        "gru gradient" + of,
        PRODUCTS,
        (kernels, run, from, n) ->
            kernels
                .recurrent()
                .gruGradient(
                    units(rows, from, n),
                    run.state("gates"),
                    run.state("side"),
                    from,
                    run.state("hidden"),
                    places(forward, from, n)[0],
                    run.input("dOutput"),
                    from + 2,
                    run.state("dHidden")));
  }

  private void rnn(int rows, boolean forward, String of) {
    for (boolean relu : new boolean[] {false, true}) {
      String name = relu ? "rnn by relu" : "rnn by tanh";
      table.add(
          name + of,
          FUNCTION,
          (kernels, run, from, n) ->
              kernels
                  .recurrent()
                  .rnn(
                      units(rows, from, n),
                      relu,
                      run.state("gates"),
                      from,
                      run.state("hidden"),
                      places(forward, from, n)[1]));
      table.add(
          name + " gradient" + of,
          PRODUCTS,
          (kernels, run, from, n) ->
              kernels
                  .recurrent()
                  .rnnGradient(
                      units(rows, from, n),
                      relu,
                      run.state("gates"),
                      from,
                      run.state("hidden"),
                      places(forward, from, n)[1],
                      run.input("dOutput"),
                      from + 2,
                      run.state("dHidden")));
    }
  }
}
