// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.audit;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a log from its beginning and finds the first thing that is wrong. One use, one thread.
 *
 * <p>What is checked: that each record is as long as it says and fits its checksum; that numbers have no gap; that each
 * record names the hash of the one before it, the first one that of the origin; that the hashes of full segments are those
 * of their records; that a record tells of the records that are gone; and that size and root are those of each checkpoint.
 */
final class Verifier {

    private static final String FIRST = "first";

    private final Frontier tree = new Frontier();
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private final TreeMap<Long, Scan.Gone> gone = new TreeMap<>();
    private final String origin;
    private Hashes segment = new Hashes();
    private Hash previous;
    private long covered; // by a checkpoint whose root was right
    private int torn;

    Verifier(String origin, Collection<Checkpoint> checkpoints) {
        this.origin = origin;
        this.previous = Recovery.first(origin);
        checkpoints.forEach(checkpoint -> this.checkpoints.put(checkpoint.size(), checkpoint));
    }

    /** Returns what is wrong with checkpoints themselves, whatever the log holds. */
    static Optional<Damage> check(String origin, Collection<Checkpoint> checkpoints, Optional<VerifierKey> key) {
        Map<Long, Hash> roots = new TreeMap<>();
        for (Checkpoint checkpoint : checkpoints) {
            Hash other = roots.putIfAbsent(checkpoint.size(), checkpoint.root());
            String wrong = null;
            if (!checkpoint.origin().equals(origin)) {
                wrong = "expected a checkpoint of " + origin + " but it is of " + checkpoint.origin();
            } else if (other != null && !other.equals(checkpoint.root())) {
                wrong = "expected one root of the first " + checkpoint.size() + " records but two checkpoints differ";
            } else if (key.isPresent() && !checkpoint.isSignedBy(key.get())) {
                wrong = "expected a checkpoint that is signed by " + key.get().name() + " but this one is not";
            }
            if (wrong != null) {
                return Optional.of(new Damage(Damage.Kind.FORKED, 0, name(checkpoint), wrong));
            }
        }
        return Optional.empty();
    }

    Verification verify(Scan scan) throws IOException {
        Optional<Damage> damage = compare();
        while (damage.isEmpty() && scan.hasNext()) {
            Scan.Item item = scan.next();
            if (item instanceof Scan.Payload payload) {
                damage = record(payload, scan);
            } else if (item instanceof Scan.Full full) {
                damage = full(full);
            } else if (item instanceof Scan.Gone hashes) {
                damage = gone(hashes);
            } else if (item instanceof Scan.Torn rest) {
                torn = rest.bytes();
            } else if (item instanceof Scan.Bad bad) {
                damage = found(Damage.Kind.EDITED, tree.size(), bad.where(), bad.how());
            }
        }
        if (damage.isEmpty()) {
            damage = end();
        }
        return new Verification(tree.size(), tree.root(), torn, damage);
    }

    private Optional<Damage> record(Scan.Payload payload, Scan scan) throws IOException {
        Optional<AuditRecord> read = RecordJson.read(payload.payload());
        if (read.isEmpty()) {
            return found(Damage.Kind.EDITED, tree.size(), payload.where(), "expected a record but it is none");
        }
        AuditRecord record = read.get();
        if (record.sequence() != tree.size()) {
            return number(record, payload.where(), scan);
        }
        if (!record.previous().equals(previous)) {
            return link(record, payload.where(), scan);
        }
        if (record.entry().type().equals(AuditEvent.RETIREMENT)) {
            retired(record.entry().facts());
        }
        segment.add(record.hash());
        return add(record.hash());
    }

    private Optional<Damage> add(Hash leaf) {
        tree.add(leaf);
        previous = leaf;
        return compare();
    }

    /** The number of a record is another one than its place says. */
    private Optional<Damage> number(AuditRecord record, String where, Scan scan) throws IOException {
        long expected = tree.size();
        long seen = record.sequence();
        String message = "expected record " + expected + " but there is record " + seen;
        if (seen < expected) {
            return found(Damage.Kind.DUPLICATED, Math.max(0, seen), where, message);
        }
        while (scan.hasNext()) {
            if (scan.next() instanceof Scan.Payload later
                    && RecordJson.read(later.payload())
                            .filter(each -> each.sequence() == expected)
                            .isPresent()) {
                return found(Damage.Kind.REORDERED, expected, where, message + ", and record " + expected + " later");
            }
        }
        return found(Damage.Kind.DELETED, expected, where, message);
    }

