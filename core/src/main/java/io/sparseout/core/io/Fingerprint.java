// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparseout.core.Layer;
import io.sparseout.core.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash of a model's weights, to tell in a line whether two trainings came to the same bits, or of
 * words or bytes, to tell whether they are the same.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /**
   * SHA-256, in lower-case hexadecimal, over each parameter and then each buffer in the model's
   * order: its name in UTF-8, then its elements as little-endian 32-bit floats.
   */
  public static String sha256(Layer model) {
    MessageDigest digest = newDigest();
    model.parameters().forEach(parameter -> add(digest, parameter.name(), parameter.value()));
    model.buffers().forEach(buffer -> add(digest, buffer.name(), buffer.value()));
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * SHA-256, in lower-case hexadecimal, over each text: the number of its bytes in UTF-8 in
   * decimal, a colon, and those bytes.
   */
  public static String sha256(List<String> texts) {
    MessageDigest digest = newDigest();
    for (String text : texts) {
      byte[] bytes = text.getBytes(UTF_8);
      digest.update((bytes.length + ":").getBytes(UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** SHA-256, in lower-case hexadecimal, over bytes, part after part. */
  public static String sha256(byte[]... parts) {
    MessageDigest digest = newDigest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String name, Tensor tensor) {
    digest.update(name.getBytes(UTF_8));
    float[] values = tensor.toFloatArray();
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    digest.update(bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
