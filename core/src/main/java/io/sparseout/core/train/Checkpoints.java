// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.train;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Saves the training after each epoch, to {@code epoch-0001.safetensors} and so on in a folder. All
 * are kept: which one will be wanted is not known yet.
 */
public final class Checkpoints implements TrainingListener {
  private final Path folder;

  /** A listener that saves into an existing folder. */
  public Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** The file of an epoch, counted from 1. */
  public Path file(int epoch) {
    return folder.resolve(String.format(Locale.ROOT, "epoch-%04d.safetensors", epoch));
  }

  @Override
  public void epochDone(Trainer trainer, EpochResult result) {
    trainer.save(file(result.epoch()));
  }
}
