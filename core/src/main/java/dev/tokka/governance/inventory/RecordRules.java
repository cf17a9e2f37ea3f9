// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.inventory;

import dev.tokka.governance.inventory.Change.Action;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds for every record, whoever wrote it. */
final class RecordRules {

    private RecordRules() {}

    /** What happened to a model. */
    record Events(
            List<Development> developments,
            List<Validation> validations,
            List<Approval> approvals,
            List<Change> history) {

        /** Returns who developed it before a version of the record, in one spelling. */
        Set<String> developers(long before) {
            return people(developments, Development::stamp, 0, before);
        }

        /** Returns who validated what was built at one version, before another version. */
        Set<String> validators(long built, long before) {
            return people(validations, Validation::stamp, built, before);
        }

        /** Returns who approved what was built at one version, before another version. */
        Set<String> approvers(long built, long before) {
            return people(approvals, Approval::stamp, built, before);
        }

        /** Returns what was built last before a version. */
        Optional<Development> built(long before) {
            return developments.stream()
                    .filter(each -> each.stamp().version() < before)
                    .reduce((first, second) -> second);
        }

        private static <T> Set<String> people(List<T> all, Function<T, Stamp> stamp, long after, long before) {
            return all.stream()
                    .map(stamp)
                    .filter(each -> each.version() > after && each.version() < before)
                    .map(Stamp::person)
                    .collect(Collectors.toSet());
        }
    }

    /**
     * Checks all rules.
     *
     * @throws IllegalArgumentException if one is broken
     */
    static void require(Events events) {
        requireOrder(events.history());
        requireEntries(events, Action.DEVELOPED, events.developments(), Development::stamp);
        requireEntries(events, Action.VALIDATED, events.validations(), Validation::stamp);
        requireEntries(events, Action.APPROVED, events.approvals(), Approval::stamp);
        for (Validation validation : events.validations()) {
            validatorConflict(events, validation.stamp()).ifPresent(RecordRules::refuse);
        }
        for (Approval approval : events.approvals()) {
            approverConflict(events, approval.stamp()).ifPresent(RecordRules::refuse);
            Optional<Development> built = events.built(approval.stamp().version());
            if (built.isEmpty() || !built.get().fingerprint().equals(approval.fingerprint())) {
                refuse("expected an approval of the model that was built last before it but version "
                        + approval.stamp().version() + " approves another one");
            }
        }
    }

    private static void requireOrder(List<Change> history) {
        if (history.isEmpty() || history.get(0).action() != Action.REGISTERED) {
            refuse("expected a history that begins with the registration");
        }
        Optional<Stage> stage = Optional.empty();
        for (int i = 0; i < history.size(); i++) {
            Change change = history.get(i);
            if (change.stamp().version() != i + 1) {
                refuse("expected version " + (i + 1) + " in the history but found "
                        + change.stamp().version());
            }
            boolean follows = stage.map(before -> change.action().leads(before, change.stage()))
                    .orElse(change.stage() == Stage.DRAFT);
            if (!follows) {
                refuse("expected version " + (i + 1) + " to follow the one before but "
                        + stage.map(Stage::toString).orElse("nothing") + " cannot be " + change.action()
                        + " and then be "
                        + change.stage());
            }
            stage = Optional.of(change.stage());
        }
    }

    private static <T> void requireEntries(Events events, Action action, List<T> entries, Function<T, Stamp> stamp) {
        List<Stamp> told = events.history().stream()
                .filter(change -> change.action() == action)
                .map(Change::stamp)
                .toList();
        if (!told.equals(entries.stream().map(stamp).toList())) {
            refuse("expected one entry for each time that the history says " + action);
        }
    }

    /** Returns why somebody cannot validate what was built last before that version, if they cannot. */
    static Optional<String> validatorConflict(Events events, Stamp stamp) {
        long built = built(events, stamp);
        if (events.developers(stamp.version()).contains(stamp.person())) {
            return Optional.of("a validator who did not develop it is needed");
        }
        return events.approvers(built, stamp.version()).contains(stamp.person())
                ? Optional.of("a validator who does not approve it is needed")
                : Optional.empty();
    }

    /** Returns why somebody cannot approve what was built last before that version, if they cannot. */
    static Optional<String> approverConflict(Events events, Stamp stamp) {
        Set<String> others = new HashSet<>(events.developers(stamp.version()));
        others.addAll(events.validators(built(events, stamp), stamp.version()));
        return others.contains(stamp.person())
                ? Optional.of("an approver who neither developed nor validated it is needed")
                : Optional.empty();
    }

    private static long built(Events events, Stamp stamp) {
        return events.built(stamp.version()).map(last -> last.stamp().version()).orElse(0L);
    }

    private static void refuse(String why) {
        throw new IllegalArgumentException(why);
    }
}
