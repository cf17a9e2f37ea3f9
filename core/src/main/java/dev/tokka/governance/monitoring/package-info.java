// SPDX-License-Identifier: Apache-2.0
/**
 * Tells the day on which a model is no longer what was approved.
 *
 * <p>A {@link dev.tokka.governance.monitoring.Baseline} is what the model did on representative questions when it was validated.
 * A {@link dev.tokka.governance.monitoring.Monitor} compares with it what the model does now, call by call, and raises an {@link
 * dev.tokka.governance.monitoring.Alarm} when a {@link dev.tokka.governance.monitoring.Metric} has moved further than {@link
 * dev.tokka.governance.monitoring.Monitoring} tolerates: it tells {@linkplain
 * dev.tokka.governance.monitoring.AlarmListener listeners}, turns to another model, or {@linkplain
 * dev.tokka.governance.monitoring.Suspension suspends} it in the inventory. False alarms are bounded for good, not for one look.
 *
 * <p>To find out what another model would have answered, see {@link dev.tokka.governance.monitoring.shadow}.
 *
 * <p>References are never {@code null} unless marked {@code @Nullable}; passing one throws {@link NullPointerException}.
 * Value types are immutable.
 */
@NullMarked
package dev.tokka.governance.monitoring;

import org.jspecify.annotations.NullMarked;
