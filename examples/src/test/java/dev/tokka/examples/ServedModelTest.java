// SPDX-License-Identifier: Apache-2.0
package dev.tokka.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokka.langchain4j.PriceTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServedModelTest {

    private static final String URL = "http://localhost:11434/v1";

    @Test
    void anEnvironmentWithoutTheVariablesNamesNoModel() {
        assertThat(ServedModel.of(Map.of())).isEmpty();
        assertThat(ServedModel.of(Map.of("TOKKA_BASE_URL", " ", "TOKKA_MODEL", "", "TOKKA_API_KEY", "secret")))
                .isEmpty();
    }

    @Test
    void anAddressAndANameAreAModelWithOrWithoutAKey() {
        ServedModel open = ServedModel.of(Map.of("TOKKA_BASE_URL", URL, "TOKKA_MODEL", "qwen3:8b"))
                .orElseThrow();
        ServedModel closed = ServedModel.of(
                        Map.of("TOKKA_BASE_URL", URL, "TOKKA_MODEL", "qwen3:8b", "TOKKA_API_KEY", "secret"))
                .orElseThrow();

        assertThat(open.key()).isEmpty();
        assertThat(open.connect(PriceTable.EMPTY)).hasToString("chat(qwen3:8b)");
        assertThat(closed.key()).contains("secret");
    }

    @Test
    void neitherKeyNorQueryIsShown() {
        ServedModel model = ServedModel.of(Map.of(
                        "TOKKA_BASE_URL", URL + "?code=hidden", "TOKKA_MODEL", "qwen3:8b", "TOKKA_API_KEY", "secret"))
                .orElseThrow();

        assertThat(model).hasToString("qwen3:8b at http://localhost:11434/v1");
        assertThat(model.connect(PriceTable.EMPTY).describe().toJson()).doesNotContain("secret");
    }

    @Test
    void halfAModelIsRefused() {
        assertThatThrownBy(() -> ServedModel.of(Map.of("TOKKA_BASE_URL", URL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TOKKA_MODEL is not set");
        assertThatThrownBy(() -> ServedModel.of(Map.of("TOKKA_MODEL", "qwen3:8b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TOKKA_BASE_URL is not set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:11434/v1", "ftp://localhost/v1", "http:///v1", "a b", "http://me:secret@localhost/v1"
            })
    void whatIsNoAddressIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> ServedModel.of(Map.of("TOKKA_BASE_URL", url, "TOKKA_MODEL", "qwen3:8b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TOKKA_BASE_URL must be an address such as http://localhost:11434/v1")
                .hasNoCause();
    }
}
