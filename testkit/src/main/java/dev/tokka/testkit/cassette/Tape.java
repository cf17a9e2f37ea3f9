// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.Capability;
import dev.tokka.Digests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The entries of a cassette in use: which one answers a request, and which ones are added. Safe for many threads. */
final class Tape {

    private final Path path;
    private final Matching matching;
    private final CassetteMode mode;
    private final boolean existed;
    private final List<Entry> recorded;
    private final Map<String, Set<Capability>> capabilities;
    private final Map<String, Integer> timesUsed = new HashMap<>();
    private final List<Slot> added = new ArrayList<>();
    private int used;
    private @Nullable CassetteMismatchError mismatch;

    Tape(Path path, Matching matching, CassetteMode mode) {
        this.path = path;
        this.matching = matching;
        this.mode = mode;
        this.existed = Files.exists(path);
        if (!existed && mode == CassetteMode.REPLAY) {
            throw new CassetteException(
                    "cassette " + path + ": expected a recording but there is none; " + Mismatch.ADVICE);
        }
        Content content = existed && mode != CassetteMode.RECORD ? CassetteFile.read(path) : Content.EMPTY;
        this.recorded = content.entries();
        this.capabilities = new HashMap<>(content.capabilities());
    }

    /** A place for a call that goes to the real model, in the order in which the calls began. */
    static final class Slot {

        private final Request request;
        private @Nullable JsonNode response;

        private Slot(Request request) {
            this.request = request;
        }
    }

    CassetteMode mode() {
        return mode;
    }

    /** Returns a digest of what was recorded before. */
    String digest() {
        StringBuilder entries = new StringBuilder();
        recorded.forEach(entry -> entries.append(Json.pretty(entry.write())));
        return Digests.sha256(entries.toString());
    }

    /**
     * Returns the entry that answers {@code request}, or empty if the real model is to be asked.
     *
     * @throws CassetteMismatchError if there is none and the real model must not be asked
     */
    synchronized Optional<Entry> find(Request request) {
        if (mode == CassetteMode.RECORD) {
            return Optional.empty();
        }
        Optional<Entry> entry = matching == Matching.STRICT ? next(request) : any(request);
        boolean mayRecord = mode == CassetteMode.AUTO && (matching == Matching.LENIENT || used == recorded.size());
        if (entry.isEmpty() && !mayRecord) {
            CassetteMismatchError error = new Mismatch(path, recorded, matching).of(request, used);
            mismatch = mismatch == null ? error : mismatch;
            throw error;
        }
        return entry;
    }

    private Optional<Entry> next(Request request) {
        if (used < recorded.size() && recorded.get(used).request().equals(request)) {
            return Optional.of(recorded.get(used++));
        }
        return Optional.empty();
    }

    private Optional<Entry> any(Request request) {
        String wanted = request.normalized();
        List<Entry> entries = recorded.stream()
                .filter(entry -> entry.request().normalized().equals(wanted))
                .toList();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        int times = timesUsed.merge(wanted, 1, Integer::sum);
        return Optional.of(entries.get(Math.min(times, entries.size()) - 1));
    }

    synchronized Slot reserve(Request request) {
        Slot slot = new Slot(request);
        added.add(slot);
        return slot;
    }

    synchronized void fill(Slot slot, JsonNode response) {
        slot.response = response;
    }

    /** Forgets a call that ended in no way that a cassette can hold. */
    synchronized void cancel(Slot slot) {
        added.remove(slot);
    }

    synchronized void note(String model, Set<Capability> ofModel) {
        capabilities.put(model, Set.copyOf(ofModel));
    }

    synchronized Set<Capability> capabilities(String model) {
        return capabilities.getOrDefault(model, Set.of());
    }

    /** Writes what was added, if anything was. */
    synchronized void save() {
        boolean stale = mode == CassetteMode.RECORD && existed;
        if (added.isEmpty() && !stale) {
            return;
        }
        List<Entry> entries = new ArrayList<>(recorded);
        for (Slot slot : added) {
            if (slot.response == null) {
                throw new CassetteException("cassette " + path + ": not written, because a call was still running;"
                        + " close it after the last answer");
            }
            entries.add(new Entry(slot.request, slot.response, 0));
        }
        if (matching == Matching.LENIENT) { // threads may have come in any order
            entries.sort(Comparator.comparing(entry -> entry.request().normalized()));
        }
        CassetteFile.write(path, new Content(capabilities, entries));
    }

    /** Fails if a request was not recorded, even if the code under test hid that, or if a strict tape has more. */
    synchronized void verify() {
        if (mismatch != null) {
            CassetteMismatchError again = new CassetteMismatchError(mismatch.getMessage());
            again.initCause(mismatch);
            throw again;
        }
        if (matching == Matching.STRICT && used < recorded.size()) {
            throw new Mismatch(path, recorded, matching).unused(used);
        }
    }
}
