// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sparseout.core.io.Safetensors;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of golden values, mostly PyTorch's, made by {@code core/src/test/golden/make_golden.py}. A
 * tensor's name there is {@code case/role}.
 */
public final class Golden {
  private final Safetensors file;

  private Golden(Safetensors file) {
    this.file = file;
  }

  /** Reads {@code golden/NAME.safetensors} of the test resources. */
  public static Golden read(String name) {
    return new Golden(Safetensors.read(path(name)));
  }

  /** Where {@code golden/NAME.safetensors} of the test resources is. */
  public static Path path(String name) {
    try {
      return Path.of(Golden.class.getResource("/golden/" + name + ".safetensors").toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** The start of the names of all cases of a type: {@code float32/}. */
  public static String prefix(DType type) {
    return type.name().toLowerCase(Locale.ROOT) + "/";
  }

  /** The cases that there are under a prefix, without it. */
  public Set<String> cases(String prefix) {
    Set<String> cases = new TreeSet<>();
    names(prefix)
        .forEach(name -> cases.add(name.substring(prefix.length(), name.lastIndexOf('/'))));
    return cases;
  }

  /** The names of all tensors whose names start so. */
  public Set<String> names(String prefix) {
    Set<String> names = new TreeSet<>(file.tensors().keySet());
    names.removeIf(name -> !name.startsWith(prefix));
    return names;
  }

  /** Whether there is a tensor of this name. */
  public boolean has(String name) {
    return file.tensors().containsKey(name);
  }

  /** The tensor of a name, which there must be. */
  public Tensor get(String name) {
    Tensor tensor = file.tensors().get(name);
    assertNotNull(tensor, name);
    return tensor;
  }

  /** The text of a name, which there must be. */
  public String text(String name) {
    String text = file.metadata().get(name);
    assertNotNull(text, name);
    return text;
  }

  /**
   * Asserts type, shape and elements: integers equal, FLOAT32 within 1.3e-6 relative and 1e-5
   * absolute, PyTorch's own tolerances, FLOAT64 within 1e-12 relative and 1e-14 absolute. The
   * absolute ones are for differences of larger numbers.
   */
  public void assertClose(String name, Tensor actual) {
    boolean single = actual.dtype() == DType.FLOAT32;
    assertClose(name, actual, single ? 1.3e-6 : 1e-12, single ? 1e-5 : 1e-14);
  }

  /** Asserts type, shape and elements, these within the sum of two tolerances. */
  public void assertClose(String name, Tensor actual, double relative, double absolute) {
    Tensor expected = get(name);
    assertEquals(expected.dtype(), actual.dtype(), name);
    assertEquals(expected.shape(), actual.shape(), name);
    if (expected.dtype() == DType.INT32) {
      assertArrayEquals(expected.toIntArray(), actual.toIntArray(), name);
      return;
    }
    double[] want = expected.toDoubleArray();
    double[] have = actual.toDoubleArray();
    for (int i = 0; i < want.length; i++) {
      double tolerance = absolute + relative * Math.abs(want[i]);
      if (want[i] != have[i] && !(Math.abs(want[i] - have[i]) <= tolerance)) {
        assertEquals(want[i], have[i], name + ", element " + i);
      }
    }
  }
}
