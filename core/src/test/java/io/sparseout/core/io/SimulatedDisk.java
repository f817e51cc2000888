// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One folder on a disk in memory that may lose its power after any call. What survives then is as
 * bad as POSIX allows: of the changes of names since the folder's last sync any subset, and of a
 * file's bytes since its own last sync none, the first half, as many zeros, or all.
 */
final class SimulatedDisk implements FileCalls {
  /** A file's bytes: all that were written, and how many of those were synced. */
  private static final class Content {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    int synced;

    List<byte[]> survivors() {
      byte[] all = written.toByteArray();
      byte[] zeros = all.clone();
      Arrays.fill(zeros, synced, all.length, (byte) 0);
      byte[] half = Arrays.copyOf(all, synced + (all.length - synced) / 2);
      return List.of(Arrays.copyOf(all, synced), half, zeros, all);
    }
  }

  /** A change of names: one name disappears, or another stands for a content, or both. */
  private record Change(Path gone, Path name, Content content) {
    void applyTo(Map<Path, Content> names) {
      names.remove(gone);
      if (name != null) {
        names.put(name, content);
      }
    }
  }

  private final boolean syncsFiles;
  private final boolean syncsFolders;
  private final Consumer<SimulatedDisk> afterEveryCall;
  private final Map<Path, Content> durable = new HashMap<>();
  private final Map<Path, Content> names = new HashMap<>();
  private final List<Change> pending = new ArrayList<>();

  /**
   * A disk with an empty folder.
   *
   * @param syncsFiles whether a sync of a file does what it should
   * @param syncsFolders whether a sync of the folder does
   * @param afterEveryCall looks at what would survive
   */
  SimulatedDisk(boolean syncsFiles, boolean syncsFolders, Consumer<SimulatedDisk> afterEveryCall) {
    this.syncsFiles = syncsFiles;
    this.syncsFolders = syncsFolders;
    this.afterEveryCall = afterEveryCall;
  }

  /** All contents that a file may have after a power failure now; null is no file. */
  List<byte[]> survivors(Path file) {
    List<byte[]> survivors = new ArrayList<>();
    for (int subset = 0; subset < 1 << pending.size(); subset++) {
      Map<Path, Content> left = new HashMap<>(durable);
      for (int i = 0; i < pending.size(); i++) {
        if ((subset >> i & 1) == 1) {
          pending.get(i).applyTo(left);
        }
      }
      Content content = left.get(file);
      if (content == null) {
        survivors.add(null);
      } else {
        survivors.addAll(content.survivors());
      }
    }
    return survivors;
  }

  private void change(Change change) {
    change.applyTo(names);
    pending.add(change);
    afterEveryCall.accept(this);
  }

  @Override
  public Path resolve(Path target) {
    return target;
  }

  @Override
  public Output create(Path file) {
    Content content = new Content();
    change(new Change(null, file, content));
    return new Output() {
      @Override
      public void write(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        content.written.writeBytes(copy);
        afterEveryCall.accept(SimulatedDisk.this);
      }

      @Override
      public void sync() {
        content.synced = syncsFiles ? content.written.size() : 0;
        afterEveryCall.accept(SimulatedDisk.this);
      }

      @Override
      public void close() {
        afterEveryCall.accept(SimulatedDisk.this);
      }
    };
  }

  @Override
  public void rename(Path from, Path to) {
    change(new Change(from, to, names.get(from)));
  }

  @Override
  public void syncFolder(Path folder) {
    if (syncsFolders) {
      durable.clear();
      durable.putAll(names);
      pending.clear();
    }
    afterEveryCall.accept(this);
  }

  @Override
  public void delete(Path file) {
    change(new Change(file, null, null));
  }
}
