// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/** The content of a picture's file, and where the file is. */
public final class Image {
  /** What kind of file it is. */
  public enum Type {
    /** Drawn by shapes. */
    SVG("image/svg+xml"),
    /** Made of pixels. */
    PNG("image/png");

    private final String media;

    Type(String media) {
      this.media = media;
    }
  }

  private final Type type;
  private final byte[] content;
  private final String address;

  /**
   * A picture.
   *
   * @param content the whole file. Not modified.
   * @param address where the file is, as a link from the document, for documents that do not carry
   *     it
   */
  public Image(Type type, byte[] content, String address) {
    this.type = type;
    this.content = content.clone();
    this.address = address;
  }

  /** Its kind. */
  public Type type() {
    return type;
  }

  /** Where its file is. */
  public String address() {
    return address;
  }

  /** The picture itself, as an address. */
  String dataAddress() {
    return "data:" + type.media + ";base64," + Base64.getEncoder().encodeToString(content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image image
        && type == image.type
        && Arrays.equals(content, image.content)
        && address.equals(image.address);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, Arrays.hashCode(content), address);
  }
}
