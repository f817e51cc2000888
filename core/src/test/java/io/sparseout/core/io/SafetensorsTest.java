// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sparseout.core.DType;
import io.sparseout.core.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SafetensorsTest {
  /** The state dict of {@link #readsWhatPyTorchWrote}, by safetensors.torch.save 0.8.0. */
  private static final String BY_PYTORCH =
      "mAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJmcmFtZXdvcmsiOiJwdCJ9LCJibi5udW1fYmF0Y2hlc190cmFja2VkIjp7"
          + "ImR0eXBlIjoiSTY0Iiwic2hhcGUiOltdLCJkYXRhX29mZnNldHMiOlswLDhdfSwiZG91YmxlIjp7ImR0eXBlIjoi"
          + "RjY0Iiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbOCwyNF19LCJiaWFzIjp7ImR0eXBlIjoiRjMyIiwic2hh"
          + "cGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbMjQsMzJdfSwiZW1wdHkiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzAs"
          + "M10sImRhdGFfb2Zmc2V0cyI6WzMyLDMyXX0sIndlaWdodCI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwzXSwi"
          + "ZGF0YV9vZmZzZXRzIjpbMzIsNTZdfSwibGFiZWxzIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlszXSwiZGF0YV9v"
          + "ZmZzZXRzIjpbNTYsNjhdfX0HAAAAAAAAAJqZmZmZmbk/nHUAiDzkN/7NzMw9zczMvQAAwD8AAADAAACAfwAAAAAA"
          + "AACA//9/fwMAAAD/////////fw==";

  /** {@link #sample} with one text, by safetensors.numpy.save 0.8.0. */
  private static final String BY_REFERENCE =
      "wAEAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJub3RlIjoidGFiXHRoZXJlIn0sInoiOnsiZHR5cGUiOiJGNjQiLCJz"
          + "aGFwZSI6WzJdLCJkYXRhX29mZnNldHMiOlswLDE2XX0sImEiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6W10sImRh"
          + "dGFfb2Zmc2V0cyI6WzE2LDIwXX0sImIiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzIsMl0sImRhdGFfb2Zmc2V0"
          + "cyI6WzIwLDM2XX0sInFcIlxcXG5cdTAwMDEvw6kiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzFdLCJkYXRhX29m"
          + "ZnNldHMiOlszNiw0MF19LCLvv64iOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzAsM10sImRhdGFfb2Zmc2V0cyI6"
          + "WzQwLDQwXX0sIvCfmIAiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzFdLCJkYXRhX29mZnNldHMiOls0MCw0NF19"
          + "LCJpIjp7ImR0eXBlIjoiSTMyIiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbNDQsNTJdfX0gICAgAAAAAAAA"
          + "4D8AAAAAAADwvwAAgD8AAIA/AAAAQAAAQEAAAIBAAABAQAAAAEABAAAA/////w==";

  @TempDir Path folder;

  /** Every type, rank 0, an empty tensor, names that need escapes and sort by bytes. */
  private static Map<String, Tensor> sample() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("i", Tensor.of(new int[] {1, -1}, 2));
    tensors.put("\uD83D\uDE00", Tensor.of(new float[] {2}, 1));
    tensors.put("\uffee", Tensor.of(new float[0], 0, 3));
    tensors.put("q\"\\\n\u0001/é", Tensor.of(new float[] {3}, 1));
    tensors.put("b", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    tensors.put("a", Tensor.of(new float[] {1}));
    tensors.put("z", Tensor.of(new double[] {0.5, -1}, 2));
    return tensors;
  }

  private static void assertSame(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, tensor) -> assertSame(name, tensor, actual.get(name)));
  }

  private static void assertSame(String name, Tensor expected, Tensor actual) {
    assertEquals(expected.dtype(), actual.dtype(), name);
    assertEquals(expected.shape(), actual.shape(), name);
    switch (expected.dtype()) {
      case FLOAT32 -> assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), name);
      case FLOAT64 -> assertArrayEquals(expected.toDoubleArray(), actual.toDoubleArray(), name);
      case INT32 -> assertArrayEquals(expected.toIntArray(), actual.toIntArray(), name);
      case INT8 -> assertArrayEquals(expected.toByteArray(), actual.toByteArray(), name);
    }
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("sample.safetensors");
    Map<String, String> metadata = Map.of("epoch", "3", "", "", "näme\n", "\uD83D\uDE00 \"\\");
    Safetensors.write(file, sample(), metadata);
    Safetensors read = Safetensors.read(file);
    assertSame(sample(), read.tensors());
    assertEquals(metadata, read.metadata());
    List<String> order = List.of("z", "a", "b", "q\"\\\n\u0001/é", "\uffee", "\uD83D\uDE00", "i");
    assertEquals(order, new ArrayList<>(read.tensors().keySet()));
  }

  @Test
  void readsBackNothing() throws IOException {
    Path file = folder.resolve("empty.safetensors");
    Safetensors.write(file, Map.of(), Map.of());
    assertArrayEquals("\10\0\0\0\0\0\0\0{}      ".getBytes(UTF_8), Files.readAllBytes(file));
    assertEquals(Map.of(), Safetensors.read(file).tensors());
    assertEquals(Map.of(), Safetensors.read(file).metadata());
  }

  @Test
  void readsBackSizesAroundTheBlock() {
    Path file = folder.resolve("sizes.safetensors");
    for (int size : new int[] {0, 1, 8191, 8192, 8193, 16383, 16384, 16385, 65_537}) {
      float[] floats = new float[size];
      double[] doubles = new double[size];
      int[] ints = new int[size];
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i++) {
        floats[i] = i * 0.1f;
        doubles[i] = i * 0.1;
        ints[i] = i * 0x9e3779b9;
        bytes[i] = (byte) (ints[i] >>> 24);
      }
      Map<String, Tensor> tensors =
          Map.of(
              "f", Tensor.of(floats, size, 1),
              "d", Tensor.of(doubles, 1, size),
              "i", Tensor.of(ints, size),
              "b", Tensor.of(bytes, size));
      Safetensors.write(file, tensors, Map.of());
      assertSame(tensors, Safetensors.read(file).tensors());
    }
  }

  @Test
  void keepsEveryBitOfNanAndInfinity() {
    int[] bits = {0x7fc00000, 0x7f800001, 0xffc12345, 0x7f800000, 0xff800000, 0x80000000, 1};
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    Path file = folder.resolve("nan.safetensors");
    Safetensors.write(file, Map.of("x", Tensor.of(values, values.length)), Map.of());
    float[] read = Safetensors.read(file).tensors().get("x").toFloatArray();
    for (int i = 0; i < bits.length; i++) {
      assertEquals(bits[i], Float.floatToRawIntBits(read[i]), "value " + i);
    }
  }

  /** The reference implementation sorts I8 behind I32; a byte of it is a byte of the file. */
  @Test
  void int8IsAByteAnElement() throws IOException {
    Path file = folder.resolve("int8.safetensors");
    Map<String, Tensor> tensors =
        Map.of(
            "a", Tensor.of(new byte[] {-128, -1, 0, 127}, 2, 2),
            "i", Tensor.of(new int[] {1}, 1),
            "z", Tensor.of(new byte[0], 0));
    Safetensors.write(file, tensors, Map.of());
    Safetensors read = Safetensors.read(file);
    assertEquals(List.of("i", "a", "z"), new ArrayList<>(read.tensors().keySet()));
    assertSame(tensors, read.tensors());
    byte[] bytes = Files.readAllBytes(file);
    byte[] end = Arrays.copyOfRange(bytes, bytes.length - 8, bytes.length);
    assertArrayEquals(new byte[] {1, 0, 0, 0, -128, -1, 0, 127}, end);
  }

  @Test
  void bytesDoNotDependOnTheOrderOfMaps() throws IOException {
    Path a = folder.resolve("a.safetensors");
    Path b = folder.resolve("b.safetensors");
    Map<String, String> texts = new LinkedHashMap<>();
    Map<String, String> backwards = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      texts.put("k" + i, "v" + i);
      backwards.put("k" + (19 - i), "v" + (19 - i));
    }
    Safetensors.write(a, sample(), texts);
    Safetensors.write(b, new HashMap<>(sample()), backwards);
    assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
  }

  @Test
  void bytesDoNotDependOnTheLocale() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Map<String, String> texts = Map.of("\u0001", "\u001f");
    Safetensors.write(file, sample(), texts);
    byte[] expected = Files.readAllBytes(file);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Safetensors.write(file, sample(), texts);
    } finally {
      Locale.setDefault(before);
    }
    assertArrayEquals(expected, Files.readAllBytes(file));
  }

  @Test
  void bytesAreThoseOfTheReferenceImplementation() throws IOException {
    Path file = folder.resolve("sample.safetensors");
    Safetensors.write(file, sample(), Map.of("note", "tab\there"));
    assertEquals(BY_REFERENCE, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
  }

  @Test
  void bytesAreFrozen() throws IOException, NoSuchAlgorithmException {
    Path file = folder.resolve("sample.safetensors");
    Safetensors.write(file, sample(), Map.of("note", "tab\there", "epoch", "3", "é", ""));
    assertEquals(
        "40ffcf0abd4e5cc3a36ae3badfcf39bf47699958801661808c4700a69f66e455",
        sha256(Files.readAllBytes(file)));
  }

  @Test
  void readsWhatPyTorchWrote() throws IOException {
    Path file = folder.resolve("torch.safetensors");
    Files.write(file, Base64.getDecoder().decode(BY_PYTORCH));
    Map<String, Tensor> expected = new HashMap<>();
    float infinity = Float.POSITIVE_INFINITY;
    float[] weight = {1.5f, -2, infinity, 0, -0f, Float.MAX_VALUE};
    expected.put("weight", Tensor.of(weight, 2, 3));
    expected.put("bias", Tensor.of(new float[] {0.1f, -0.1f}, 2));
    expected.put("bn.num_batches_tracked", Tensor.of(new int[] {7}));
    expected.put("labels", Tensor.of(new int[] {3, -1, Integer.MAX_VALUE}, 3));
    expected.put("double", Tensor.of(new double[] {0.1, -1e300}, 2));
    expected.put("empty", Tensor.of(new float[0], 0, 3));
    Safetensors read = Safetensors.read(file);
    assertSame(expected, read.tensors());
    assertEquals(Map.of("framework", "pt"), read.metadata());
  }

  /** What a writer other than the reference may do: space, any order, no padding. */
  @Test
  void readsOtherLayoutsThatTheFormatAllows() throws IOException {
    String header =
        "{ \"b\" : {\"data_offsets\": [ 4 , 8 ] , \"dtype\" : \"I32\", \"shape\":[1]},\n"
            + " \"\\u0061\":{\"shape\":[], \"dtype\":\"F32\",\"data_offsets\":[0,4]},"
            + "\"__metadata__\":{}}";
    byte[] text = header.getBytes(UTF_8);
    byte[] data = {0, 0, (byte) 0x80, 0x3f, 5, 0, 0, 0};
    Path file = folder.resolve("other.safetensors");
    Files.write(file, Bytes.file(text.length, text, data));
    Safetensors read = Safetensors.read(file);
    assertEquals(List.of("a", "b"), new ArrayList<>(read.tensors().keySet()));
    assertArrayEquals(new float[] {1}, read.tensors().get("a").toFloatArray());
    assertArrayEquals(new int[] {5}, read.tensors().get("b").toIntArray());
  }

  @Test
  void reads64BitIntegersUpToTheEdgesOf32() throws IOException {
    String header = "{\"n\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}";
    byte[] text = header.getBytes(UTF_8);
    byte[] data = {-1, -1, -1, 0x7f, 0, 0, 0, 0, 0, 0, 0, -0x80, -1, -1, -1, -1};
    Path file = folder.resolve("long.safetensors");
    Files.write(file, Bytes.file(text.length, text, data));
    Tensor read = Safetensors.read(file).tensors().get("n");
    assertEquals(DType.INT32, read.dtype());
    assertArrayEquals(new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE}, read.toIntArray());
  }

  @Test
  void takesAsManyTensorsAndTextsAsItPromises() {
    Path file = folder.resolve("many.safetensors");
    Map<String, Tensor> tensors = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      tensors.put("t" + i, Tensor.of(new int[] {i}));
      texts.put("k" + i, "");
    }
    int[] axes = new int[64];
    Arrays.fill(axes, 1);
    tensors.put("t0", Tensor.of(new int[] {0}, axes));
    Safetensors.write(file, tensors, texts);
    Safetensors read = Safetensors.read(file);
    assertSame(tensors, read.tensors());
    assertEquals(texts, read.metadata());
  }

  @Test
  void leavesNoFileOpen() throws IOException {
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.exists(open));
    Path file = folder.resolve("sample.safetensors");
    Safetensors.write(file, sample(), Map.of());
    Safetensors.read(file);
    Files.writeString(file, "not a safetensors file");
    assertThrows(CheckpointException.class, () -> Safetensors.read(file));
    try (Stream<Path> links = Files.list(open)) {
      assertEquals(List.of(), links.filter(link -> pointsInto(folder, link)).toList());
    }
  }

  private static boolean pointsInto(Path folder, Path link) {
    try {
      return Files.readSymbolicLink(link).startsWith(folder);
    } catch (IOException e) {
      return false; // closed since it was listed
    }
  }

  @Test
  void mapsCannotBeChanged() {
    Path file = folder.resolve("sample.safetensors");
    Safetensors.write(file, sample(), Map.of("a", "b"));
    Safetensors read = Safetensors.read(file);
    assertThrows(UnsupportedOperationException.class, () -> read.tensors().clear());
    assertThrows(UnsupportedOperationException.class, () -> read.metadata().clear());
  }

  @Test
  void refusesToWriteWhatCouldNotBeRead() {
    Path file = folder.resolve("bad.safetensors");
    Tensor one = Tensor.of(new float[] {1});
    String half = " has half a surrogate pair; leave it out";
    assertRefused(
        file,
        Map.of("__metadata__", one),
        Map.of(),
        "a tensor is named __metadata__, which the format keeps for its texts; rename it");
    assertRefused(file, Map.of("a\uD83D", one), Map.of(), "the name or text of \"a\uD83D\"" + half);
    assertRefused(file, Map.of(), Map.of("k", "\uDE00"), "the name or text of \"k\"" + half);
    assertRefused(file, Map.of(), Map.of("\uDE00", "v"), "the name or text of \"\uDE00\"" + half);
    int[] axes = new int[65];
    Arrays.fill(axes, 1);
    assertRefused(
        file,
        Map.of("deep", Tensor.of(new float[1], axes)),
        Map.of(),
        "65 axes of tensor \"deep\", and a file has at most 64; use several files");
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i <= 10_000; i++) {
      texts.put("k" + i, "");
    }
    assertRefused(
        file, Map.of(), texts, "10001 texts, and a file has at most 10000; use several files");
    Map<String, Tensor> tensors = new HashMap<>();
    for (int i = 0; i <= 10_000; i++) {
      tensors.put("t" + i, one);
    }
    assertRefused(
        file, tensors, Map.of(), "10001 tensors, and a file has at most 10000; use several files");
    assertRefused(
        file,
        Map.of(),
        Map.of("long", "x".repeat(100_000_000)),
        "100000028 bytes of header, and a file has at most 100000000; use several files");
    assertTrue(Files.notExists(file));
  }

  private static void assertRefused(
      Path file, Map<String, Tensor> tensors, Map<String, String> metadata, String problem) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> Safetensors.write(file, tensors, metadata));
    assertEquals("write " + file + ": " + problem, error.getMessage());
  }

  @Test
  void aFileThatCannotBeWrittenIsNoCheckpointException() {
    Path file = folder.resolve("missing").resolve("a.safetensors");
    assertThrows(UncheckedIOException.class, () -> Safetensors.write(file, Map.of(), Map.of()));
  }

  /** 64 MB of weights are written, and read again, by a JVM of 96 MB. */
  @Test
  void takesNoSecondCopyOfTheWeights() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFile.class.getName(),
                folder.resolve("large.safetensors").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    assertEquals("sum 16777216", Files.readString(output).strip());
    assertEquals(0, exit);
  }

  /** What the small JVM runs. */
  static final class LargeFile {
    private LargeFile() {}

    public static void main(String[] args) {
      Path file = Path.of(args[0]);
      write(file);
      float[] block = new float[1 << 20];
      Tensor weights = Safetensors.read(file).tensors().get("weight");
      long sum = 0;
      for (int from = 0; from < weights.shape().size(); from += block.length) {
        weights.copyTo(from, block, 0, block.length);
        for (float value : block) {
          sum += (long) value;
        }
      }
      System.out.println("sum " + sum);
    }

    private static void write(Path file) {
      float[] ones = new float[1 << 24];
      Arrays.fill(ones, 1);
      Safetensors.write(file, Map.of("weight", Tensor.of(ones, 1 << 12, 1 << 12)), Map.of());
    }
  }
}