    /**
     * A record names another hash than that of the one before it, so one of the two was changed. The record itself was if
     * the next one does not know it either, or if a checkpoint covers the one before it.
     */
    private Optional<Damage> link(AuditRecord record, String where, Scan scan) throws IOException {
        long sequence = record.sequence();
        Optional<AuditRecord> next = Optional.empty();
        while (next.isEmpty() && scan.hasNext()) {
            if (scan.next() instanceof Scan.Payload later) {
                next = RecordJson.read(later.payload());
            }
        }
        boolean known = next.isPresent() && next.get().previous().equals(record.hash());
        boolean self = sequence == 0 || covered == sequence || (next.isPresent() && !known);
        return self
                ? found(
                        Damage.Kind.EDITED,
                        sequence,
                        where,
                        sequence == 0
                                ? "expected the first record of " + origin + " but it names another beginning"
                                : "it names another hash than that of record " + (sequence - 1))
                : found(
                        Damage.Kind.EDITED,
                        sequence - 1,
                        where,
                        "its hash is not the one that record " + sequence + " names"
                                + (known ? "" : ", or that is wrong"));
    }

    private Optional<Damage> full(Scan.Full full) {
        List<Hash> seen = segment;
        segment = new Hashes();
        SegmentHashes told = full.hashes();
        long begin = tree.size() - seen.size();
        int both = Math.min(seen.size(), told.leaves().size());
        for (int i = 0; i < both && told.first() == begin; i++) {
            if (!seen.get(i).equals(told.leaves().get(i))) {
                return found(Damage.Kind.EDITED, begin + i, full.where(), "its hash is another one here");
            }
        }
        if (told.first() == begin && told.leaves().size() == seen.size()) {
            return Optional.empty();
        }
        String message = "expected the hashes of " + seen.size() + " records from " + begin + " on but there are "
                + told.leaves().size() + " from " + told.first() + " on";
        boolean fewer = told.first() == begin && told.leaves().size() > seen.size();
        return found(
                fewer ? Damage.Kind.DELETED : Damage.Kind.EDITED, fewer ? tree.size() : begin, full.where(), message);
    }

    private Optional<Damage> gone(Scan.Gone hashes) {
        if (hashes.hashes().first() != tree.size()) {
            return found(
                    Damage.Kind.DELETED,
                    tree.size(),
                    hashes.where(),
                    "expected hashes from record " + tree.size() + " on but they begin with "
                            + hashes.hashes().first());
        }
        gone.put(tree.size(), hashes);
        for (Hash leaf : hashes.hashes().leaves()) {
            Optional<Damage> damage = add(leaf);
            if (damage.isPresent()) {
                return damage;
            }
        }
        return Optional.empty();
    }

    private void retired(Map<String, String> facts) {
        String first = facts.getOrDefault(FIRST, "");
        if (first.matches("\\d{1,18}")) {
            gone.remove(Long.parseLong(first));
        }
    }

    private Optional<Damage> compare() {
        Checkpoint checkpoint = checkpoints.get(tree.size());
        if (checkpoint == null) {
            return Optional.empty();
        }
        if (!checkpoint.root().equals(tree.root())) {
            return found(
                    Damage.Kind.FORKED,
                    covered,
                    name(checkpoint),
                    "one of the records " + covered + " to " + (tree.size() - 1) + " is not the one that it covers");
        }
        covered = tree.size();
        return Optional.empty();
    }

    private Optional<Damage> end() {
        if (!gone.isEmpty()) {
            Scan.Gone first = gone.firstEntry().getValue();
            return found(
                    Damage.Kind.DELETED, gone.firstKey(), first.where(), "records are gone and no record tells of it");
        }
        return checkpoints.tailMap(tree.size(), false).values().stream()
                .min(Comparator.comparingLong(Checkpoint::size))
                .map(checkpoint -> new Damage(
                        Damage.Kind.TRUNCATED,
                        tree.size(),
                        name(checkpoint),
                        "expected " + checkpoint.size() + " records but there are " + tree.size()));
    }

    private static String name(Checkpoint checkpoint) {
        return "the checkpoint of " + checkpoint.time();
    }

    private static Optional<Damage> found(Damage.Kind kind, long sequence, String where, String message) {
        return Optional.of(new Damage(kind, sequence, where, message));
    }
}
