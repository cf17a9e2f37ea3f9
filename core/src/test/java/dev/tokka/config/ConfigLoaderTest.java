// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Acceptance;
import dev.tokka.Answer;
import dev.tokka.Caching;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.DomainModels;
import dev.tokka.Example;
import dev.tokka.Limits;
import dev.tokka.LoadedModel;
import dev.tokka.Money;
import dev.tokka.Resilience;
import dev.tokka.Router;
import dev.tokka.Sampling;
import dev.tokka.Voting;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigLoaderTest {

    private static final DomainModel YES = new Parts.Says("Yes.");
    private static final DomainModel NO = new Parts.Says("No, not.");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        Router classifier = Router.byClassifier(new Parts.Says("a"), "a", "b");
        Router examples =
                Router.byExamples(new Parts.Letters(), 1, List.of(new Example("aaa", "a"), new Example("iii", "b")));
        return Stream.of(
                Arguments.of("fallback: [{says: Yes.}, {says: \"No, not.\"}]", DomainModels.fallback(YES, NO)),
                Arguments.of("vote: {models: [{says: Yes.}]}", DomainModels.vote(List.of(YES))),
                Arguments.of(
                        "vote: {models: [{says: Yes.}, {says: \"No, not.\"}], quorum: 2}",
                        DomainModels.vote(List.of(YES, NO), Voting.MOST.withQuorum(2))),
                Arguments.of(
                        "cascade: {cheap: {says: Yes.}, dear: {says: \"No, not.\"}, accept: {confidence: 0.5}}",
                        DomainModels.cascade(YES, NO, Acceptance.confidence(0.5))),
                Arguments.of(
                        "cascade: {cheap: {says: Yes.}, dear: {says: \"No, not.\"}, accept: {grounding: 1}}",
                        DomainModels.cascade(YES, NO, Acceptance.grounding(1))),
                Arguments.of(
                        "route: {by: {classifier: {model: {says: a}, labels: [a, b]}}, routes: {a: {says: Yes.}}}",
                        DomainModels.route(classifier, Map.of("a", YES))),
                Arguments.of(
                        "route: {by: {examples: {embedder: {letters: {}}, neighbours: 1, examples: [{question: aaa,"
                                + " route: a}, {question: iii, route: b}]}}, routes: {a: {says: Yes.}}, otherwise:"
                                + " {says: \"No, not.\"}}",
                        DomainModels.route(examples, Map.of("a", YES), NO)),
                Arguments.of(
                        "route: {by: {score: {retriever: {nothing: }, threshold: 2.5, above: a, below: b}}, routes: {b:"
                                + " {says: Yes.}}}",
                        DomainModels.route(Router.byScore(new Parts.Nothing(), 2.5, "a", "b"), Map.of("b", YES))));
    }

    static Stream<Arguments> specializations() {
        Caching caching = Caching.of(MINUTE);
        Money money = new Money(new BigDecimal("2.50"), Currency.getInstance("USD"));
        Limits limits = Limits.NONE
                .withPlaces(3, Duration.ofMillis(500))
                .withRate(10, MINUTE)
                .withBudget(
                        Limits.Budget.in(Duration.ofDays(1)).withTokens(1000).withMoney(money))
                .forAll()
                .withMaxCallers(7);
        Resilience resilience = Resilience.NONE
                .withTimeout(Duration.ofSeconds(5))
                .withRetry(2, Duration.ZERO, Duration.ofSeconds(1))
                .withCircuit(10, 0.25, MINUTE);
        return Stream.of(
                Arguments.of("cached: {max-age: 1m}", DomainModels.cached(YES, caching)),
                Arguments.of(
                        "cached: {max-age: 60s, max-characters: 9, abstentions: false, similar: {embedder: {letters: {}},"
                                + " threshold: 0.9}}",
                        DomainModels.cached(
                                YES,
                                caching.withMaxCharacters(9)
                                        .withoutAbstentions()
                                        .withSimilar(new Parts.Letters(), 0.9))),
                Arguments.of("cleared: internal", DomainModels.cleared(YES, DataClass.INTERNAL)),
                Arguments.of("self-consistent: {samples: 3}", DomainModels.selfConsistent(YES, 3)),
                Arguments.of(
                        "self-consistent: {samples: 3, temperature: 1, seed: 4, quorum: 2}",
                        DomainModels.selfConsistent(YES, new Sampling(3, 1, 4), Voting.MOST.withQuorum(2))),
                Arguments.of("limited: {rate: {calls: 1, period: 1m}}", DomainModels.limited(YES, rate())),
                Arguments.of(
                        "limited: {places: {calls: 3, max-wait: 500ms}, rate: {calls: 10, period: 1m}, budget: {tokens:"
                                + " 1000, money: {amount: 2.50, currency: USD}, period: 1d}, scope: all, max-callers: 7}",
                        DomainModels.limited(YES, limits)),
                Arguments.of("resilient: {}", DomainModels.resilient(YES, Resilience.DEFAULT)),
                Arguments.of(
                        "resilient: {timeout: 5s, retry: {attempts: 2, first-wait: 0s, longest-wait: 1s}, circuit: {calls:"
                                + " 10, failure-share: 0.25, pause: 1m}}",
                        DomainModels.resilient(YES, resilience)),
                Arguments.of("observed: ", DomainModels.observed(YES, ObservationRegistry.NOOP)),
                Arguments.of("observed: {question-text: true}", DomainModels.observed(YES, ObservationRegistry.NOOP)));
    }

    private static Limits rate() {
        return Limits.NONE.withRate(1, MINUTE);
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatJavaComposesAFileComposes(String written, DomainModel made) throws IOException {
        assertAlike("tokka: 1\nmodel:\n  " + written + "\n", made);
    }

    @ParameterizedTest
    @MethodSource("specializations")
    void whatJavaPutsOnAModelAFilePutsOnIt(String written, DomainModel made) throws IOException {
        assertAlike("tokka: 1\nmodel:\n  says: Yes.\n  with:\n    - " + written + "\n", made);
    }

    private void assertAlike(String text, DomainModel made) throws IOException {
        try (LoadedModel model =
                Parts.loader().withObservations(ObservationRegistry.NOOP).load(write(text))) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model.describe().fingerprint()).isEqualTo(made.describe().fingerprint());
            assertThat(model).hasToString(made.toString());
        }
    }

    @Test
    void specializationsArePutOnInTheirOrder() throws IOException {
        Path file = write("""
                tokka: 1
                model:
                  says: Yes.
                  with:
                    - cleared: public
                    - cached: {max-age: 1h}
                """);

        try (LoadedModel model = Parts.loader().load(file)) {
            DomainModel made =
                    DomainModels.cached(DomainModels.cleared(YES, DataClass.PUBLIC), Caching.of(Duration.ofHours(1)));
            assertThat(model).hasToString(made.toString());
        }
    }

    @Test
    void aNamedModelIsMadeOnceHoweverOftenItIsUsed() throws IOException {
        Parts.Openings openings = new Parts.Openings();
        Path file = write("""
                tokka: 1
                models:
                  house: {opens: house}
                  twice: {fallback: [{use: house}, {use: house, with: [{cleared: public}]}]}
                  unused: {opens: unused}
                model: {fallback: [{use: twice}, {use: house}]}
                """);

        try (LoadedModel model = Parts.loader().withKinds(openings.kind()).load(file)) {
            assertThat(model.answer("Who?")).isInstanceOf(Answer.Reply.class);
        }

        assertThat(openings.log).containsExactly("open house", "close house");
    }

    @Test
    void domainModelsFindTheLoader() throws IOException {
        Path file = write("tokka: 1\nmodel: {fallback: []}\n");

        assertThatThrownBy(() -> DomainModels.load(file))
                .isInstanceOf(ConfigException.class)
                .hasMessage(file + ":2:19: expected a list of at least 1 but found one of 0");
    }

    @Test
    void observedNeedsARegistry() throws IOException {
        Path file = write("tokka: 1\nmodel: {says: A., with: [{observed: }]}\n");

        assertThatThrownBy(() -> Parts.loader().load(file))
                .hasMessageContaining("expected a registry from the program, by ConfigLoader.withObservations");
    }

    @Test
    void kindsHaveOneNameInTheirRole() throws IOException {
        Path file = write("tokka: 1\nmodel: {says: A.}\n");

        assertThatThrownBy(() -> Parts.loader().withKinds(Parts.SAYS).load(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("expected one kind of model says but two are offered");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("model.yaml"), text);
    }
}
