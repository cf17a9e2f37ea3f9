// SPDX-License-Identifier: Apache-2.0
package dev.tokka.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What Java composes, a file composes: random compositions, written in both. */
class CompositionTest {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    @Property(tries = 500)
    void aFileComposesWhatJavaComposes(@ForAll("compositions") Composition composition, @ForAll boolean json)
            throws IOException {
        Path file = Files.createTempFile("model", json ? ".json" : ".yaml");
        try {
            (json ? JSON : YAML).writeValue(file.toFile(), contents(composition));
            try (LoadedModel loaded = Parts.loader().load(file)) {
                DomainModel made = composition.made();
                assertThat(loaded.describe()).isEqualTo(made.describe());
                assertThat(loaded).hasToString(made.toString());
                for (DataClass each : List.of(DataClass.PUBLIC, DataClass.RESTRICTED)) {
                    Question question = Question.of("May I?").with(DataClass.KEY, each);
                    assertThat(outcome(loaded, question)).isEqualTo(outcome(made, question));
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    static Map<String, Object> contents(Composition composition) {
        return Map.of(
                "tokka", 1,
                "models", Map.of("house", Composition.HOUSE.written()),
                "model", composition.written());
    }

    private static Object outcome(DomainModel model, Question question) {
        try {
            Answer answer = model.answer(question);
            return answer.withTrace(Trace.EMPTY);
        } catch (ModelException e) {
            return List.of(e.getClass(), String.valueOf(e.getMessage()));
        }
    }

    @Provide
    Arbitrary<Composition> compositions() {
        return Composition.upTo(3);
    }
}
