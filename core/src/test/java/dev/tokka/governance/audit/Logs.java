// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Logs for tests. */
final class Logs {

    static final AuditSettings SMALL = AuditSettings.DEFAULT
            .withDurability(AuditSettings.Durability.WRITTEN)
            .withSegments(AuditSettings.Segmentation.DEFAULT.withMaxBytes(1024));

    private Logs() {}

    /** A clock that is one second later at each look. */
    static InstantSource ticking() {
        AtomicLong seconds = new AtomicLong();
        return () -> Instant.parse("2026-04-01T00:00:00Z").plusSeconds(seconds.getAndIncrement());
    }

    /** A clock that stands still until it is set. */
    static final class Now implements InstantSource {

        private volatile Instant now;

        Now(String now) {
            this.now = Instant.parse(now);
        }

        void set(String next) {
            now = Instant.parse(next);
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    static AuditEvent event(int number) {
        return new AuditEvent(
                "answer",
                "customer-" + number % 3,
                "fingerprint",
                Map.of("number", String.valueOf(number)),
                Map.of("question", "What does transfer " + number + " cost?"),
                Map.of("question", "What does transfer " + number + " cost?"));
    }

    static Receipt[] fill(AuditLog log, int records) {
        Receipt[] receipts = new Receipt[records];
        for (int i = 0; i < records; i++) {
            receipts[i] = log.append(event(i));
        }
        return receipts;
    }

    /** Returns all files of a directory by name. */
    static Map<String, byte[]> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            Map<String, byte[]> all = new TreeMap<>();
            for (Path file : files.toList()) {
                all.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> segments(Path directory) throws IOException {
        return Segments.in(directory).stream()
                .filter(Segments.Segment::hasRecords)
                .map(Segments.Segment::records)
                .toList();
    }
}
