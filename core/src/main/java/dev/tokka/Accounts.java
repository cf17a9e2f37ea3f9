// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The accounts of all callers, at most as many as the limits say. */
final class Accounts {

    private final Limits limits;
    private final Map<Optional<String>, Account> byCaller = new HashMap<>();
    /** No account can be dropped before. */
    private Instant nextFresh = Instant.MIN;

    Accounts(Limits limits) {
        this.limits = requireNonNull(limits, "limits");
    }

    /** Throws if {@code question} may not begin now. */
    synchronized void check(Question question) {
        Account account = byCaller.get(owner(question));
        if (account != null) {
            account.refusal(limits.clock().instant()).ifPresent(Accounts::refuse);
        }
    }

    /** Throws if {@code question} may not begin now; else notes that it begins, and returns when. */
    synchronized Instant begin(Question question) {
        Instant now = limits.clock().instant();
        if (limits.rate().isEmpty() && limits.budget().isEmpty()) {
            return now;
        }
        Account account = open(owner(question), now);
        account.refusal(now).ifPresent(Accounts::refuse);
        account.begin(now);
        return now;
    }

    /** Notes what {@code question}, which has begun at {@code start}, has used; without an answer, that is time. */
    synchronized void charge(Question question, Trace trace, Instant start) {
        Account account = byCaller.get(owner(question));
        if (account != null) { // else its period has ended and it was dropped
            Duration took = Duration.between(start, limits.clock().instant());
            account.charge(trace, took.isNegative() ? Duration.ZERO : took); // a clock may be put back
        }
    }

    synchronized int size() {
        return byCaller.size();
    }

    private Optional<String> owner(Question question) {
        return limits.scope() == Limits.Scope.ALL
                ? Optional.empty()
                : question.attributes().get(Caller.KEY).map(Caller::id);
    }

    private Account open(Optional<String> owner, Instant now) {
        Account known = byCaller.get(owner);
        if (known != null) {
            return known;
        }
        if (byCaller.size() >= limits.maxCallers() && !now.isBefore(nextFresh)) {
            byCaller.values().removeIf(account -> !now.isBefore(account.freshAt()));
            nextFresh = byCaller.values().stream()
                    .map(Account::freshAt)
                    .min(Instant::compareTo)
                    .orElse(Instant.MIN);
        }
        if (byCaller.size() >= limits.maxCallers()) {
            throw new ModelUnavailableException(
                    ModelUnavailableException.Reason.BUDGET,
                    "limited: " + limits.maxCallers() + " callers at once are allowed and have used something",
                    nextFresh);
        }
        Account opened = new Account(limits);
        byCaller.put(owner, opened);
        return opened;
    }

    private static void refuse(ModelUnavailableException refusal) {
        throw refusal;
    }
}
