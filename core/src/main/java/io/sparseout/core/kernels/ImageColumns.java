// SPDX-License-Identifier: Apache-2.0
package io.sparseout.core.kernels;

/**
 * What a convolution reads of an image, as a matrix that is never whole in memory: a column for
 * each pixel of the output, a row for each tap (c, i, j) of the kernel. With t = y stride + i
 * dilation - top, and u likewise of x, j and left, the element of pixel (y, x) and tap (c, i, j) is
 * image[c, t / hole, u / hole], or 0 where the quotients are not whole or lie outside the image.
 *
 * @param channels of the image, 1 or more
 * @param height of the image
 * @param width of the image
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param stride pixels of the image from one pixel of the output to the next
 * @param top rows of zeros above the image; may be negative
 * @param left columns of zeros left of the image; may be negative
 * @param dilation pixels of the image from one tap to the next
 * @param hole 1, or at a stride of 1 how far the image's pixels are apart, with zeros between: in
 *     the gradient of a convolution with strides
 * @param outHeight of the output
 * @param outWidth of the output
 */
public record ImageColumns(
    int channels,
    int height,
    int width,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int top,
    int left,
    int dilation,
    int hole,
    int outHeight,
    int outWidth) {
  /** Columns of this geometry. */
  public ImageColumns {
    if (stride > 1 && hole > 1) {
      throw new IllegalArgumentException("stride " + stride + " and hole " + hole + ": one is 1");
    }
  }

  /** Whether the columns are the image itself: a kernel of one tap that moves pixel by pixel. */
  public boolean isImage() {
    return taps() == 1
        && stride == 1
        && hole == 1
        && top == 0
        && left == 0
        && outHeight == height
        && outWidth == width;
  }

  /** Taps of a channel. */
  public int taps() {
    return kernelHeight * kernelWidth;
  }

  /** Rows of the matrix. */
  public int rows() {
    return channels * taps();
  }

  /** Pixels of the output: columns of the matrix. */
  public int pixels() {
    return outHeight * outWidth;
  }
}
