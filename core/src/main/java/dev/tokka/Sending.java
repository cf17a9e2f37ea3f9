// SPDX-License-Identifier: Apache-2.0
package dev.tokka;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where a part sends what it is given, and the question whether it may: for parts that send.
 *
 * <pre>{@code
 * private final Sending sending = Sending.to(Endpoint.of(address));
 *
 * public Answer answer(Question question) {
 *     sending.require(question, "my model"); // before anything is sent
 *     ...
 * }
 *
 * public Description describe() {
 *     return sending.describe(Description.of("my-model"));
 * }
 * }</pre>
 */
public final class Sending {

    private enum Kind {
        NOTHING,
        UNKNOWN,
        TO
    }

    private final Kind kind;
    private final Optional<Endpoint> endpoint;

    private Sending(Kind kind, Optional<Endpoint> endpoint) {
        this.kind = kind;
        this.endpoint = endpoint;
    }

    /** Returns that of a part which sends nothing out of this process. */
    public static Sending nothing() {
        return new Sending(Kind.NOTHING, Optional.empty());
    }

    /** Returns that of a part which does not know: guards refuse it. */
    public static Sending unknown() {
        return new Sending(Kind.UNKNOWN, Optional.empty());
    }

    /** Returns that of a part which sends to {@code endpoint}, and to nobody else. */
    public static Sending to(Endpoint endpoint) {
        return new Sending(Kind.TO, Optional.of(endpoint));
    }

    /** Returns where this sends; empty if nowhere, or if that is not known. */
    public Optional<Endpoint> endpoint() {
        return endpoint;
    }

    /**
     * Checks that the question, with all that it carries, may be sent.
     *
     * @param where who is about to send, for the message
     * @throws PolicyViolationException if the question has a guard that refuses
     */
    public void require(Question question, String where) {
        Optional<EgressGuard> guard = question.attributes().get(EgressGuard.KEY);
        if (guard.isPresent() && kind != Kind.NOTHING) {
            guard.get().require(known(where), DataClass.of(question), Deidentified.isWhole(question));
        }
    }

    /**
     * Checks that something that is neither a question nor a query may be sent, of which nobody has said that it was
     * de-identified.
     *
     * @param attributes of the question behind it
     * @param where who is about to send, for the message
     * @throws PolicyViolationException if there is a guard that refuses
     */
    public void require(Attributes attributes, String where) {
        Optional<EgressGuard> guard = attributes.get(EgressGuard.KEY);
        if (guard.isPresent() && kind != Kind.NOTHING) {
            guard.get().require(known(where), DataClass.of(attributes), false);
        }
    }

    /**
     * Checks that the text of a query may be sent.
     *
     * @param where who is about to send, for the message
     * @throws PolicyViolationException if the question behind the query has a guard that refuses
     */
    public void require(Query query, String where) {
        Optional<EgressGuard> guard = query.attributes().get(EgressGuard.KEY);
        if (guard.isPresent() && kind != Kind.NOTHING) {
            guard.get().require(known(where), DataClass.of(query.attributes()), Deidentified.isWhole(query));
        }
    }

    /**
     * Returns whether a connection to {@code actual} may be made for a question with these attributes: it is where this part
     * sends, for which {@link #require} was asked, or its guard permits it, as for a redirect.
     */
    public boolean permits(Endpoint actual, Attributes attributes) {
        Optional<EgressGuard> guard = attributes.get(EgressGuard.KEY);
        if (guard.isEmpty() || endpoint.filter(known -> known.covers(actual)).isPresent()) {
            return true;
        }
        try {
            guard.get().require(actual, DataClass.of(attributes), false);
            return true;
        } catch (PolicyViolationException e) {
            return false;
        }
    }

    private Endpoint known(String where) {
        return endpoint.orElseThrow(() -> new PolicyViolationException(
                PolicyViolationException.Reason.EGRESS,
                requireNonNull(where, "where") + ": expected a part that says where it sends but it says neither where"
                        + " nor that it sends nothing"));
    }

    /** Returns {@code description} of a part that sends so. */
    public Description describe(Description description) {
        return switch (kind) {
            case NOTHING -> description.sendingNothing();
            case UNKNOWN -> description;
            case TO -> description.sendingTo(endpoint.orElseThrow());
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sending sending && kind == sending.kind && endpoint.equals(sending.endpoint);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + endpoint.hashCode();
    }

    @Override
    public String toString() {
        return kind == Kind.TO ? "to " + endpoint.orElseThrow() : kind == Kind.NOTHING ? "nothing" : "unknown";
    }
}
