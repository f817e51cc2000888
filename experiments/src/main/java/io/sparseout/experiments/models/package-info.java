// SPDX-License-Identifier: Apache-2.0
/** Models as commands name and describe them. What a model computes stands in the layers module. */
package io.sparseout.experiments.models;
