// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that was recorded of a model, in the order in which it happened. A record only grows.
 *
 * <p>It is made by a {@link Lifecycle}. The rules hold for every record, also for one that is read from a file: the changes
 * follow each other as they may; those who build, validate and approve a model are different people; an approval is of the
 * model that was built last before it.
 *
 * @param id by which the model is known
 * @param registration what is known of it before it is built, as it was last corrected
 * @param developments each time that it was built; the last one counts
 * @param validations each time that it was examined
 * @param approvals each approval that was given
 * @param history every change, the first one first
 */
public record ModelRecord(
        String id,
        Registration registration,
        List<Development> developments,
        List<Validation> validations,
        List<Approval> approvals,
        List<Change> history) {

    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9_-]{0,78}[a-z0-9])?");

    /**
     * Checks and copies the components.
     *
     * @throws IllegalArgumentException if a rule is broken; the message says which
     */
    public ModelRecord {
        requireId(id);
        requireNonNull(registration, "registration");
        developments = List.copyOf(developments);
        validations = List.copyOf(validations);
        approvals = List.copyOf(approvals);
        history = List.copyOf(history);
        RecordRules.require(new RecordRules.Events(developments, validations, approvals, history));
    }

    /**
     * Returns {@code id} if it can be one.
     *
     * @throws IllegalArgumentException if it cannot
     */
    public static String requireId(String id) {
        if (!ID.matcher(requireNonNull(id, "id")).matches()) {
            throw new IllegalArgumentException("expected an id of up to 80 lower-case letters, digits, hyphens and"
                    + " underscores, a letter or digit first and last, but it is not one");
        }
        return id;
    }

    /** Returns how often the record was changed, the first entry included. */
    public long version() {
        return history.size();
    }

    /** Returns how far the model has come. */
    public Stage stage() {
        return history.get(history.size() - 1).stage();
    }

    /** Returns of what the model was built last, if it was. */
    public Optional<Development> development() {
        return developments.isEmpty() ? Optional.empty() : Optional.of(developments.get(developments.size() - 1));
    }

    /** Returns the fingerprint of the model as it was built last: the one that approvals are about. */
    public Optional<String> fingerprint() {
        return development().map(Development::fingerprint);
    }

    /** Returns the last validation of the model as it was built last. */
    public Optional<Validation> validation() {
        return validations.stream()
                .filter(each -> each.stamp().version() > built())
                .reduce((first, second) -> second);
    }

    /** Returns the approvals of the model as it was built last, also those that have ended since. */
    public List<Approval> currentApprovals() {
        return approvals.stream()
                .filter(each -> each.stamp().version() > built())
                .toList();
    }

    /** Returns whether enough different people have approved the model for a purpose on terms that hold on a day. */
    public boolean isApproved(String purpose, LocalDate day) {
        List<Approval> holding = currentApprovals().stream()
                .filter(each ->
                        each.terms().purpose().equals(purpose) && each.terms().holdOn(day))
                .toList();
        int needed = holding.stream().mapToInt(Approval::approvers).max().orElse(1);
        return holding.stream().map(each -> each.stamp().person()).distinct().count() >= needed;
    }

    /** Returns the purposes that the model, as it was built last, is approved for on a day. */
    public List<String> purposes(LocalDate day) {
        return currentApprovals().stream()
                .map(each -> each.terms().purpose())
                .distinct()
                .filter(purpose -> isApproved(purpose, day))
                .toList();
    }

    private long built() {
        return development().map(last -> last.stamp().version()).orElse(0L);
    }

    /** Returns whether this is {@code before} and one change. */
    boolean continues(ModelRecord before) {
        return id.equals(before.id)
                && version() == before.version() + 1
                && startsWith(history, before.history)
                && startsWith(developments, before.developments)
                && startsWith(validations, before.validations)
                && startsWith(approvals, before.approvals);
    }

    private static <T> boolean startsWith(List<T> all, List<T> first) {
        return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
    }

    ModelRecord with(Registration changed, Change change) {
        return new ModelRecord(id, changed, developments, validations, approvals, and(history, change));
    }

    ModelRecord with(Change change) {
        return with(registration, change);
    }

    ModelRecord with(Development development, Change change) {
        return new ModelRecord(
                id, registration, and(developments, development), validations, approvals, and(history, change));
    }

    ModelRecord with(Validation validation, Change change) {
        return new ModelRecord(
                id, registration, developments, and(validations, validation), approvals, and(history, change));
    }

    ModelRecord with(Approval approval, Change change) {
        return new ModelRecord(
                id, registration, developments, validations, and(approvals, approval), and(history, change));
    }

    private static <T> List<T> and(List<T> all, T next) {
        return Stream.concat(all.stream(), Stream.of(next)).collect(Collectors.toList());
    }

    /** Returns this record as JSON, as files hold it: for inventories of your own, and for people. */
    public String toJson() {
        return RecordWriter.write(this);
    }

    /**
     * Returns the record that was written {@linkplain #toJson as JSON}.
     *
     * @throws IllegalArgumentException if it is not one, or breaks a rule; the message says where, without the values
     */
    public static ModelRecord parse(String json) {
        return RecordReader.read(requireNonNull(json, "json"));
    }
}
