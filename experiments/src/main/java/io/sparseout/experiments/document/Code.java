// SPDX-License-Identifier: Apache-2.0
package io.sparseout.experiments.document;

/**
 * Text as a machine takes it, such as a command.
 *
 * @param text one line or more
 */
public record Code(String text) implements Block {}
