// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** Removes files whose records are all older than the retention, after a record that tells of it; their hashes stay. */
final class Retirement {

    private final Path directory;
    private final AuditSettings settings;

    Retirement(Path directory, AuditSettings settings) {
        this.directory = requireNonNull(directory, "directory");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * Removes what is due.
     *
     * @param store stores the records of it
     */
    void run(LogWriter writer, Function<AuditEvent, Receipt> store) throws IOException {
        if (settings.segments().retention().isEmpty()) {
            return;
        }
        Duration retention = settings.segments().retention().get();
        for (Segments.Segment segment : Segments.in(directory)) {
            if (segment.first() < writer.current() && segment.hasRecords()) {
                SegmentHashes hashes = SegmentHashes.read(segment.hashes())
                        .orElseThrow(() -> new IOException(segment.hashes() + " is not as it was written"));
                if (isDue(hashes.last().plus(retention))) {
                    Receipt told = store.apply(event(hashes));
                    writer.sync(told.sequence() + 1);
                    Files.delete(segment.records());
                }
            }
        }
        Segments.force(directory);
    }

    private boolean isDue(Instant end) {
        return !end.isAfter(settings.clock().instant());
    }

    private static AuditEvent event(SegmentHashes hashes) {
        long last = hashes.first() + hashes.leaves().size() - 1;
        return AuditEvent.of(
                AuditEvent.RETIREMENT, Map.of("first", String.valueOf(hashes.first()), "last", String.valueOf(last)));
    }
}
