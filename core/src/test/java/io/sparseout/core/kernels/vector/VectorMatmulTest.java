// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels.vector;

import io.sparseout.core.kernels.MatmulTest;

final class VectorMatmulTest extends MatmulTest {
  VectorMatmulTest() {
    super(new VectorMatmul());
  }
}
