// SPDX-License-Identifier: Apache-2.0
package dev.tokka.testkit;

import dev.tokka.DomainModel;
import dev.tokka.Question;
import dev.tokka.testkit.cassette.Cassette;
import dev.tokka.testkit.cassette.CassetteMode;
import dev.tokka.testkit.cassette.CassetteSettings;
import dev.tokka.testkit.cassette.Matching;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Models on cassettes keep the contract if the models that were recorded do. */
class CassetteContractTest {

    private static final CassetteSettings LENIENT = CassetteSettings.DEFAULT.withMatching(Matching.LENIENT);
    private static final DomainModel REAL = new FaqModel("policy", "It covers water damage 💧.");

    @TempDir
    static Path folder;

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InAReplay implements DomainModelContract {

        @BeforeAll
        void recordAllThatTheContractAsks() {
            List<Question> questions =
                    new ArrayList<>(OddQuestions.all(question()).values());
            questions.add(question());
            questions.add(otherQuestion());
            record("contract.json", questions);
            record("other.json", List.of(question()));
        }

        @Override
        public DomainModel model() {
            return replay("contract.json");
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(replay("other.json"));
        }

        private static void record(String file, List<Question> questions) {
            try (Cassette cassette = Cassette.open(folder.resolve(file), LENIENT.withMode(CassetteMode.RECORD))) {
                questions.forEach(cassette.model(() -> REAL)::answer);
            }
        }

        private static DomainModel replay(String file) {
            return Cassette.open(folder.resolve(file), LENIENT.withMode(CassetteMode.REPLAY))
                    .model(() -> {
                        throw new AssertionError("the real model must not be built in a replay");
                    });
        }
    }

    @Nested
    class WhileRecording implements DomainModelContract {

        @Override
        public DomainModel model() {
            return recording(REAL);
        }

        @Override
        public Stream<DomainModel> changedModels() {
            return Stream.of(recording(new FaqModel("policy", "It covers fire.")));
        }

        private static DomainModel recording(DomainModel real) {
            return Cassette.open(folder.resolve("recording.json"), LENIENT.withMode(CassetteMode.RECORD))
                    .model(() -> real);
        }
    }
}
