// SPDX-License-Identifier: Apache-2.0
package dev.tokka.langchain4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderWordsTest {

    private static final Outgoing REQUEST = Outgoing.of(HttpRequest.builder()
            .method(HttpMethod.POST)
            .url("http://127.0.0.1:1/v1beta/models?key=query-secret")
            .addHeader("Authorization", "Bearer " + Models.KEY)
            .addHeader("X-Api-Key", "other-secret")
            .body("""
                    {"model":"swallow-8b-instruct-v0.3","messages":[{"role":"user","content":\
                    "My name is Taro Yamada and I owe\\n12,345 yen."}],"max_completion_tokens":100}""")
            .build());

    @Test
    void wordsAreQuotedOnOneLine() {
        assertThat(quote("The  server\nis\tfull.\u202E ")).isEqualTo(", saying: The server is full.");
    }

    @Test
    void noWordsAreNotQuoted() {
        assertThat(ProviderWords.quote(Optional.empty(), REQUEST)).isEmpty();
        assertThat(quote(" \n")).isEmpty();
    }

    @Test
    void keysAreRemoved() {
        assertThat(quote("Incorrect key " + Models.KEY + " or other-secret or query-secret."))
                .isEqualTo(", saying: Incorrect key *** or *** or ***.");
    }

    @Test
    void longWordsAreCutBetweenCharacters() {
        String quoted = quote("特".repeat(299) + "𠮷".repeat(50));

        assertThat(quoted).isEqualTo(", saying: " + "特".repeat(299) + "…");
    }

    @Test
    void theQuestionIsNotRepeated() {
        String hidden = ", saying: (not shown, as it repeats the request)";

        assertThat(quote("Cannot answer: My name is Taro Yamada and I owe\n12,345 yen."))
                .isEqualTo(hidden);
        assertThat(quote("Refused: '...name is Taro Yamada...'")).isEqualTo(hidden);
    }

    @Test
    void theModelAndTheParametersMayBeNamed() {
        assertThat(quote("Model swallow-8b-instruct-v0.3 does not take max_completion_tokens."))
                .isEqualTo(", saying: Model swallow-8b-instruct-v0.3 does not take max_completion_tokens.");
    }

    @Test
    void aRequestShowsNeitherItsKeysNorItsBody() {
        assertThat(REQUEST).hasToString("POST http://127.0.0.1:1/v1beta/models");
    }

    private static String quote(String words) {
        return ProviderWords.quote(Optional.of(words), REQUEST);
    }
}
