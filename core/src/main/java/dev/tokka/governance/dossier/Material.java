// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import dev.tokka.governance.inventory.Development;
import dev.tokka.governance.inventory.ModelRecord;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a dossier is made from.
 *
 * @param extra sections from elsewhere
 */
record Material(
        Dossier.Scope scope,
        List<ModelRecord> records,
        Optional<AuditSummary> audit,
        List<Attachment> attachments,
        List<Section> extra) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

    Material {
        records = List.copyOf(records);
        attachments = List.copyOf(attachments);
        extra = List.copyOf(extra);
    }

    /** Returns a time as people read it, in the zone of the dossier. */
    Phrase time(Instant time) {
        return Phrase.same(TIME.format(time.atZone(scope.zone())));
    }

    /** Returns the calls of a model, those of each of its builds, the first build first. */
    Map<Development, Calls> calls(ModelRecord record) {
        Map<Development, Calls> calls = new TreeMap<>(
                (a, b) -> Long.compare(a.stamp().version(), b.stamp().version()));
        Set<String> seen = new java.util.HashSet<>();
        for (Development build : record.developments()) {
            if (seen.add(build.fingerprint())) { // equal builds have calls in common
                audit.flatMap(summary -> summary.callsOf(build.fingerprint()))
                        .ifPresent(each -> calls.put(build, each));
            }
        }
        return calls;
    }

    /** Returns the fingerprints with calls in the log that no record of the dossier has. */
    List<String> strangers() {
        Set<String> known = records.stream()
                .flatMap(record -> record.developments().stream())
                .map(Development::fingerprint)
                .collect(Collectors.toSet());
        return audit.map(summary -> summary.calls().keySet().stream()
                        .filter(model -> !known.contains(model))
                        .toList())
                .orElse(List.of());
    }
}
