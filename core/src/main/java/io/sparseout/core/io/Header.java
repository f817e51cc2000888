// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static io.sparseout.core.io.JsonText.excerpt;
import static io.sparseout.core.io.JsonText.quote;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparseout.core.Shape;
import io.sparseout.core.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * The header of a safetensors file.
 *
 * @param entries the tensors, in the order of their data
 * @param metadata free text by name
 */
record Header(List<Entry> entries, Map<String, String> metadata) {
  /** The name that stands for the metadata and can be no tensor's. */
  static final String METADATA = "__metadata__";

  /** The format's own limit, in bytes. */
  static final int MAX_BYTES = 100_000_000; // a multiple of 8, so padding cannot pass it

  /** Our own limits, so that a small file cannot fill the memory with small objects. */
  static final int MAX_TENSORS = 10_000;

  static final int MAX_TEXTS = 10_000;
  static final int MAX_RANK = 64;

  /** Remedies, for errors. */
  static final String DAMAGED = "it is damaged or no safetensors file; copy it or save it again";

  static final String CUT_OFF = "it was cut off; copy it or save it again";

  // By bytes, not by String.compareTo: UTF-16 sorts U+10000 and up before U+E000.
  private static final Comparator<String> BY_BYTES =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  /**
   * A tensor's place.
   *
   * @param begin the first byte of its data, from the end of the header
   * @param end the byte after the last
   */
  record Entry(String name, StoredType type, Shape shape, long begin, long end) {
    private String toJson() {
      String dims = Arrays.toString(shape.dims()).replace(" ", "");
      // The root locale, since others have digits of their own.
      return String.format(
          Locale.ROOT,
          "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
          type,
          dims,
          begin,
          end);
    }
  }

  /**
   * Lays the tensors out as the reference implementation does: by type in the order of {@link
   * StoredType}, then by name, without gaps.
   *
   * @throws IllegalArgumentException if the format, or our own limits, do not allow it
   */
  static Header of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    checkCount("tensors", tensors.size(), MAX_TENSORS);
    checkCount("texts", metadata.size(), MAX_TEXTS);
    metadata.forEach((name, text) -> checkText(name, text));
    tensors.forEach(Header::checkTensor);
    List<String> names = new ArrayList<>(tensors.keySet());
    names.sort(
        Comparator.<String, StoredType>comparing(name -> StoredType.of(tensors.get(name).dtype()))
            .thenComparing(BY_BYTES));
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (String name : names) {
      Tensor tensor = tensors.get(name);
      StoredType type = StoredType.of(tensor.dtype());
      long end = begin + (long) tensor.shape().size() * type.bytes();
      entries.add(new Entry(name, type, tensor.shape(), begin, end));
      begin = end;
    }
    Map<String, String> sorted = new TreeMap<>(BY_BYTES);
    sorted.putAll(metadata);
    return new Header(entries, sorted);
  }

  private static void checkCount(String what, int count, int most) {
    if (count > most) {
      throw new IllegalArgumentException(
          count + " " + what + ", and a file has at most " + most + "; use several files");
    }
  }

  private static void checkTensor(String name, Tensor tensor) {
    checkText(name, "");
    if (name.equals(METADATA)) {
      throw new IllegalArgumentException(
          "a tensor is named " + name + ", which the format keeps for its texts; rename it");
    }
    checkCount("axes of tensor " + excerpt(name), tensor.shape().rank(), MAX_RANK);
  }

  private static void checkText(String name, String text) {
    if (JsonText.isBroken(name) || JsonText.isBroken(text)) {
      throw new IllegalArgumentException(
          "the name or text of " + excerpt(name) + " has half a surrogate pair; leave it out");
    }
  }

  /**
   * The header as it stands in a file: JSON in UTF-8, spaces up to a multiple of 8 bytes.
   *
   * @throws IllegalArgumentException if that is longer than the format allows
   */
  byte[] toBytes() {
    StringJoiner json = new StringJoiner(",", "{", "}");
    if (!metadata.isEmpty()) {
      StringJoiner texts = new StringJoiner(",", "{", "}");
      metadata.forEach((name, text) -> texts.add(quote(name) + ":" + quote(text)));
      json.add(quote(METADATA) + ":" + texts);
    }
    for (Entry entry : entries) {
      json.add(quote(entry.name()) + ":" + entry.toJson());
    }
    byte[] text = json.toString().getBytes(UTF_8);
    checkCount("bytes of header", text.length, MAX_BYTES);
    byte[] padded = Arrays.copyOf(text, (text.length + 7) / 8 * 8);
    Arrays.fill(padded, text.length, padded.length, (byte) ' ');
    return padded;
  }
}
