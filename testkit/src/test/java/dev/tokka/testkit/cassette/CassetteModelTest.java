// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static dev.tokka.testkit.TokkaAssertions.assertThatFailure;
import static dev.tokka.testkit.cassette.Cassettes.text;
import static dev.tokka.testkit.cassette.Cassettes.unreachable;
import static dev.tokka.testkit.cassette.Cassettes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.Answer;
import dev.tokka.AnswerForm;
import dev.tokka.Caller;
import dev.tokka.Citation;
import dev.tokka.DomainModel;
import dev.tokka.Example;
import dev.tokka.Generation;
import dev.tokka.IncompleteAnswerException;
import dev.tokka.ModelException;
import dev.tokka.ModelUnavailableException;
import dev.tokka.Passage;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.QuestionRejectedException;
import dev.tokka.Span;
import dev.tokka.TokenSink;
import dev.tokka.Trace;
import dev.tokka.Turn;
import dev.tokka.testkit.RecordingSink;
import dev.tokka.testkit.Samples;
import dev.tokka.testkit.ScriptedModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CassetteModelTest {

    private static final Question FEE = Question.of("What is the fee?");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("fees.json");
    }

    @Test
    void aReplyComesBackWithCitationsConfidenceAndTrace() {
        Answer.Reply reply = Samples.reply(0.9);
        DomainModel real = ScriptedModel.builder().otherwise(reply).build();

        with(
                file,
                CassetteMode.RECORD,
                cassette -> assertThat(cassette.model(() -> real).answer(FEE)).isEqualTo(reply));

        with(
                file,
                CassetteMode.REPLAY,
                cassette ->
                        assertThat(cassette.model(unreachable()).answer(FEE)).isEqualTo(reply));
    }

    static Stream<ModelException> failures() {
        return Stream.of(
                new ModelUnavailableException("down"),
                new ModelUnavailableException(
                        ModelUnavailableException.Reason.RATE_LIMITED, "limit", Instant.parse("2026-01-01T00:00:00Z")),
                new IncompleteAnswerException(IncompleteAnswerException.Reason.STALLED, "stalled", "It cov"),
                new QuestionRejectedException("too long"),
                new PolicyViolationException("no"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresComeBack(ModelException failure) {
        DomainModel real = ScriptedModel.builder().when("fee").fail(failure).build();
        with(
                file,
                CassetteMode.RECORD,
                cassette -> assertThatThrownBy(() -> cassette.model(() -> real).answer(FEE))
                        .isSameAs(failure));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> assertThatFailure(
                                () -> cassette.model(unreachable()).answer(FEE))
                        .hasSameClassAs(failure)
                        .usingRecursiveComparison()
                        .ignoringFieldsMatchingRegexes("stackTrace|cause|suppressedExceptions|depth")
                        .isEqualTo(failure));
    }

    @Test
    void whatWasStreamedIsStreamedInTheSamePieces() {
        RecordingSink recorded = new RecordingSink();
        RecordingSink replayed = new RecordingSink();
        DomainModel real = ScriptedModel.replying("500 yen 💧.");

        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.model(() -> real).answer(FEE.with(TokenSink.KEY, recorded)));
        with(
                file,
                CassetteMode.REPLAY,
                cassette -> cassette.model(unreachable()).answer(FEE.with(TokenSink.KEY, replayed)));

        assertThat(replayed.tokens()).isEqualTo(recorded.tokens()).hasSize(3);
    }

    @Test
    void whatWasNotStreamedIsStreamedAsOnePiece() {
        RecordingSink sink = new RecordingSink();
        with(
                file,
                CassetteMode.RECORD,
                cassette ->
                        cassette.model(() -> ScriptedModel.replying("500 yen.")).answer(FEE));

        with(
                file,
                CassetteMode.REPLAY,
                cassette -> cassette.model(unreachable()).answer(FEE.with(TokenSink.KEY, sink)));

        assertThat(sink.tokens()).containsExactly("500 yen.");
    }

    @Test
    void anAttemptThatWasGivenUpIsNotRecorded() {
        RecordingSink sink = new RecordingSink();
        DomainModel restarting = question -> {
            question.attributes().get(TokenSink.KEY).ifPresent(s -> {
                s.token("Perh");
                s.restart();
            });
            throw new IncompleteAnswerException(IncompleteAnswerException.Reason.CUT, "cut", "");
        };
        with(
                file,
                CassetteMode.RECORD,
                cassette -> assertThatFailure(
                                () -> cassette.model(() -> restarting).answer(FEE.with(TokenSink.KEY, sink)))
                        .isIncomplete());

        assertThat(text(file)).doesNotContain("pieces").doesNotContain("Perh");
    }

    @Test
    void whatASinkThrowsIsNotTheModelsFailure() {
        TokenSink broken = new TokenSink() {
            @Override
            public void token(String text) {
                throw new ModelUnavailableException("the browser has gone");
            }

            @Override
            public void restart() {}
        };
        DomainModel real = ScriptedModel.replying("500 yen.");

        with(file, CassetteMode.RECORD, cassette -> {
            assertThatFailure(() -> cassette.model(() -> real).answer(FEE.with(TokenSink.KEY, broken)))
                    .isUnavailable();
            cassette.model(() -> real).answer(FEE);
        });

        with(
                file,
                CassetteMode.REPLAY,
                cassette ->
                        assertThat(cassette.model(unreachable()).answer(FEE)).isEqualTo(Answer.reply("500 yen.")));
    }

    @Test
    void bugsAreNotRecorded() {
        DomainModel buggy = question -> {
            throw new IllegalStateException("bug");
        };

        with(
                file,
                CassetteMode.RECORD,
                cassette -> assertThatThrownBy(() -> cassette.model(() -> buggy).answer(FEE))
                        .hasMessage("bug"));

        assertThat(file).doesNotExist();
    }

    @Test
    void secretsAndCallersAreNotInTheFileAndTheReplayHasItsOwnCaller() {
        String words = "Dear c-17, Bearer abcdefgh123 and sk-12345678abc do not concern c-17x. It is 500 yen.";
        int start = words.indexOf("It is");
        Citation citation =
                new Citation(1, new Span(start, words.length()), Samples.source("c-17.md", 15), "It is c-17 yen.", 0.9);
        Answer real = new Answer.Reply(words, List.of(citation), OptionalDouble.empty(), Trace.EMPTY);
        DomainModel model = ScriptedModel.builder().otherwise(real).build();
        Question asked = Question.of("What may c-17 do with api_key=12345678?");

        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.model(() -> model)
                        .answer(asked.with(Caller.KEY, new Caller("c-17", Set.of("clerk")))));

        assertThat(text(file))
                .doesNotContain("c-17 ", "c-17,", "abcdefgh123", "sk-1", "clerk")
                .contains("Dear <caller>, Bearer <removed>", "api_key=<removed>", "c-17x");
        with(file, CassetteMode.REPLAY, cassette -> {
            Answer.Reply reply = cassette.model(unreachable())
                    .answer(Question.of("What may customer-4 do with api_key=87654321?")
                            .with(Caller.KEY, Caller.of("customer-4")))
                    .reply()
                    .orElseThrow();
            assertThat(reply.text())
                    .startsWith("Dear customer-4, Bearer <removed> and <removed> do not concern c-17x.");
            assertThat(reply.citations()).singleElement().satisfies(cited -> {
                assertThat(cited.claim().of(reply.text())).isEqualTo("It is 500 yen.");
                assertThat(cited.quote()).isEqualTo("It is customer-4 yen.");
            });
        });
    }

    @Test
    void aSecretThatIsSpreadOverPiecesIsNotInTheFile() {
        DomainModel real = question -> {
            question.attributes()
                    .get(TokenSink.KEY)
                    .ifPresent(sink -> Stream.of("Use sk-", "abcd", "efgh12.").forEach(sink::token));
            return Answer.reply("Use sk-abcdefgh12.");
        };
        RecordingSink sink = new RecordingSink();

        with(
                file,
                CassetteMode.RECORD,
                cassette -> cassette.model(() -> real).answer(FEE.with(TokenSink.KEY, new RecordingSink())));
        with(
                file,
                CassetteMode.REPLAY,
                cassette -> cassette.model(unreachable()).answer(FEE.with(TokenSink.KEY, sink)));

        assertThat(text(file)).doesNotContain("efgh").doesNotContain("\"abcd\"");
        assertThat(sink.text()).isEqualTo("Use <removed>.");
    }

    @Test
    void allThatCanChangeAnAnswerCounts() {
        Passage passage = new Passage("p", "500 yen", Samples.source("fees.md", 7), 1);
        List<Question> questions = List.of(
                FEE,
                FEE.plusHistory(List.of(new Turn(Turn.Speaker.USER, "Hi."))),
                FEE.plusInstructions(List.of("Be kind.")),
                FEE.plusExamples(List.of(new Example("q", "a"))),
                FEE.plusEvidence(List.of(passage)),
                FEE.withForm(AnswerForm.oneOf("yes", "no")),
                FEE.withForm(new AnswerForm.JsonSchema("{\"type\": \"object\"}")),
                FEE.with(
                        Generation.KEY,
                        Generation.DEFAULT
                                .withSeed(7)
                                .withMaxTokens(5)
                                .withTemperature(0)
                                .withTopP(0.5)
                                .withStops(List.of("x"))));

        with(
                file,
                CassetteMode.RECORD,
                cassette -> questions.forEach(
                        question -> cassette.model(() -> numbered(questions)).answer(question)));

        with(
                file,
                lenient(CassetteMode.REPLAY),
                cassette -> IntStream.range(0, questions.size())
                        .forEach(i -> assertThat(cassette.model(unreachable()).answer(questions.get(i)))
                                .isEqualTo(Answer.reply("answer " + i))));
    }

    @Test
    void equalRecordingsHaveEqualBytes() {
        DomainModel real = ScriptedModel.builder().otherwise(Samples.reply(0.9)).build();
        with(file, CassetteMode.RECORD, cassette -> cassette.model(() -> real).answer(FEE));
        String first = text(file);

        with(file, CassetteMode.RECORD, cassette -> cassette.model(() -> real).answer(FEE));

        assertThat(text(file)).isEqualTo(first);
    }

    @Test
    void manyThreadsRecordLenientlyTheSameBytes() {
        DomainModel real = question -> Answer.reply("about " + question.text());
        for (String copy : List.of("a.json", "b.json")) {
            with(folder.resolve(copy), lenient(CassetteMode.RECORD), cassette -> {
                DomainModel model = cassette.model(() -> real);
                IntStream.range(0, 100).parallel().forEach(i -> model.answer("question " + i));
            });
        }

        assertThat(text(folder.resolve("a.json"))).isEqualTo(text(folder.resolve("b.json")));
        with(folder.resolve("a.json"), lenient(CassetteMode.REPLAY), cassette -> {
            DomainModel model = cassette.model(unreachable());
            assertThat(IntStream.range(0, 100)
                            .parallel()
                            .allMatch(i -> model.answer("question " + i).equals(Answer.reply("about question " + i))))
                    .isTrue();
        });
    }

    @Test
    void severalModelsAreToldApartByTheirNames() {
        with(file, CassetteMode.RECORD, cassette -> {
            cassette.model("cheap", () -> ScriptedModel.replying("Perhaps.")).answer(FEE);
            cassette.model("dear", () -> ScriptedModel.replying("500 yen.")).answer(FEE);
        });

        with(file, lenient(CassetteMode.REPLAY), cassette -> {
            assertThat(cassette.model("dear", unreachable()).answer(FEE)).isEqualTo(Answer.reply("500 yen."));
            assertThat(cassette.model("cheap", unreachable()).answer(FEE)).isEqualTo(Answer.reply("Perhaps."));
            assertThat(cassette.model("cheap", unreachable()).describe())
                    .isNotEqualTo(cassette.model("dear", unreachable()).describe());
        });
    }

    @Test
    void aRunningCallIsNotForgotten() {
        Cassette cassette = Cassette.open(file, CassetteSettings.DEFAULT.withMode(CassetteMode.RECORD));
        DomainModel closing = question -> {
            assertThatExceptionOfType(CassetteException.class)
                    .isThrownBy(cassette::close)
                    .withMessageContaining("a call was still running");
            return Answer.reply("late");
        };

        cassette.model(() -> closing).answer(FEE);

        assertThat(file).doesNotExist();
        cassette.close();
        assertThat(file).exists();
    }

    private static DomainModel numbered(List<Question> questions) {
        return question -> Answer.reply("answer " + questions.indexOf(question));
    }

    private static CassetteSettings lenient(CassetteMode mode) {
        return CassetteSettings.DEFAULT.withMatching(Matching.LENIENT).withMode(mode);
    }
}
