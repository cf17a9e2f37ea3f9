// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is done to the files of a log, verification finds it: ten thousand random changes, and each kind by hand. */
class MutationsTest {

    private static final int MUTATIONS = 10_000;
    private static final int RECORDS = 9;

    @TempDir
    Path directory;

    private Map<String, byte[]> files = Map.of();
    private Optional<Checkpoint> kept = Optional.empty();
    private String origin = "";

    /** What somebody may do. */
    enum Change {
        BIT,
        EDIT,
        DELETE,
        REORDER,
        DUPLICATE,
        TRUNCATE,
        FORK,
        HASH,
        REMOVE_FILE,
        SWAP_FILES
    }

    @BeforeEach
    void fill() {
        try (AuditLog log = AuditLog.open(directory, Logs.SMALL.withClock(Logs.ticking()))) {
            Logs.fill(log, RECORDS);
            kept = Optional.of(log.checkpoint());
            origin = log.origin();
        }
        files = Logs.files(directory);
        assertThat(files.keySet()).filteredOn(name -> name.endsWith(".records")).hasSizeGreaterThan(2);
    }

    @AfterEach
    void isIntactAgain() {
        assertThat(verify().damage()).as("when all changes are taken back").isEmpty();
    }

    private Verification verify() {
        return AuditReader.open(directory).verify(List.of(kept.orElseThrow()));
    }

    @Test
    void tenThousandRandomChangesAreAllFound() {
        SplittableRandom random = new SplittableRandom(20_261_129);
        Change[] changes = Change.values();
        for (int i = 0; i < MUTATIONS; i++) {
            Change change = changes[i % changes.length];
            Mutant mutant = new Mutant(files);
            String what = apply(change, mutant, random);
            Runnable undo = mutant.writeTo(directory);
            try {
                assertThat(verify().damage())
                        .as("change %d: %s, %s", i, change, what)
                        .isPresent();
            } finally {
                undo.run();
            }
        }
    }

    private String apply(Change change, Mutant mutant, SplittableRandom random) {
        List<byte[]> records = mutant.records();
        int at = random.nextInt(RECORDS);
        boolean hashes = random.nextBoolean();
        switch (change) {
            case BIT -> {
                List<String> names = new ArrayList<>(mutant.names(".records"));
                names.addAll(mutant.names(".hashes"));
                names.removeIf(name -> mutant.file(name).length == 0);
                names.add(Segments.CHECKPOINTS);
                String name = names.get(random.nextInt(names.size()));
                int bit = random.nextInt(mutant.file(name).length * 8);
                mutant.files().put(name, Mutant.flipped(mutant.file(name), bit));
                return name + " bit " + bit;
            }
            case EDIT -> records.set(at, Mutant.edited(records.get(at), at));
            case DELETE ->
                records.subList(at, at + 1 + random.nextInt(RECORDS - at)).clear();
            case REORDER -> Collections.swap(records, at, (at + 1 + random.nextInt(RECORDS - 1)) % RECORDS);
            case DUPLICATE -> records.add(random.nextInt(RECORDS + 1), records.get(at));
            case TRUNCATE -> {
                return truncate(mutant, random);
            }
            case FORK -> {
                records.set(at, Mutant.edited(records.get(at), at));
                records = Mutant.chained(records.subList(0, RECORDS - random.nextInt(RECORDS - at)), origin);
            }
            case HASH -> {
                String name = mutant.names(".hashes")
                        .get(random.nextInt(mutant.names(".hashes").size()));
                mutant.files().put(name, Mutant.withOtherHash(mutant.file(name), at));
                return name;
            }
            case REMOVE_FILE, SWAP_FILES -> {
                return files(change, mutant, random);
            }
        }
        mutant.put(records, hashes);
        return "record " + at + (hashes ? ", hashes made to fit" : "");
    }

    private static String truncate(Mutant mutant, SplittableRandom random) {
        List<String> names = mutant.names(".records");
        int file = random.nextInt(names.size());
        byte[] bytes = mutant.file(names.get(file));
        int length = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
        mutant.files().put(names.get(file), Arrays.copyOf(bytes, length));
        for (String later : names.subList(file + 1, names.size())) {
            mutant.files().remove(later);
            mutant.files().remove(later.replace(".records", ".hashes"));
        }
        if (random.nextBoolean()) {
            mutant.files().remove(names.get(file).replace(".records", ".hashes"));
        }
        mutant.files().remove(Segments.CHECKPOINTS);
        return names.get(file) + " to " + length;
    }

