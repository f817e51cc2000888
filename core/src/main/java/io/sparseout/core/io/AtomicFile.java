// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Writes files whole or not at all: whatever happens, a full disk, a killed process, a power
 * failure, the file has its old content or the new one, never a part or a mixture.
 *
 * <p>The bytes go to a temporary file in the same folder, which is synced to the disk, renamed to
 * its place, and the folder synced. So when {@link #write} returns, the new content survives a
 * power failure. A failure removes the temporary file; a process killed in the middle leaves one,
 * {@code .sparseout-*.tmp}, which nothing reads and anyone may delete.
 *
 * <p>Safe for use by several threads and processes: of two that write one file, the last to finish
 * wins.
 */
public final class AtomicFile {
  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** What puts the content into the file. */
  @FunctionalInterface
  public interface Body {
    /**
     * Writes the whole content. The stream is buffered; it need not be closed, but may be.
     *
     * @param out where the content goes
     * @throws IOException if the content cannot be had or written; the file then stays as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Creates or replaces a file. Its folder must exist. A symbolic link is followed. The file has
   * the permissions of a new one. An interrupt of the thread counts as a failure.
   *
   * @param target the file
   * @param body writes its content; what it throws beside {@link IOException} comes through as it
   *     is
   * @throws UncheckedIOException if the file cannot be written; the message says why and what is in
   *     its place now
   */
  public static void write(Path target, Body body) {
    write(new SystemFileCalls(), target, body);
  }

  static void write(FileCalls calls, Path target, Body body) {
    Path resolved;
    try {
      resolved = calls.resolve(target);
      replace(calls, resolved, body);
    } catch (IOException e) {
      String state = "what was there before is untouched; is its folder there, writable, not full?";
      throw failure(target, e, state);
    }
    try {
      calls.syncFolder(resolved.getParent());
    } catch (IOException e) {
      String state = "the new file is there, but may not outlast a power failure; write it again";
      throw failure(target, e, state);
    }
  }

  private static void replace(FileCalls calls, Path target, Body body) throws IOException {
    // The name is short and has nothing of the target's, which may be as long as names can be.
    Path temporary = target.resolveSibling(".sparseout-" + UUID.randomUUID() + ".tmp");
    FileCalls.Output output = calls.create(temporary);
    try {
      fill(output, body);
      calls.rename(temporary, target);
    } catch (Throwable failure) {
      try {
        calls.delete(temporary);
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
  }

  private static void fill(FileCalls.Output output, Body body) throws IOException {
    try (output) {
      OutputStream out = new BufferedOutputStream(new Stream(output), BUFFER);
      body.writeTo(out);
      out.flush();
      output.sync();
    }
  }

  private static UncheckedIOException failure(Path target, IOException cause, String state) {
    String message = "write " + target + ": " + Reason.of(cause) + "; " + state;
    return new UncheckedIOException(message, cause);
  }

  /** The file as a stream that may be closed: the file itself stays open until it is synced. */
  private static final class Stream extends OutputStream {
    private final FileCalls.Output output;

    Stream(FileCalls.Output output) {
      this.output = output;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      output.write(ByteBuffer.wrap(bytes, offset, length));
    }
  }
}
