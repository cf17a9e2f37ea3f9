// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {

    private static final String SECRET = "Taro Yamada has account 1234567 at the branch in Kyoto";
    private static final String SUBJECT = "taro.yamada@example.com";

    @TempDir
    Path directory;

    private static AuditEvent event(String subject, String text) {
        return new AuditEvent("answer", subject, "", Map.of(), Map.of("question", text), Map.of("question", text));
    }

    @Test
    void whatIsErasedIsNowhereAndAllProofsStayValid() {
        Checkpoint before;
        Receipt receipt;
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
            receipt = log.append(event(SUBJECT, SECRET));
            log.append(event("hanako", "Another customer asks."));
            before = log.checkpoint();
            SubjectKey key = FileSubjectKeys.read(directory.resolve(Segments.KEYS))
                    .apply(AuditReader.open(directory).records().get(0).entry().subject())
                    .orElseThrow();
            assertThat(holds(key.secret())).as("the key before it is destroyed").isTrue();

            assertThat(log.erase(SUBJECT)).isTrue();

            assertThat(holds(key.secret())).as("the key after that").isFalse();
            assertThat(log.erase(SUBJECT)).as("once more").isFalse();
        }

        AuditReader reader = AuditReader.open(directory);
        List<AuditRecord> records = reader.records();
        assertThat(reader.contents(records.get(0))).isEmpty();
        assertThat(reader.isDigestOf(records.get(0), "question", SECRET)).isEmpty();
        assertThat(reader.contents(records.get(1))).contains(Map.of("question", "Another customer asks."));
        assertThat(records.get(2).entry().type()).isEqualTo(AuditEvent.ERASURE);
        assertThat(records.get(2).entry().facts())
                .isEqualTo(Map.of("key", records.get(0).entry().subject()));
        assertThat(reader.verify(List.of(before)).damage()).isEmpty();
        assertThat(reader.tree().inclusion(0, before.size()).verify(receipt.hash(), before.root()))
                .isTrue();
        for (String text : List.of(SECRET, SUBJECT, "Yamada", "1234567")) {
            assertThat(holds(text.getBytes(UTF_8))).as(text).isFalse();
            assertThat(holds(text.getBytes(StandardCharsets.UTF_16BE))).as(text).isFalse();
            assertThat(holds(Base64.getEncoder().withoutPadding().encode(text.getBytes(UTF_8))))
                    .as(text)
                    .isFalse();
            assertThat(holds(Hash.sha256(text.getBytes(UTF_8)).bytes()))
                    .as("hash of " + text)
                    .isFalse();
            assertThat(holds(Hash.sha256(text.getBytes(UTF_8)).toString().getBytes(UTF_8)))
                    .as("hash of " + text)
                    .isFalse();
        }
    }

    private boolean holds(byte[] wanted) {
        return Logs.files(directory).values().stream().anyMatch(file -> {
            for (int at = 0; at + wanted.length <= file.length; at++) {
                if (Arrays.equals(file, at, at + wanted.length, wanted, 0, wanted.length)) {
                    return true;
                }
            }
            return false;
        });
    }

    @Test
    void aSubjectThatComesAgainGetsAnotherKey() {
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
            log.append(event(SUBJECT, "first"));
            log.erase(SUBJECT);
            log.append(event(SUBJECT, "second"));
        }

        AuditReader reader = AuditReader.open(directory);
        assertThat(reader.contents(reader.records().get(0))).isEmpty();
        assertThat(reader.contents(reader.records().get(2))).contains(Map.of("question", "second"));
    }

    @Test
    void keysOutliveTheProcess() throws IOException {
        Path file = directory.resolve("keys");
        SubjectKey first;
        SubjectKey second;
        try (FileSubjectKeys keys = FileSubjectKeys.open(file)) {
            first = keys.keyOf("one");
            second = keys.keyOf("two");
            assertThat(keys.keyOf("one")).isEqualTo(first).isNotEqualTo(second);
            assertThat(keys.shred("two")).contains(second.id());
        }
        Files.write(file, new byte[50], StandardOpenOption.APPEND); // half a slot

        try (FileSubjectKeys keys = FileSubjectKeys.open(file)) {
            assertThat(keys.keyOf("one")).isEqualTo(first);
            assertThat(keys.find(first.id())).contains(first);
            assertThat(keys.find(second.id())).isEmpty();
            assertThat(keys.keyOf("two")).isNotEqualTo(second);
            assertThat(keys.keyOf("two").toString()).contains(keys.keyOf("two").id());
            assertThatExceptionOfType(AuditException.class).isThrownBy(() -> FileSubjectKeys.open(file));
        }
        assertThat(FileSubjectKeys.read(file).apply(first.id())).isEqualTo(Optional.of(first));
    }

    @Test
    void aDamagedKeyIsRefused() throws IOException {
        Path file = directory.resolve("keys");
        try (FileSubjectKeys keys = FileSubjectKeys.open(file)) {
            keys.keyOf("one");
        }
        Files.write(file, Mutant.flipped(Files.readAllBytes(file), 8 * 570));

        assertThatExceptionOfType(AuditException.class)
                .isThrownBy(() -> FileSubjectKeys.open(file))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(AuditException.Reason.DAMAGED));
        Files.writeString(file, "no keys");
        assertThatExceptionOfType(AuditException.class).isThrownBy(() -> FileSubjectKeys.read(file));
    }

    @Test
    void contentsThatWereMovedToAnotherRecordAreRefused() {
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL)) {
            log.append(event(SUBJECT, SECRET));
        }
        AuditReader reader = AuditReader.open(directory);
        AuditRecord record = reader.records().get(0);
        AuditRecord.Entry entry = record.entry();
        AuditRecord moved = new AuditRecord(
                1,
                record.time(),
                record.previous(),
                record.hash(),
                new AuditRecord.Entry(
                        "approval", entry.model(), entry.facts(), entry.digests(), entry.subject(), entry.sealed()));

        assertThatExceptionOfType(AuditException.class).isThrownBy(() -> reader.contents(moved));
    }
}
