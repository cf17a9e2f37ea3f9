// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import dev.tokka.Acceptance;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Endpoint;
import dev.tokka.Passage;
import dev.tokka.Question;
import dev.tokka.Route;
import dev.tokka.Router;
import dev.tokka.Sending;
import dev.tokka.governance.privacy.Detectors;
import dev.tokka.governance.privacy.Privacy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;

/** A model made at random of models that send, and what these got against what they may get. */
final class RandomComposition {

    private static final String ADDRESS = "hanako@example.jp";

    private final Random random;
    private final boolean careful;
    private final List<Sent> sent = new ArrayList<>();
    private boolean cleared;

    /** What a leaf got, and the policies on the way to it. */
    private record Sent(Endpoint endpoint, List<EgressPolicy> policies, List<Question> received) {}

    private record Always(String to) implements Router {

        @Override
        public Route route(Question question) {
            return Route.to(to);
        }

        @Override
        public Description describe() {
            return Description.of("always", to).sendingNothing();
        }
    }

    /** Creates a composition whose sources raise the class of what they are in, or do not, as none may. */
    RandomComposition(Random random, boolean careful) {
        this.random = random;
        this.careful = careful;
    }

    DomainModel model(int depth, List<EgressPolicy> policies) {
        if (depth == 0) {
            return leaf(policies);
        }
        return switch (random.nextInt(9)) {
            case 0 -> model(depth - 1, policies).orElse(model(depth - 1, policies));
            case 1 ->
                DomainModels.route(
                        new Always(random.nextBoolean() ? "a" : "b"),
                        Map.of("a", model(depth - 1, policies), "b", model(depth - 1, policies)));
            case 2 ->
                DomainModels.cascade(
                        model(depth - 1, policies), model(depth - 1, policies), Acceptance.confidence(0.5));
            case 3 -> DomainModels.vote(List.of(model(depth - 1, policies), model(depth - 1, policies)));
            case 4 -> {
                cleared = true;
                yield DomainModels.cleared(
                        model(depth - 1, policies), RandomPolicies.pick(random, RandomPolicies.CLASSES));
            }
            case 5 ->
                Privacy.pseudonymized(
                        model(depth - 1, policies), Detectors.emails(), new SecretKeySpec(new byte[32], "HmacSHA256"));
            case 6 -> inner(depth, policies);
            default ->
                new Carrying(model(depth - 1, policies), RandomPolicies.pick(random, RandomPolicies.CLASSES), careful);
        };
    }

    private DomainModel inner(int depth, List<EgressPolicy> policies) {
        List<EgressPolicy> both = new ArrayList<>(policies);
        both.add(RandomPolicies.any(random));
        return Egress.guarded(model(depth - 1, both), both.get(both.size() - 1));
    }

    private DomainModel leaf(List<EgressPolicy> policies) {
        boolean local = random.nextInt(5) == 0;
        Endpoint endpoint = RandomPolicies.pick(random, RandomPolicies.ENDPOINTS);
        List<Question> received = new ArrayList<>();
        if (!local) {
            sent.add(new Sent(endpoint, policies, received));
        }
        Leaf.Outcome outcome = RandomPolicies.pick(random, List.of(Leaf.Outcome.values()));
        return new Leaf("leaf " + sent.size(), local ? Sending.nothing() : Sending.to(endpoint), outcome, received);
    }

    /** Returns the first thing that a leaf got and may not, asked a question that declares {@code declared}. */
    Optional<String> firstViolation(Optional<DataClass> declared) {
        for (Sent leaf : sent) {
            for (Question question : leaf.received()) {
                DataClass dataClass = truth(declared, question);
                boolean deidentified = !isPersonal(question);
                for (EgressPolicy policy : leaf.policies()) {
                    if (!RandomPolicies.permits(policy, leaf.endpoint(), dataClass, deidentified)) {
                        return Optional.of(dataClass + " at " + leaf.endpoint() + " by " + policy);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Returns how often anything was sent. */
    int count() {
        return sent.stream().mapToInt(leaf -> leaf.received().size()).sum();
    }

    /** Returns whether everything may go everywhere, so that nothing has a reason to refuse. */
    boolean isOpen() {
        return !cleared
                && sent.stream()
                        .allMatch(leaf -> leaf.policies().stream()
                                .allMatch(policy ->
                                        RandomPolicies.permits(policy, leaf.endpoint(), DataClass.RESTRICTED, false)));
    }

    private static DataClass truth(Optional<DataClass> declared, Question question) {
        DataClass highest = declared.orElse(DataClass.RESTRICTED);
        for (Passage passage : question.evidence()) {
            highest = highest.or(Carrying.of(passage));
        }
        return highest;
    }

    private static boolean isPersonal(Question question) {
        return question.text().contains(ADDRESS)
                || question.evidence().stream()
                        .anyMatch(passage -> passage.text().contains(ADDRESS));
    }
}
