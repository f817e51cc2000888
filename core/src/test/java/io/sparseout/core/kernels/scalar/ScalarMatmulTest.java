// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.scalar;

import io.sparseout.core.kernels.MatmulTest;

final class ScalarMatmulTest extends MatmulTest {
  ScalarMatmulTest() {
    super(new ScalarMatmul());
  }
}
