// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.optimization;

import static java.util.Objects.requireNonNull;

import dev.tokka.Answer;
import dev.tokka.Deadline;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a model what it has not been asked before, if the budget allows.
 *
 * <p>An answer that an earlier run paid for is charged when it is first used, as if it was asked now: so a run that goes on
 * decides what an unbroken one would. Used by one thread.
 */
final class MeteredModel implements DomainModel {

    private final DomainModel model;
    private final String fingerprint;
    private final Books books;

    /**
     * What all calls share.
     *
     * @param paid what was charged in this run
     */
    record Books(Ledger ledger, Meter meter, InstantSource clock, Set<Asked> paid) {

        Books(Ledger ledger, Meter meter, InstantSource clock) {
            this(ledger, meter, clock, new HashSet<>());
        }
    }

    MeteredModel(DomainModel model, Books books) {
        this.model = model;
        this.fingerprint = model.describe().fingerprint();
        this.books = books;
    }

    @Override
    public Answer answer(Question question) {
        Asked asked = Asked.of(fingerprint, requireNonNull(question, "question"));
        Optional<Line> kept = books.ledger().find(asked);
        if (kept.isPresent() && books.paid().contains(asked)) {
            return kept.get().answer();
        }
        books.meter().requireRoom();
        Line line = kept.orElseGet(() -> ask(asked, question));
        books.meter().charge(line.used());
        books.paid().add(asked);
        return line.answer();
    }

    private Line ask(Asked asked, Question question) {
        Instant start = books.clock().instant();
        Line line;
        try {
            Answer answer = requireNonNull(model.answer(timed(question)), "a model answered null");
            line = Line.of(asked, answer, since(start));
        } catch (ModelException e) {
            if (isLost(e, since(start))) {
                Line lost = Line.failed(asked, Line.Outcome.LOST, e, since(start));
                books.ledger().add(lost);
                books.meter().charge(lost.used());
                throw e;
            }
            line = Line.failed(asked, Line.Outcome.FAILURE, e, since(start));
        }
        books.ledger().add(line);
        return line;
    }

    /** Gives the question as long as one call may take. */
    private Question timed(Question question) {
        return books.meter()
                .budget()
                .time()
                .map(limit -> question.with(Deadline.KEY, Deadline.after(limit.aCall(), books.clock())))
                .orElse(question);
    }

    /** Returns whether the failure says nothing about the question: all but a model that was too slow for it. */
    private boolean isLost(ModelException failure, Duration time) {
        boolean late = books.meter()
                .budget()
                .time()
                .map(limit -> time.compareTo(limit.aCall()) >= 0)
                .orElse(false);
        return Thread.currentThread().isInterrupted() || (failure instanceof ModelUnavailableException && !late);
    }

    private Duration since(Instant start) {
        Duration time = Duration.between(start, books.clock().instant());
        return time.isNegative() ? Duration.ZERO : time; // a clock may be set back
    }

    @Override
    public Description describe() {
        return model.describe();
    }

    @Override
    public String toString() {
        return model.toString();
    }
}
