// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static dev.tokka.testkit.cassette.Cassettes.text;
import static dev.tokka.testkit.cassette.Cassettes.unreachable;
import static dev.tokka.testkit.cassette.Cassettes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokka.Answer;
import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.testkit.ScriptedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassetteMatchingTest {

    private static final DomainModel REAL = question -> Answer.reply("about " + question.text());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void recordTwo() {
        file = folder.resolve("fees.json");
        with(file, CassetteMode.RECORD, cassette -> {
            DomainModel model = cassette.model(() -> REAL);
            model.answer("What is the fee\nfor a transfer?");
            model.answer("Who may sign?");
        });
    }

    @Test
    void strictIsTheSameRequestsInTheSameOrder() {
        with(file, CassetteMode.REPLAY, cassette -> {
            DomainModel model = cassette.model(unreachable());
            assertThat(model.answer("What is the fee\nfor a transfer?")).isNotNull();
            assertThat(model.answer("Who may sign?")).isEqualTo(Answer.reply("about Who may sign?"));
        });
    }

    @Test
    void aChangedRequestIsShownLineByLine() {
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        CassetteMode.REPLAY,
                        cassette -> cassette.model(unreachable()).answer("What is the charge\nfor a transfer?")))
                .withMessage("""
                        this request was not recorded as number 1 of 2
                        cassette: %s
                        nearest recorded request: number 1 of 2, line 4
                        - recorded
                        + seen
                          ...
                            "text": {
                              "lines": [
                        -       "What is the fee",
                        +       "What is the charge",
                                "for a transfer?"
                              ]
                          ...
                        to record it, run the test once with -Dtokka.cassettes=record""".formatted(file));
    }

    @Test
    void anotherOrderAnotherCallAndOneTooManyAreNamed() {
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        CassetteMode.REPLAY,
                        cassette -> cassette.model(unreachable()).answer("Who may sign?")))
                .withMessageContaining("it is the same, so the order has changed")
                .withMessageContaining("number 2 of 2");
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        CassetteMode.REPLAY,
                        cassette -> cassette.chatModel("cheap", unreachable()).chat("Who may sign?")))
                .withMessageContaining("- answer\n+ chat of cheap\n");
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(file, CassetteMode.REPLAY, cassette -> {
                    DomainModel model = cassette.model(unreachable());
                    model.answer("What is the fee\nfor a transfer?");
                    model.answer("Who may sign?");
                    model.answer("Who may sign?");
                }))
                .withMessageContaining("this request was not recorded after all 2");
    }

    @Test
    void entriesThatNobodyAskedForFailAStrictTest() {
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        CassetteMode.REPLAY,
                        cassette -> cassette.model(unreachable()).answer("What is the fee\nfor a transfer?")))
                .withMessageContaining("all 2 recorded requests must be made but only 1 were")
                .withMessageContaining("the next one is number 2 of 2")
                .withMessageContaining("Who may sign?");
    }

    @Test
    void aMismatchThatTheCodeHidesFailsTheTestAtItsEnd() {
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(file, lenient(CassetteMode.REPLAY), cassette -> {
                    try {
                        cassette.model(unreachable()).answer("What?");
                    } catch (Throwable hidden) {
                        assertThat(hidden).isInstanceOf(CassetteMismatchError.class);
                    }
                }))
                .withMessageContaining("What?")
                .withCauseInstanceOf(CassetteMismatchError.class);
    }

    @Test
    void lenientIsAnyOrderAnyNumberAndAnyWhiteSpace() {
        with(file, lenient(CassetteMode.REPLAY), cassette -> {
            DomainModel model = cassette.model(unreachable());
            Answer signing = Answer.reply("about Who may sign?");
            assertThat(List.of(model.answer(" Who  may\tsign?"), model.answer("Who may sign?")))
                    .containsExactly(signing, signing);
        });
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        lenient(CassetteMode.REPLAY),
                        cassette -> cassette.model(unreachable()).answer("Who may sing?")))
                .withMessageStartingWith("this request was not recorded\ncassette")
                .withMessageContaining("-   \"text\": \"Who may sign?\"\n+   \"text\": \"Who may sing?\"");
    }

    @Test
    void lenientlySeveralAnswersToOneRequestComeInOrderAndThenTheLast() {
        with(file, lenient(CassetteMode.RECORD), cassette -> {
            cassette.model(() -> ScriptedModel.replying("first")).answer("q");
            cassette.model(() -> ScriptedModel.replying("second")).answer("q");
        });

        with(file, lenient(CassetteMode.REPLAY), cassette -> {
            DomainModel model = cassette.model(unreachable());
            assertThat(List.of(model.answer("q"), model.answer("q"), model.answer("q")))
                    .containsExactly(Answer.reply("first"), Answer.reply("second"), Answer.reply("second"));
        });
    }

    @Test
    void autoRecordsOnlyWhatIsMissing() {
        ScriptedModel real = ScriptedModel.replying("new");
        with(file, lenient(CassetteMode.AUTO), cassette -> {
            assertThat(cassette.model(() -> real).answer("Who may sign?"))
                    .isEqualTo(Answer.reply("about Who may sign?"));
            assertThat(cassette.model(() -> real).answer("And who not?")).isEqualTo(Answer.reply("new"));
        });

        assertThat(real.questions()).extracting(Question::text).containsExactly("And who not?");
        with(
                file,
                lenient(CassetteMode.REPLAY),
                cassette -> assertThat(cassette.model(unreachable()).answer("And who not?"))
                        .isEqualTo(Answer.reply("new")));
    }

    @Test
    void autoAddsToTheEndOfAStrictCassetteAndChangesNothingBefore() {
        DomainModel real = ScriptedModel.replying("new");
        assertThatExceptionOfType(CassetteMismatchError.class)
                .isThrownBy(() -> with(
                        file,
                        CassetteMode.AUTO,
                        cassette -> cassette.model(() -> real).answer("And who not?")));

        with(file, CassetteMode.AUTO, cassette -> {
            cassette.model(() -> real).answer("What is the fee\nfor a transfer?");
            cassette.model(() -> real).answer("Who may sign?");
            cassette.model(() -> real).answer("And who not?");
        });

        assertThat(CassetteFile.read(file).entries()).hasSize(3);
    }

    @Test
    void aReplayChangesNoByte() {
        String before = text(file);

        with(
                file,
                lenient(CassetteMode.REPLAY),
                cassette -> cassette.model(unreachable()).answer("Who may sign?"));

        assertThat(text(file)).isEqualTo(before);
    }

    @Test
    void recordingAnewForgetsTheOldEvenIfNothingIsAsked() {
        with(file, CassetteMode.RECORD, cassette -> {});

        assertThat(CassetteFile.read(file).entries()).isEmpty();
        with(folder.resolve("none.json"), CassetteMode.RECORD, cassette -> {});
        assertThat(folder.resolve("none.json")).doesNotExist();
    }

    @Test
    void aMissingCassetteSaysHowToRecordIt() {
        assertThatExceptionOfType(CassetteException.class)
                .isThrownBy(() -> Cassette.open(
                        folder.resolve("no.json"), CassetteSettings.DEFAULT.withMode(CassetteMode.REPLAY)))
                .withMessageContaining("no.json: expected a recording but there is none")
                .withMessageContaining("-Dtokka.cassettes=record");
    }

    @Test
    void anEntryThatWasEditedWronglyIsNamed() throws Exception {
        Files.writeString(file, text(file).replaceFirst("\"reply\"", "\"replay\""));

        assertThatExceptionOfType(CassetteException.class)
                .isThrownBy(() -> with(
                        file,
                        lenient(CassetteMode.REPLAY),
                        cassette -> cassette.model(unreachable()).answer("What is the fee\nfor a transfer?")))
                .withMessageContaining("cassette fees.json, entry at line 4: expected a field \"reply\"");
    }

    @Test
    void theModeIsThatOfTheProperty() {
        assertThat(CassetteMode.of(null)).isEqualTo(CassetteMode.REPLAY);
        assertThat(CassetteMode.of("")).isEqualTo(CassetteMode.REPLAY);
        for (CassetteMode mode : CassetteMode.values()) {
            assertThat(CassetteMode.of(mode.toString())).isEqualTo(mode);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CassetteMode.of("rec"))
                .withMessage("system property tokka.cassettes must be replay, record or auto but is \"rec\"");
    }

    private static CassetteSettings lenient(CassetteMode mode) {
        return CassetteSettings.DEFAULT.withMatching(Matching.LENIENT).withMode(mode);
    }
}
