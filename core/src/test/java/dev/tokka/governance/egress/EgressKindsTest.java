// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.DataClass;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.Question;
import dev.tokka.Sending;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.ReloadableModel;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EgressKindsTest {

    private static final Leaf LOCAL = new Leaf("small", Sending.nothing(), Leaf.Outcome.REPLIES, List.of());

    private static final Kind<DomainModel> SMALL =
            Role.MODEL.kind("small", "In this process.", Type.object(), (settings, making) -> Says.LOCAL_MODEL);
    private static final Kind<DomainModel> LAMBDA = Role.MODEL.kind(
            "lambda", "Nobody knows.", Type.object(), (settings, making) -> question -> Answer.reply("sent"));

    @TempDir
    private Path folder;

    /** In this process. */
    private record Says(String text) implements DomainModel {

        static final Says LOCAL_MODEL = new Says("Yes.");

        @Override
        public Answer answer(Question question) {
            return Answer.reply(text);
        }

        @Override
        public Description describe() {
            return LOCAL.describe();
        }
    }

    private static ConfigLoader loader() {
        return new ConfigLoader().withEnvironment(Map.of()).withKinds(SMALL, LAMBDA);
    }

    private Path write(String model, String egress) throws IOException {
        String with = egress.isEmpty() ? "" : "  with:\n    - egress: " + egress + "\n";
        return Files.writeString(folder.resolve("model.yaml"), "tokka: 1\nmodel:\n  " + model + "\n" + with);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFileIsWhatJavaBuilds(long seed) throws IOException {
        EgressPolicy policy = RandomPolicies.any(new Random(seed));
        String rules =
                policy.rules().stream().map(EgressKindsTest::written).collect(Collectors.joining(", ", "[", "]"));
        Files.writeString(folder.resolve("egress.yaml"), "rules: " + rules + "\n");

        try (LoadedModel inline = loader().load(write("small: ", "{rules: " + rules + "}"));
                LoadedModel apart = loader().load(write("small: ", "{policy: egress.yaml}"))) {
            assertThat(inline.describe())
                    .isEqualTo(Egress.guarded(LOCAL, policy).describe());
            assertThat(apart.describe()).isEqualTo(inline.describe());
            assertThat(inline.answer("Who?").reply()).isPresent();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    private static String written(EgressRule rule) {
        return "{to: \"" + rule.to() + "\", up-to: " + lower(rule.highest())
                + (rule.deidentified() == rule.highest() ? "" : ", deidentified-up-to: " + lower(rule.deidentified()))
                + rule.region().map(region -> ", region: " + region).orElse("") + "}";
    }

    private static String lower(DataClass dataClass) {
        return dataClass.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatIsWrongIsToldWithItsPlace(List<String> mistake) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> loader().load(write("small: ", mistake.get(0))))
                .withMessageContaining(mistake.get(1))
                .withMessageContaining("model.yaml:5:");
    }

    static List<List<String>> mistakes() {
        return List.of(
                List.of("{}", "expected 'rules' or 'policy' but found neither"),
                List.of("{rules: [{to: a.com}]}", "up-to"),
                List.of("{rules: [{to: 'a.com/x?y', up-to: public}]}", "pattern must not have a query"),
                List.of("{rules: [{to: a.com, up-to: public, region: ''}]}", "expected a text but found a blank one"),
                List.of(
                        "{rules: [{to: a.com, up-to: internal, deidentified-up-to: public}]}",
                        "deidentified must be INTERNAL or higher"),
                List.of("{policy: nowhere.yaml}", "nowhere.yaml"));
    }

    @Test
    void aModelThatTakesThePlaceOfAnotherIsLookedAt() throws IOException {
        try (ReloadableModel reloadable = loader().loadReloadable(write("small: ", ""))) {
            DomainModel model = Egress.guarded(reloadable, EgressPolicy.of());
            assertThat(model.answer("Who?").reply()).isPresent();

            write("lambda: ", "");
            reloadable.reload();

            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> model.answer("Who?"))
                    .withMessageContaining("'opaque lambda' says neither");
            write("small: ", "");
            reloadable.reload();
            assertThat(model.answer("Who?").reply()).isPresent();
        }
    }
}
