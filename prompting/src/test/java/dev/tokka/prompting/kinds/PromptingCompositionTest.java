// SPDX-License-Identifier: Apache-2.0
package dev.tokka.prompting.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.ModelException;
import dev.tokka.Question;
import dev.tokka.Trace;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What Java composes of prompting, a file composes: random stacks of specializations, written in both. */
class PromptingCompositionTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Kind<DomainModel> SAYS =
            Role.MODEL.kind("says", "Always says the same.", Type.text(), (text, making) -> new Says(text));

    private static final List<String> QUESTIONS = List.of("I lost my card.", "口座の手数料はいくらですか。");

    /** The folder of the files that all compositions name. */
    private static final Folder FOLDER = new Folder();

    /** Says a text. */
    record Says(String text) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            return Answer.reply(text);
        }

        @Override
        public Description describe() {
            return Description.of("says", text);
        }
    }

    @BeforeContainer
    static void writeFiles() throws IOException {
        FOLDER.create();
    }

    @AfterContainer
    static void deleteFiles() throws IOException {
        FOLDER.delete();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aFileComposesWhatJavaComposes(@ForAll("stacks") List<Expert> stack, @ForAll("bases") String base)
            throws IOException {
        DomainModel made = new Says(base);
        List<Map<String, Object>> with = new ArrayList<>();
        for (Expert expert : stack) {
            made = made.with(expert.made());
            with.add(expert.written());
        }
        Path file = FOLDER.path("model.json");
        JSON.writeValue(file.toFile(), Map.of("tokka", 1, "model", Map.of("says", base, "with", with)));

        try (LoadedModel loaded =
                new ConfigLoader().withKinds(SAYS, Expert.VOWELS_KIND).load(file)) {
            assertThat(loaded.describe()).isEqualTo(made.describe());
            assertThat(loaded.describe().isOpaque()).isFalse();
            assertThat(loaded).hasToString(made.toString());
            // Each layer of reasoning multiplies the calls of those below.
            for (String text : stack.size() > 2 ? List.<String>of() : QUESTIONS) {
                assertThat(outcome(loaded, text)).isEqualTo(outcome(made, text));
            }
        }
    }

    private static Object outcome(DomainModel model, String text) {
        try {
            return model.answer(text).withTrace(Trace.EMPTY);
        } catch (ModelException e) {
            return List.of(e.getClass(), String.valueOf(e.getMessage()));
        }
    }

    @Provide
    Arbitrary<List<Expert>> stacks() {
        return Expert.any().list().ofMinSize(1).ofMaxSize(4);
    }

    @Provide
    Arbitrary<String> bases() {
        return net.jqwik.api.Arbitraries.of(
                "card", "transfer", "令和6年4月1日", "120 yen", "- Why?\n- When?", "So.\nFinal answer: card", "None.");
    }
}
