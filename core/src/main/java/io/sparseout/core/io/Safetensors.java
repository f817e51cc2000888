// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import io.sparseout.core.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;

/**
 * A safetensors file: tensors by name, and free text by name. The format is the one of <a
 * href="https://github.com/huggingface/safetensors">github.com/huggingface/safetensors</a>, so
 * weights cross over to PyTorch and back: 8 bytes with the header's length, little-endian; the
 * header, JSON that gives every tensor's type, shape and place; the elements, little-endian, row by
 * row, without gaps.
 *
 * <p>A value of this class is what one file had. Its maps cannot be changed.
 */
public final class Safetensors {
  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Collections.unmodifiableMap(metadata);
  }

  /** The tensors by name, in the order of their data in the file. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /** The file's free text by name; empty where it has none. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Writes a file, whole or not at all ({@link AtomicFile}). Its bytes are a function of the
   * content alone: whatever the order of the maps, texts are sorted by name, and tensors as the
   * reference implementation sorts them, by type and then by name.
   *
   * @param file the file to create or replace
   * @param tensors the tensors by name. Not modified.
   * @param metadata free text by name; none is an empty map. Not modified.
   * @throws IllegalArgumentException if a name is {@code __metadata__}, if a name or text has half
   *     a surrogate pair, or if there is more than {@link #read} allows
   * @throws java.io.UncheckedIOException if the file cannot be written; the message says what is in
   *     its place now
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) {
    Header header;
    byte[] text;
    try {
      header = Header.of(tensors, metadata);
      text = header.toBytes();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("write " + file + ": " + e.getMessage(), e);
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(text.length);
    AtomicFile.write(
        file,
        out -> {
          out.write(length.array());
          out.write(text);
          ArrayWriter arrays = new ArrayWriter(out);
          for (Header.Entry entry : header.entries()) {
            arrays.write(tensors.get(entry.name()));
          }
        });
  }

  /**
   * Reads a whole file. F32, F64, I8 and I32 are read as they are, and I64 into 32 bits where its
   * values fit, since PyTorch counts in I64. The memory is bounded before it is taken: by the
   * file's length, and by what this JVM may use.
   *
   * @param file the file; at most 10 000 tensors of at most 64 axes, 10 000 texts, and 100 000 000
   *     bytes of header
   * @return what it has
   * @throws CheckpointException if the file cannot be read, is not as the format demands in every
   *     byte, has another element type, or takes more memory than there is
   */
  public static Safetensors read(Path file) {
    return SafetensorsReader.read(file, Runtime.getRuntime().maxMemory());
  }
}
