// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.dossier;

import static java.util.Objects.requireNonNull;

import dev.tokka.Checks;
import dev.tokka.governance.inventory.EvidencePolicy;
import dev.tokka.governance.inventory.ModelInventory;
import dev.tokka.governance.inventory.ModelRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is recorded of models, by the eight {@linkplain Principle principles}, with what is missing or due first. Where
 * nothing was recorded, it says so.
 *
 * <pre>{@code
 * Dossier dossier = Dossier.builder(inventory, clock)
 *         .model("fee-desk")
 *         .audit(AuditSummary.of(AuditReader.open(log), kept))
 *         .build();
 * DossierFiles.write(dossier, Path.of("dossier"));
 * }</pre>
 *
 * @param scope what it is about
 * @param records the models, by id
 * @param audit what the audit log says, if one was given
 * @param attachments files that belong to it
 * @param gaps what is missing, due or wrong; the most pressing first
 * @param sections of all principles, in their order
 */
public record Dossier(
        Scope scope,
        List<ModelRecord> records,
        Optional<AuditSummary> audit,
        List<Attachment> attachments,
        List<Gap> gaps,
        List<Section> sections) {

    /** Copies the lists. */
    public Dossier {
        requireNonNull(scope, "scope");
        records = List.copyOf(records);
        requireNonNull(audit, "audit");
        attachments = List.copyOf(attachments);
        gaps = List.copyOf(gaps);
        sections = List.copyOf(sections);
    }

    /**
     * What a dossier is about.
     *
     * @param made when it was made
     * @param zone in which days and times are given
     * @param days how many days ahead something counts as due; at least 0
     * @param whole whether it is about all models of the inventory
     * @param languages in which the models answer, as BCP 47 tags, for model cards; empty if that is not known
     */
    public record Scope(Instant made, ZoneId zone, int days, boolean whole, List<String> languages) {

        /** Checks the ranges above and copies the list. */
        public Scope {
            requireNonNull(made, "made");
            requireNonNull(zone, "zone");
            Checks.requireAtLeast(0, days, "days");
            languages = List.copyOf(languages);
            languages.forEach(language -> Checks.requireText(language, "language"));
        }

        /** Returns the day on which it was made. */
        public LocalDate today() {
            return LocalDate.ofInstant(made, zone);
        }
    }

    /** Returns the sections of one principle, in order. */
    public List<Section> sections(Principle principle) {
        return sections.stream()
                .filter(section -> section.principle() == principle)
                .toList();
    }

    /** Returns what it is called. */
    public Phrase title() {
        String models = scope.whole() ? "" : String.join(", ", ids());
        return Phrase.of(
                "Model risk dossier: " + (scope.whole() ? "all models" : models),
                "モデル・リスク管理資料：" + (scope.whole() ? "全モデル" : models));
    }

    private List<String> ids() {
        return records.stream().map(ModelRecord::id).toList();
    }

    /**
     * Returns a builder of a dossier about all models of an inventory.
     *
     * @param clock says when it is made and, by its zone, which day that is
     */
    public static Builder builder(ModelInventory inventory, Clock clock) {
        return new Builder(inventory, clock);
    }

    /** Collects a {@link Dossier}. Wrong values are refused where they are given. Not safe for use by many threads. */
    public static final class Builder {

        private final ModelInventory inventory;
        private final Clock clock;
        private final TreeSet<String> ids = new TreeSet<>();
        private final List<Attachment> attachments = new ArrayList<>();
        private final List<Section> extra = new ArrayList<>();
        private Optional<AuditSummary> audit = Optional.empty();
        private List<String> languages = List.of();
        private EvidencePolicy policy = EvidencePolicy.DEFAULT;
        private int days = 30;

        private Builder(ModelInventory inventory, Clock clock) {
            this.inventory = requireNonNull(inventory, "inventory");
            this.clock = requireNonNull(clock, "clock");
        }

        /**
         * Only this model, and others that are named so. Default: all.
         *
         * @throws IllegalArgumentException if {@code id} cannot be one
         */
        public Builder model(String id) {
            ids.add(ModelRecord.requireId(id));
            return this;
        }

        /** What the audit log says. Default: nothing, which is a gap. */
        public Builder audit(AuditSummary summary) {
            audit = Optional.of(summary);
            return this;
        }

        /** A file that belongs to it, such as the report of an experiment. */
        public Builder attachment(Attachment attachment) {
            attachments.add(requireNonNull(attachment, "attachment"));
            return this;
        }

        /** A section from elsewhere, such as the state of a monitor; it stands after those of the inventory. */
        public Builder section(Section section) {
            extra.add(requireNonNull(section, "section"));
            return this;
        }

        /** What is demanded of models, for the gaps. Default: {@link EvidencePolicy#DEFAULT}. */
        public Builder policy(EvidencePolicy newPolicy) {
            policy = requireNonNull(newPolicy, "policy");
            return this;
        }

        /** How many days ahead something counts as due, at least 0. Default: 30. */
        public Builder dueWithin(int newDays) {
            days = Checks.requireAtLeast(0, newDays, "days");
            return this;
        }

        /** In which languages the models answer, as BCP 47 tags, for model cards. Default: not known. */
        public Builder languages(String... tags) {
            languages = List.of(tags);
            return this;
        }

        /**
         * Reads the inventory and returns the dossier.
         *
         * @throws IllegalArgumentException if a model that was named is not in the inventory, or a section is about a model
         *     that the dossier is not about
         * @throws dev.tokka.governance.inventory.InventoryStorageException if the inventory cannot be read
         */
        public Dossier build() {
            Scope scope = new Scope(clock.instant(), clock.getZone(), days, ids.isEmpty(), languages);
            List<ModelRecord> records = new ArrayList<>();
            for (String id : ids.isEmpty() ? inventory.ids() : List.copyOf(ids)) {
                records.add(inventory
                        .find(id)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "expected a model of the inventory but there is no " + id)));
            }
            for (Section section : extra) {
                section.model().ifPresent(id -> requireOneOf(records, id));
            }
            Material material = new Material(scope, records, audit, attachments, extra);
            return new Dossier(
                    scope, records, audit, attachments, new Gaps(material, policy).find(), Contents.of(material));
        }

        private static void requireOneOf(List<ModelRecord> records, String id) {
            if (records.stream().noneMatch(record -> record.id().equals(id))) {
                throw new IllegalArgumentException(
                        "expected a section about a model of the dossier but it is about " + id);
            }
        }
    }
}
