// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.Answer;
import dev.tokka.Description;
import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.Question;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyKindsTest {

    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final String WRITTEN_KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String TEXT = "Hanako Yamada (hanako@example.jp) of 7000012050002";

    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();

    /** Repeats what it is asked. */
    private record Echo(List<String> seen) implements DomainModel {

        @Override
        public Answer answer(Question question) {
            seen.add(question.text());
            return Answer.reply(question.text());
        }

        @Override
        public Description describe() {
            return Description.of("echo");
        }
    }

    @BeforeEach
    void writeNames() throws IOException {
        Files.writeString(folder.resolve("names.txt"), "Hanako Yamada\n\n山田太郎\n");
    }

    private LoadedModel load(String with) throws IOException {
        Kind<DomainModel> echo =
                Role.MODEL.kind("echo", "Repeats.", Type.object(), (settings, making) -> new Echo(seen));
        Path file = Files.writeString(
                folder.resolve("model.yaml"), "tokka: 1\nmodel:\n  echo: \n  with:\n    - " + with + "\n");
        return new ConfigLoader()
                .withEnvironment(Map.of("TENANT_KEY", WRITTEN_KEY, "SHORT", "AAAA", "NO_KEY", "secret!"))
                .withKinds(echo)
                .load(file);
    }

    @Test
    void aRedactedModelIsWhatJavaBuilds() throws IOException {
        Detector all = Detectors.all(
                Detectors.usual(), Detectors.names(List.of("Hanako Yamada", "山田太郎")), Detectors.corporateNumbers());
        DomainModel made = Privacy.redacted(new Echo(seen), all);

        try (LoadedModel model = load("redacted: {names: names.txt, corporate-numbers: true}")) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model.answer(TEXT)).isEqualTo(made.answer(TEXT));
            assertThat(seen).allMatch("[name] ([email]) of [corporate-number]"::equals);
        }
    }

    @Test
    void aPseudonymizedModelIsWhatJavaBuildsAndShowsNoKey() throws IOException {
        DomainModel made = Privacy.pseudonymized(new Echo(seen), Detectors.usual(), KEY);

        try (LoadedModel model = load("pseudonymized: {key: \"${TENANT_KEY}\"}")) {
            assertThat(model.describe()).isEqualTo(made.describe());
            assertThat(model.answer(TEXT).reply().orElseThrow().text()).isEqualTo(TEXT);
            assertThat(seen.get(0)).startsWith("Hanako Yamada (EMAIL_").doesNotContain("hanako@");
            assertThat(model.toString() + model.describe()).doesNotContain(WRITTEN_KEY);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redacted: {usual: false} | expected something to hide",
                "redacted: {names: nobody.txt} | nobody.txt",
                "pseudonymized: {key: c2VjcmV0IQ} | expected a secret as ${NAME}",
                "pseudonymized: {key: \"${SHORT}\"} | key must have at least 128 bits",
                "pseudonymized: {key: \"${NO_KEY}\"} | expected a key in base64",
                "pseudonymized: {} | key",
            })
    void whatIsWrongIsToldWithoutTheKey(String with, String message) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load(with))
                .withMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("secret!"));
    }
}
