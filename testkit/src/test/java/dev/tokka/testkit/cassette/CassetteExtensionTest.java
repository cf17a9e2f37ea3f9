// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit.cassette;

import static dev.tokka.testkit.cassette.Cassettes.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.tokka.Answer;
import dev.tokka.testkit.ScriptedModel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes that use cassettes, once to record and once to replay. */
class CassetteExtensionTest {

    private static final String FOLDER = "target/cassette-extension-test";

    @BeforeEach
    @AfterEach
    void deleteCassettes() throws IOException {
        if (Files.exists(Path.of(FOLDER))) {
            try (Stream<Path> files = Files.walk(Path.of(FOLDER))) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Test
    void testsRecordAndReplayEachInAFileOfItsOwn() {
        assertThat(run(Good.class, CassetteMode.RECORD)).isEmpty();

        assertThat(Stream.of(
                        "fees.json",
                        "Good/withoutAName.json",
                        "Good/forEach-1.json",
                        "Good/forEach-2.json",
                        "class/oneOfAClass.json"))
                .allMatch(name -> Files.exists(Path.of(FOLDER, name)));
        assertThat(run(Good.class, CassetteMode.REPLAY)).isEmpty();
    }

    @Test
    void withoutACassetteATestSaysHowToRecordIt() {
        assertThat(run(Good.class, CassetteMode.REPLAY))
                .hasSize(5)
                .allMatch(failure -> failure.contains("-Dtokka.cassettes=record"));
    }

    @Test
    void aStrictTestThatAsksLessThanWasRecordedFails() {
        run(Forgetful.class, CassetteMode.RECORD);

        assertThat(run(Forgetful.class, CassetteMode.REPLAY))
                .singleElement()
                .asString()
                .contains("all 2 recorded requests must be made but only 1 were");
    }

    @Test
    void whatAFailedTestRecordsIsNotKept() {
        assertThat(run(Failing.class, CassetteMode.RECORD))
                .singleElement()
                .asString()
                .contains("the test failed");

        assertThat(Path.of(FOLDER, "failing.json")).doesNotExist();
    }

    @Test
    void aTestMustSayThatItUsesACassette() {
        assertThat(run(Bare.class, CassetteMode.RECORD))
                .singleElement()
                .asString()
                .contains("expected @UseCassette on");
    }

    /** Returns the messages of the tests that failed. */
    private static List<String> run(Class<?> tests, CassetteMode mode) {
        List<String> failures = new ArrayList<>();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        String before = System.getProperty(CassetteMode.PROPERTY);
        System.setProperty(CassetteMode.PROPERTY, mode.toString());
        try {
            LauncherFactory.create().execute(request, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    result.getThrowable().ifPresent(failure -> failures.add(String.valueOf(failure)));
                }
            });
        } finally {
            if (before == null) {
                System.clearProperty(CassetteMode.PROPERTY);
            } else {
                System.setProperty(CassetteMode.PROPERTY, before);
            }
        }
        return failures;
    }

    private static Answer ask(Cassette cassette, String text) {
        boolean recording = cassette.mode() == CassetteMode.RECORD;
        return cassette.model(recording ? () -> ScriptedModel.replying("500 yen.") : unreachable())
                .answer(text);
    }

    // Not named ...Test, so that only the tests above run them.

    static class Good {

        @Test
        @UseCassette(value = "fees", folder = FOLDER)
        void withAName(Cassette cassette) {
            assertThat(ask(cassette, "fee?")).isEqualTo(Answer.reply("500 yen."));
        }

        @Test
        @UseCassette(folder = FOLDER, matching = Matching.LENIENT, removing = "\\d{7}", removingEmailAddresses = true)
        void withoutAName(Cassette cassette) {
            assertThat(ask(cassette, "fee of 1234567, a@b.jp?")).isEqualTo(Answer.reply("500 yen."));
            assertThat(ask(cassette, "fee of  7654321, c@d.jp?")).isEqualTo(Answer.reply("500 yen."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"fee?", "limit?"})
        @UseCassette(folder = FOLDER)
        void forEach(String question, Cassette cassette) {
            assertThat(ask(cassette, question)).isEqualTo(Answer.reply("500 yen."));
        }

        @Nested
        @UseCassette(value = "class", folder = FOLDER)
        class OfAClass {

            @Test
            @DisplayName("a name for people")
            void oneOfAClass(Cassette cassette) {
                assertThat(ask(cassette, "fee?")).isEqualTo(Answer.reply("500 yen."));
            }
        }
    }

    static class Forgetful {

        @Test
        @UseCassette(value = "forgetful", folder = FOLDER)
        void asksLessLater(Cassette cassette) {
            ask(cassette, "fee?");
            if (cassette.mode() == CassetteMode.RECORD) {
                ask(cassette, "limit?");
            }
        }
    }

    static class Failing {

        @Test
        @UseCassette(value = "failing", folder = FOLDER)
        void fails(Cassette cassette) {
            ask(cassette, "fee?");
            throw new AssertionError("the test failed");
        }
    }

    @ExtendWith(CassetteExtension.class)
    static class Bare {

        @Test
        void hasNoAnnotation(Cassette cassette) {
            ask(cassette, "fee?");
        }
    }
}