    private static String files(Change change, Mutant mutant, SplittableRandom random) {
        List<String> names = new ArrayList<>(mutant.names(".records"));
        String one = names.remove(random.nextInt(names.size()));
        if (change == Change.REMOVE_FILE) {
            mutant.files().remove(one);
            return one;
        }
        String other = names.get(random.nextInt(names.size()));
        byte[] bytes = mutant.file(one);
        mutant.files().put(one, mutant.file(other));
        mutant.files().put(other, bytes);
        return one + " and " + other;
    }

    /** What is done to record 4 of 9, by somebody who mends checksums but not the chain. */
    @ParameterizedTest
    @EnumSource(Damage.Kind.class)
    void theFirstDamagedRecordAndWhatIsWrongIsTold(Damage.Kind kind) {
        Mutant mutant = new Mutant(files);
        List<byte[]> records = mutant.records();
        switch (kind) {
            case EDITED -> records.set(4, Mutant.edited(records.get(4), 4));
            case DELETED -> records.remove(4);
            case REORDERED -> Collections.swap(records, 4, 6);
            case DUPLICATED -> records.add(5, records.get(4));
            case TRUNCATED -> records.subList(4, RECORDS).clear();
            case FORKED -> {
                records.set(4, Mutant.edited(records.get(4), 4));
                records = Mutant.chained(records, origin);
            }
        }
        put(mutant, records, kind);
        Runnable undo = mutant.writeTo(directory);

        Verification verification = verify();

        undo.run();
        Damage damage = verification.damage().orElseThrow();
        assertThat(damage.kind()).isEqualTo(kind);
        if (kind != Damage.Kind.FORKED) { // all that a checkpoint can tell is that one of those it covers is wrong
            assertThat(damage.sequence()).isEqualTo(4);
            assertThat(verification.records()).isBetween(4L, 5L);
        }
    }

    /** All records in the first file, so that only the change itself is seen. */
    private static void put(Mutant mutant, List<byte[]> records, Damage.Kind kind) {
        mutant.files().keySet().removeIf(name -> name.endsWith(".hashes"));
        List<String> names = mutant.names(".records");
        mutant.put(records, false);
        byte[] all = new byte[0];
        for (String name : names) {
            all = Checkpoint.join(all, mutant.file(name));
            mutant.files().remove(name);
        }
        mutant.files().put(names.get(0), all);
        if (kind == Damage.Kind.TRUNCATED) {
            mutant.files().remove(Segments.CHECKPOINTS);
        }
    }

    @Test
    void aLogThatWasWrittenAnewShowsByTheCheckpointThatWasKept() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.copy(directory.resolve(Segments.ORIGIN), other.resolve(Segments.ORIGIN));
        try (AuditLog log = AuditLog.open(other, Logs.SMALL)) {
            Logs.fill(log, RECORDS + 5);
        }

        AuditReader reader = AuditReader.open(other);
        Files.delete(directory.resolve("other").resolve(Segments.LOCK));
        assertThat(reader.verify(List.of()).isIntact()).isTrue();
        assertThat(reader.verify(List.of(kept.orElseThrow())).damage())
                .map(Damage::kind)
                .contains(Damage.Kind.FORKED);
    }

    @Test
    void aCheckpointOfAnotherLogIsNoProof() {
        Checkpoint mine = kept.orElseThrow();
        Checkpoint other = new Checkpoint("another log", mine.size(), mine.root(), mine.time(), List.of());

        assertThat(AuditReader.open(directory).verify(List.of(other)).damage())
                .map(Damage::toString)
                .hasValueSatisfying(text -> assertThat(text).contains("another log", "forked"));
    }

    @Test
    void aDamagedMiddleIsRefusedAndNothingIsChanged() {
        Mutant mutant = new Mutant(files);
        List<String> names = mutant.names(".records");
        mutant.files().keySet().removeIf(name -> name.endsWith(".hashes"));
        put(mutant, mutant.records(), Damage.Kind.EDITED);
        String name = names.get(0);
        mutant.files().put(name, Mutant.flipped(mutant.file(name), 8 * 900));
        Runnable undo = mutant.writeTo(directory);
        Map<String, byte[]> before = Logs.files(directory);

        assertThat(catchThrowableOfType(AuditException.class, () -> AuditLog.open(directory, Logs.SMALL))
                        .reason())
                .isEqualTo(AuditException.Reason.DAMAGED);

        assertThat(Logs.files(directory)).containsExactlyInAnyOrderEntriesOf(before);
        undo.run();
    }
}
