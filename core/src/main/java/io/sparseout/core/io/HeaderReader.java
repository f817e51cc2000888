// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static io.sparseout.core.io.JsonText.excerpt;

import io.sparseout.core.Shape;
import io.sparseout.core.io.Header.Entry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a safetensors header and checks it against the length of the data that follows. A header
 * that comes out fits its file: every byte of the data belongs to one tensor.
 */
final class HeaderReader {
  private final Path file;
  private final JsonReader json;

  private HeaderReader(Path file, JsonReader json) {
    this.file = file;
    this.json = json;
  }

  /**
   * Reads a header.
   *
   * @param file where it is from, for messages
   * @param text the header's bytes; not modified
   * @param dataBytes how many bytes follow it in the file
   * @throws CheckpointException if the header is not as the format demands, or does not fit the
   *     file
   */
  static Header read(Path file, byte[] text, long dataBytes) {
    JsonReader json = new JsonReader(file, Long.BYTES, text);
    return new HeaderReader(file, json).header(dataBytes);
  }

  private Header header(long dataBytes) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = null;
    json.beginObject();
    for (String name = json.nextKey(); name != null; name = json.nextKey()) {
      if (name.equals(Header.METADATA)) {
        check(metadata == null, "the metadata is there twice");
        metadata = metadata();
      } else {
        check(entries.put(name, entry(name)) == null, tensor(name) + " is there twice");
        check(entries.size() <= Header.MAX_TENSORS, "more than " + Header.MAX_TENSORS + " tensors");
      }
    }
    json.end();
    List<Entry> ordered = new ArrayList<>(entries.values());
    ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkPlaces(ordered, dataBytes);
    return new Header(ordered, metadata == null ? Map.of() : metadata);
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    json.beginObject();
    for (String name = json.nextKey(); name != null; name = json.nextKey()) {
      boolean added = metadata.put(name, json.string()) == null;
      check(added, "the metadata has " + excerpt(name) + " twice");
      check(metadata.size() <= Header.MAX_TEXTS, "more than " + Header.MAX_TEXTS + " texts");
    }
    return metadata;
  }

  private Entry entry(String name) {
    String type = null;
    long[] dims = null;
    long[] place = null;
    json.beginObject();
    for (String field = json.nextKey(); field != null; field = json.nextKey()) {
      switch (field) {
        case "dtype" -> {
          check(type == null, tensor(name) + " has two dtypes");
          type = json.string();
        }
        case "shape" -> {
          check(dims == null, tensor(name) + " has two shapes");
          dims = integers(name, field, Header.MAX_RANK);
        }
        case "data_offsets" -> {
          check(place == null, tensor(name) + " has two data_offsets");
          place = integers(name, field, 2);
        }
        default -> throw damaged(tensor(name) + " has an unknown field, " + excerpt(field));
      }
    }
    check(type != null, tensor(name) + " has no dtype");
    check(dims != null, tensor(name) + " has no shape");
    check(place != null, tensor(name) + " has no data_offsets");
    check(place.length == 2, tensor(name) + " has fewer than 2 numbers in its data_offsets");
    return new Entry(name, type(name, type), shape(name, dims), place[0], place[1]);
  }

  private long[] integers(String name, String field, int most) {
    long[] values = new long[most];
    int count = 0;
    json.beginArray();
    while (json.nextElement()) {
      check(count < most, tensor(name) + " has more than " + most + " numbers in its " + field);
      values[count++] = json.integer();
    }
    return Arrays.copyOf(values, count);
  }

  private StoredType type(String name, String type) {
    for (StoredType known : StoredType.values()) {
      if (known.name().equals(type)) {
        return known;
      }
    }
    throw new CheckpointException(
        file,
        tensor(name)
            + " has dtype "
            + excerpt(type)
            + ", and F32, F64, I8, I32 and I64 can be read",
        "convert it before it is saved");
  }

  private Shape shape(String name, long[] dims) {
    try {
      return Shape.of(Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw damaged(tensor(name) + " has a shape of too many elements, " + Arrays.toString(dims));
    }
  }

  private void checkPlaces(List<Entry> ordered, long dataBytes) {
    long end = 0;
    for (Entry entry : ordered) {
      String offsets =
          tensor(entry.name()) + " has data_offsets [" + entry.begin() + ", " + entry.end() + "]";
      check(entry.begin() <= entry.end(), offsets + ", which end before they begin");
      check(entry.begin() >= end, offsets + ", and the data before it goes on to " + end);
      check(entry.begin() == end, offsets + ", and the data before it ends at " + end);
      long bytes = (long) entry.shape().size() * entry.type().bytes();
      check(
          entry.end() - entry.begin() == bytes,
          offsets + ", and " + entry.type() + " " + entry.shape() + " takes " + bytes + " bytes");
      end = entry.end();
    }
    if (end > dataBytes) {
      throw new CheckpointException(
          file,
          "the tensors take " + end + " bytes, and the file has " + dataBytes + " of them",
          Header.CUT_OFF);
    }
    check(end == dataBytes, (dataBytes - end) + " bytes follow the last tensor");
  }

  private static String tensor(String name) {
    return "tensor " + excerpt(name);
  }

  private void check(boolean holds, String problem) {
    if (!holds) {
      throw damaged(problem);
    }
  }

  private CheckpointException damaged(String problem) {
    return new CheckpointException(file, problem, Header.DAMAGED);
  }
}
