// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told to go on. */
final class ManualClock implements InstantSource {

    static final Key<ManualClock> KEY = new Key<>("test.clock", ManualClock.class);

    private Instant now = Instant.parse("2025-04-01T09:00:00Z");

    void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
