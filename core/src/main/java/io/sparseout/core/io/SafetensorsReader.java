// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static io.sparseout.core.io.JsonText.excerpt;

import io.sparseout.core.Tensor;
import io.sparseout.core.io.Header.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a safetensors file; trusts nothing in it that it has not checked. */
final class SafetensorsReader {
  private final Path file;
  private final ArrayReader in;

  private SafetensorsReader(Path file, ArrayReader in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Reads a whole file.
   *
   * @param memory the most bytes that its tensors may take
   * @throws CheckpointException as {@link Safetensors#read} says
   */
  static Safetensors read(Path file, long memory) {
    try {
      // Before it is opened: opening a named pipe waits for whoever writes to it.
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        throw new CheckpointException(file, "it is not a file", "name a safetensors file");
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return new SafetensorsReader(file, new ArrayReader(channel)).read(channel.size(), memory);
      }
    } catch (IOException e) {
      String problem = "it cannot be read, " + Reason.of(e);
      throw new CheckpointException(file, problem, "check the path and its permissions", e);
    }
  }

  private Safetensors read(long fileBytes, long memory) throws IOException {
    Header header = header(fileBytes);
    checkMemory(header, memory);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Entry entry : header.entries()) {
      tensors.put(entry.name(), tensor(entry));
    }
    return new Safetensors(tensors, header.metadata());
  }

  private Header header(long fileBytes) throws IOException {
    long rest = fileBytes - Long.BYTES;
    if (rest < 0) {
      throw new CheckpointException(
          file, "it has " + fileBytes + " bytes, and the header's length takes 8", Header.CUT_OFF);
    }
    long length = ByteBuffer.wrap(in.bytes(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > Header.MAX_BYTES) {
      String problem =
          "it claims a header of "
              + Long.toUnsignedString(length)
              + " bytes, and the format allows "
              + Header.MAX_BYTES;
      throw new CheckpointException(file, problem, Header.DAMAGED);
    }
    if (length > rest) {
      String problem = "it claims a header of " + length + " bytes, and " + rest + " bytes follow";
      throw new CheckpointException(file, problem, Header.CUT_OFF);
    }
    return HeaderReader.read(file, in.bytes((int) length), rest - length);
  }

  private void checkMemory(Header header, long memory) {
    long bytes = 0;
    for (Entry entry : header.entries()) {
      bytes += (long) entry.shape().size() * entry.type().dtype().bytes();
    }
    if (bytes > memory) {
      throw new CheckpointException(
          file,
          "its tensors take " + bytes + " bytes of memory, and this JVM may use " + memory,
          "start java with a larger -Xmx");
    }
  }

  private Tensor tensor(Entry entry) throws IOException {
    int[] dims = entry.shape().dims();
    int size = entry.shape().size();
    try {
      return switch (entry.type()) {
        case F32 -> Tensor.of(in.floats(size), dims);
        case F64 -> Tensor.of(in.doubles(size), dims);
        case I32 -> Tensor.of(in.ints(size), dims);
        case I8 -> Tensor.of(in.bytes(size), dims);
        case I64 -> Tensor.of(in.longs(size), dims);
      };
    } catch (ArithmeticException e) {
      String problem =
          "tensor "
              + excerpt(entry.name())
              + " has the I64 value "
              + e.getMessage()
              + ", which does not fit into 32 bits";
      throw new CheckpointException(file, problem, "save it as F64", e);
    }
  }
}
