// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real calls, by way of {@link Files} and {@link FileChannel}. */
final class SystemFileCalls implements FileCalls {
  @Override
  public Path resolve(Path target) throws IOException {
    // Without this, a rename onto /dev/null would put a plain file in the place of the device.
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new FileSystemException(target.toString(), null, "it exists and is not a file");
    }
    return Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
  }

  @Override
  public Output create(Path file) throws IOException {
    // Not Files.createTempFile: its files are readable by their owner alone, and stay so.
    return new ChannelOutput(FileChannel.open(file, CREATE_NEW, WRITE));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    // Windows opens no folder as a file, and needs no sync of it: its renames are journalled.
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, READ)) {
        channel.force(true);
      }
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.delete(file);
  }

  private record ChannelOutput(FileChannel channel) implements Output {
    @Override
    public void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(true);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
