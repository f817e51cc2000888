// SPDX-License-Identifier: Apache-2.0

/** Tensors, autograd, array kernels, randomness, optimizers, checkpoints. */
module io.sparseout.core {
  // Only the vector kernels need it; without it at run time the scalar kernels run.
  requires static jdk.incubator.vector;

  exports io.sparseout.core;
  exports io.sparseout.core.io;
  exports io.sparseout.core.optim;
  exports io.sparseout.core.random;
  exports io.sparseout.core.train;
}
