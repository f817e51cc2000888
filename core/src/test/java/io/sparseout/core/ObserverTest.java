// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sparseout.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObserverTest {
  private static final Layer TWICE = (x, pass) -> x.times(2);
  private static final Layer INNER = (x, pass) -> pass.call("0", TWICE, x).plus(1);
  private static final Layer OUTER =
      (x, pass) -> pass.call("last", TWICE, pass.call("inner", INNER, x));

  @Test
  void partsAreShownWithTheirPathInnerOnesFirst() {
    List<String> seen = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    Observer observer =
        (path, layer, output) -> {
          assertSame(path.equals("inner") ? INNER : TWICE, layer);
          seen.add(path + " " + output.item());
          outputs.add(output);
        };
    try (Pass pass = Pass.evaluation(observer)) {
      Tensor y = OUTER.forward(pass.input(new float[] {3}, 1), pass);
      assertSame(y, outputs.get(2));
    }
    assertEquals(List.of("inner.0 6.0", "inner 7.0", "last 14.0"), seen);
  }

  @Test
  void whatFailsIsNotShownAndTheWayOutIsFound() {
    List<String> seen = new ArrayList<>();
    Layer fails = (x, pass) -> x.reshape(5);
    try (Pass pass = Pass.evaluation((path, layer, output) -> seen.add(path))) {
      Tensor x = pass.input(new float[] {3}, 1);
      assertThrows(IllegalArgumentException.class, () -> pass.call("a", fails, x));
      pass.call("b", TWICE, x);
    }
    assertEquals(List.of("b"), seen);
  }

  @Test
  void noObserverIsRefused() {
    assertThrows(NullPointerException.class, () -> Pass.evaluation(null));
    try (Pass pass = Pass.training(RandomStream.of(1))) {
      assertEquals(6, OUTER.forward(pass.input(new float[] {1}, 1), pass).item());
    }
  }
}
