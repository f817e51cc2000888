// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

import io.sparseout.core.kernels.scalar.ScalarKernels;
import io.sparseout.core.kernels.vector.VectorKernels;
import java.lang.System.Logger.Level;

/**
 * Which float kernels run, and why.
 *
 * @param kernels the kernels
 * @param reason a sentence for people
 */
public record KernelChoice(Kernels<float[]> kernels, String reason) {
  private static final String MODULE = "jdk.incubator.vector";

  /**
   * Chooses by what the JVM offers and the system property {@code sparseout.kernels}. Says in one
   * log line how to get the faster kernels where they are missing and nobody asked for slow ones.
   *
   * @throws IllegalArgumentException if the property has another value than auto, scalar or vector
   * @throws IllegalStateException if vector kernels are asked for and cannot run
   */
  public static KernelChoice make() {
    String wanted = System.getProperty("sparseout.kernels", "auto");
    boolean available = ModuleLayer.boot().findModule(MODULE).isPresent();
    return switch (wanted) {
      case "scalar" ->
          new KernelChoice(ScalarKernels.KERNELS, "sparseout.kernels=scalar asks for them");
      case "vector" -> {
        if (!available) {
          throw new IllegalStateException(
              "sparseout.kernels=vector: start Java with --add-modules " + MODULE);
        }
        yield Simd.choice("sparseout.kernels=vector asks for them");
      }
      case "auto" ->
          available ? Simd.choice("this JVM has the module " + MODULE) : withoutVectors();
      default ->
          throw new IllegalArgumentException(
              "sparseout.kernels: auto, scalar or vector, not " + wanted);
    };
  }

  private static KernelChoice withoutVectors() {
    String reason = "for the faster vector kernels start Java with --add-modules " + MODULE;
    System.getLogger("io.sparseout").log(Level.INFO, "Scalar kernels run; " + reason);
    return new KernelChoice(ScalarKernels.KERNELS, reason);
  }

  /** Loaded only where the module is there: what it names does not link without. */
  private static final class Simd {
    static KernelChoice choice(String reason) {
      return new KernelChoice(
          VectorKernels.KERNELS, reason + "; vectors have " + VectorKernels.bits() + " bits");
    }
  }
}
