// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The real calls, of which a chosen one fails, or on a disk of a chosen size. */
final class FaultyCalls implements FileCalls {
  /** What the message of every failure made here begins with. */
  static final String INJECTED = "injected: ";

  private final FileCalls calls = new SystemFileCalls();
  private final int failing;
  private final boolean onward;
  private long space;
  private int made;

  private FaultyCalls(int failing, boolean onward, long space) {
    this.failing = failing;
    this.onward = onward;
    this.space = space;
  }

  /** Calls of which the given one fails, counted from 0. */
  static FaultyCalls failingAt(int call) {
    return new FaultyCalls(call, false, Long.MAX_VALUE);
  }

  /** Calls of which the given one fails and all after it. */
  static FaultyCalls failingFrom(int call) {
    return new FaultyCalls(call, true, Long.MAX_VALUE);
  }

  /** Calls on a disk that has room for so many bytes. */
  static FaultyCalls withSpace(long bytes) {
    return new FaultyCalls(-1, false, bytes);
  }

  /** How many calls were made. */
  int made() {
    return made;
  }

  private void count(String call) throws IOException {
    int number = made++;
    if (number == failing || (onward && number > failing)) {
      throw new IOException(INJECTED + call);
    }
  }

  @Override
  public Path resolve(Path target) throws IOException {
    count("resolve");
    return calls.resolve(target);
  }

  @Override
  public Output create(Path file) throws IOException {
    count("create");
    Output output = calls.create(file);
    return new Output() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        count("write");
        int wanted = bytes.remaining();
        if (wanted > space) {
          output.write(bytes.slice().limit((int) space));
          space = 0;
          throw new FileSystemException(null, null, "No space left on device");
        }
        space -= wanted;
        output.write(bytes);
      }

      @Override
      public void sync() throws IOException {
        count("sync");
        output.sync();
      }

      @Override
      public void close() throws IOException {
        output.close();
        count("close");
      }
    };
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    count("rename");
    calls.rename(from, to);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    count("syncFolder");
    calls.syncFolder(folder);
  }

  @Override
  public void delete(Path file) throws IOException {
    count("delete");
    calls.delete(file);
  }
}
