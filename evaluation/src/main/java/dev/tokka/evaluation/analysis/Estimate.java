// SPDX-License-Identifier: Apache-2.0
package dev.tokka.evaluation.analysis;

import dev.tokka.evaluation.statistics.Interval;

/** A metric, or a difference of two models by it, with its confidence interval and its standard error. */
record Estimate(Interval interval, double standardError) {}
