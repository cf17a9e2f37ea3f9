// SPDX-License-Identifier: Apache-2.0
package dev.tokka.governance.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokka.DomainModel;
import dev.tokka.LoadedModel;
import dev.tokka.PolicyViolationException;
import dev.tokka.config.ConfigException;
import dev.tokka.config.ConfigLoader;
import dev.tokka.config.Kind;
import dev.tokka.config.Role;
import dev.tokka.config.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputKindsTest {

    private static final String CANARY = "canary-7f3a-umineko";

    private static final Kind<DomainModel> SAYS =
            Role.MODEL.kind("says", "Always says the same.", Type.text(), (text, making) -> Replies.with(text));

    @TempDir
    private Path folder;

    private LoadedModel load(String says, String guards) throws IOException {
        Path file = Files.writeString(
                folder.resolve("model.yaml"), "tokka: 1\nmodel:\n  says: \"" + says + "\"\n  with: [" + guards + "]\n");
        return new ConfigLoader()
                .withEnvironment(Map.of("CANARY", CANARY))
                .withKinds(SAYS)
                .load(file);
    }

    @Test
    void whatAFileGuardsIsWhatJavaGuards() throws IOException {
        String prompt = "You are the desk of the bank and never name a competitor.";
        Files.writeString(folder.resolve("prompt.md"), "Be brief.\n" + prompt + "\n");
        String guards = "leak-guard: {secrets: [\"${CANARY}\"], prompts: [\"${file:prompt.md}\"], keys: true}";
        try (LoadedModel model = load("Yes.", guards)) {
            LeakGuard guard = LeakGuard.of(CANARY).and(LeakGuard.prompt(prompt)).and(LeakGuard.keys());

            assertThat(model.answer("?").reply().orElseThrow().text()).isEqualTo("Yes.");
            assertThat(model.describe())
                    .isEqualTo(Replies.with("Yes.").with(guard).describe());
        }
        try (LoadedModel model = load("They said: " + prompt, guards)) {
            assertThatExceptionOfType(PolicyViolationException.class)
                    .isThrownBy(() -> model.answer("?"))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(PolicyViolationException.Reason.LEAK));
        }
    }

    @Test
    void linksOfAFileAreThoseOfJava() throws IOException {
        try (LoadedModel model = load("at https://a.example and https://b.example", "safe-links: [a.example]")) {
            assertThat(model.answer("?").reply().orElseThrow().text())
                    .isEqualTo("at https://a.example and https: //b.example");
        }
        assertThat(SafeLinks.to(List.of("*"))).isEqualTo(SafeLinks.any());
        assertThat(SafeLinks.to(List.of())).isEqualTo(SafeLinks.none());
    }

    @Test
    void aGuardOfNothingIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("Yes.", "leak-guard: {}"))
                .withMessageContaining("expected 'secrets', 'prompts' or 'keys: true' but found none");
    }
}
